#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/stream.h"
#include "emit/words.h"

/*
 * Praat's long text format. An interval tier must tile its time exactly: no
 * gap, no overlap, no empty interval; so all is counted in milliseconds, and
 * an interval begins where the one before it ended.
 */
typedef struct tier {
    FILE *out; /* NULL: only count */
    long long at_ms, end_ms;
    int count;
} tier;

static void put_line(FILE *out, int indent, const char *key, long long time_ms)
{
    fprintf(out, "%*s%s = ", indent, "", key);
    cad_put_s(out, time_ms);
    putc('\n', out);
}

/* An interval up to time_ms; text may be NULL. */
static void put_interval(tier *t, long long end_ms, const cad_segment *text)
{
    t->count++;
    if (t->out) {
        fprintf(t->out, "        intervals [%d]:\n", t->count);
        put_line(t->out, 12, "xmin", t->at_ms);
        put_line(t->out, 12, "xmax", end_ms);
        fputs("            text = \"", t->out);
        if (text)
            cad_put_segment_words(t->out, text);
        fputs("\"\n", t->out);
    }
    t->at_ms = end_ms;
}

static void add(tier *t, double start_s, double end_s, const cad_segment *text)
{
    long long start_ms = cad_ms(start_s), end_ms = cad_ms(end_s);
    if (start_ms > t->at_ms)
        put_interval(t, start_ms, NULL);
    if (end_ms > t->at_ms)
        put_interval(t, end_ms, text);
}

static int walk(const cad_report *r, cad_party party, bool units,
                long long end_ms, FILE *out)
{
    tier t = {.out = out, .end_ms = end_ms};
    for (size_t i = 0; i < r->segment_count; i++) {
        const cad_segment *s = &r->segments[i];
        if (s->party != party)
            continue;
        if (!units)
            add(&t, s->start_s, s->end_s, s);
        for (size_t k = 0; units && k < s->ipu_count; k++)
            add(&t, s->ipus[k].start_s, s->ipus[k].end_s, s);
    }
    if (t.at_ms < end_ms)
        put_interval(&t, end_ms, NULL);
    return t.count;
}

static void put_head(FILE *out, int index, const char *class, const char *party,
                     const char *what, long long end_ms)
{
    fprintf(out,
            "    item [%d]:\n        class = \"%s\"\n"
            "        name = \"%s%s\"\n",
            index, class, party, what);
    put_line(out, 8, "xmin", 0);
    put_line(out, 8, "xmax", end_ms);
}

static void put_intervals(const cad_report *r, cad_party party, bool units,
                          int index, long long end_ms, FILE *out)
{
    put_head(out, index, "IntervalTier", cad_word_party(party),
             units ? " speech" : "", end_ms);
    fprintf(out, "        intervals: size = %d\n",
            walk(r, party, units, end_ms, NULL));
    walk(r, party, units, end_ms, out);
}

/* Events overlap each other, so they are points at their starts. Points must
   rise: events at one time share a point. */
static int walk_events(const cad_report *r, FILE *out)
{
    int count = 0;
    long long last_ms = -1;
    for (size_t i = 0; i < r->event_count; i++) {
        long long at_ms = cad_ms(r->events[i].start_s);
        bool same = at_ms <= last_ms;
        count += !same;
        if (!out) {
            last_ms = same ? last_ms : at_ms;
            continue;
        }
        if (same) {
            fputs("; ", out);
        } else {
            fputs(count > 1 ? "\"\n" : "", out);
            fprintf(out, "        points [%d]:\n", count);
            put_line(out, 12, "number", at_ms);
            fputs("            mark = \"", out);
            last_ms = at_ms;
        }
        cad_put_event_words(out, &r->events[i]);
    }
    if (out && count)
        fputs("\"\n", out);
    return count;
}

/* Rounding may carry the last item past the end of the call. */
static long long last_ms(const cad_report *r)
{
    long long end_ms = cad_ms(r->input.duration_s);
    for (size_t i = 0; i < r->segment_count; i++)
        if (cad_ms(r->segments[i].end_s) > end_ms)
            end_ms = cad_ms(r->segments[i].end_s);
    for (size_t i = 0; i < r->event_count; i++)
        if (cad_ms(r->events[i].start_s) > end_ms)
            end_ms = cad_ms(r->events[i].start_s);
    return end_ms > 0 ? end_ms : 1;
}

cad_status cad_emit_textgrid(const cad_report *r, FILE *out, cad_error *error)
{
    if (!r || !out)
        return cad_fail_null(error, "report or out");
    cad_party first = r->mixed ? CAD_MIXED : CAD_AGENT;
    cad_party last = r->mixed ? CAD_MIXED : CAD_CUSTOMER;
    long long end_ms = last_ms(r);
    int index = 0;
    fputs("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n", out);
    put_line(out, 0, "xmin", 0);
    put_line(out, 0, "xmax", end_ms);
    fprintf(out, "tiers? <exists>\nsize = %d\nitem []:\n",
            2 * (last - first + 1) + 1);
    for (cad_party p = first; p <= last; p++) {
        put_intervals(r, p, false, ++index, end_ms, out);
        put_intervals(r, p, true, ++index, end_ms, out);
    }
    put_head(out, ++index, "TextTier", "events", "", end_ms);
    fprintf(out, "        points: size = %d\n", walk_events(r, NULL));
    walk_events(r, out);
    return cad_stream_done(out, error);
}
