/*
 * effort.h - spectral tilt, the effort cue that gain does not touch.
 *
 *   source  alpha ratio of eGeMAPS in its telephone form, E[1000-3400] /
 *           E[300-1000], in dB
 *   test    tests/unit/feature/test_effort.c
 */
#ifndef CAD_FEATURE_EFFORT_H
#define CAD_FEATURE_EFFORT_H

#include "dsp/track.h"

#include <callcadence/report.h>

/* Of one spectrum, in 0.01 dB, clamped to +-100 dB. */
int16_t cad_effort_tilt_cdb(const float *power);

/* Energy-weighted median over the frames in [start, end) where mask is set.
   ERR-free; null too_little_voice under min_frames. */
cad_figure cad_effort_tilt_db(const struct cad_channel *channel,
                              const uint8_t *mask, size_t start, size_t end,
                              size_t min_frames);

#endif
