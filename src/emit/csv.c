#include "emit/csv.h"

#include "base/print.h"
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

/* 1e-05 as 1e-5, 1e+300 as 1e300: one way on every machine */
static void trim_exponent(char *text)
{
    char *from = strchr(text, 'e');
    if (!from)
        return;
    char *to = from + 1 + (from[1] == '-');
    from += strspn(from, "e+-0");
    memmove(to, from, strlen(from) + 1);
}

/* jansson would allocate for every number, and can fail at it. */
const char *cad_scalar_text(const json_t *value, int digits,
                            char text[CAD_SCALAR_MAX])
{
    if (json_is_boolean(value))
        return json_is_true(value) ? "true" : "false";
    if (json_is_integer(value)) {
        snprintf(text, CAD_SCALAR_MAX, "%lld",
                 (long long)json_integer_value(value));
        return text;
    }
    if (!json_is_real(value))
        return "";
    cad_print(text, CAD_SCALAR_MAX - 2, "%.*g", digits, json_real_value(value));
    trim_exponent(text);
    if (!strpbrk(text, ".e"))
        strcat(text, ".0");
    return text;
}

void cad_csv_end(FILE *out)
{
    fputs("\r\n", out);
}

void cad_csv_value(FILE *out, const json_t *value)
{
    char text[CAD_SCALAR_MAX];
    if (json_is_string(value))
        cad_csv_text(out, json_string_value(value));
    else if (json_is_array(value))
        fprintf(out, "%zu", json_array_size(value));
    else
        fputs(cad_scalar_text(value, 12, text), out);
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
