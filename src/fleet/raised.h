/*
 * raised.h - from which activation on turns are raised, over many reports:
 * each says in settings.changed what it was made with.
 *
 *   test    tests/unit/fleet/test_raised.c
 */
#ifndef CAD_FLEET_RAISED_H
#define CAD_FLEET_RAISED_H

#include "base/arena.h"

#include <callcadence/status.h>

#include <jansson.h>

struct cad_raised {
    double usual_z; /* of the built-in model */
    double from; /* of all reports so far; 0: they differ, or there is none */
    size_t reports;
};

/* errors: ERR_MEMORY */
cad_status cad_raised_begin(cad_arena *arena, struct cad_raised *out,
                            cad_error *error);

/* That of one report. */
double cad_raised_of(const struct cad_raised *raised, const json_t *report);

void cad_raised_add(struct cad_raised *raised, double from);

#endif
