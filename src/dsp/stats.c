#include "dsp/stats.h"

#include <math.h>
#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int by_value_float(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

void cad_sort(double *x, size_t n)
{
    qsort(x, n, sizeof *x, by_value);
}

void cad_sort_float(float *x, size_t n)
{
    qsort(x, n, sizeof *x, by_value_float);
}

double cad_quantile(const double *sorted, size_t n, double q)
{
    double at = q * (double)(n - 1);
    size_t i = (size_t)at;
    if (i + 1 >= n)
        return sorted[n - 1];
    return sorted[i] + (at - (double)i) * (sorted[i + 1] - sorted[i]);
}

double cad_quantile_float(const float *sorted, size_t n, double q)
{
    double at = q * (double)(n - 1);
    size_t i = (size_t)at;
    if (i + 1 >= n)
        return (double)sorted[n - 1];
    double low = (double)sorted[i], high = (double)sorted[i + 1];
    return low + (at - (double)i) * (high - low);
}

double cad_median(double *x, size_t n)
{
    cad_sort(x, n);
    return cad_quantile(x, n, 0.5);
}

double cad_robust_spread(double *x, size_t n, double centre)
{
    for (size_t i = 0; i < n; i++)
        x[i] = fabs(x[i] - centre);
    return 1.4826 * cad_median(x, n);
}

double cad_theil_slope(const double *x, const double *y, size_t n,
                       double *slopes)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            if (x[j] != x[i])
                slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
    return count ? cad_median(slopes, count) : 0.0;
}

double cad_bounded(double z)
{
    return tanh(z / 2.0);
}
