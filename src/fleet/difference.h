/*
 * difference.h - walks two reports side by side and notes what moved.
 *
 *   test    tests/unit/fleet/test_compare.c
 */
#ifndef CAD_FLEET_DIFFERENCE_H
#define CAD_FLEET_DIFFERENCE_H

#include "base/arena.h"
#include "fleet/tolerance.h"

#include <jansson.h>

/* All of *out but the tolerances lives in the arena. errors: ERR_MEMORY */
cad_status cad_difference(cad_arena *arena, const cad_tolerances *t,
                          json_t *from, json_t *to, cad_call_comparison *out,
                          cad_error *error);

/* A call of which there is nothing to compare: one drift of measure "call". */
cad_status cad_difference_whole(cad_arena *arena, const char *text,
                                cad_call_comparison *out, cad_error *error);

#endif
