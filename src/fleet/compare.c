#include <callcadence/compare.h>

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "fleet/difference.h"
#include "fleet/document.h"
#include "fleet/report_set.h"

struct run {
    const cad_tolerances *tolerances;
    const cad_compare_visitor *visitor;
    cad_arena *scratch; /* of one call */
    cad_report_set from, to;
    cad_compare_totals *totals;
    cad_status worst;
};

static void count(cad_compare_totals *t, const cad_call_comparison *call)
{
    t->calls++;
    t->drifted += call->drift_count > 0;
    t->measures += call->measure_count;
    t->drifts += call->drift_count;
    for (size_t i = 0; i < call->measure_count; i++) {
        t->measures_drifted += call->measures[i].drift_count > 0;
        t->within += call->measures[i].within;
    }
}

static void show(const struct run *r, const cad_call_comparison *call)
{
    count(r->totals, call);
    if (r->visitor && r->visitor->call)
        r->visitor->call(r->visitor->user, call);
}

static cad_status compare_reports(const struct run *r, json_t *from, json_t *to,
                                  cad_call_comparison *out, cad_error *error)
{
    const char *was = cad_document_failure(from),
               *is = cad_document_failure(to);
    if (!was == !is)
        return cad_difference(r->scratch, r->tolerances, from, to, out, error);
    return cad_difference_whole(
        r->scratch,
        cad_arena_printf(r->scratch, "%s: %.300s",
                         is ? "no report any more" : "had no report before",
                         is ? is : was),
        out, error);
}

/* It was read before; what fails now has changed in between. */
static cad_status tell(struct run *r, const cad_error *problem,
                       cad_error *error)
{
    if (problem->status == CAD_ERR_MEMORY)
        return cad_fail_memory(error);
    r->totals->broken++;
    if (problem->status > r->worst)
        r->worst = problem->status;
    if (r->visitor && r->visitor->problem)
        r->visitor->problem(r->visitor->user, problem);
    return CAD_OK;
}

static cad_status compare_pair(struct run *r, size_t i, size_t j,
                               cad_error *error)
{
    json_t *from = NULL, *to = NULL;
    cad_error problem;
    cad_call_comparison call = {.call_id = r->from.files.items[i].call_id};
    cad_status status = cad_report_set_read(&r->from, i, &from, &problem);
    if (!status)
        status = cad_report_set_read(&r->to, j, &to, &problem);
    if (status) {
        status = tell(r, &problem, error);
    } else {
        status = compare_reports(r, from, to, &call, error);
        if (!status)
            show(r, &call);
    }
    json_decref(from);
    json_decref(to);
    cad_arena_reset(r->scratch);
    return status;
}

static cad_status one_sided(struct run *r, const char *call_id, bool lost,
                            cad_error *error)
{
    cad_call_comparison call = {.call_id = call_id};
    const cad_report_set *without = lost ? &r->to : &r->from;
    const char *text = cad_arena_printf(
        r->scratch, "%s: no report in %s%s", lost ? "gone" : "new",
        without->path, without->broken ? " that can be read" : "");
    cad_status status = cad_difference_whole(r->scratch, text, &call, error);
    if (!status)
        show(r, &call);
    cad_arena_reset(r->scratch);
    return status;
}

/* Both sides are in order of call_id. */
static cad_status compare_sets(struct run *r, cad_error *error)
{
    size_t i = 0, j = 0, m = r->from.files.count, n = r->to.files.count;
    bool pair = !r->from.is_folder && !r->to.is_folder;
    cad_status status = CAD_OK;
    while (!status && (i < m || j < n)) {
        const char *a = i < m ? r->from.files.items[i].call_id : NULL;
        const char *b = j < n ? r->to.files.items[j].call_id : NULL;
        int order = !a ? 1 : !b ? -1 : pair ? 0 : strcmp(a, b);
        if (!order)
            status = compare_pair(r, i++, j++, error);
        else if (order < 0)
            status =
                one_sided(r, r->from.files.items[i++].call_id, true, error);
        else
            status = one_sided(r, r->to.files.items[j++].call_id, false, error);
    }
    return status;
}

static cad_status open_and_compare(struct run *r, cad_arena *arena,
                                   const char *baseline, const char *current,
                                   cad_error *error)
{
    cad_status status =
        cad_report_set_open(&r->from, arena, baseline, r->visitor, error);
    if (!status)
        status = cad_report_set_open(&r->to, arena, current, r->visitor, error);
    r->totals->broken = r->from.broken + r->to.broken;
    r->totals->passed_over = r->from.passed_over + r->to.passed_over;
    r->worst = r->from.worst > r->to.worst ? r->from.worst : r->to.worst;
    if (!status)
        status = compare_sets(r, error);
    if (!status && r->worst)
        status = cad_fail(error, r->worst, "%zu file%s cannot be compared",
                          r->totals->broken, r->totals->broken == 1 ? "" : "s");
    cad_report_set_close(&r->from);
    cad_report_set_close(&r->to);
    return status;
}

cad_status cad_compare(const char *baseline, const char *current,
                       const cad_tolerances *tolerances,
                       const cad_compare_visitor *visitor,
                       cad_compare_totals *out, cad_error *error)
{
    if (!baseline || !current || !tolerances)
        return cad_fail_null(error, "baseline, current or tolerances");
    cad_compare_totals totals = {0};
    cad_arena *arena = cad_arena_new(), *scratch = cad_arena_new();
    struct run r = {.tolerances = tolerances,
                    .visitor = visitor,
                    .scratch = scratch,
                    .totals = out ? out : &totals};
    *r.totals = totals;
    cad_status status =
        arena && scratch ? open_and_compare(&r, arena, baseline, current, error)
                         : cad_fail_memory(error);
    cad_arena_free(arena);
    cad_arena_free(scratch);
    return status;
}
