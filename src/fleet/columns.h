/*
 * columns.h - rows of tables out of reports' JSON.
 *
 *   test    tests/unit/fleet/test_tables.c
 */
#ifndef CAD_FLEET_COLUMNS_H
#define CAD_FLEET_COLUMNS_H

#include <stdio.h>

#include <jansson.h>

#include <callcadence/report.h>

/* What stands at "parties.agent.talk_s", or NULL. */
const json_t *cad_columns_at(const json_t *report, const char *path);

/* A number, or why the report has none: a member of an object, or what stands
   at a path. */
cad_figure cad_columns_member(const json_t *object, const char *member);
cad_figure cad_columns_figure(const json_t *report, const char *path);

/* calls.csv, a line each. */
void cad_columns_calls_header(FILE *out);
void cad_columns_call(const json_t *report, FILE *out);

/* Cells as `shape`, an object with every key, has them; what `item` lacks is
   an empty cell. Each has its comma before it. */
void cad_columns_like(json_t *shape, const json_t *item, FILE *out);

/* exchanges.csv, a line each. */
void cad_columns_exchanges_header(FILE *out);
void cad_columns_exchange(const json_t *report, const json_t *exchange,
                          FILE *out);

/* moments.csv: its header, and a row after the rank. */
void cad_columns_moments_header(FILE *out);
void cad_columns_moment(const json_t *report, const json_t *highlight,
                        FILE *out);

#endif
