#include "fleet/pool.h"

#include "dsp/stats.h"

#include <math.h>

/* Both tails of the normal distribution beyond z. */
static double tails_beyond(double z)
{
    return erfc(fabs(z) / sqrt(2.0));
}

/* The z >= 0 whose two tails hold p: halved down to rounding. */
static double z_of_tails(double p)
{
    double low = 0.0, high = 38.0;
    for (int i = 0; i < 60; i++) {
        double middle = 0.5 * (low + high);
        if (tails_beyond(middle) > p)
            low = middle;
        else
            high = middle;
    }
    return p >= 1.0 ? 0.0 : low;
}

/* ---- trend -------------------------------------------------------------- */

/* Pairs that rise less pairs that fall. */
static double kendall_s(const double *x, const double *y, size_t n)
{
    double s = 0.0;
    for (size_t i = 1; i < n; i++)
        for (size_t j = 0; j < i; j++) {
            double product = (x[i] - x[j]) * (y[i] - y[j]);
            s += (product > 0.0) - (product < 0.0);
        }
    return s;
}

struct cad_trend_line cad_trend_of(const double *x, const double *y, size_t n,
                                   double *slopes)
{
    double m = (double)n, s = fabs(kendall_s(x, y, n));
    double variance = m * (m - 1.0) * (2.0 * m + 5.0) / 18.0;
    /* S moves in steps of two: one less, towards chance */
    double z = s > 1.0 ? (s - 1.0) / sqrt(variance) : 0.0;
    return (struct cad_trend_line){cad_theil_slope(x, y, n, slopes),
                                   tails_beyond(z)};
}

/* ---- slopes of calls ---------------------------------------------------- */

struct sums {
    double w, wb, ww;
};

static struct sums weigh(const struct cad_slope_of_call *calls, size_t n,
                         double between)
{
    struct sums sum = {0.0, 0.0, 0.0};
    for (size_t i = 0; i < n; i++) {
        double w = 1.0 / (calls[i].se * calls[i].se + between);
        sum.w += w;
        sum.wb += w * calls[i].beta;
        sum.ww += w * w;
    }
    return sum;
}

/* The variance of the slopes themselves, beyond that of their errors. */
static double variance_between(const struct cad_slope_of_call *calls, size_t n)
{
    struct sums sum = weigh(calls, n, 0.0);
    double mean = sum.wb / sum.w, q = 0.0;
    double scale = sum.w - sum.ww / sum.w;
    for (size_t i = 0; i < n; i++) {
        double off = (calls[i].beta - mean) / calls[i].se;
        q += off * off;
    }
    double excess = q - (double)(n - 1);
    return n > 1 && scale > 0.0 && excess > 0.0 ? excess / scale : 0.0;
}

struct cad_pooled cad_pool_slopes(const struct cad_slope_of_call *calls,
                                  size_t n)
{
    struct sums sum = weigh(calls, n, variance_between(calls, n));
    double z = 0.0, squares = 0.0;
    for (size_t i = 0; i < n; i++) {
        double weight = sqrt(calls[i].exchanges);
        z += weight * copysign(z_of_tails(calls[i].p), calls[i].beta);
        squares += weight * weight;
    }
    return (struct cad_pooled){sum.wb / sum.w, 1.0 / sqrt(sum.w),
                               tails_beyond(z / sqrt(squares))};
}
