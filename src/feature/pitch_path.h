/*
 * pitch_path.h - the cheapest path through pitch candidates.
 *
 *   source  Boersma (1993), costs of octave jumps and of voicing changes
 *   test    tests/unit/feature/test_pitch.c
 */
#ifndef CAD_FEATURE_PITCH_PATH_H
#define CAD_FEATURE_PITCH_PATH_H

#include "dsp/track.h"
#include "model/settings.h"

#include <stdbool.h>

enum { CAD_UNVOICED = CAD_CANDIDATES, CAD_PATH_STATES };

/* What a path is searched in; arrays cover the whole channel. */
struct cad_path {
    const struct cad_pitch_frame *pitch;
    const struct cad_pitch_settings *settings;
    const float *unvoiced; /* what the unvoiced state is worth */
    uint8_t (*came_from)[CAD_PATH_STATES]; /* scratch */
    uint8_t *choice; /* out: candidate 0..4 or CAD_UNVOICED */
};

static inline float cad_candidate_hz(const struct cad_pitch_frame *p, int c)
{
    return 256.0f * (float)CAD_RATE_HZ / (float)p->period_q8[c];
}

/* Where a voice is sought; what lies off its centre is worth a little less. */
struct cad_pitch_range {
    float floor_hz, ceiling_hz, centre_hz; /* centre 0: not known yet */
};

/* Fill choice[from..to) using candidates within the range. */
void cad_path_search(const struct cad_path *path, size_t from, size_t to,
                     struct cad_pitch_range range);

#endif
