/*
 * leak_path.h - the way by which one channel is heard in the other.
 *
 * Where the other speaks and this side is much weaker, what is heard here
 * follows the other's band levels after a delay, if it leaks. The delay is
 * the lag at which the two move together most; the gain of each band is the
 * slope of this side's power over the other's. A level that moves with the
 * other may be a gain control's work: the spectrum's shape must do so too.
 *
 *   test    tests/unit/talk/test_leakage.c
 */
#ifndef CAD_TALK_LEAK_PATH_H
#define CAD_TALK_LEAK_PATH_H

#include "talk/leak_pair.h"

enum { CAD_LEAK_BANDS = CAD_BANDS / 2, CAD_LEAK_LAGS = 100 };

/* Sums over the frames compared at one lag, a band each; levels are codes
   over the own floor (x) and over the other's foot (y). */
struct cad_leak_moments {
    size_t n;
    int64_t x[CAD_LEAK_BANDS], y[CAD_LEAK_BANDS];
    int64_t xx[CAD_LEAK_BANDS], yy[CAD_LEAK_BANDS], xy[CAD_LEAK_BANDS];
};

/* A coarse look at all lags; the looks at several stretches can be added. */
struct cad_leak_scan {
    ptrdiff_t first; /* lag, frames */
    size_t count;
    struct cad_leak_moments lag[CAD_LEAK_LAGS];
};

void cad_leak_scan_make(const struct cad_leak_pair *pair, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        struct cad_leak_scan *out);
void cad_leak_scan_add(struct cad_leak_scan *to,
                       const struct cad_leak_scan *from);

/* Correlation of the levels at one lag, as the scan has it. */
double cad_leak_correlation(const struct cad_leak_pair *pair, ptrdiff_t lag,
                            size_t start, size_t end);

struct cad_leak_path {
    bool found;
    size_t pairs;           /* frames behind it */
    double delay;           /* frames; negative: the sides are out of sync */
    double correlation;     /* at that delay */
    double prominence;      /* of it over the other delays */
    double shape;           /* by which that of the spectrum's shape does */
    double level_db;        /* over all bands */
    double gain[CAD_BANDS]; /* power ratio, >= 0 */
};

/* The path in the frames [start, end) of the own channel, of which `scan`
   is the coarse look. */
void cad_leak_path_find(const struct cad_leak_pair *pair,
                        const struct cad_leak_scan *scan, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        struct cad_leak_path *out);

#endif
