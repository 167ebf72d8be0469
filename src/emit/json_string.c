/* json_string.c - a string of a JSON line, without a document around it. */
#include <callcadence/emit.h>

#include "base/utf8.h"

void cad_emit_json_string(const char *text, FILE *out)
{
    putc('"', out);
    while (*text) {
        size_t length = cad_utf8_length(text);
        if (!length)
            fputs("\\ufffd", out);
        else if ((unsigned char)*text < ' ')
            fprintf(out, "\\u%04x", (unsigned)(unsigned char)*text);
        else if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else
            fwrite(text, 1, length, out);
        text += length ? length : 1;
    }
    putc('"', out);
}
