#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/stream.h"
#include "emit/words.h"

static void put_times(FILE *out, double start_s, double end_s)
{
    cad_put_s(out, cad_ms(start_s));
    putc('\t', out);
    cad_put_s(out, cad_ms(end_s));
    putc('\t', out);
}

static void put_segment(FILE *out, const cad_segment *s)
{
    put_times(out, s->start_s, s->end_s);
    fprintf(out, "%s ", cad_word_party(s->party));
    cad_put_segment_words(out, s);
    putc('\n', out);
}

/* In brackets: the reader of segment files then knows it for a remark. */
static void put_event(FILE *out, const cad_event *e)
{
    put_times(out, e->start_s, e->end_s);
    putc('[', out);
    cad_put_event_words(out, e);
    fputs("]\n", out);
}

cad_status cad_emit_labels(const cad_report *r, FILE *out, cad_error *error)
{
    if (!r || !out)
        return cad_fail_null(error, "report or out");
    size_t s = 0, e = 0;
    while (s < r->segment_count || e < r->event_count)
        if (e == r->event_count ||
            (s < r->segment_count &&
             r->segments[s].start_s <= r->events[e].start_s))
            put_segment(out, &r->segments[s++]);
        else
            put_event(out, &r->events[e++]);
    return cad_stream_done(out, error);
}
