#include "dsp/envelope.h"

#include "dsp/dot.h"

enum {
    BAND = CAD_ENVELOPE_BAND_TAPS,
    SLOW = CAD_ENVELOPE_SLOW_TAPS,
    LANES = CAD_LANES,
    SQUARES = CAD_HOP + (SLOW - 4) /* their filter looks around */
};

/* Ideal low-pass at `hz` under a Hamming window, tap k of n. */
static double low_pass(int k, int n, double hz)
{
    const double pi = acos(-1.0);
    double t = k - 0.5 * (n - 1);
    double window = 0.54 + 0.46 * cos(2.0 * pi * t / (n - 1));
    double edge = 2.0 * hz / CAD_RATE_HZ;
    double ideal = t == 0.0 ? edge : sin(pi * edge * t) / (pi * t);
    return window * ideal;
}

void cad_envelope_init(struct cad_envelope *e)
{
    double sum = 0.0;
    for (int k = 0; k < BAND; k++)
        e->band[k] =
            (float)(low_pass(k, BAND, 3200.0) - low_pass(k, BAND, 700.0));
    for (int k = 0; k < SLOW; k++)
        sum += low_pass(k, SLOW, 850.0);
    for (int k = 0; k < SLOW; k++)
        e->slow[k] = (float)(low_pass(k, SLOW, 850.0) / sum);
}

/* Eight outputs at a time; the taps mirror each other around the middle. */
static void square_band(const float *h, const float *x, float *out)
{
    const float *mirror = x + BAND - 1;
    float sum[LANES];
    for (int i = 0; i < LANES; i++)
        sum[i] = h[BAND / 2] * x[BAND / 2 + i];
    for (int k = 0; k < BAND / 2; k++)
        for (int i = 0; i < LANES; i++)
            sum[i] += h[k] * (x[k + i] + mirror[i - k]);
    for (int i = 0; i < LANES; i++)
        out[i] = 2.0f * sum[i] * sum[i];
}

void cad_envelope_hop(const struct cad_envelope *e, const float *x, float *out)
{
    float squares[(SQUARES + LANES - 1) / LANES * LANES];
    const float *from = x - (SLOW - 4) / 2 - BAND / 2;
    for (int i = 0; i < SQUARES; i += LANES)
        square_band(e->band, from + i, squares + i);
    for (int i = 0; i < CAD_SLOW_HOP; i++) {
        float sum = cad_dot(e->slow, squares + 4 * i, SLOW);
        out[i] = sum > 0.0f ? sqrtf(sum) : 0.0f;
    }
}
