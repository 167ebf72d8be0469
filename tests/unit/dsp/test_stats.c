#include "dsp/stats.h"

#include "tap.h"

int main(void)
{
    double x[] = {5, 1, 4, 2, 3};
    near(cad_median(x, 5), 3, 0, "median of 1..5");
    near(cad_quantile(x, 5, 0.25), 2, 0, "first quartile of 1..5");
    near(cad_quantile(x, 5, 0.9), 4.6, 1e-12, "interpolated between two");
    near(cad_quantile(x, 5, 1.0), 5, 0, "q 1 is the largest");
    near(cad_quantile(x, 1, 0.5), 1, 0, "of one value, that value");

    float f[] = {40, 10, 30, 20};
    cad_sort_float(f, 4);
    near(cad_quantile_float(f, 4, 0.5), 25, 0, "median of an even count");

    /* 1.4826 x MAD of 1..9 around 5 is 1.4826 x 2; one value gone wild
       changes nothing */
    double y[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    double wild[] = {1, 2, 3, 4, 5, 6, 7, 8, 9000};
    near(cad_robust_spread(y, 9, 5), 2.9652, 1e-9, "spread of 1..9");
    near(cad_robust_spread(wild, 9, 5), 2.9652, 1e-9, "the same, one wild");

    double t[] = {0, 1, 2, 3, 4, 5}, s[] = {0, 2, 4, 60, 8, 10}, pairs[15];
    near(cad_theil_slope(t, s, 6, pairs), 2, 1e-9, "slope past an outlier");
    near(cad_theil_slope(t, s, 1, pairs), 0, 0, "no slope through a point");

    near(cad_bounded(0.0), 0, 0, "no deviation is none");
    near(cad_bounded(1.0), 0.4621, 1e-4, "one spread");
    near(cad_bounded(-1.0), -0.4621, 1e-4, "as far to the other side");
    near(cad_bounded(50.0), 1, 1e-12, "never more than 1");
    return tap_done();
}
