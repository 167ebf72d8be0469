/*
 * explain.h - the definitions of models/measures.json, found by any name that
 * a reader of a report may have at hand.
 *
 *   test    tests/unit/emit/test_explain.c
 */
#ifndef CAD_EMIT_EXPLAIN_H
#define CAD_EMIT_EXPLAIN_H

#include <stdio.h>

#include "emit/schema_leaf.h"

typedef struct cad_explainer {
    cad_arena *arena;
    json_t *measures, *settings, *schema; /* the built-in files */
    cad_leaves leaves;                    /* of the report */
} cad_explainer;

/* errors: ERR_MEMORY, ERR_BUG. Close after a failure, too. */
cad_status cad_explainer_open(cad_explainer *out, cad_error *error);
void cad_explainer_close(cad_explainer *e);

/* The entry of default.json for "talk.turn_gap_s", or NULL. */
json_t *cad_explainer_setting(const cad_explainer *e, const char *name);

/* The measure whose key fits a path best: the longest of those that are equal
   to it or end in ".*" before the rest of it. NULL: none. */
json_t *cad_explainer_measure_of(const cad_explainer *e, const char *path);

/* By id, by path (parties.agent.talk_s), by the end of a path (talk_s), by a
   part of the report (quarters), or by a word that a figure may say (yielded).
   errors: ERR_ARGUMENT; the text names what it might be */
cad_status cad_explainer_find(const cad_explainer *e, const char *metric,
                              json_t **out, cad_error *error);

/* How a measure is laid out: in a terminal's columns, in a manual page. Texts
   are paragraphs without line breaks; called in this order. */
typedef struct cad_explain_form {
    void (*measure)(FILE *out, const char *id, const char *title);
    void (*text)(FILE *out, const char *definition);
    void (*heading)(FILE *out, const char *heading);
    /* words: the values where they are words, between blanks, or "" */
    void (*leaf)(FILE *out, const char *path, const char *text,
                 const char *words);
    void (*setting)(FILE *out, const char *name, const char *figure,
                    const char *source);
    void (*labelled)(FILE *out, const char *label, const char *text);
} cad_explain_form;

/* All measures, in their order. errors: ERR_MEMORY, ERR_BUG, ERR_WRITE */
cad_status cad_explain_all(const cad_explain_form *form, FILE *out,
                           cad_error *error);

#endif
