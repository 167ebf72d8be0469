/*
 * line_burst.h - steady bursts of one or two tones: what call-progress tones,
 * beeps and the like are made of.
 *
 *   test    tests/unit/feature/test_line.c
 */
#ifndef CAD_FEATURE_LINE_BURST_H
#define CAD_FEATURE_LINE_BURST_H

#include "feature/line.h"

/* A steady tone over the frames [start, end). */
struct cad_burst {
    size_t start, end;
    double hz; /* of the one peak, or the middle of the two */
    double level_db;
    double share; /* of the energy, in the peaks */
    double wander, ripple_db;
    bool single, used;
};

typedef CAD_VEC(struct cad_burst) cad_burst_list;

/* Appends the bursts of the channel in order; search->no_memory may be set. */
void cad_line_find_bursts(struct cad_line_search *search,
                          cad_burst_list *bursts);

#endif
