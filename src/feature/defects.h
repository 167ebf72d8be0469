/*
 * defects.h - what is wrong with a channel: clipping, dropouts, pumping gain.
 *
 *   source  science of the house: clipping = runs at the rails; dropout =
 *           digital silence that cuts into speech; AGC = a narrow spread of
 *           voiced levels, or noise that rises after speech ends
 *   test    tests/unit/feature/test_defects.c
 */
#ifndef CAD_FEATURE_DEFECTS_H
#define CAD_FEATURE_DEFECTS_H

#include "base/arena.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/report.h>

/* Counts of one channel while it streams, at the file's own rate (act 1). */
struct cad_defect_count {
    uint64_t samples, clipped;
    double peak;      /* of frames that are not constant */
    uint64_t at_rail; /* samples as large as the peak */
    bool flat;        /* three of them, equal, came in a row */
    float last;       /* for runs */
    uint32_t run;
};

/* Feed the samples of one frame (or part of it); returns CAD_FRAME_CLIPPED
   and/or CAD_FRAME_DIGITAL for them. n may be 0. */
uint8_t cad_defects_feed(struct cad_defect_count *count, const float *x,
                         size_t n);

/* Of the whole channel: clipped_share, dropout_s, agc_suspected. */
struct cad_defects {
    cad_figure clipped_share, dropout_s, agc_suspected;
};

cad_status cad_defects_find(const struct cad_channel *channel,
                            const uint8_t *speech,
                            const struct cad_defects_settings *settings,
                            cad_arena *arena, struct cad_defects *out,
                            cad_error *error);

#endif
