/*
 * expect.h - what would have come next anyway.
 *
 * y is expected from x and the time: y = m + carry (x - m) + drift (t - .5),
 * both slopes held towards a prior, since a call has few exchanges. What is
 * left over is judged against a robust spread, pooled with the usual one.
 *
 *   source  ridge regression with normal priors; regression to the mean as in
 *           design notes 9.2-9.3
 *   test    tests/unit/reading/test_expect.c
 */
#ifndef CAD_READING_EXPECT_H
#define CAD_READING_EXPECT_H

#include "base/arena.h"

struct cad_expectation {
    double middle, carry, drift, spread;
};

struct cad_expect_prior {
    double carry, carry_sd, drift_sd;
    double spread, spread_n; /* usual, and how many residuals it counts for */
};

/* x, y, t [n] (t in 0..1); middle is given. scratch [n]. n may be 0. */
struct cad_expectation cad_expect_fit(const double *x, const double *y,
                                      const double *t, size_t n,
                                      double middle,
                                      const struct cad_expect_prior *prior,
                                      double *scratch);

double cad_expect_next(const struct cad_expectation *e, double x, double t);

#endif
