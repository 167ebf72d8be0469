/*
 * pitch_voicing.h - what it is worth to call a frame unvoiced.
 *
 *   test    tests/unit/feature/test_pitch.c
 */
#ifndef CAD_FEATURE_PITCH_VOICING_H
#define CAD_FEATURE_PITCH_VOICING_H

#include "dsp/track.h"
#include "model/settings.h"

/* How far speech stands above the quietest tenth of the channel.
   scratch: [frames] */
double cad_voice_snr_db(const struct cad_channel *channel,
                        const uint8_t *speech, float *scratch);

/*
 * cad_unvoiced_worth - in units of candidate strength, for each frame.
 *
 * Quiet frames are worth more, and all frames of a clean channel: noise
 * weakens true candidates more than it strengthens false ones. Frames that are
 * not open, dialling tones and whatever does not move at all (tones, repeated
 * packets) cannot be voiced.
 *
 *   speech    [frames] what the level of the voice is learnt from
 *   open      [frames] 0/1: may be voiced
 *   scratch   [frames]
 *   unvoiced  [frames] out
 *   source    Boersma (1993), silence threshold; linear in decibels here, as
 *             a logistic fit of voicing asks for
 */
void cad_unvoiced_worth(const struct cad_channel *channel,
                        const uint8_t *speech, const uint8_t *open,
                        double snr_db,
                        const struct cad_pitch_settings *settings,
                        float *scratch, float *unvoiced);

#endif
