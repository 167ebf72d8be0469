#include "feature/pitch_voicing.h"

#include "dsp/stats.h"

#include <stdlib.h>

static const float never = 10.0f; /* no candidate is stronger than 1 */

enum { LOW_BANDS = 10 /* 94-690 Hz: where voices are, and hiss is not */ };

static float low_db(const struct cad_channel *c, size_t f)
{
    const uint8_t *b = &c->bands[f * CAD_BANDS];
    float sum = 0.0f;
    for (int i = 0; i < LOW_BANDS; i++)
        sum += exp2f(0.1660964f * (float)b[i]); /* half decibels to power */
    return 3.0103f * log2f(sum);
}

static float quantile(float *x, size_t n, double q)
{
    if (!n)
        return 0.0f;
    cad_sort_float(x, n);
    return (float)cad_quantile_float(x, n, q);
}

double cad_voice_snr_db(const struct cad_channel *c, const uint8_t *speech,
                        float *scratch)
{
    size_t n = 0;
    for (size_t f = 0; f < c->frames; f++)
        if (speech[f])
            scratch[n++] = cad_power_db(c->power[f]);
    float loud = quantile(scratch, n, 0.9);
    for (size_t f = 0; f < c->frames; f++)
        scratch[f] = cad_power_db(c->power[f]);
    return (double)(loud - quantile(scratch, c->frames, 0.1));
}

/* The worth at the level of loud speech. Noise weakens true candidates, so
   less is asked of them; where nothing stands out of the noise, more. */
static float least_worth(const struct cad_pitch_settings *set, double snr)
{
    double known = fmin(fmax(snr, set->snr_min_db), set->snr_max_db);
    return (float)(set->voicing_min + set->voicing_per_snr * known +
                   set->voicing_per_flat * fmax(known - snr, 0.0));
}

/* Nothing moved between two frames: the strongest candidate stays within
   0.3 % and every band that matters within half a decibel. */
static bool stood_still(const struct cad_channel *c, size_t from, size_t to,
                        float strength)
{
    const struct cad_pitch_frame *then = &c->pitch[from], *now = &c->pitch[to];
    int period = now->period_q8[0], move = abs(period - then->period_q8[0]);
    if (!period || (float)now->strength[0] < 255.0f * strength ||
        move * 300 > period)
        return false;
    const uint8_t *a = &c->bands[from * CAD_BANDS];
    const uint8_t *b = &c->bands[to * CAD_BANDS];
    int loudest = 0;
    for (int i = 0; i < CAD_BANDS; i++)
        loudest = b[i] > loudest ? b[i] : loudest;
    for (int i = 0; i < CAD_BANDS; i++)
        if (b[i] > loudest - 40 && abs(a[i] - b[i]) > 1)
            return false;
    return true;
}

/* Runs in which no frame differs from the first. */
static void forbid_steady(const struct cad_channel *c,
                          const struct cad_pitch_settings *set, float *unvoiced)
{
    size_t least = cad_frames_of(set->steady_s);
    float strength = (float)set->steady_strength;
    size_t from = 0;
    for (size_t f = 1; f <= c->frames; f++) {
        if (f < c->frames && stood_still(c, from, f, strength))
            continue;
        if (f - from >= least)
            for (size_t i = from; i < f; i++)
                unvoiced[i] = never;
        from = f;
    }
}

void cad_unvoiced_worth(const struct cad_channel *c, const uint8_t *speech,
                        const uint8_t *open, double snr_db,
                        const struct cad_pitch_settings *set, float *scratch,
                        float *unvoiced)
{
    float least = least_worth(set, snr_db);
    size_t n = 0;
    for (size_t f = 0; f < c->frames; f++) {
        unvoiced[f] = low_db(c, f);
        if (speech[f])
            scratch[n++] = unvoiced[f];
    }
    float loud = quantile(scratch, n, 0.95);
    for (size_t f = 0; f < c->frames; f++) {
        float below =
            fminf(fmaxf(loud - unvoiced[f], 0.0f), (float)set->level_range_db);
        unvoiced[f] = open[f] && !c->line[f].dtmf
                          ? least + (float)set->voicing_per_level * below
                          : never;
    }
    forbid_steady(c, set, unvoiced);
}
