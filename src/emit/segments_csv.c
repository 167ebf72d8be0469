#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/csv.h"
#include "emit/json_parts.h"
#include "emit/stream.h"

/* The columns are the keys of the JSON segment, so the table cannot say other
   figures than the report. A blank segment gives the header even to a call
   without segments. */
static bool put_header(FILE *out)
{
    static const cad_segment blank = {.interrupted_by = -1, .exchange = -1};
    json_t *object = cad_json_segment(&blank, 0);
    if (!object)
        return false;
    fputs("call_id", out);
    cad_csv_header(out, object);
    cad_csv_end(out);
    json_decref(object);
    return true;
}

static bool put_row(const cad_report *report, size_t i, FILE *out)
{
    json_t *object = cad_json_segment(&report->segments[i], i);
    if (!object)
        return false;
    cad_csv_text(out, report->call_id);
    cad_csv_cells(out, object);
    cad_csv_end(out);
    json_decref(object);
    return true;
}

cad_status cad_emit_segments_csv(const cad_report *report, FILE *out,
                                 cad_error *error)
{
    if (!report || !out)
        return cad_fail_null(error, "report or out");
    bool good = put_header(out);
    for (size_t i = 0; i < report->segment_count && good; i++)
        good = put_row(report, i, out);
    return good ? cad_stream_done(out, error) : cad_fail_memory(error);
}
