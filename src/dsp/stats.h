/*
 * stats.h - order statistics: what stays true when some values are wrong.
 *
 *   source  linear interpolation between order statistics (Hyndman & Fan
 *           (1996), type 7); Sen (1968) slope
 *   test    tests/unit/dsp/test_stats.c
 */
#ifndef CAD_DSP_STATS_H
#define CAD_DSP_STATS_H

#include <stddef.h>

void cad_sort(double *x, size_t n);
void cad_sort_float(float *x, size_t n);

/* Of sorted values, q in 0..1; n must not be 0. */
double cad_quantile(const double *sorted, size_t n, double q);
double cad_quantile_float(const float *sorted, size_t n, double q);

/* Sorts x. n must not be 0. */
double cad_median(double *x, size_t n);

/* 1.4826 x median absolute deviation from `centre`: the standard deviation
   of a normal sample. Overwrites x. n must not be 0. */
double cad_robust_spread(double *x, size_t n, double centre);

/* Median of the slopes between all pairs with different x. `slopes` is
   scratch of n (n - 1) / 2; returns 0 when there is no such pair. */
double cad_theil_slope(const double *x, const double *y, size_t n,
                       double *slopes);

/* A deviation in spreads as a share in -1..1: tanh(z / 2). */
double cad_bounded(double z);

#endif
