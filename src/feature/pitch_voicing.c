#include "feature/pitch_voicing.h"

#include "dsp/stats.h"

#include <stdlib.h>

static const float never = 10.0f; /* no candidate is stronger than 1 */

/* Root mean square that only 1 % of the speech frames exceed. */
static float loud_level(const struct cad_channel *c, const uint8_t *speech,
                        float *scratch)
{
    size_t n = 0;
    for (size_t f = 0; f < c->frames; f++)
        if (speech[f])
            scratch[n++] = c->power[f];
    if (!n)
        return 1.0f;
    cad_sort_float(scratch, n);
    return sqrtf((float)cad_quantile_float(scratch, n, 0.99)) + 1e-10f;
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
    size_t least = (size_t)(set->steady_s * CAD_FRAMES_PER_S + 0.5);
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
                        const struct cad_pitch_settings *set, float *scratch,
                        float *unvoiced)
{
    float loud = loud_level(c, speech, scratch);
    float least = (float)set->voicing_min;
    float share = (float)set->silence_share;
    for (size_t f = 0; f < c->frames; f++) {
        float level = sqrtf(c->power[f]) / loud;
        float quiet = 2.0f - level * (1.0f + least) / share;
        bool dialled = c->line[f].dtmf != 0;
        unvoiced[f] =
            speech[f] && !dialled ? least + fmaxf(0.0f, quiet) : never;
    }
    forbid_steady(c, set, unvoiced);
}
