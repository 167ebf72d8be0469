/*
 * schema_leaf.h - every figure of the report with its description, read out
 * of the built-in schema.
 *
 *   test    tests/unit/emit/test_explain.c
 */
#ifndef CAD_EMIT_SCHEMA_LEAF_H
#define CAD_EMIT_SCHEMA_LEAF_H

#include "base/arena.h"
#include "base/vec.h"

#include <jansson.h>

/* Lists are passed through, and where agent, customer and mixed have the same
   shape, PARTY stands for them: parties.PARTY.pitch.median_hz. */
typedef struct cad_leaf {
    const char *path;
    const char *text;    /* what it is and its unit; "" where it has none */
    const json_t *words; /* its values, where they are words; or NULL */
} cad_leaf;
typedef CAD_VEC(cad_leaf) cad_leaves;

/* The leaves live as long as arena and schema. false: out of memory. */
bool cad_schema_leaves(cad_arena *arena, json_t *schema, cad_leaves *out);

#endif
