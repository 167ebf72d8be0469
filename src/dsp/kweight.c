#include "dsp/kweight.h"

#include <math.h>
#include <string.h>

/* The analogue prototypes behind the standard's 48 kHz coefficients; the
   exponent is what makes the shelf's mid-gain match them to the last digit. */
#define SHELF_HZ 1681.974450955533
#define SHELF_DB 3.999843853973347
#define SHELF_Q 0.7071752369554196
#define SHELF_MID_EXPONENT 0.4996667741545416
#define HIGH_HZ 38.13547087602444
#define HIGH_Q 0.5003270373238773

static double prewarp(double hz, int rate_hz)
{
    return tan(acos(-1.0) * hz / rate_hz);
}

static void set_poles(double a[3], double k, double q)
{
    double a0 = 1.0 + k / q + k * k;
    a[0] = 1.0;
    a[1] = 2.0 * (k * k - 1.0) / a0;
    a[2] = (1.0 - k / q + k * k) / a0;
}

void cad_kweight_init(struct cad_kweight *k, int rate_hz)
{
    memset(k, 0, sizeof *k);

    double w = prewarp(SHELF_HZ, rate_hz);
    double top = pow(10.0, SHELF_DB / 20.0);
    double mid = pow(top, SHELF_MID_EXPONENT);
    double a0 = 1.0 + w / SHELF_Q + w * w;
    k->shelf_b[0] = (top + mid * w / SHELF_Q + w * w) / a0;
    k->shelf_b[1] = 2.0 * (w * w - top) / a0;
    k->shelf_b[2] = (top - mid * w / SHELF_Q + w * w) / a0;
    set_poles(k->shelf_a, w, SHELF_Q);

    /* The standard leaves the numerator of the high-pass at 1, -2, 1. */
    set_poles(k->high_a, prewarp(HIGH_HZ, rate_hz), HIGH_Q);
}

/* In digital silence the states decay into denormals, which are slow. */
static double without_dust(double state)
{
    return fabs(state) < 1e-30 ? 0.0 : state;
}

double cad_kweight_energy(struct cad_kweight *k, const float *x, size_t n)
{
    const double *b = k->shelf_b, *a = k->shelf_a, *ha = k->high_a;
    double s1 = k->s1, s2 = k->s2, h1 = k->h1, h2 = k->h2, sum = 0.0;

    for (size_t i = 0; i < n; i++) {
        double in = (double)x[i];
        double shelf = b[0] * in + s1;
        s1 = b[1] * in - a[1] * shelf + s2;
        s2 = b[2] * in - a[2] * shelf;
        double out = shelf + h1;
        h1 = h2 - 2.0 * shelf - ha[1] * out;
        h2 = shelf - ha[2] * out;
        sum += out * out;
    }
    k->s1 = without_dust(s1);
    k->s2 = without_dust(s2);
    k->h1 = without_dust(h1);
    k->h2 = without_dust(h2);
    return sum;
}
