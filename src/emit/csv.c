#include "emit/csv.h"

#include "base/utf8.h"

#include <string.h>

void cad_csv_text(FILE *out, const char *text)
{
    bool formula = *text && strchr("=+-@\t\r", *text);
    bool quoted = strpbrk(text, ",\"") || formula;
    if (quoted)
        putc('"', out);
    if (formula)
        putc('\'', out);
    while (*text) {
        size_t length = cad_utf8_length(text);
        if (*text == '"')
            putc('"', out);
        if (!length)
            fputs("\xEF\xBF\xBD", out);
        else if ((unsigned char)*text < ' ')
            putc(' ', out);
        else
            fwrite(text, 1, length, out);
        text += length ? length : 1;
    }
    if (quoted)
        putc('"', out);
}

static int put_bytes(const char *bytes, size_t length, void *out)
{
    return fwrite(bytes, 1, length, out) == length ? 0 : -1;
}

void cad_csv_value(FILE *out, const json_t *value)
{
    if (json_is_string(value))
        cad_csv_text(out, json_string_value(value));
    else if (json_is_array(value))
        fprintf(out, "%zu", json_array_size(value));
    else if (value && !json_is_null(value))
        json_dump_callback(value, put_bytes, out,
                           JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));
}

void cad_csv_header(FILE *out, json_t *object)
{
    const char *key, *inner;
    json_t *value, *part;
    json_object_foreach(object, key, value)
    {
        if (strcmp(key, "why") == 0)
            continue;
        if (!json_is_object(value))
            fprintf(out, ",%s", key);
        json_object_foreach(value, inner, part) if (strcmp(inner, "why") != 0)
            fprintf(out, ",%s.%s", key, inner);
    }
}

void cad_csv_cells(FILE *out, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        if (strcmp(key, "why") == 0)
            continue;
        if (json_is_object(value)) {
            cad_csv_cells(out, value);
        } else {
            putc(',', out);
            cad_csv_value(out, value);
        }
    }
}
