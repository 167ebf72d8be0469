/* tap.c - a comparison for whoever reads the Test Anything Protocol. */
#include <callcadence/compare.h>

#include "base/error.h"

/* In a description # would begin a directive. */
static void put(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '#' || *text == '\\')
            fputc('\\', out);
        fputc((unsigned char)*text < 32 ? ' ' : *text, out);
    }
}

static void put_comments(FILE *out, const cad_drift *drifts, size_t count)
{
    char line[1024];
    for (size_t i = 0; i < count; i++) {
        cad_drift_line(&drifts[i], line, sizeof line);
        fprintf(out, "# %s\n", line);
    }
}

cad_status cad_compare_tap(const cad_call_comparison *call, size_t *number,
                           FILE *out, cad_error *error)
{
    if (!call || !number || !out)
        return cad_fail_null(error, "call, number or out");
    put_comments(out, call->said, call->said_count);
    for (size_t i = 0; i < call->measure_count; i++) {
        const cad_compared *m = &call->measures[i];
        fprintf(out, "%sok %zu - ", m->drift_count ? "not " : "", ++*number);
        put(out, call->call_id);
        fputs(": ", out);
        put(out, m->path);
        fputc('\n', out);
        put_comments(out, m->drifts, m->drift_count);
    }
    return ferror(out) ? cad_fail(error, CAD_ERR_WRITE, "cannot write")
                       : CAD_OK;
}

cad_status cad_compare_tap_problem(const cad_error *problem, size_t *number,
                                   FILE *out, cad_error *error)
{
    if (!problem || !number || !out)
        return cad_fail_null(error, "problem, number or out");
    fprintf(out, "not ok %zu - ", ++*number);
    put(out, problem->text);
    fputc('\n', out);
    return ferror(out) ? cad_fail(error, CAD_ERR_WRITE, "cannot write")
                       : CAD_OK;
}
