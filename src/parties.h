/*
 * parties.h - between act 1 and act 2: which channel is whose.
 *
 *   test    tests/unit/test_parties.c
 */
#ifndef CAD_PARTIES_H
#define CAD_PARTIES_H

#include "analysis.h"

/*
 * cad_parties_assign - layout, roles and sides from the recordings.
 *
 * Sides of unequal length are padded with digital silence to a->frames.
 *
 *   voices_given  a segment file tells the voices apart, so a mono call has
 *                 two parties on one channel
 *   errors        ERR_ARGUMENT (an agent channel that is not there),
 *                 ERR_MEMORY
 */
cad_status cad_parties_assign(struct cad_analysis *a, bool voices_given,
                              cad_error *error);

#endif
