/* figures.c - figures, places and lengths for people to read. */
#include <callcadence/figures.h>

#include "base/decimal.h"

#include <math.h>
#include <stdio.h>

_Static_assert((int)CAD_FIGURE_TEXT == (int)CAD_DECIMAL_MAX, "one room");

char *cad_number_text(double value, int decimals, char out[CAD_FIGURE_TEXT])
{
    return cad_decimal(out, value, decimals);
}

/* Minutes and seconds, hours where there are any; returns the bytes. */
static int put_clock(long long whole_s, char out[CAD_FIGURE_TEXT])
{
    if (whole_s >= 3600)
        return snprintf(out, CAD_FIGURE_TEXT, "%lld:%02lld:%02lld",
                        whole_s / 3600, whole_s / 60 % 60, whole_s % 60);
    return snprintf(out, CAD_FIGURE_TEXT, "%lld:%02lld", whole_s / 60,
                    whole_s % 60);
}

char *cad_place_text(double at_s, char out[CAD_FIGURE_TEXT])
{
    double tenths = cad_decimal_round(10.0 * fmin(fmax(at_s, 0.0), 1e9), 0);
    long long n = llround(tenths);
    int used = put_clock(n / 10, out);
    snprintf(out + used, (size_t)(CAD_FIGURE_TEXT - used), ".%lld", n % 10);
    return out;
}

char *cad_length_text(double length_s, char out[CAD_FIGURE_TEXT])
{
    double whole = cad_decimal_round(fmin(fmax(length_s, 0.0), 1e9), 0);
    put_clock(llround(whole), out);
    return out;
}

char *cad_scale_text(double raised_from, char out[CAD_SCALE_TEXT])
{
    char number[CAD_FIGURE_TEXT];
    bool said = raised_from > 0.0 && raised_from < 1.0;
    snprintf(out, CAD_SCALE_TEXT,
             "0 is the speaker's own habit in this call,%s%s%s 1 the end of "
             "the scale",
             said ? " raised from " : "",
             said ? cad_decimal(number, raised_from, 2) : "",
             said ? " on," : "");
    return out;
}
