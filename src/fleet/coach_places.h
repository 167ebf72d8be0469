/*
 * coach_places.h - the best-evidenced places to listen of each kind.
 *
 *   test    tests/unit/fleet/test_coach.c
 */
#ifndef CAD_FLEET_COACH_PLACES_H
#define CAD_FLEET_COACH_PLACES_H

#include "fleet/coach.h"

struct cad_coach_place {
    const struct cad_coach_call *call;
    const struct cad_coach_example *what;
    size_t order; /* of the calls, then of the examples */
};

struct cad_coach_places {
    struct cad_coach_place *items;
    size_t count, room;
};

/* coach.examples_per_kind of each, in the order of the kinds, the clearest
   first. false: out of memory. */
bool cad_coach_find_places(cad_arena *arena, const struct cad_coach *coach,
                           const struct cad_coach_agent *agent,
                           struct cad_coach_places *out);

#endif
