/* What would have come next anyway. */
#include "reading/expect.h"
#include "tap.h"

static const struct cad_expect_prior prior = {0.35, 0.2, 0.5, 0.7, 10.0};

/* Without data the prior speaks: a third of the way is kept. */
static void test_no_data(void)
{
    double scratch[1];
    struct cad_expectation e =
        cad_expect_fit(NULL, NULL, NULL, 0, 0.0, &prior, scratch);
    near(e.carry, 0.35, 1e-12, "no data: the prior's carry");
    near(e.drift, 0.0, 1e-12, "no data: no drift");
    near(e.spread, 0.7, 1e-12, "no data: the usual spread");
    near(cad_expect_next(&e, 2.0, 0.5), 0.7, 1e-12,
         "a voice at +2 is expected back at +0.7");
}

/* A model may give the usual spread no weight: without data it is all there
   is. */
static void test_nothing_to_pool(void)
{
    struct cad_expect_prior bare = prior;
    bare.spread_n = 0.0;
    struct cad_expectation e =
        cad_expect_fit(NULL, NULL, NULL, 0, 0.0, &bare, NULL);
    near(e.spread, prior.spread, 1e-12, "the usual spread");
}

/* Much data on an exact line: the line is found, whatever the prior. */
static void test_line(void)
{
    enum { N = 400 };
    double x[N], y[N], t[N], scratch[N];
    for (int i = 0; i < N; i++) {
        x[i] = (double)(i % 17) / 4.0 - 2.0;
        t[i] = (double)i / N;
        y[i] = 1.0 + 0.8 * (x[i] - 1.0) + 1.5 * (t[i] - 0.5);
    }
    struct cad_expectation e = cad_expect_fit(x, y, t, N, 1.0, &prior, scratch);
    near(e.carry, 0.8, 0.02, "carry of an exact line");
    near(e.drift, 1.5, 0.1, "drift of an exact line (the prior pulls)");
    ok(e.spread < 0.2, "an exact line leaves no spread: %.3f", e.spread);
}

/* One wild residual does not widen the spread. */
static void test_robust(void)
{
    enum { N = 41 };
    double x[N], y[N], t[N], scratch[N];
    for (int i = 0; i < N; i++) {
        x[i] = 0.0;
        t[i] = 0.5;
        y[i] = i % 2 ? 0.5 : -0.5;
    }
    y[7] = 40.0;
    struct cad_expectation e = cad_expect_fit(x, y, t, N, 0.0, &prior, scratch);
    near(e.spread, 0.73, 0.05, "spread with one outlier of 40");
}

int main(void)
{
    test_no_data();
    test_nothing_to_pool();
    test_line();
    test_robust();
    return tap_done();
}
