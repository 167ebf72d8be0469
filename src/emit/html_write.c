#include "emit/html_write.h"

#include "base/decimal.h"
#include "base/utf8.h"
#include "emit/words.h"

#include <callcadence/figures.h>

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* ---- text ---------------------------------------------------------------- */

static const char *entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void put_text(FILE *out, const char *text, bool blanks)
{
    while (*text) {
        size_t length = cad_utf8_length(text);
        const char *entity = entity_of(*text);
        if (entity)
            fputs(entity, out);
        else if (length == 0)
            fputs("\xEF\xBF\xBD", out);
        else if ((unsigned char)*text < ' ' || *text == 127 ||
                 (blanks && *text == '_'))
            putc(' ', out);
        else
            fwrite(text, 1, length, out);
        text += length ? length : 1;
    }
}

/* One conversion; returns what follows it. */
static const char *put_conversion(FILE *out, const char *at, va_list *args)
{
    char text[CAD_DECIMAL_MAX];
    if (*at == 's') {
        put_text(out, va_arg(*args, const char *), false);
    } else if (*at == 'c') {
        putc(va_arg(*args, int), out);
    } else if (*at == 'd') {
        fprintf(out, "%d", va_arg(*args, int));
    } else if (*at == 'z') {
        fprintf(out, "%zu", va_arg(*args, size_t));
        at++;
    } else if (*at == '.') {
        int decimals = at[1] - '0';
        fputs(cad_decimal(text, va_arg(*args, double), decimals), out);
        at += 2;
    } else {
        putc(*at, out);
    }
    return at + 1;
}

void cad_html(FILE *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    while (*format) {
        size_t plain = strcspn(format, "%");
        fwrite(format, 1, plain, out);
        format += plain;
        if (*format)
            format = put_conversion(out, format + 1, &args);
    }
    va_end(args);
}

void cad_html_words(FILE *out, const char *code)
{
    if (code)
        put_text(out, code, true);
}

/* A minus is before a digit and after no word: "8-10" has none. A percent sign
   is on the line of its figure. */
void cad_html_sentence(FILE *out, const char *text)
{
    char before = ' ', piece[] = "x";
    for (; *text; before = *text++) {
        size_t length = cad_utf8_length(text);
        if (*text == '-' && isdigit((unsigned char)text[1]) &&
            !isalnum((unsigned char)before))
            fputs("\xE2\x88\x92", out);
        else if (*text == ' ' && text[1] == '%')
            fputs("\xC2\xA0", out);
        else if (length > 1) {
            fwrite(text, 1, length, out);
            text += length - 1;
        } else {
            piece[0] = *text;
            put_text(out, piece, false);
        }
    }
}

void cad_html_url(FILE *out, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    for (; *path; path++) {
        if (strchr(plain, *path))
            putc(*path, out);
        else
            fprintf(out, "%%%02X", (unsigned)(unsigned char)*path);
    }
}

/* ---- figures ------------------------------------------------------------- */

/* A screen reader hears the reason; a mouse finds it in the title. */
static void put_unknown(FILE *out, cad_why why)
{
    fputs("<span class=\"no\" title=\"", out);
    cad_html_words(out, cad_word_why(why));
    fputs("\">\xE2\x80\x93<span class=\"sr\"> (", out);
    cad_html_words(out, cad_word_why(why));
    fputs(")</span></span>", out);
}

void cad_html_figure(FILE *out, cad_figure figure, int decimals,
                     const char *unit)
{
    char text[CAD_DECIMAL_MAX];
    if (!cad_is_known(figure)) {
        put_unknown(out, figure.why);
        return;
    }
    cad_decimal(text, figure.value, decimals);
    fprintf(out, "%s%s", *text == '-' ? "\xE2\x88\x92" : "",
            text + (*text == '-'));
    if (unit && *unit)
        cad_html(out, "\xC2\xA0%s", unit);
}

void cad_html_cell(FILE *out, cad_figure figure, int decimals, const char *unit)
{
    fputs("<td class=\"n\">", out);
    cad_html_figure(out, figure, decimals, unit);
    fputs("</td>", out);
}

/* ---- times --------------------------------------------------------------- */

void cad_html_place(FILE *out, double at_s)
{
    char text[CAD_FIGURE_TEXT];
    fputs(cad_place_text(at_s, text), out);
}

void cad_html_length(FILE *out, double length_s)
{
    char text[CAD_FIGURE_TEXT];
    fputs(cad_length_text(length_s, text), out);
}

void cad_html_go(FILE *out, double time_s)
{
    cad_html(out, "<a class=\"go\" href=\"#t=%.2f\">", fmax(time_s, 0));
    cad_html_place(out, time_s);
    fputs("</a>", out);
}
