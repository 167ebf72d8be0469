/* envelope: the beat of two tones, the level of one, and nothing else */
#include "dsp/envelope.h"

#include "signals.h"
#include "tap.h"

enum { HOPS = 25, PAD = 160, N = HOPS * CAD_HOP };

static struct cad_envelope filter;
static float out[HOPS * CAD_SLOW_HOP];

static void run(const float *x)
{
    for (int h = 0; h < HOPS; h++)
        cad_envelope_hop(&filter, x + PAD + h * CAD_HOP,
                         out + h * CAD_SLOW_HOP);
}

/* Amplitude of the envelope at a frequency. */
static double amplitude(double hz)
{
    double re = 0.0, im = 0.0;
    int n = HOPS * CAD_SLOW_HOP;
    for (int i = 0; i < n; i++) {
        double turn = 2.0 * SIGNAL_PI * hz * i / 2000.0;
        re += (double)out[i] * cos(turn);
        im += (double)out[i] * sin(turn);
    }
    return 2.0 * hypot(re, im) / n;
}

int main(void)
{
    static float one[N + 2 * PAD], two[N + 2 * PAD], low[N + 2 * PAD];
    cad_envelope_init(&filter);
    signal_sine(one, N + 2 * PAD, CAD_RATE_HZ, 1500.0, 0.2);
    run(one);
    near(0.5 * amplitude(0.0), 0.2, 0.002, "envelope of a tone: its peak");
    near(amplitude(200.0), 0.0, 0.001, "and it stands still");
    signal_sine(two, N + 2 * PAD, CAD_RATE_HZ, 1500.0, 0.2);
    signal_sine(two, N + 2 * PAD, CAD_RATE_HZ, 1700.0, 0.05);
    run(two);
    /* |1 + a cos| beats with about the weaker tone's amplitude */
    near(amplitude(200.0), 0.05, 0.002, "two tones beat at their distance");
    signal_sine(low, N + 2 * PAD, CAD_RATE_HZ, 200.0, 0.2);
    run(low);
    near(0.5 * amplitude(0.0), 0.0, 0.002, "200 Hz is not in the band");
    return tap_done();
}
