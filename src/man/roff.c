#include "man/roff.h"

#include <string.h>

/* Every "-" is a minus, so that options can be copied from the page. */
static const char *escape_of(char c)
{
    switch (c) {
    case '\\':
        return "\\e";
    case '-':
        return "\\-";
    case '\'':
        return "\\(aq";
    case '"':
        return "\\(dq";
    case '`':
        return "\\(ga";
    case '^':
        return "\\(ha";
    case '~':
        return "\\(ti";
    default:
        return NULL;
    }
}

void cad_roff_put(FILE *out, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *escape = escape_of(text[i]);
        if (escape)
            fputs(escape, out);
        else
            putc(text[i], out);
    }
}

void cad_roff_text(FILE *out, const char *text)
{
    enum { WIDTH = 72 };
    size_t at = 0;
    while (*text) {
        size_t n = strcspn(text, " ");
        if (at && at + 1 + n > WIDTH) {
            putc('\n', out);
            at = 0;
        }
        if (at)
            putc(' ', out);
        else if (*text == '.')
            fputs("\\&", out); /* would be a macro */
        cad_roff_put(out, text, n);
        at += n + (at > 0);
        text += n + strspn(text + n, " ");
    }
    putc('\n', out);
}

static void put_in_font(FILE *out, char font, const char *text)
{
    fprintf(out, "\\f%c", font);
    cad_roff_put(out, text, strlen(text));
    fputs("\\fR", out);
}

void cad_roff_bold(FILE *out, const char *text)
{
    put_in_font(out, 'B', text);
}

void cad_roff_italic(FILE *out, const char *text)
{
    put_in_font(out, 'I', text);
}
