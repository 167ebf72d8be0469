#include "base/decimal.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double powers[] = {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6};

int cad_decimals_of(const char *unit)
{
    static const struct {
        const char *unit;
        int decimals;
    } units[] = {
        {"s", CAD_DECIMALS_S},
        {"ms", CAD_DECIMALS_MS},
        {"dB", CAD_DECIMALS_DB},
        {"st", CAD_DECIMALS_ST},
        {"Hz", CAD_DECIMALS_HZ},
        {"%", CAD_DECIMALS_PCT},
        {"share", CAD_DECIMALS_SHARE},
        {"activation", CAD_DECIMALS_ACTIVATION},
        {"1", CAD_DECIMALS_ACTIVATION},
        {"syllables/s", CAD_DECIMALS_RATE},
        {"per minute of customer talk", CAD_DECIMALS_RATE},
        {"standard deviations", 2},
        {"moves", CAD_DECIMALS_COUNT},
        {"runs", CAD_DECIMALS_COUNT},
        {"n", CAD_DECIMALS_COUNT},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (!strcmp(units[i].unit, unit))
            return units[i].decimals;
    return CAD_DECIMALS_ACTIVATION;
}

double cad_decimal_kept(double value, int decimals)
{
    double scale = powers[decimals < 0 ? 0 : decimals];
    double kept = round(value * scale) / scale;
    /* no minus before a zero: it would say more than was measured */
    return kept == 0.0 ? 0.0 : kept;
}

/* Halves go up. What a median of 10 ms frames makes of a half is off in its
   last bits, and the report's text of it is not: both must round alike. */
static double whole_of(double scaled)
{
    const double hair = 1e-7, exact_below = 1e6;
    return round(scaled < exact_below ? scaled + hair : scaled);
}

double cad_decimal_round(double value, int decimals)
{
    if (!(fabs(value) < 1e12) || decimals < 0 || decimals > 6)
        return value;
    double n = whole_of(fabs(value) * powers[decimals]) / powers[decimals];
    return value < 0.0 && n > 0.0 ? -n : n;
}

char *cad_decimal(char out[CAD_DECIMAL_MAX], double value, int decimals)
{
    out[0] = '\0';
    if (!(fabs(value) < 1e12) || decimals < 0 || decimals > 6)
        return out;
    long long scale = (long long)powers[decimals];
    long long n = llround(whole_of(fabs(value) * powers[decimals]));
    const char *sign = value < 0.0 && n ? "-" : "";
    if (decimals)
        snprintf(out, CAD_DECIMAL_MAX, "%s%lld.%0*lld", sign, n / scale,
                 decimals, n % scale);
    else
        snprintf(out, CAD_DECIMAL_MAX, "%s%lld", sign, n);
    return out;
}

bool cad_decimal_read(const char *text, double *out)
{
    double sign = *text == '-' ? -1.0 : 1.0;
    double digits = 0.0, scale = 1.0;
    int significant = 0;
    bool any = false, point = false;
    if (*text == '-' || *text == '+')
        text++;
    for (; isdigit((unsigned char)*text) || (*text == '.' && !point); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        any = true;
        significant += significant || *text != '0';
        if (significant > 15 && !point)
            return false; /* no double holds it */
        if (significant > 15)
            continue;
        digits = digits * 10.0 + (*text - '0');
        scale *= point ? 10.0 : 1.0;
    }
    *out = sign * digits / scale;
    return any && !*text;
}
