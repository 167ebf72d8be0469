#include <callcadence/emit.h>

#include "base/error.h"
#include "base/utf8.h"
#include "emit/stream.h"
#include "emit/words.h"

/* RTTM separates fields by blanks, so a name must not hold any. */
static void put_name(FILE *out, const char *name)
{
    if (!*name)
        fputs("<NA>", out);
    while (*name) {
        size_t length = cad_utf8_length(name);
        if (length == 0 || (unsigned char)*name <= ' ') {
            putc('_', out);
            length = 1;
        } else {
            fwrite(name, 1, length, out);
        }
        name += length;
    }
}

static void put_line(FILE *out, const char *call_id, const cad_segment *s,
                     const cad_span *ipu)
{
    fputs("SPEAKER ", out);
    put_name(out, call_id);
    fputs(" 1 ", out);
    cad_put_s(out, cad_ms(ipu->start_s));
    putc(' ', out);
    cad_put_s(out, cad_ms(ipu->end_s) - cad_ms(ipu->start_s));
    fprintf(out, " <NA> <NA> %s <NA> <NA>\n", cad_word_party(s->party));
}

cad_status cad_emit_rttm(const cad_report *report, FILE *out, cad_error *error)
{
    if (!report || !out)
        return cad_fail_null(error, "report or out");
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        for (size_t k = 0; k < s->ipu_count; k++)
            put_line(out, report->call_id, s, &s->ipus[k]);
    }
    return cad_stream_done(out, error);
}
