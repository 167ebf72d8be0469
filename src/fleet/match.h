/*
 * match.h - which items of two lists are the same: those of one kind and party
 * that are nearest in time, in their order. A list that has no times is paired
 * by a key, or by index.
 *
 *   test    tests/unit/fleet/test_match.c
 */
#ifndef CAD_FLEET_MATCH_H
#define CAD_FLEET_MATCH_H

#include "base/arena.h"
#include "fleet/tolerance.h"

#include <jansson.h>

/* One of the two is NULL where an item is lost or new. index: of whichever is
   there. */
typedef struct cad_pair {
    json_t *from, *to;
    double start_s; /* -1: no time */
    size_t index;
} cad_pair;

/* The pairs of two arrays, in the order of the baseline; new items by time.
   NULL: out of memory. */
cad_pair *cad_match(cad_arena *arena, const cad_tolerances *t, const char *list,
                    json_t *from, json_t *to, size_t *count);

/* start_s, onset_s, or the first of [start, end]; -1: none. */
double cad_start_of(const json_t *item);

#endif
