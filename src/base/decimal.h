/*
 * decimal.h - decimal numbers in text files, with a point whatever locale the
 * host program has set (printf and strtod would follow it).
 *
 *   test    tests/unit/base/test_decimal.c
 */
#ifndef CAD_BASE_DECIMAL_H
#define CAD_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

enum { CAD_DECIMAL_MAX = 32 }; /* bytes that cad_decimal() needs */

/* Decimals of a report's figures, by unit. */
enum {
    CAD_DECIMALS_S = 3,
    CAD_DECIMALS_MS = 1,
    CAD_DECIMALS_DB = 2,
    CAD_DECIMALS_HZ = 2,
    CAD_DECIMALS_ST = 2,
    CAD_DECIMALS_PCT = 1,
    CAD_DECIMALS_RATE = 2, /* syllables/s, per minute */
    CAD_DECIMALS_SHARE = 4,
    CAD_DECIMALS_ACTIVATION = 3,
    CAD_DECIMALS_STATISTIC = 4, /* beta, se, p */
    CAD_DECIMALS_COUNT = -1     /* no decimals, and none in JSON */
};

/* "s", "share", "moves"; activation's for a unit that is none of ours. */
int cad_decimals_of(const char *unit);

/* As a report keeps it: what is shown is rounded from that, on the terminal,
   on pages and by others. Twice is once. */
double cad_decimal_kept(double value, int decimals);

/* Writes value, rounded half away from zero, with 0 to 6 decimals: "-0.250";
   never "-0.000". What is a half but for its last bits is one. |value| < 1e12
   and finite, else "". Returns out. */
char *cad_decimal(char out[CAD_DECIMAL_MAX], double value, int decimals);

/* Rounded half away from zero to that many decimals, never to -0; as it is
   where cad_decimal() would give "". */
double cad_decimal_round(double value, int decimals);

/* Reads all of [sign]digits[.digits]; at most 15 digits count. false: it is
   anything else. */
bool cad_decimal_read(const char *text, double *out);

#endif
