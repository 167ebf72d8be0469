/*
 * ledger.h - what was found, a measure a row in the order of the report.
 *
 *   test    tests/unit/fleet/test_compare.c
 */
#ifndef CAD_FLEET_LEDGER_H
#define CAD_FLEET_LEDGER_H

#include "base/arena.h"
#include "base/vec.h"
#include "fleet/tolerance.h"

#include <jansson.h>

typedef CAD_VEC(cad_drift) cad_drift_list;

typedef struct cad_ledger_row {
    const char *path;
    cad_tolerance tolerance;
    size_t compared, within;
    cad_drift_list drifts;
} cad_ledger_row;

typedef struct cad_ledger {
    cad_arena *arena;
    const cad_tolerances *tolerances;
    json_t *rows_by_path;
    CAD_VEC(cad_ledger_row) rows;
    cad_drift_list said;
    bool failed; /* out of memory, now or before */
} cad_ledger;

/* false: out of memory. Close after that, too. */
bool cad_ledger_open(cad_ledger *l, cad_arena *arena,
                     const cad_tolerances *tolerances);
void cad_ledger_close(cad_ledger *l);

/* The row of a measure, made when it is new. NULL: out of memory. */
cad_ledger_row *cad_ledger_row_of(cad_ledger *l, const char *measure);

/* Notes a drift, or what is to be said. path is copied, text kept. */
void cad_ledger_note(cad_ledger *l, cad_ledger_row *row, cad_drift drift);

cad_status cad_ledger_result(const cad_ledger *l, cad_call_comparison *out,
                             cad_error *error);

#endif
