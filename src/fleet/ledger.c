#include "fleet/ledger.h"

#include "base/error.h"

bool cad_ledger_open(cad_ledger *l, cad_arena *arena,
                     const cad_tolerances *tolerances)
{
    *l = (cad_ledger){.arena = arena, .tolerances = tolerances};
    l->rows_by_path = json_object();
    l->failed = !l->rows_by_path;
    return !l->failed;
}

void cad_ledger_close(cad_ledger *l)
{
    json_decref(l->rows_by_path);
}

cad_ledger_row *cad_ledger_row_of(cad_ledger *l, const char *measure)
{
    json_t *at = json_object_get(l->rows_by_path, measure);
    if (at)
        return &l->rows.items[json_integer_value(at)];
    json_int_t index = (json_int_t)l->rows.count;
    cad_ledger_row *row = CAD_VEC_PUSH(l->arena, &l->rows);
    if (row)
        row->path = cad_arena_strdup(l->arena, measure);
    if (!row || !row->path ||
        json_object_set_new(l->rows_by_path, measure, json_integer(index))) {
        l->failed = true;
        return NULL;
    }
    row->tolerance = cad_tolerance_of(l->tolerances, row->path);
    return row;
}

void cad_ledger_note(cad_ledger *l, cad_ledger_row *row, cad_drift drift)
{
    enum cad_drift_verdict verdict = row->tolerance.verdict;
    if (verdict == CAD_IGNORED)
        return;
    cad_drift *kept = verdict == CAD_SAID
                          ? CAD_VEC_PUSH(l->arena, &l->said)
                          : CAD_VEC_PUSH(l->arena, &row->drifts);
    drift.path = cad_arena_strdup(l->arena, drift.path);
    if (kept && drift.path && drift.text)
        *kept = drift;
    else
        l->failed = true;
}

cad_status cad_ledger_result(const cad_ledger *l, cad_call_comparison *out,
                             cad_error *error)
{
    cad_compared *measures =
        l->failed ? NULL : CAD_NEW(l->arena, cad_compared, l->rows.count + 1);
    if (!measures)
        return cad_fail_memory(error);
    *out = (cad_call_comparison){.call_id = out->call_id,
                                 .measures = measures,
                                 .said = l->said.items,
                                 .said_count = l->said.count};
    for (size_t i = 0; i < l->rows.count; i++) {
        const cad_ledger_row *row = &l->rows.items[i];
        if (row->tolerance.verdict != CAD_DRIFTS)
            continue;
        measures[out->measure_count++] =
            (cad_compared){row->path, row->compared, row->within,
                           row->drifts.count, row->drifts.items};
        out->drift_count += row->drifts.count;
    }
    return CAD_OK;
}
