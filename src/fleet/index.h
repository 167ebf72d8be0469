/*
 * index.h - index.html in the making: the calls of a folder as a table, and
 * the places to listen over all of them. Rows wait in spools, so that memory
 * does not grow with the calls.
 *
 *   test    tests/cli/index.t, tests/browser/index.mjs
 */
#ifndef CAD_FLEET_INDEX_H
#define CAD_FLEET_INDEX_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

#include <callcadence/status.h>

/* So many moments are on the page; all are in moments.csv. */
enum { CAD_INDEX_MOMENTS = 1000 };

/* A table is laid out to this row; the rest is folded away, which browsers
   leave out of the layout. */
enum { CAD_INDEX_OPEN_ROWS = 200 };

struct cad_index;

/* rows: an empty stream to write and read. NULL: out of memory. */
struct cad_index *cad_index_new(FILE *page, FILE *rows);
void cad_index_free(struct cad_index **index);

/* The row of a call. false: out of memory. */
bool cad_index_call(struct cad_index *index, const char *path,
                    const json_t *report);

/* The row of one of its moments, without its rank, into a spool. */
void cad_index_moment(struct cad_index *index, const json_t *report,
                      const json_t *highlight, FILE *spool);

/* A call that could not be read. false: out of memory. */
bool cad_index_failure(struct cad_index *index, const char *call_id,
                       const char *text);

/* The failures that a run's journal tells of. errors: ERR_READ, ERR_MEMORY */
cad_status cad_index_journal(struct cad_index *index, const char *path,
                             cad_error *error);

/* The page to where the rows of the moments belong, and the rest of it.
   moments: how many there are. errors: ERR_READ, ERR_WRITE, ERR_MEMORY */
cad_status cad_index_open_page(struct cad_index *index, size_t moments,
                               cad_error *error);
/* Where a row of the moments follows that many. */
void cad_index_moment_at(struct cad_index *index, size_t rank);
cad_status cad_index_close_page(struct cad_index *index, cad_error *error);

#endif
