/*
 * dither.h - a little noise below the steps of 8-bit samples.
 *
 * Speech under half a step (-48 dBFS) is digital silence in such a file: its
 * noise floor stands at nothing, its weak sounds look like lost packets. Noise
 * far below a step gives back a floor that is even.
 *
 *   source  Lipshitz, Wannamaker & Vanderkooy 1992, "Quantization and dither",
 *           on why; the amount is measured: 0.1 step gives back most talk
 *   test    tests/unit/audio/test_dither.c
 */
#ifndef CAD_AUDIO_DITHER_H
#define CAD_AUDIO_DITHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audio/refusal.h"

/* Zero-initialise. What stays at one value for a second is no speech under a
   step but a dead line, and stays so: from the first sample on, or from a
   second after it stopped moving. */
struct cad_dither {
    float last[CAD_CHANNELS_MAX];
    uint64_t still[CAD_CHANNELS_MAX]; /* samples at this value; 0: none yet */
    bool moved[CAD_CHANNELS_MAX];
};

/* x [frames][channels], the first being frame `at` of the recording; the same
   noise whatever the size of the blocks. Samples beyond a step stay. */
void cad_dither_8bit(struct cad_dither *dither, float *x, size_t frames,
                     size_t channels, int rate_hz, uint64_t at);

#endif
