/* curves.c - the 10 ms tracks as curves that a page can draw. */
#include "analysis.h"
#include "feature/syllable.h"

#include <math.h>
#include <stdlib.h>

enum { STEP_FRAMES_MAX = 1000 }; /* of a step, those whose pitch counts */

struct curve {
    const struct cad_curve_settings *settings;
    const struct cad_syllable_settings *syllable;
    const struct cad_voice *voice;
    cad_figure median_hz; /* of the whole call */
};

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static cad_figure pitch_of(const struct curve *c, size_t from, size_t to)
{
    const struct cad_voice *v = c->voice;
    size_t least = cad_frames_of(c->settings->voiced_min_s);
    float f0_hz[STEP_FRAMES_MAX];
    size_t n = 0;
    for (size_t f = from; f < to && n < STEP_FRAMES_MAX; f++)
        if (v->speech[f] && v->f0_hz[f] > 0)
            f0_hz[n++] = v->f0_hz[f];
    if (n < least || !cad_is_known(c->median_hz))
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    qsort(f0_hz, n, sizeof *f0_hz, by_value);
    return cad_known(12.0 * log2((double)f0_hz[n / 2] / c->median_hz.value));
}

static cad_figure level_of(const struct curve *c, size_t from, size_t to)
{
    const struct cad_voice *v = c->voice;
    size_t least = cad_frames_of(c->settings->speech_min_s);
    double sum = 0;
    size_t n = 0;
    for (size_t f = from; f < to; f++)
        if (v->speech[f]) {
            sum += (double)v->channel->power[f];
            n++;
        }
    if (n < least || sum <= 0)
        return cad_unknown(CAD_WHY_NO_SPEECH);
    return cad_known(10.0 * log10(sum / (double)n));
}

static cad_figure rate_of(const struct curve *c, size_t middle)
{
    const struct cad_voice *v = c->voice;
    size_t reach = cad_frames_of(c->settings->rate_reach_s);
    size_t least = cad_frames_of(c->settings->rate_speech_min_s);
    size_t from = middle > reach ? middle - reach : 0;
    size_t to = middle + reach < v->frames ? middle + reach : v->frames;
    size_t speech = 0;
    for (size_t f = from; f < to; f++)
        speech += v->speech[f] != 0;
    if (speech < least)
        return cad_unknown(CAD_WHY_TOO_SHORT);
    struct cad_syllable_pace pace =
        cad_syllable_pace(v, from, to, c->syllable);
    return pace.syllables > 0.0
               ? cad_known(pace.syllables / pace.articulated_s)
               : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
}

static cad_curve_point point_of(const struct curve *c, size_t from, size_t to)
{
    size_t speech = 0;
    for (size_t f = from; f < to; f++)
        speech += c->voice->speech[f] != 0;
    return (cad_curve_point){
        .speech_share = (double)speech / (double)(to - from),
        .pitch_st = pitch_of(c, from, to),
        .level_dbfs = level_of(c, from, to),
        .rate_syl_s = speech ? rate_of(c, from + (to - from) / 2)
                             : cad_unknown(CAD_WHY_NO_SPEECH),
    };
}

size_t cad_report_curve(const cad_report *report, cad_party party,
                        double step_s, size_t room, cad_curve_point *out)
{
    const struct cad_analysis *a = report ? report->analysis : NULL;
    if (!a || party < 0 || party >= CAD_PARTIES ||
        !report->quality.party[party].present)
        return 0;
    const struct cad_settings *settings = &a->engine->model.settings;
    struct curve c = {.settings = &settings->curve,
                      .syllable = &settings->syllable,
                      .voice = &a->side[party].voice,
                      .median_hz = report->party[party].pitch.median_hz};
    size_t step = cad_frames_of(fmax(step_s, 0.05)), frames = c.voice->frames;
    size_t count = (frames + step - 1) / step;
    for (size_t i = 0; out && i < count && i < room; i++) {
        size_t from = i * step;
        size_t to = from + step < frames ? from + step : frames;
        out[i] = point_of(&c, from, to);
    }
    return count;
}
