#include "base/print.h"

#include "base/decimal.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct printer {
    char *out;
    size_t size, used;
    va_list args;
};

/* One conversion, taken apart far enough to fetch its argument. */
struct conversion {
    char spec[48];
    int longs;    /* l: 1, ll: 2 */
    bool size;    /* z */
    int decimals; /* -1: not said */
    char kind;
};

static void advance(struct printer *p, int written)
{
    size_t room = p->size - p->used;
    if (written > 0)
        p->used += (size_t)written < room ? (size_t)written : room - 1;
}

static void put_plain(struct printer *p, const char *text, size_t length)
{
    size_t room = p->size - p->used - 1;
    length = length < room ? length : room;
    memcpy(p->out + p->used, text, length);
    p->used += length;
    p->out[p->used] = '\0';
}

/* Copies the conversion at `at`, a `*` as its figure; returns its end. */
static const char *take(struct printer *p, const char *at, struct conversion *c)
{
    size_t n = 0;
    *c = (struct conversion){.decimals = -1};
    c->spec[n++] = '%';
    for (; *at && strchr("-+ #0123456789.*lz", *at); at++) {
        if (n + 14 > sizeof c->spec)
            continue;
        c->longs += *at == 'l';
        c->size |= *at == 'z';
        if (*at == '*')
            n += (size_t)snprintf(c->spec + n, 13, "%d", va_arg(p->args, int));
        else
            c->spec[n++] = *at;
    }
    c->kind = *at;
    c->spec[n] = *at;
    const char *point = strchr(c->spec, '.');
    if (point)
        c->decimals = atoi(point + 1);
    return *at ? at + 1 : at;
}

/* The locale's radix may be of several bytes; no other byte of a number is
   foreign to this list ("inf" and "nan" have letters of their own). */
static void mend_radix(struct printer *p, size_t from)
{
    static const char number[] = "+-0123456789.einfaEINFA ";
    char *radix = p->out + from + strspn(p->out + from, number);
    size_t width = strcspn(radix, number);
    if (!width)
        return;
    *radix = '.';
    memmove(radix + 1, radix + width, strlen(radix + width) + 1);
    p->used -= width - 1;
}

static void put_whole(struct printer *p, const struct conversion *c)
{
    char *out = p->out + p->used;
    size_t room = p->size - p->used;
    if (c->size)
        advance(p, snprintf(out, room, c->spec, va_arg(p->args, size_t)));
    else if (c->longs == 2)
        advance(p, snprintf(out, room, c->spec, va_arg(p->args, long long)));
    else if (c->longs)
        advance(p, snprintf(out, room, c->spec, va_arg(p->args, long)));
    else
        advance(p, snprintf(out, room, c->spec, va_arg(p->args, int)));
}

static void put(struct printer *p, const struct conversion *c)
{
    size_t from = p->used, room = p->size - p->used;
    switch (c->kind) {
    case '\0':
        break;
    case '%':
        put_plain(p, "%", 1);
        break;
    case 's':
        advance(p, snprintf(p->out + from, room, c->spec,
                            va_arg(p->args, const char *)));
        break;
    case 'f':
        advance(p, snprintf(p->out + from, room, c->spec,
                            cad_decimal_round(va_arg(p->args, double),
                                              c->decimals)));
        mend_radix(p, from);
        break;
    case 'e':
    case 'g':
        advance(
            p, snprintf(p->out + from, room, c->spec, va_arg(p->args, double)));
        mend_radix(p, from);
        break;
    default:
        put_whole(p, c);
        break;
    }
}

size_t cad_vprint(char *out, size_t size, const char *format, va_list args)
{
    struct printer p = {.out = out, .size = size};
    va_copy(p.args, args);
    *out = '\0';
    while (*format) {
        size_t plain = strcspn(format, "%");
        put_plain(&p, format, plain);
        format += plain;
        if (*format) {
            struct conversion c;
            format = take(&p, format + 1, &c);
            put(&p, &c);
        }
    }
    va_end(p.args);
    return p.used;
}

size_t cad_print(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t n = cad_vprint(out, size, format, args);
    va_end(args);
    return n;
}
