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

/* Zero-initialise. */
struct cad_dither {
    /* a channel is left alone until its first sample that is not 0: one in
       which nobody ever is stays empty */
    bool begun[CAD_CHANNELS_MAX];
};

/* x [frames][channels], the first being frame `at` of the recording; the same
   noise whatever the size of the blocks. Samples beyond a step stay. */
void cad_dither_8bit(struct cad_dither *dither, float *x, size_t frames,
                     size_t channels, uint64_t at);

#endif
