#include "fleet/calendar.h"

#include <stddef.h>

/* A number of exactly `digits` digits; moves on. */
static bool take(const char **at, int digits, int *out)
{
    *out = 0;
    for (int i = 0; i < digits; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *out = 10 * *out + (**at - '0');
    }
    return true;
}

static bool skip(const char **at, char c)
{
    bool there = **at == c;
    *at += there;
    return there;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static long days_before_year(int year)
{
    long y = year - 1;
    return 365 * y + y / 4 - y / 100 + y / 400;
}

static bool take_date(const char **at, double *days)
{
    static const int length[] = {31, 28, 31, 30, 31, 30,
                                 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (!take(at, 4, &year) || !skip(at, '-') || !take(at, 2, &month) ||
        !skip(at, '-') || !take(at, 2, &day) || year < 1 || month < 1 ||
        month > 12 || day < 1)
        return false;
    long n = days_before_year(year) - days_before_year(1970) + day - 1;
    for (int m = 1; m < month; m++)
        n += length[m - 1] + (m == 2 && is_leap(year));
    *days = (double)n;
    return day <= length[month - 1] + (month == 2 && is_leap(year));
}

static bool take_time(const char **at, double *days)
{
    int hour, minute, second = 0;
    double fraction = 0.0, place = 1.0;
    if (!take(at, 2, &hour) || !skip(at, ':') || !take(at, 2, &minute) ||
        (skip(at, ':') && !take(at, 2, &second)))
        return false;
    if (skip(at, '.') || skip(at, ','))
        for (; **at >= '0' && **at <= '9'; (*at)++)
            fraction += (**at - '0') * (place /= 10.0);
    *days += (hour * 3600.0 + minute * 60.0 + second + fraction) / 86400.0;
    return hour < 25 && minute < 60 && second < 61;
}

static bool take_zone(const char **at, double *days)
{
    int hours, minutes = 0;
    if (!**at || skip(at, 'Z'))
        return true;
    double sign = **at == '-' ? -1.0 : 1.0;
    if (!skip(at, '+') && !skip(at, '-'))
        return false;
    if (!take(at, 2, &hours))
        return false;
    skip(at, ':');
    if (**at && !take(at, 2, &minutes))
        return false;
    *days -= sign * (hours * 60.0 + minutes) / 1440.0;
    return true;
}

bool cad_calendar_days(const char *text, double *days)
{
    const char *at = text;
    *days = 0.0;
    if (!at || !take_date(&at, days))
        return false;
    if (!*at)
        return true;
    if (!skip(&at, 'T') && !skip(&at, ' '))
        return false;
    return take_time(&at, days) && take_zone(&at, days) && !*at;
}
