#include "audio/decimate.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 8, PIECE = 4096 };

struct cad_decimator {
    size_t up, down, width; /* taps of a phase, a multiple of LANES */
    float *taps;            /* a set for each place between two inputs */
    size_t phase;           /* the next output's place, of `up` */
    float *held; /* from `centre` samples before the next output's place */
    size_t held_count, room;
    uint64_t taken, given;
};

static const double stop_db = 100.0;
static const double pi = 3.14159265358979323846;

/* Modified Bessel function of order 0, by its series. */
static double bessel_i0(double x)
{
    double sum = 1.0, term = 1.0;
    for (int k = 1; term > 1e-17 * sum; k++) {
        term *= x / (2.0 * k) * (x / (2.0 * k));
        sum += term;
    }
    return sum;
}

/* The filter for outputs that lie `part` of a sample after an input. */
static void design(float *taps, double *exact, size_t centre, double part,
                   double cutoff)
{
    double beta = 0.1102 * (stop_db - 8.7), sum = 0.0;
    size_t count = 2 * centre + 1 + (part > 0.0);
    for (size_t i = 0; i < count; i++) {
        double t = (double)i - (double)centre - part;
        double u = t / (double)(centre + 1);
        double sinc =
            t == 0.0 ? 2 * cutoff : sin(2 * pi * cutoff * t) / (pi * t);
        exact[i] = sinc * bessel_i0(beta * sqrt(1 - u * u));
        sum += exact[i];
    }
    for (size_t i = 0; i < count; i++)
        taps[i] = (float)(exact[i] / sum);
}

/* Half of the places between two inputs mirror the other half. */
static void design_all(struct cad_decimator *d, double *exact, size_t centre,
                       double cutoff)
{
    for (size_t k = 0; k < d->up; k++) {
        float *taps = d->taps + k * d->width;
        const float *other = d->taps + (d->up - k) * d->width;
        if (2 * k <= d->up)
            design(taps, exact, centre, (double)k / (double)d->up, cutoff);
        else
            for (size_t i = 0; i < 2 * centre + 2; i++)
                taps[i] = other[2 * centre + 1 - i];
    }
}

cad_decimator *cad_decimator_new(cad_arena *arena, int rate_hz, int up,
                                 int down, double pass_hz)
{
    struct cad_decimator *d = CAD_NEW(arena, struct cad_decimator, 1);
    if (!d)
        return NULL;
    double stop_hz = (double)rate_hz * up / down - pass_hz;
    double band = (stop_hz - pass_hz) / rate_hz;
    double cutoff = 0.5 * (stop_hz + pass_hz) / rate_hz;
    size_t centre =
        (size_t)ceil((stop_db - 7.95) / (2.285 * 2 * pi * band) / 2);
    d->up = (size_t)up;
    d->down = (size_t)down;
    d->width = (2 * centre + 1 + (up > 1) + LANES - 1) / LANES * LANES;
    d->room = PIECE + d->width;
    d->taps = CAD_NEW(arena, float, d->up * d->width);
    d->held = CAD_NEW(arena, float, d->room);
    double *exact = CAD_NEW(arena, double, d->width);
    if (!d->taps || !d->held || !exact)
        return NULL;
    design_all(d, exact, centre, cutoff);
    d->held_count = centre; /* silence before the first sample */
    return d;
}

size_t cad_decimator_room(const cad_decimator *d, size_t n)
{
    return (n + d->room) * d->up / d->down + 2;
}

/* Partial sums side by side: one vector instruction for all lanes. */
static float dot(const float *a, const float *b, size_t n)
{
    float sum[LANES] = {0};
    for (size_t i = 0; i < n; i += LANES)
        for (size_t k = 0; k < LANES; k++)
            sum[k] += a[i + k] * b[i + k];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) +
           ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

static size_t drain(struct cad_decimator *d, uint64_t limit, float *out)
{
    size_t at = 0, made = 0;
    while (d->held_count - at >= d->width && d->given < limit) {
        out[made++] =
            dot(d->taps + d->phase * d->width, d->held + at, d->width);
        d->phase += d->down;
        at += d->phase / d->up;
        d->phase %= d->up;
        d->given++;
    }
    d->held_count -= at;
    memmove(d->held, d->held + at, d->held_count * sizeof *d->held);
    return made;
}

size_t cad_decimator_push(cad_decimator *d, const float *x, size_t n, bool last,
                          float *out)
{
    size_t made = 0;
    while (n) {
        size_t take = d->room - d->held_count;
        if (take > n)
            take = n;
        memcpy(d->held + d->held_count, x, take * sizeof *x);
        d->held_count += take;
        d->taken += take;
        x += take;
        n -= take;
        made += drain(d, UINT64_MAX, out + made);
    }
    uint64_t all = (d->taken * d->up + d->down - 1) / d->down;
    while (last && d->given < all) {
        memset(d->held + d->held_count, 0,
               (d->room - d->held_count) * sizeof *d->held);
        d->held_count = d->room;
        made += drain(d, all, out + made);
    }
    return made;
}
