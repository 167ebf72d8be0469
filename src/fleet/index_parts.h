/* index_parts.h - what the rows and the page of index.html share. */
#ifndef CAD_FLEET_INDEX_PARTS_H
#define CAD_FLEET_INDEX_PARTS_H

#include "base/arena.h"
#include "emit/words.h"
#include "fleet/raised.h"

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

struct cad_index {
    cad_arena *arena, *scratch; /* scratch: of one call */
    FILE *page, *rows;
    size_t calls, moments;
    long open_rows; /* where in `rows` those end that are not folded away */
    double audio_s;
    struct cad_raised raised;
    char first[16], last[16]; /* days of the first and the last call, or "" */
    bool agents, queues;      /* any call says them */
    const char *link;         /* the page of the call at hand, or NULL */
    /* ids: of calls with a row, failed (why) or done in the end (true) */
    json_t *read, *failed, *done;
};

/* A number of each call, in a column that sorts. */
struct cad_index_column {
    const char *title, *path; /* in a report */
    int decimals;             /* or CAD_INDEX_CLOCK */
    double scale;
};

enum { CAD_INDEX_COLUMNS = 14, CAD_INDEX_CLOCK = -1 };
extern const struct cad_index_column cad_index_columns[CAD_INDEX_COLUMNS];

/* The id, as a link to a place in the call where it has a page. */
void cad_index_call_link(const struct cad_index *index, const char *id,
                         double time_s, FILE *out);

#endif
