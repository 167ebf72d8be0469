#include "cli/csv_reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/message.h"
#include "cli/whole_file.h"

static int fail(const char *path, const char *why)
{
    cad_message("%s: cannot read the manifest: %s", path, why);
    return 2;
}

int cad_csv_open(const char *path, struct cad_csv_reader *out)
{
    size_t n;
    *out = (struct cad_csv_reader){0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail(path, strerror(errno));
    char *text = cad_whole_file(file, &n);
    int code = ferror(file) ? fail(path, strerror(errno)) : 0;
    fclose(file);
    if (!code && strlen(text) != n)
        code = fail(path, "not a text file");
    if (!code && n >= CAD_WHOLE_FILE_MAX)
        code = fail(path, "over 1 GiB");
    *out = (struct cad_csv_reader){text, text, 1};
    return code;
}

/* Past one end of line, if there is one. */
static bool end_line(struct cad_csv_reader *r)
{
    char *at = r->at;
    if (*at != '\r' && *at != '\n')
        return false;
    r->at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
    r->line++;
    return true;
}

static void read_quoted(struct cad_csv_reader *r, struct cad_csv_record *out)
{
    char *to = ++r->at;
    while (*r->at && (*r->at != '"' || r->at[1] == '"')) {
        r->at += *r->at == '"';
        r->line += *r->at == '\n';
        *to++ = *r->at++;
    }
    if (!*r->at)
        out->wrong = "a quote is not closed";
    else if (!strchr(",\r\n", r->at[1])) /* or the end: strchr finds it too */
        out->wrong = "text after a closing quote";
    r->at += *r->at == '"';
    r->at += strcspn(r->at, ",\r\n");
    *to = '\0';
}

/* What ends the field: a comma, an end of line, or zero. */
static char read_field(struct cad_csv_reader *r, struct cad_csv_record *out)
{
    char *field = r->at;
    bool quoted = *field == '"';
    if (quoted) {
        field++;
        read_quoted(r, out);
    } else {
        r->at += strcspn(r->at, ",\r\n");
    }
    if (!quoted && memchr(field, '"', (size_t)(r->at - field)))
        out->wrong = "a quote inside a field without quotes";
    if (out->count < CAD_CSV_FIELDS)
        out->fields[out->count] = field;
    out->count++;
    return *r->at;
}

bool cad_csv_next(struct cad_csv_reader *r, struct cad_csv_record *out)
{
    *out = (struct cad_csv_record){0};
    while (end_line(r))
        ;
    if (!*r->at)
        return false;
    out->line = r->line;
    char end;
    do {
        end = read_field(r, out);
        char *stop = r->at;
        if (end == ',')
            r->at++;
        else
            end_line(r);
        *stop = '\0';
    } while (end == ',');
    if (out->count > CAD_CSV_FIELDS && !out->wrong)
        out->wrong = "more than 64 fields";
    return true;
}
