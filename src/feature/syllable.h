/*
 * syllable.h - syllable-like peaks, whatever the language.
 *
 *   source  de Jong & Wempe (2009) intensity dips; Wang & Narayanan (2007)
 *           sub-band correlation
 *   test    tests/unit/feature/test_syllable.c
 */
#ifndef CAD_FEATURE_SYLLABLE_H
#define CAD_FEATURE_SYLLABLE_H

#include "base/arena.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/status.h>

/* Envelopes of one frame from its power spectrum (act 1). */
struct cad_syllable_frame cad_syllable_measure(const float *power);

/*
 * cad_syllable_weights - where the syllables are (act 3).
 *
 *   channel  its syllable, pitch and flags tracks
 *   speech   [frames] 0/1, f0_hz [frames] 0 where unvoiced
 *   weight   [frames] out, >= 0; the sum over a stretch estimates its count.
 *            Near speech, what is clearly voiced counts though it was not
 *            found to be speech: a rate over time of speech leaves it out
 */
cad_status cad_syllable_weights(const struct cad_channel *channel,
                                const uint8_t *speech, const float *f0_hz,
                                const struct cad_syllable_settings *settings,
                                cad_arena *arena, float *weight,
                                cad_error *error);

#endif
