/* drift_line.c - one drift as one line. */
#include <callcadence/compare.h>

#include <math.h>

#include "base/decimal.h"

/* "0:39 ", "1:10:00 ", or nothing for what has no place in the call. */
static void put_time(char out[32], double at_s)
{
    long whole_s = at_s >= 0 && at_s < 1e9 ? (long)at_s : -1;
    *out = '\0';
    if (whole_s >= 3600)
        snprintf(out, 32, "%ld:%02ld:%02ld ", whole_s / 3600,
                 whole_s / 60 % 60, whole_s % 60);
    else if (whole_s >= 0)
        snprintf(out, 32, "%ld:%02ld ", whole_s / 60, whole_s % 60);
}

void cad_drift_line(const cad_drift *drift, char *out, size_t size)
{
    char number[CAD_DECIMAL_MAX] = "", time[32];
    bool by = isfinite(drift->tolerances) && drift->tolerances < 1e9;
    if (by)
        cad_decimal(number, drift->tolerances, 1);
    put_time(time, drift->at_s);
    snprintf(out, size, "%s%s: %s%s%s%s", time, drift->path, drift->text,
             by ? ", " : "", number, by ? " tolerances" : "");
    for (; *out; out++)
        if ((unsigned char)*out < 32 || *out == 127)
            *out = ' ';
}
