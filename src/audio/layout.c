#include "audio/layout.h"

#include <math.h>

struct moments {
    double xx, yy, xy; /* variances and covariance */
};

static struct moments centre(double n, double x, double y, double xx, double yy,
                             double xy)
{
    struct moments m = {0};
    if (n < 1)
        return m;
    m.xx = fmax(xx / n - x / n * (x / n), 0.0);
    m.yy = fmax(yy / n - y / n * (y / n), 0.0);
    m.xy = xy / n - x / n * (y / n);
    return m;
}

static double correlation(struct moments m)
{
    double power = m.xx * m.yy;
    return power > 0 ? m.xy / sqrt(power) : 0.0;
}

static double ratio(double db)
{
    return pow(10.0, db / 10.0);
}

static bool alike(struct moments m, const struct cad_layout_settings *s)
{
    double limit = ratio(s->same_level_db);
    return fabs(correlation(m)) > s->same_correlation && m.xx <= m.yy * limit &&
           m.yy <= m.xx * limit;
}

void cad_pair_init(struct cad_pair_sums *sums, int rate_hz,
                   const struct cad_layout_settings *settings)
{
    *sums = (struct cad_pair_sums){
        .settings = settings, .window_samples = settings->window_s * rate_hz};
}

static void close_window(struct cad_pair_sums *sums)
{
    struct moments m = centre(sums->open.n, sums->open.x, sums->open.y,
                              sums->open.xx, sums->open.yy, sums->open.xy);
    sums->top[0] = fmax(sums->top[0], m.xx);
    sums->top[1] = fmax(sums->top[1], m.yy);
    double loudest = fmax(sums->top[0], sums->top[1]);
    double power = fmax(m.xx, m.yy);
    const struct cad_layout_settings *s = sums->settings;
    if (power > ratio(s->nothing_dbfs) &&
        power * ratio(s->loud_under_db) > loudest) {
        sums->loud++;
        sums->alike += alike(m, s);
    }
    sums->n += sums->open.n;
    sums->x += sums->open.x;
    sums->y += sums->open.y;
    sums->xx += sums->open.xx;
    sums->yy += sums->open.yy;
    sums->xy += sums->open.xy;
    sums->open.n = sums->open.x = sums->open.y = 0.0;
    sums->open.xx = sums->open.yy = sums->open.xy = 0.0;
}

void cad_pair_feed(struct cad_pair_sums *sums, const float *x, const float *y,
                   size_t stride, size_t n)
{
    for (size_t i = 0; i < n;) {
        double free_samples = sums->window_samples - sums->open.n;
        size_t take = n - i;
        if ((double)take > free_samples)
            take = (size_t)ceil(free_samples);
        double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
        for (size_t end = i + take; i < end; i++) {
            double a = (double)x[i * stride], b = (double)y[i * stride];
            sx += a;
            sy += b;
            sxx += a * a;
            syy += b * b;
            sxy += a * b;
        }
        sums->open.n += (double)take;
        sums->open.x += sx;
        sums->open.y += sy;
        sums->open.xx += sxx;
        sums->open.yy += syy;
        sums->open.xy += sxy;
        if (sums->open.n >= sums->window_samples)
            close_window(sums);
    }
}

static int silent_side(const struct cad_pair_sums *sums)
{
    double under = ratio(-sums->settings->silent_under_db);
    double nothing = ratio(sums->settings->nothing_dbfs);
    if (sums->top[0] < nothing && sums->top[1] < nothing)
        return 2;
    if (sums->top[0] <= sums->top[1] * under)
        return 0;
    if (sums->top[1] <= sums->top[0] * under)
        return 1;
    return -1;
}

struct cad_pair_verdict cad_pair_decide(struct cad_pair_sums *sums)
{
    struct cad_pair_verdict verdict = {0};
    /* a short rest decides nothing on its own */
    if (sums->open.n > 0 &&
        (sums->n <= 0 || sums->open.n >= sums->window_samples / 10))
        close_window(sums);
    struct moments m =
        centre(sums->n, sums->x, sums->y, sums->xx, sums->yy, sums->xy);
    verdict.silent_channel = silent_side(sums);
    verdict.correlation = correlation(m);
    verdict.same = verdict.silent_channel < 0 && alike(m, sums->settings) &&
                   (double)sums->alike >=
                       sums->settings->same_windows * (double)sums->loud;
    verdict.inverted = verdict.same && verdict.correlation < 0;
    return verdict;
}
