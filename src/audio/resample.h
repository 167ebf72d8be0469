/*
 * resample.h - one channel from any rate to 8 kHz; libsamplerate stops here.
 *
 * 8 kHz input passes through untouched. The output is aligned with the input
 * in time.
 *
 *   test    tests/unit/audio/test_resample.c
 */
#ifndef CAD_AUDIO_RESAMPLE_H
#define CAD_AUDIO_RESAMPLE_H

#include <stdbool.h>

#include "base/arena.h"

typedef struct cad_resampler cad_resampler;

cad_status cad_resampler_open(cad_arena *arena, int rate_hz,
                              cad_resampler **out, cad_error *error);

/* Upper bound of the samples that one push of n can give. */
size_t cad_resampler_room(const cad_resampler *resampler, size_t n);

/* Feed x[n]; last = true flushes the tail. *got samples in out. */
cad_status cad_resampler_push(cad_resampler *resampler, const float *x,
                              size_t n, bool last, float *out, size_t *got,
                              cad_error *error);

void cad_resampler_close(cad_resampler **resampler);

#endif
