/*
 * measure_names.h - the measures that a report can have, from its schema: a
 * pattern that fits none of them is a slip of the pen.
 *
 *   test    tests/unit/fleet/test_tolerance.c
 */
#ifndef CAD_FLEET_MEASURE_NAMES_H
#define CAD_FLEET_MEASURE_NAMES_H

#include "base/arena.h"
#include "base/vec.h"

typedef CAD_VEC(const char *) cad_measure_names;

/* Every measure and whatever holds measures (events, parties.agent.pitch).
   errors: ERR_MEMORY, ERR_BUG */
cad_status cad_measure_names_list(cad_arena *arena, cad_measure_names *out,
                                  cad_error *error);

/* Without a unit in brackets, does the pattern fit any of them? */
bool cad_measure_names_have(const cad_measure_names *names,
                            const char *pattern);

#endif
