/*
 * decimate.h - a sample rate turned into a lower one by a ratio of whole
 * numbers: a linear-phase low-pass, sampled where the new samples lie.
 *
 * libsamplerate interpolates its filter for every sample, which took most of
 * a call's time (measured, the whole analysis counted: 16 kHz 3 times,
 * 44.1 kHz 4 times as fast without it).
 *
 *   source  J. F. Kaiser, "Nonrecursive digital filter design using the
 *           I0-sinh window function", ISCAS 1974
 *   test    tests/unit/audio/test_resample.c
 */
#ifndef CAD_AUDIO_DECIMATE_H
#define CAD_AUDIO_DECIMATE_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct cad_decimator cad_decimator;

/* rate_hz times up / down, in lowest terms and not above 1. Keeps what is
   under pass_hz within 0.001 dB; what would fold onto it is 100 dB down. NULL:
   out of memory. */
cad_decimator *cad_decimator_new(cad_arena *arena, int rate_hz, int up,
                                 int down, double pass_hz);

/* Samples out of x[n]. Output m lies where input m * down / up did. last =
   true gives the tail. */
size_t cad_decimator_push(cad_decimator *decimator, const float *x, size_t n,
                          bool last, float *out);

/* The most that one push of n can give. */
size_t cad_decimator_room(const cad_decimator *decimator, size_t n);

#endif
