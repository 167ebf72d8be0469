/* Trends and pooled slopes: known answers, then how often chance alone is
   taken for something, and how often something is found. */
#include "fleet/pool.h"
#include "tap.h"

#include <stdint.h>

static double slopes[64 * 63 / 2];

static void test_trend(void)
{
    const double x[] = {0, 1, 2, 3, 4}, line[] = {1, 3, 5, 7, 9};
    const double odd[] = {1, 3, 5, 7, -90}, flat[] = {2, 2, 2, 2, 2};
    struct cad_trend_line t = cad_trend_of(x, line, 5, slopes);
    near(t.slope, 2.0, 1e-12, "slope of a line");
    /* S = 10, variance 16.67: z = 9 / 4.08 = 2.205 */
    near(t.p, 0.02746, 1e-4, "its chance, five calls in order");
    t = cad_trend_of(x, odd, 5, slopes);
    near(t.slope, 2.0, 1e-12, "one odd call does not turn it");
    ok(t.p > 0.05, "but it is no longer clear: p %.3f", t.p);
    t = cad_trend_of(x, flat, 5, slopes);
    ok(t.slope == 0.0 && t.p == 1.0, "no change is no trend");
}

static void test_pooled(void)
{
    /* weights 1 and 4, slopes that differ less than their errors */
    const struct cad_slope_of_call near_by[] = {{0.5, 1.0, 0.5, 10},
                                                {1.0, 0.5, 0.5, 10}};
    struct cad_pooled p = cad_pool_slopes(near_by, 2);
    near(p.beta, 0.9, 1e-12, "inverse variance");
    near(p.se, sqrt(0.2), 1e-12, "and its error");
    /* two z of 0.6745 make 0.9539: 2 (1 - Phi) = 0.340 */
    near(p.p, 0.3401, 1e-3, "two weak chances are less likely together");
    const struct cad_slope_of_call apart[] = {{-2.0, 0.1, 0.01, 30},
                                              {2.0, 0.1, 0.01, 30}};
    p = cad_pool_slopes(apart, 2);
    near(p.beta, 0.0, 1e-9, "opposite slopes");
    near(p.p, 1.0, 1e-9, "cancel");
    ok(p.se > 1.0, "and their error knows that they differ: %.2f", p.se);
    const struct cad_slope_of_call one = {0.5, 0.2, 0.04, 30};
    p = cad_pool_slopes(&one, 1);
    near(p.p, 0.04, 1e-6, "one call keeps its own chance");
    near(p.beta, 0.5, 1e-12, "and slope");
}

/* ---- simulation --------------------------------------------------------- */

static uint64_t state = 7;

static double uniform(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return ((double)(state >> 40) + 0.5) / (double)(1 << 24);
}

static double normal(void)
{
    return sqrt(-2.0 * log(uniform())) * cos(6.283185307179586 * uniform());
}

/* Twenty calls of 16 to 40 exchanges whose shifts give p in steps. */
static double share_below_5_pct(double beta)
{
    enum { TIMES = 2000, CALLS = 20 };
    size_t found = 0;
    for (int k = 0; k < TIMES; k++) {
        struct cad_slope_of_call calls[CALLS];
        for (int i = 0; i < CALLS; i++) {
            double n = floor(16 + 25 * uniform()), shifts = n - 5;
            double se = 1 / sqrt(n), z = beta / se + normal();
            double larger = floor(shifts * erfc(fabs(z) / sqrt(2.0)));
            calls[i] = (struct cad_slope_of_call){
                z * se, se, (1 + larger) / (1 + shifts), n};
        }
        found += cad_pool_slopes(calls, CALLS).p < 0.05;
    }
    return (double)found / TIMES;
}

static void test_simulated(void)
{
    /* three standard errors of 2000 runs at 5 % are 1.5 points */
    double false_share = share_below_5_pct(0.0);
    ok(false_share <= 0.065, "no coupling: p < .05 in %.1f %% of agents",
       100 * false_share);
    double weak = share_below_5_pct(0.1), strong = share_below_5_pct(0.2);
    ok(weak > 0.4, "coupling of .1: found in %.0f %% of agents", 100 * weak);
    ok(strong > 0.9, "coupling of .2: found in %.0f %%", 100 * strong);
}

int main(void)
{
    test_trend();
    test_pooled();
    test_simulated();
    return tap_done();
}
