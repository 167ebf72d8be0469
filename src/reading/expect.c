#include "reading/expect.h"

#include "dsp/stats.h"

double cad_expect_next(const struct cad_expectation *e, double x, double t)
{
    return e->middle + e->carry * (x - e->middle) + e->drift * (t - 0.5);
}

static double residual_spread(const struct cad_expectation *e, const double *x,
                              const double *y, const double *t, size_t n,
                              double floor, double *scratch)
{
    for (size_t i = 0; i < n; i++)
        scratch[i] = y[i] - cad_expect_next(e, x[i], t[i]);
    double spread = n ? cad_robust_spread(scratch, n, 0.0) : floor;
    return spread > floor ? spread : floor;
}

struct cad_expectation cad_expect_fit(const double *x, const double *y,
                                      const double *t, size_t n, double middle,
                                      const struct cad_expect_prior *prior,
                                      double *scratch)
{
    struct cad_expectation e = {middle, prior->carry, 0.0, prior->spread_floor};
    double noise = prior->spread_floor * prior->spread_floor;
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
    e.spread = residual_spread(&e, x, y, t, n, prior->spread_floor, scratch);
    return e;
}
