#include "cli/record.h"

#include <string.h>

/* Bytes of the UTF-8 character at s, or 0: not UTF-8. */
static size_t character(const unsigned char *s)
{
    size_t n = *s < 0x80   ? 1
               : *s < 0xc2 ? 0
               : *s < 0xe0 ? 2
               : *s < 0xf0 ? 3
               : *s < 0xf5 ? 4
                           : 0;
    for (size_t i = 1; i < n; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
        (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
        return 0;
    return n;
}

void cad_record_string(const char *text, FILE *out)
{
    const unsigned char *s = (const unsigned char *)text;
    fputc('"', out);
    while (*s) {
        size_t n = character(s);
        if (!n)
            fputs("\\ufffd", out);
        else if (*s < 32)
            fprintf(out, "\\u%04x", *s);
        else
            fprintf(out, "%s%.*s", *s == '"' || *s == '\\' ? "\\" : "", (int)n,
                    (const char *)s);
        s += n ? n : 1;
    }
    fputc('"', out);
}

cad_status cad_record_write(const struct cad_job *job, const cad_error *error,
                            FILE *out)
{
    char text[1024];
    cad_job_message(job, error->text, text, sizeof text);
    fputs("{\"schema\": \"callcadence/error/1\", \"version\": ", out);
    cad_record_string(CAD_VERSION, out);
    fputs(", \"call_id\": ", out);
    cad_record_string(job->call_id, out);
    fputs(", \"error\": {\"status\": ", out);
    cad_record_string(cad_status_text(error->status), out);
    fprintf(out, ", \"exit_code\": %d, \"text\": ",
            cad_status_exit_code(error->status));
    cad_record_string(text, out);
    fputs("}}\n", out);
    return ferror(out) ? CAD_ERR_WRITE : CAD_OK;
}
