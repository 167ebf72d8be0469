#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/json_parts.h"
#include "emit/json_stream.h"
#include "emit/json_write.h"
#include "model/builtin.h"

const char *cad_report_schema(void)
{
    return cad_builtin_report_1_schema_json;
}

/* One list of the report: its items made, written and freed one by one. */
#define WRITE_LIST(stream, key, count, item)                                   \
    do {                                                                       \
        cad_json_stream_array((stream), (key));                                \
        for (size_t i = 0; i < (count); i++)                                   \
            cad_json_stream_item((stream), (item));                            \
        cad_json_stream_array_end((stream));                                   \
    } while (0)

cad_status cad_emit_json(const cad_report *r, bool pretty, FILE *out,
                         cad_error *error)
{
    if (!r || !out)
        return cad_fail_null(error, "report or out");
    cad_json_stream s = cad_json_stream_begin(out, pretty);
    cad_json_stream_key(&s, "schema", json_string(CAD_REPORT_SCHEMA));
    cad_json_stream_key(&s, "version", json_string(CAD_VERSION));
    cad_json_stream_key(&s, "call_id", cad_json_string(r->call_id));
    cad_json_stream_key(&s, "call", cad_json_call(r));
    cad_json_stream_key(&s, "input", cad_json_input(&r->input));
    cad_json_stream_key(&s, "settings", cad_json_settings(r));
    cad_json_stream_key(&s, "quality", cad_json_quality(r));
    cad_json_stream_key(&s, "parties", cad_json_parties(r));
    cad_json_stream_key(&s, "conversation",
                        cad_json_conversation(&r->conversation));
    WRITE_LIST(&s, "segments", r->segment_count,
               cad_json_segment(&r->segments[i], i));
    WRITE_LIST(&s, "events", r->event_count, cad_json_event(&r->events[i], i));
    WRITE_LIST(&s, "exchanges", r->exchange_count,
               cad_json_exchange(&r->exchanges[i], i));
    WRITE_LIST(&s, "episodes", r->episode_count,
               cad_json_episode(&r->episodes[i], i));
    cad_json_stream_key(&s, "attribution",
                        cad_json_attribution(&r->attribution));
    WRITE_LIST(&s, "highlights", r->highlight_count,
               cad_json_highlight(&r->highlights[i], i));
    WRITE_LIST(&s, "pacing", CAD_PACING_COUNT,
               cad_json_pacing(&r->pacing[i], (cad_pacing_id)i));
    return cad_json_stream_end(&s, error);
}
