#include <callcadence/emit.h>

#include "base/error.h"
#include "base/utf8.h"
#include "emit/stream.h"
#include "emit/words.h"

#include <math.h>

static void put_time(FILE *out, long long time_ms)
{
    fprintf(out, "%02lld:%02lld:%02lld.%03lld", time_ms / 3600000,
            time_ms / 60000 % 60, time_ms / 1000 % 60, time_ms % 1000);
}

/* A cue must last: one of no length would never show. */
static void put_cue(FILE *out, char kind, size_t index, double start_s,
                    double end_s)
{
    long long start_ms = cad_ms(start_s), end_ms = cad_ms(end_s);
    fprintf(out, "\n%c%zu\n", kind, index);
    put_time(out, start_ms);
    fputs(" --> ", out);
    put_time(out, end_ms > start_ms ? end_ms : start_ms + 1);
    putc('\n', out);
}

static void put_text(FILE *out, const char *text)
{
    while (*text) {
        size_t length = cad_utf8_length(text);
        if (*text == '&')
            fputs("&amp;", out);
        else if (*text == '<')
            fputs("&lt;", out);
        else if (*text == '>') /* also breaks an arrow, which would end a cue */
            fputs("&gt;", out);
        else if (length == 0)
            fputs("\xEF\xBF\xBD", out);
        else if ((unsigned char)*text < ' ')
            putc(' ', out);
        else
            fwrite(text, 1, length, out);
        text += length ? length : 1;
    }
}

static void put_segment(FILE *out, const cad_segment *s, size_t i)
{
    put_cue(out, 's', i, s->start_s, s->end_s);
    fprintf(out, "<v %s>", cad_word_party(s->party));
    cad_put_segment_words(out, s);
    putc('\n', out);
}

static void put_event(FILE *out, const cad_event *e, size_t i)
{
    put_cue(out, 'e', i, e->start_s, e->end_s);
    putc('[', out);
    cad_put_event_words(out, e);
    fputs("]\n", out);
}

static void put_highlight(FILE *out, const cad_highlight *h, size_t i)
{
    put_cue(out, 'h', i, h->start_s, h->end_s);
    fputs("<i>", out);
    put_text(out, h->text);
    fputs("</i>\n", out);
}

/* The next highlight in order of start after the last one: they are ranked,
   and there are at most ten. -1: none left. */
static int next_highlight(const cad_report *r, int last)
{
    int next = -1;
    const cad_highlight *all = r->highlights;
    for (int i = 0; i < (int)r->highlight_count; i++) {
        bool after = last < 0 || all[i].start_s > all[last].start_s ||
                     (all[i].start_s >= all[last].start_s && i > last);
        if (after && (next < 0 || all[i].start_s < all[next].start_s))
            next = i;
    }
    return next;
}

cad_status cad_emit_vtt(const cad_report *r, FILE *out, cad_error *error)
{
    if (!r || !out)
        return cad_fail_null(error, "report or out");
    size_t s = 0, e = 0;
    int h = next_highlight(r, -1);
    fputs("WEBVTT\n\nNOTE ", out);
    put_text(out, r->call_id);
    putc('\n', out);
    while (s < r->segment_count || e < r->event_count || h >= 0) {
        double segment_s =
            s < r->segment_count ? r->segments[s].start_s : HUGE_VAL;
        double event_s = e < r->event_count ? r->events[e].start_s : HUGE_VAL;
        double highlight_s = h >= 0 ? r->highlights[h].start_s : HUGE_VAL;
        if (h >= 0 && highlight_s <= segment_s && highlight_s <= event_s) {
            put_highlight(out, &r->highlights[h], (size_t)h);
            h = next_highlight(r, h);
        } else if (s < r->segment_count && segment_s <= event_s) {
            put_segment(out, &r->segments[s], s);
            s++;
        } else {
            put_event(out, &r->events[e], e);
            e++;
        }
    }
    return cad_stream_done(out, error);
}
