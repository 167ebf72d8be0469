#include "reading/gauge.h"

#include "base/error.h"
#include "dsp/stats.h"
#include "feature/effort.h"
#include "feature/loudness.h"
#include "feature/syllable.h"
#include "reading/sums.h"

enum { SLOPE_BINS = 48 }; /* 1128 pairs: cheap, and finer than a syllable */

double cad_clean_share(const struct cad_voice *voice, size_t start, size_t end)
{
    size_t speech = 0, clean = 0;
    for (size_t f = start; f < end && f < voice->frames; f++) {
        speech += voice->speech[f];
        clean += voice->speech[f] && voice->clean[f];
    }
    return speech ? (double)clean / (double)speech : 0.0;
}

/* Sorted F0 of the frames in [start, end) where mask is set (NULL: speech). */
static size_t collect_f0(const struct cad_gauge *g, const uint8_t *mask,
                         size_t start, size_t end)
{
    const struct cad_voice *v = g->voice;
    size_t n = 0;
    if (!mask)
        mask = v->speech;
    for (size_t f = start; f < end; f++)
        if (mask[f] && v->f0_hz[f] > 0.0f)
            g->scratch[n++] = v->f0_hz[f];
    return n;
}

static cad_figure f0_quantile(const struct cad_gauge *g, size_t n, double q,
                              double min_s)
{
    if (!n || n < cad_frames_of(min_s))
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    return cad_known(cad_quantile_float(g->scratch, n, q));
}

static void find_range(struct cad_gauge *g)
{
    double min_s = g->settings->range_min_voiced_s;
    size_t n = collect_f0(g, g->voiced, 0, g->voice->frames);
    if (n < cad_frames_of(min_s))
        n = collect_f0(g, NULL, 0, g->voice->frames);
    cad_sort_float(g->scratch, n);
    g->median_hz = f0_quantile(g, n, 0.5, g->settings->pitch_min_voiced_s);
    g->p10_hz = f0_quantile(g, n, 0.1, min_s);
    g->p90_hz = f0_quantile(g, n, 0.9, min_s);
}

cad_status cad_gauge_open(const struct cad_reading *in,
                          const cad_report *report, cad_party party,
                          struct cad_gauge *out, cad_error *error)
{
    cad_figure none = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    *out =
        (struct cad_gauge){.median_hz = none, .p10_hz = none, .p90_hz = none};
    const struct cad_voice *v = in->voice[party];
    if (!v)
        return CAD_OK;
    out->voice = v;
    out->settings = &in->model->settings.tone;
    out->syllable = &in->model->settings.syllable;
    out->snr_db = report->quality.party[party].snr_db;
    out->voiced = CAD_NEW(in->arena, uint8_t, v->frames);
    out->scratch = CAD_NEW(in->arena, float, v->frames);
    if (!out->voiced || !out->scratch)
        return cad_fail_memory(error);
    for (size_t f = 0; f < v->frames; f++)
        out->voiced[f] = v->speech[f] && v->clean[f] && v->f0_hz[f] > 0.0f;
    find_range(out);
    return CAD_OK;
}

/* Re the party's own median. No voice goes as far as two octaves and stays
   there for a turn: that is the tracker on another harmonic. */
static cad_figure semitones(const struct cad_gauge *g, cad_figure hz)
{
    if (!cad_is_known(hz))
        return hz;
    if (!cad_is_known(g->median_hz))
        return g->median_hz;
    double st = 12.0 * log2(hz.value / g->median_hz.value);
    return fabs(st) < g->settings->pitch_leap_st
               ? cad_known(st)
               : cad_unknown(CAD_WHY_NO_EVIDENCE);
}

/* Slope through the medians of short bins: one octave jump cannot tilt it. */
static cad_figure pitch_slope(const struct cad_gauge *g, const uint8_t *mask,
                              size_t start, size_t end)
{
    size_t bin = cad_frames_of(g->settings->slope_bin_s);
    size_t coarse = (end - start + SLOPE_BINS - 1) / SLOPE_BINS;
    double x[SLOPE_BINS], y[SLOPE_BINS];
    double slopes[SLOPE_BINS * (SLOPE_BINS - 1) / 2];
    size_t n = 0;
    if (bin < coarse || bin == 0)
        bin = coarse;
    for (size_t f = start; f < end; f += bin) {
        size_t stop = f + bin < end ? f + bin : end;
        size_t voiced = collect_f0(g, mask, f, stop);
        if (2 * voiced < bin || !voiced)
            continue;
        cad_sort_float(g->scratch, voiced);
        x[n] = cad_frame_s(f) + 0.5 * cad_frame_s(bin);
        y[n] = 12.0 * log2(cad_quantile_float(g->scratch, voiced, 0.5));
        n++;
    }
    if (n < 4 || x[n - 1] - x[0] < g->settings->slope_min_s)
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    return cad_known(cad_theil_slope(x, y, n, slopes));
}

static void read_pitch(const struct cad_gauge *g, size_t start, size_t end,
                       cad_segment *s)
{
    const struct cad_tone_settings *t = g->settings;
    const uint8_t *mask = g->voiced;
    size_t n = collect_f0(g, mask, start, end);
    if (n < cad_frames_of(t->pitch_min_voiced_s)) {
        mask = NULL;
        n = collect_f0(g, mask, start, end);
    }
    s->pitch.voiced_s = cad_frame_s(n);
    cad_sort_float(g->scratch, n);
    s->pitch.median_hz = f0_quantile(g, n, 0.5, t->pitch_min_voiced_s);
    s->pitch.median_st = semitones(g, s->pitch.median_hz);
    s->pitch.p10_st =
        semitones(g, f0_quantile(g, n, 0.1, t->quantile_min_voiced_s));
    s->pitch.p90_st =
        semitones(g, f0_quantile(g, n, 0.9, t->quantile_min_voiced_s));
    s->pitch.slope_st_s = pitch_slope(g, mask, start, end);
}

static void read_loudness(const struct cad_gauge *g, size_t start, size_t end,
                          cad_segment *s)
{
    const struct cad_channel *c = g->voice->channel;
    const uint8_t *clean = g->voice->clean;
    size_t n = 0, speech = 0;
    for (size_t f = start; f < end; f++) {
        n += clean[f];
        speech += g->voice->speech[f];
    }
    s->loudness.rel_db = cad_unknown(CAD_WHY_NO_EVIDENCE);
    if (!n || n < cad_frames_of(g->settings->level_min_s)) {
        cad_figure none = cad_unknown(speech > n ? CAD_WHY_LEAKAGE
                                                 : CAD_WHY_TOO_LITTLE_VOICE);
        s->loudness.lufs = s->loudness.level_dbfs = none;
        return;
    }
    s->loudness.lufs = cad_loudness_masked(c->k_power, clean, start, end);
    s->loudness.level_dbfs = cad_level_masked(c->power, clean, start, end);
}

static void read_rate(const struct cad_gauge *g, size_t start, size_t end,
                      cad_segment *s)
{
    const struct cad_tone_settings *t = g->settings;
    struct cad_syllable_pace pace =
        cad_syllable_pace(g->voice, start, end, g->syllable);
    cad_figure rate = cad_known(pace.syllables / pace.articulated_s);
    if (s->speech_s < t->rate_min_speech_s)
        rate = cad_unknown(CAD_WHY_TOO_SHORT);
    else if (pace.syllables <= 0.0)
        rate = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    else if (cad_is_known(g->snr_db) && g->snr_db.value < t->rate_min_snr_db)
        rate = cad_unknown(CAD_WHY_NOISE);
    s->rate.syllables = cad_known(pace.syllables);
    s->rate.articulation_syl_s = s->rate.uncertainty_pct = rate;
    if (cad_is_known(rate)) {
        s->rate.uncertainty_pct =
            cad_known(cad_rate_uncertainty_pct(t, pace.syllables, g->snr_db));
        rate = cad_known(pace.syllables / pace.spoken_s);
    }
    s->rate.speech_syl_s = rate;
    s->rate.rel_pct =
        cad_unknown(cad_is_known(rate) ? CAD_WHY_NO_EVIDENCE : rate.why);
}

/* Who speaks is known from elsewhere, but that side was not recorded. */
static void read_nothing(cad_segment *s)
{
    cad_figure none = cad_unknown(CAD_WHY_ONE_SIDED);
    s->pitch.median_hz = s->pitch.median_st = s->pitch.slope_st_s = none;
    s->pitch.p10_st = s->pitch.p90_st = none;
    s->loudness.lufs = s->loudness.level_dbfs = s->loudness.rel_db = none;
    s->effort.tilt_db = s->effort.rel_db = none;
    s->rate.syllables = s->rate.articulation_syl_s = none;
    s->rate.speech_syl_s = s->rate.uncertainty_pct = s->rate.rel_pct = none;
}

void cad_gauge_read(const struct cad_gauge *gauge, cad_segment *segment)
{
    const struct cad_voice *v = gauge->voice;
    if (!v) {
        read_nothing(segment);
        return;
    }
    size_t start = cad_frames_of(segment->start_s);
    size_t end = cad_frames_of(segment->end_s);
    if (end > v->frames)
        end = v->frames;
    if (start > end)
        start = end;
    read_pitch(gauge, start, end, segment);
    read_loudness(gauge, start, end, segment);
    segment->effort.tilt_db =
        cad_effort_tilt_db(v->channel, gauge->voiced, start, end,
                           cad_frames_of(gauge->settings->tilt_min_voiced_s));
    segment->effort.rel_db = cad_unknown(CAD_WHY_NO_EVIDENCE);
    read_rate(gauge, start, end, segment);
}
