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

/* Of a stretch of one voice: syllables in its speech, and the time they took,
   without and with the pauses. */
struct cad_syllable_pace {
    double syllables, articulated_s, spoken_s;
};

/*
 * cad_syllable_pace - how many syllables, in how long.
 *
 *   voice  its speech and syllable tracks; the stretch is [start, end)
 *
 * How much of a first and last consonant is heard depends on the noise; where
 * vowels are does not. So time runs from edge_s before the first nucleus of
 * an inter-pausal unit to edge_s after its last, not from where speech was
 * found; what the stretch cuts through counts up to the cut. All are 0
 * without a nucleus. One pass over the frames.
 */
struct cad_syllable_pace
cad_syllable_pace(const struct cad_voice *voice, size_t start, size_t end,
                  const struct cad_syllable_settings *settings);

#endif
