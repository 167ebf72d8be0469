/*
 * decimate.h - every n-th sample after a linear-phase low-pass.
 *
 * Serves rates that are a multiple of 8 kHz alone, and goes before
 * libsamplerate for other high rates, whose interpolated filter would take
 * most of a call's time there (measured: 16 kHz 3 times, 44.1 kHz twice as
 * fast, the whole analysis counted).
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

/* Keeps what is under pass_hz within 0.001 dB; what would fold onto it is
   100 dB down. NULL: out of memory. */
cad_decimator *cad_decimator_new(cad_arena *arena, int rate_hz, int factor,
                                 double pass_hz);

/* Samples out of x[n]: at most (n + what is held) / factor + 1. Output m lies
   where input m * factor did. last = true gives the tail. */
size_t cad_decimator_push(cad_decimator *decimator, const float *x, size_t n,
                          bool last, float *out);

/* The most that one push of n can give. */
size_t cad_decimator_room(const cad_decimator *decimator, size_t n);

#endif
