#include "talk/segment_file.h"

#include "base/decimal.h"
#include "base/error.h"
#include "base/text_file.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { FIELDS_MAX = 64, NOT_THERE = -1 };

typedef enum form { UNDECIDED, RTTM, CSV, LABELS } form;

typedef struct reader {
    cad_arena *arena;
    const char *path;
    int line;
    form form;
    const char *recording;          /* RTTM: the first line's */
    int start_at, end_at, party_at; /* CSV: columns */
    cad_given_spans *out;
    cad_error *error;
} reader;

static cad_status refuse(const reader *r, const char *what, const char *which)
{
    return cad_fail(r->error, CAD_ERR_SEGMENTS, "%s:%d: %s%.80s", r->path,
                    r->line, what, which);
}

/* ---- fields ---------------------------------------------------------------
 */

typedef struct fields {
    char *at[FIELDS_MAX];
    int count;
    bool open_quote; /* the line ends inside quotes */
} fields;

/* Splits in place at blanks, runs of them being one. */
static void split_blanks(char *line, fields *out)
{
    out->count = 0;
    for (char *save = NULL, *part = strtok_r(line, " \t", &save);
         part && out->count < FIELDS_MAX; part = strtok_r(NULL, " \t", &save))
        out->at[out->count++] = part;
}

/* A quoted field: moves its text to the front, returns what follows it. */
static char *unquote(char *at, bool *open)
{
    char *to = at++;
    for (; *at && (*at != '"' || at[1] == '"'); at++) {
        at += *at == '"';
        *to++ = *at;
    }
    *open = !*at;
    *to = '\0';
    return *open ? at : at + 1;
}

/* Splits in place at commas; RFC 4180 quotes are taken off, and so are blanks
   around what is not quoted. */
static void split_commas(char *line, fields *out)
{
    *out = (fields){0};
    for (char *at = line; at && out->count < FIELDS_MAX;) {
        at += strspn(at, " ");
        out->at[out->count++] = at;
        char *end = *at == '"' ? unquote(at, &out->open_quote) : NULL;
        char *stop = end ? end : at;
        char *comma = stop + strcspn(stop, ",");
        char *next = *comma ? comma + 1 : NULL;
        *comma = '\0';
        if (!end)
            for (end = comma; end > at && end[-1] == ' ';)
                *--end = '\0';
        at = next;
    }
}

/* ---- one span -------------------------------------------------------------
 */

static cad_party party_of(const char *name)
{
    if (strcasecmp(name, "agent") == 0 || strcasecmp(name, "a") == 0)
        return CAD_AGENT;
    if (strcasecmp(name, "customer") == 0 || strcasecmp(name, "c") == 0)
        return CAD_CUSTOMER;
    return CAD_NOBODY;
}

/* A name from a diarization tool: only the user knows who that is. */
static cad_status refuse_name(const reader *r, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    if (r->form == LABELS || !*name || strlen(name) > 40 ||
        name[strspn(name, plain)])
        return refuse(r, "not agent or customer: ", name);
    return cad_fail(r->error, CAD_ERR_SEGMENTS,
                    "%s:%d: not agent or customer: %s; say who it is, such as "
                    "with sed 's/%s/agent/'",
                    r->path, r->line, name, name);
}

static cad_status add_span(reader *r, const char *party, double start_s,
                           double end_s)
{
    cad_party who = party_of(party);
    if (who == CAD_NOBODY)
        return refuse_name(r, party);
    if (start_s < 0.0)
        return refuse(r, "starts before the call", "");
    if (end_s < start_s)
        return refuse(r, "ends before it starts", "");
    struct cad_given_span *span = CAD_VEC_PUSH(r->arena, r->out);
    if (!span)
        return cad_fail_memory(r->error);
    *span = (struct cad_given_span){who, start_s, end_s};
    return CAD_OK;
}

static cad_status read_time(const reader *r, const char *text, double *out)
{
    return cad_decimal_read(text, out) ? CAD_OK
                                       : refuse(r, "not a time: ", text);
}

/* ---- the three forms ------------------------------------------------------
 */

/* SPEAKER recording channel start duration <NA> <NA> party <NA> [<NA>] */
static cad_status read_rttm(reader *r, char *line)
{
    fields f;
    double start_s = 0.0, length_s = 0.0;
    split_blanks(line, &f);
    if (!f.count || strcmp(f.at[0], "SPEAKER") != 0)
        return CAD_OK; /* RTTM knows other objects; they do not speak */
    if (f.count < 9 || f.count > 10)
        return refuse(r, "SPEAKER wants 9 or 10 fields", "");
    if (r->recording && strcmp(r->recording, f.at[1]) != 0)
        return refuse(r, "a second recording: ", f.at[1]);
    r->recording = f.at[1];
    cad_status status = read_time(r, f.at[3], &start_s);
    if (!status)
        status = read_time(r, f.at[4], &length_s);
    return status ? status : add_span(r, f.at[7], start_s, start_s + length_s);
}

/* start, tab, end, tab, text whose first word is the party; text in square
   brackets is a remark, and a backslash begins a label's frequency range. */
static cad_status read_label(reader *r, char *line)
{
    double start_s = 0.0, end_s = 0.0;
    char *tab = strchr(line, '\t');
    char *text = tab ? strchr(tab + 1, '\t') : NULL;
    if (line[0] == '\\')
        return CAD_OK;
    if (!text)
        return refuse(r, "a label wants start, tab, end, tab, party", "");
    *tab = *text++ = '\0';
    if (*text == '[')
        return CAD_OK;
    text[strcspn(text, " ")] = '\0';
    cad_status status = read_time(r, line, &start_s);
    if (!status)
        status = read_time(r, tab + 1, &end_s);
    return status ? status : add_span(r, text, start_s, end_s);
}

static int column(const fields *f, const char *name, const char *other)
{
    for (int i = 0; i < f->count; i++)
        if (strcasecmp(f->at[i], name) == 0 || strcasecmp(f->at[i], other) == 0)
            return i;
    return NOT_THERE;
}

/* The first row is a header unless it begins with a number. */
static cad_status read_header(reader *r, const fields *f, bool *is_header)
{
    double number;
    *is_header = !cad_decimal_read(f->at[0], &number);
    r->start_at = *is_header ? column(f, "start_s", "start") : 0;
    r->end_at = *is_header ? column(f, "end_s", "end") : 1;
    r->party_at = *is_header ? column(f, "party", "speaker") : 2;
    if (r->start_at < 0 || r->end_at < 0 || r->party_at < 0)
        return refuse(r, "not RTTM, labels or a CSV with start, end, party",
                      "");
    return CAD_OK;
}

static cad_status read_csv(reader *r, char *line)
{
    fields f;
    bool is_header = false;
    double start_s = 0.0, end_s = 0.0;
    split_commas(line, &f);
    if (f.open_quote)
        return refuse(r, "a quote is not closed", "");
    cad_status status = CAD_OK;
    if (r->start_at == NOT_THERE)
        status = read_header(r, &f, &is_header);
    if (status || is_header)
        return status;
    if (f.count <= r->start_at || f.count <= r->end_at ||
        f.count <= r->party_at)
        return refuse(r, "a row wants start, end, party", "");
    status = read_time(r, f.at[r->start_at], &start_s);
    if (!status)
        status = read_time(r, f.at[r->end_at], &end_s);
    return status ? status : add_span(r, f.at[r->party_at], start_s, end_s);
}

/* ---- the file -------------------------------------------------------------
 */

/* RTTM begins with an object in capitals and a blank; a label has a tab. */
static form form_of(const char *line)
{
    size_t capitals = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_");
    if (capitals > 3 && strchr(" \t", line[capitals]) && line[capitals])
        return RTTM;
    return strchr(line, '\t') || line[0] == '\\' ? LABELS : CSV;
}

static cad_status read_line(reader *r, char *line)
{
    if (!line[strspn(line, " \t")] || strncmp(line, ";;", 2) == 0)
        return CAD_OK;
    if (r->form == UNDECIDED)
        r->form = form_of(line);
    return r->form == RTTM     ? read_rttm(r, line)
           : r->form == LABELS ? read_label(r, line)
                               : read_csv(r, line);
}

static int by_time(const void *a, const void *b)
{
    const struct cad_given_span *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    if (x->end_s != y->end_s)
        return x->end_s < y->end_s ? -1 : 1;
    return (x->party > y->party) - (x->party < y->party);
}

cad_status cad_segment_file_read(cad_arena *arena, const char *path,
                                 cad_given_spans *out, cad_error *error)
{
    reader r = {.arena = arena,
                .path = path,
                .start_at = NOT_THERE,
                .out = out,
                .error = error};
    cad_text text = {0};
    cad_status status =
        cad_text_file_read(arena, path, CAD_ERR_SEGMENTS, &text, error);
    if (status)
        return status;
    r.line = 1;
    if (strlen(text.bytes) != text.length)
        return refuse(&r, "not a text file", "");
    char *at = text.bytes;
    if (strncmp(at, "\xEF\xBB\xBF", 3) == 0) /* a byte order mark */
        at += 3;
    for (; *at && !status; r.line++) {
        size_t length = strcspn(at, "\r\n");
        char *next = at + length;
        if (*next) /* CR LF, LF or CR ends a line */
            next += next[0] == '\r' && next[1] == '\n' ? 2 : 1;
        at[length] = '\0';
        status = read_line(&r, at);
        at = next;
    }
    if (!status && !out->count)
        status = refuse(&r, "nobody speaks in it", "");
    if (!status)
        qsort(out->items, out->count, sizeof *out->items, by_time);
    return status;
}
