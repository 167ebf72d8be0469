/*
 * speech.h - when a channel carries speech.
 *
 * Self-calibrating: no absolute level enters, so gain changes nothing.
 * Digital silence is neither speech nor noise. A sound without voicing near
 * it is not speech, and neither is a hum that holds still. Pauses show down
 * to some 30 ms; whoever wants units of speech bridges the short ones.
 *
 *   source  of the house, after Tan et al. (2020) rVAD (voicing anchors),
 *           Martin (2001) (the floor lies in the quiet), Ramirez et al. (2004)
 *           (distance to the floor over bands); measured in
 *           tests/accuracy/activity.c
 *   test    tests/unit/feature/test_speech.c
 */
#ifndef CAD_FEATURE_SPEECH_H
#define CAD_FEATURE_SPEECH_H

#include "base/arena.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/report.h>

/* Where the noise becomes louder and stays so: a speaker who walks into the
   street, another line, another gain. What is measured after it is not what
   was measured before. */
struct cad_noise_rise {
    double db;   /* the upper quartile before is so far below the lower one
                    after; 0: it does not rise, or is not known */
    double at_s; /* to a block of settings.rise_block_s */
};

/* What the detector learnt of the channel on the way. */
struct cad_noise {
    cad_figure floor_dbfs;  /* median noise level where nobody speaks */
    cad_figure active_dbfs; /* level of the speech frames */
    cad_figure separation_db;
    struct cad_noise_rise rise;
};

/*
 * cad_speech_detect - one decision a frame.
 *
 * The floor is learnt from steady stretches, then from the pauses found, the
 * long ones where there are enough; where a gain control is seen to move the
 * noise, it follows closely, and what rises in all bands alike, in the shape
 * of the noise and without a voice, is no speech however loud. The margin above
 * it that speech must have follows the spread of the noise and the range up to
 * the voice. Islands of speech are then anchored in voicing.
 *
 *   memory   19 bytes a frame of scratch in `arena`
 *   cost     under 0.35 us a frame
 *   blocked  [frames] 1: known not to be this party's speech (leakage, tones,
 *            music); counts neither as speech nor as noise. NULL: nothing is
 *   speech   [frames] 0/1 out
 *   unlike   [frames] 0/1 out, or NULL: speech that is hardly like the rest
 *            of the channel's; it may be another sound, or a voice held
 *   noise    out, may be NULL
 */
cad_status cad_speech_detect(const struct cad_channel *channel,
                             const uint8_t *blocked,
                             const struct cad_speech_settings *settings,
                             cad_arena *arena, uint8_t *speech, uint8_t *unlike,
                             struct cad_noise *noise, cad_error *error);

#endif
