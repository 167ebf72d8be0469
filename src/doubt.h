/*
 * doubt.h - what makes a cut-in or a backchannel less sure than its timing.
 *
 *   test    tests/cli/background.t, tests/unit/test_analyze.c
 */
#ifndef CAD_DOUBT_H
#define CAD_DOUBT_H

#include "analysis.h"

/*
 * cad_doubt_events - lower the confidence of a->talk.events where what was
 * taken for speech of either party may be something else; those that are then
 * less likely than not are marked, and nobody counts them.
 *
 *   cost    some ns an event and frame of it
 */
void cad_doubt_events(struct cad_analysis *a);

#endif
