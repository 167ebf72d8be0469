#include "cli/call_facts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

bool cad_fact_channel(const char *text, int *out)
{
    static const char *const words[] = {"1", "2", "left", "right"};
    for (int i = 0; i < 4; i++)
        if (!strcasecmp(words[i], text)) {
            *out = i % 2 + 1;
            return true;
        }
    return false;
}

/* ---- times ------------------------------------------------------------ */

/* Exactly n digits, moving on. */
static bool digits(const char **at, int n, int low, int high, int *out)
{
    *out = 0;
    for (int i = 0; i < n; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *out = 10 * *out + (**at - '0');
    }
    return *out >= low && *out <= high;
}

static bool skip(const char **at, char mark)
{
    bool there = **at == mark;
    *at += there;
    return there;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (leap && month == 2);
}

static bool read_date(const char **at, char *out, size_t room)
{
    int year, month, day;
    bool good = digits(at, 4, 0, 9999, &year);
    bool extended = good && skip(at, '-');
    good = good && digits(at, 2, 1, 12, &month) && skip(at, '-') == extended &&
           digits(at, 2, 1, days_in(year, month), &day);
    if (good)
        snprintf(out, room, "%04d-%02d-%02d", year, month, day);
    return good;
}

static bool read_fraction(const char **at, char *out, size_t room)
{
    if (**at != '.' && **at != ',')
        return true;
    size_t n = strspn(*at + 1, "0123456789");
    if (!n || n > 9)
        return false;
    snprintf(out + strlen(out), room - strlen(out), ".%.*s", (int)n, *at + 1);
    *at += n + 1;
    return true;
}

/* Z, +01:00, +0100, +01 or nothing */
static bool read_zone(const char **at, char *out, size_t room)
{
    int hour, minute = 0;
    char sign = **at;
    size_t n = strlen(out);
    if (!sign)
        return true;
    if (skip(at, 'Z')) {
        snprintf(out + n, room - n, "Z");
        return !**at;
    }
    if (!(skip(at, '+') || skip(at, '-')) || !digits(at, 2, 0, 23, &hour))
        return false;
    if (**at && (skip(at, ':'), !digits(at, 2, 0, 59, &minute)))
        return false;
    snprintf(out + n, room - n, "%c%02d:%02d", sign, hour, minute);
    return !**at;
}

bool cad_fact_time(const char *text, char out[48])
{
    enum { ROOM = 48 };
    int hour, minute, second = 0;
    const char *at = text;
    if (!read_date(&at, out, ROOM))
        return false;
    if (!*at)
        return true;
    if (!skip(&at, 'T') && !skip(&at, ' ') && !skip(&at, '_') &&
        !skip(&at, '-'))
        return false;
    if (!digits(&at, 2, 0, 23, &hour))
        return false;
    bool extended = skip(&at, ':');
    if (!digits(&at, 2, 0, 59, &minute))
        return false;
    bool seconds = extended ? skip(&at, ':') : isdigit((unsigned char)*at);
    if (seconds && !digits(&at, 2, 0, 60, &second))
        return false;
    size_t n = strlen(out);
    snprintf(out + n, ROOM - n, "T%02d:%02d:%02d", hour, minute, second);
    return (!seconds || read_fraction(&at, out, ROOM)) &&
           read_zone(&at, out, ROOM);
}

/* ---- the rest --------------------------------------------------------- */

bool cad_fact_seconds(const char *text, double *out)
{
    double whole = 0, part = 0, unit = 1;
    const char *at = text;
    for (; isdigit((unsigned char)*at); at++)
        whole = 10 * whole + (*at - '0');
    if (*at == '.')
        for (at++; isdigit((unsigned char)*at) && unit < 1e9; at++) {
            part = 10 * part + (*at - '0');
            unit *= 10;
        }
    *out = whole + part / unit;
    return at > text && *text != '.' && !*at && whole < 1e7;
}

static void letters(const char *text, char out[32])
{
    size_t n = 0;
    for (; *text && n < 31; text++)
        if (!strchr(" -_", *text))
            out[n++] = (char)tolower((unsigned char)*text);
    out[n] = '\0';
}

bool cad_fact_slip(const char *typed, const char *name)
{
    char a[32], b[32];
    letters(typed, a);
    letters(name, b);
    size_t n = strlen(a), m = strlen(b), same = 0, tail = 0;
    while (a[same] && a[same] == b[same])
        same++;
    while (tail < n - same && tail < m - same &&
           a[n - 1 - tail] == b[m - 1 - tail])
        tail++;
    bool swapped = n == m && n - same - tail == 2 && a[same] == b[same + 1] &&
                   a[same + 1] == b[same];
    return swapped || (n - same - tail <= 1 && m - same - tail <= 1);
}
