#include "emit/stream.h"

#include "base/decimal.h"
#include "base/error.h"
#include "emit/words.h"

#include <errno.h>
#include <math.h>

long long cad_ms(double time_s)
{
    return llround(time_s * 1000.0);
}

void cad_put_s(FILE *out, long long time_ms)
{
    char text[CAD_DECIMAL_MAX];
    fputs(cad_decimal(text, (double)time_ms / 1000.0, 3), out);
}

void cad_put_segment_words(FILE *out, const cad_segment *segment)
{
    const char *tone = cad_word_tone(segment->tone);
    fputs(cad_word_segment_kind(segment->kind), out);
    if (tone)
        fprintf(out, " %s", tone);
}

void cad_put_event_words(FILE *out, const cad_event *event)
{
    const char *party = cad_word_party(event->party);
    fputs(cad_word_event_kind(event->kind), out);
    if (party)
        fprintf(out, " %s", party);
    if (event->kind == CAD_EVENT_INTERRUPTION)
        fprintf(out, " %s", cad_word_outcome(event->outcome));
    if (event->doubted)
        fputs(" doubted", out);
    if (event->kind == CAD_EVENT_OVERLAP)
        fprintf(out, " %s", cad_word_overlap_form(event->form));
    if (event->kind == CAD_EVENT_DTMF)
        fprintf(out, " %s", event->digits);
}

cad_status cad_stream_done(FILE *out, cad_error *error)
{
    errno = 0;
    if (fflush(out) == 0 && !ferror(out))
        return CAD_OK;
    if (errno)
        return cad_fail_errno(error, CAD_ERR_WRITE, errno, "cannot write");
    return cad_fail(error, CAD_ERR_WRITE,
                    "cannot write: an earlier write failed");
}
