/*
 * pool.h - what many calls say together: a trend over time, a slope and its
 * chance over calls.
 *
 *   source  Sen (1968), slope; Mann (1945), Kendall's S as a test of trend;
 *           DerSimonian & Laird (1986), slopes that differ between calls;
 *           Stouffer et al. (1949), chances combined as normal scores
 *   test    tests/unit/fleet/test_pool.c
 */
#ifndef CAD_FLEET_POOL_H
#define CAD_FLEET_POOL_H

#include <stddef.h>

struct cad_trend_line {
    double slope; /* of y a unit of x: median over all pairs */
    double p;     /* a trend as clear, either way, by chance */
};

/* n of at least 2; slopes: scratch of n (n - 1) / 2. Ties in y make p too
   large, never too small. */
struct cad_trend_line cad_trend_of(const double *x, const double *y, size_t n,
                                   double *slopes);

/* One call's slope, its error, its chance, and how much it rests on. */
struct cad_slope_of_call {
    double beta, se, p, exchanges;
};

struct cad_pooled {
    double beta, se, p;
};

/* n of at least 1; every se and every count of exchanges above 0. */
struct cad_pooled cad_pool_slopes(const struct cad_slope_of_call *calls,
                                  size_t n);

#endif
