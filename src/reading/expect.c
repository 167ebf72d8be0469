#include "reading/expect.h"

#include "dsp/stats.h"

#include <math.h>

double cad_expect_next(const struct cad_expectation *e, double x, double t)
{
    return e->middle + e->carry * (x - e->middle) + e->drift * (t - 0.5);
}

static double residual_spread(const struct cad_expectation *e, const double *x,
                              const double *y, const double *t, size_t n,
                              const struct cad_expect_prior *prior,
                              double *scratch)
{
    double usual = prior->spread, usual_n = prior->spread_n;
    for (size_t i = 0; i < n; i++)
        scratch[i] = y[i] - cad_expect_next(e, x[i], t[i]);
    if (!n)
        return usual;
    double own = cad_robust_spread(scratch, n, 0.0);
    /* few residuals say little: they are pooled with the usual spread */
    double sum = (double)n * own * own + usual_n * usual * usual;
    return sqrt(sum / ((double)n + usual_n));
}

struct cad_expectation cad_expect_fit(const double *x, const double *y,
                                      const double *t, size_t n, double middle,
                                      const struct cad_expect_prior *prior,
                                      double *scratch)
{
    struct cad_expectation e = {middle, prior->carry, 0.0, prior->spread};
    double noise = prior->spread * prior->spread;
    double xx = noise / (prior->carry_sd * prior->carry_sd);
    double xy = xx * prior->carry, xt = 0.0, ty = 0.0;
    double tt = noise / (prior->drift_sd * prior->drift_sd);
    for (size_t i = 0; i < n; i++) {
        double dx = x[i] - middle, dy = y[i] - middle, dt = t[i] - 0.5;
        xx += dx * dx;
        xy += dx * dy;
        xt += dx * dt;
        tt += dt * dt;
        ty += dt * dy;
    }
    double det = xx * tt - xt * xt; /* > 0: both priors are proper */
    e.carry = (xy * tt - ty * xt) / det;
    e.drift = (ty * xx - xy * xt) / det;
    e.spread = residual_spread(&e, x, y, t, n, prior, scratch);
    return e;
}
