/*
 * tracks.h - the tracks of a made signal, for tests of single features.
 *
 * Bands come from dsp/spectrum; voicing is a plain autocorrelation of 40 ms,
 * so that a test of one feature does not hang on another.
 */
#ifndef TRACKS_H
#define TRACKS_H

#include "dsp/spectrum.h"

#include <stdlib.h>
#include <string.h>

/* Strength of the best period between 60 and 400 Hz at x[0], 0..1, and that
   period in samples, the shortest that is nearly as strong; x must reach
   CAD_REACH to both sides. */
static double tracks_strength(const float *x, int *period)
{
    enum { HALF = 160 };
    double best = 0.0;
    for (int lag = 20; lag <= 133; lag += 1) {
        double xy = 0.0, xx = 1e-12, yy = 1e-12;
        const float *a = x - HALF - lag / 2, *b = a + lag;
        for (int i = 0; i < 2 * HALF; i += 2) {
            xy += (double)(a[i] * b[i]);
            xx += (double)(a[i] * a[i]);
            yy += (double)(b[i] * b[i]);
        }
        double r = xy / sqrt(xx * yy);
        if (r > best + 0.05)
            *period = lag;
        best = r > best ? r : best;
    }
    return best;
}

static bool tracks_constant(const float *x)
{
    for (int i = 1; i < CAD_HOP; i++)
        if (x[i] != x[0])
            return false;
    return true;
}

static void tracks_frame(const cad_plans *plans, const float *x, float *work,
                         struct cad_channel *c, size_t f)
{
    float *power = work + CAD_SPECTRUM_SCRATCH;
    double sum = 0.0;
    for (int i = 0; i < CAD_HOP; i++)
        sum += (double)(x[i] * x[i]);
    c->power[f] = (float)(sum / CAD_HOP);
    c->k_power[f] = c->power[f];
    cad_spectrum_power(plans, x + CAD_HOP / 2 - CAD_STFT / 2, work, power);
    cad_bands_pack(power, c->bands + f * CAD_BANDS);
    if (tracks_constant(x)) {
        c->flags[f] = CAD_FRAME_DIGITAL;
        return;
    }
    int period = 0;
    double strength = tracks_strength(x + CAD_HOP / 2, &period);
    c->flags[f] = CAD_FRAME_ENERGY;
    c->pitch[f].strength[0] = (uint8_t)(255.0 * strength);
    c->pitch[f].period_q8[0] = (uint16_t)(256 * period);
}

/* The channel of x[n] at 8 kHz; false when there is no memory. */
static bool tracks_of(cad_arena *arena, const cad_plans *plans, const float *x,
                      size_t n, struct cad_channel *c)
{
    size_t frames = n / CAD_HOP;
    *c = (struct cad_channel){.frames = frames, .room = frames};
    c->power = CAD_NEW(arena, float, frames);
    c->k_power = CAD_NEW(arena, float, frames);
    c->bands = CAD_NEW(arena, uint8_t, frames * CAD_BANDS);
    c->flags = CAD_NEW(arena, uint8_t, frames);
    c->pitch = CAD_NEW(arena, struct cad_pitch_frame, frames);
    float *padded = CAD_NEW(arena, float, n + 2 * CAD_REACH);
    float *work = CAD_NEW(arena, float, CAD_SPECTRUM_SCRATCH + CAD_BINS);
    if (!c->power || !c->k_power || !c->bands || !c->flags || !c->pitch ||
        !padded || !work)
        return false;
    memcpy(padded + CAD_REACH, x, n * sizeof *x);
    for (size_t f = 0; f < frames; f++)
        tracks_frame(plans, padded + CAD_REACH + f * CAD_HOP, work, c, f);
    return true;
}

#endif
