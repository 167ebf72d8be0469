/*
 * reference.h - which item of one report is which of the other: an event that
 * names segment s12 still names the same one where that is now s13.
 *
 *   test    tests/unit/fleet/test_compare.c
 */
#ifndef CAD_FLEET_REFERENCE_H
#define CAD_FLEET_REFERENCE_H

#include "base/arena.h"
#include "fleet/tolerance.h"

#include <jansson.h>

typedef struct cad_references {
    json_t *ids; /* of the baseline -> of the other */
    bool failed; /* out of memory */
} cad_references;

/* false: out of memory. Close after that, too. */
bool cad_references_open(cad_references *r, cad_arena *arena,
                         const cad_tolerances *t, json_t *from, json_t *to);
void cad_references_close(cad_references *r);

/* Are two values the same? Those of a measure that holds references are if
   they point to the same item, or the first to one that is gone: that is told
   elsewhere. */
bool cad_reference_same(cad_references *r, const char *measure, json_t *from,
                        json_t *to);

#endif
