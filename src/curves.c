/* curves.c - the 10 ms tracks as curves that a page can draw. */
#include "analysis.h"

#include <math.h>
#include <stdlib.h>

enum {
    STEP_FRAMES_MAX = 1000, /* of a step's frames, those whose pitch counts */
    VOICED_MIN = 8,         /* frames behind a median */
    SPEECH_MIN = 10,        /* frames behind a level */
    RATE_REACH = 150,       /* frames either side of a step's middle */
    RATE_SPEECH_MIN = 80
};

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static cad_figure pitch_of(const struct cad_voice *v, size_t from, size_t to,
                           cad_figure median_hz)
{
    float f0_hz[STEP_FRAMES_MAX];
    size_t n = 0;
    for (size_t f = from; f < to && n < STEP_FRAMES_MAX; f++)
        if (v->speech[f] && v->f0_hz[f] > 0)
            f0_hz[n++] = v->f0_hz[f];
    if (n < VOICED_MIN || !cad_is_known(median_hz))
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    qsort(f0_hz, n, sizeof *f0_hz, by_value);
    return cad_known(12.0 * log2((double)f0_hz[n / 2] / median_hz.value));
}

static cad_figure level_of(const struct cad_voice *v, size_t from, size_t to)
{
    double sum = 0;
    size_t n = 0;
    for (size_t f = from; f < to; f++)
        if (v->speech[f]) {
            sum += (double)v->channel->power[f];
            n++;
        }
    if (n < SPEECH_MIN || sum <= 0)
        return cad_unknown(CAD_WHY_NO_SPEECH);
    return cad_known(10.0 * log10(sum / (double)n));
}

static cad_figure rate_of(const struct cad_voice *v, size_t middle)
{
    size_t from = middle > RATE_REACH ? middle - RATE_REACH : 0;
    size_t to =
        middle + RATE_REACH < v->frames ? middle + RATE_REACH : v->frames;
    double syllables = 0;
    size_t speech = 0;
    for (size_t f = from; f < to; f++)
        if (v->speech[f]) {
            syllables += (double)v->syllable[f];
            speech++;
        }
    if (speech < RATE_SPEECH_MIN)
        return cad_unknown(CAD_WHY_TOO_SHORT);
    return cad_known(syllables * CAD_FRAMES_PER_S / (double)speech);
}

static cad_curve_point point_of(const struct cad_voice *v, size_t from,
                                size_t to, cad_figure median_hz)
{
    size_t speech = 0;
    for (size_t f = from; f < to; f++)
        speech += v->speech[f] != 0;
    cad_curve_point point = {
        .speech_share = (double)speech / (double)(to - from),
        .pitch_st = pitch_of(v, from, to, median_hz),
        .level_dbfs = level_of(v, from, to),
        .rate_syl_s = speech ? rate_of(v, from + (to - from) / 2)
                             : cad_unknown(CAD_WHY_NO_SPEECH),
    };
    return point;
}

size_t cad_report_curve(const cad_report *report, cad_party party,
                        double step_s, size_t room, cad_curve_point *out)
{
    const struct cad_analysis *a = report->analysis;
    if (!a || party < 0 || party >= CAD_PARTIES ||
        !report->quality.party[party].present)
        return 0;
    const struct cad_voice *v = &a->side[party].voice;
    size_t step = cad_frames_of(fmax(step_s, 0.05));
    size_t count = (v->frames + step - 1) / step;
    for (size_t i = 0; i < count && i < room; i++) {
        size_t from = i * step;
        size_t to = from + step < v->frames ? from + step : v->frames;
        out[i] = point_of(v, from, to, report->party[party].pitch.median_hz);
    }
    return count;
}
