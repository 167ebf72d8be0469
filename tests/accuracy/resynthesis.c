#include "resynthesis.h"

#include "signals.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HOP = 80, WINDOW = 240, ORDER = 12, SPREAD = 12 };

struct frame {
    double lpc[ORDER + 1];
    double gain;  /* rms of the residual */
    double power; /* mean square of the signal */
    double low;   /* share of the power below 1 kHz */
    int voiced;
};

static void autocorrelate(const double *x, double *r)
{
    for (int lag = 0; lag <= ORDER; lag++) {
        r[lag] = 0.0;
        for (int i = lag; i < WINDOW; i++)
            r[lag] += x[i] * x[i - lag];
    }
    r[0] = r[0] * 1.0001 + 1e-9;
}

/* Levinson-Durbin; returns the energy of the residual. */
static double levinson(const double *r, double *a)
{
    double error = r[0];
    memset(a, 0, (ORDER + 1) * sizeof *a);
    a[0] = 1.0;
    for (int m = 1; m <= ORDER; m++) {
        double sum = r[m], old[ORDER + 1];
        for (int i = 1; i < m; i++)
            sum += a[i] * r[m - i];
        double k = -sum / error;
        memcpy(old, a, sizeof old);
        for (int i = 1; i < m; i++)
            a[i] = old[i] + k * old[m - i];
        a[m] = k;
        error *= 1.0 - k * k;
    }
    return error;
}

/* How much of the window lies below 1 kHz: a one-pole filter will do. */
static double low_share(const double *x)
{
    double a = exp(-2.0 * SIGNAL_PI * 1000.0 / 8000.0);
    double one = 0.0, two = 0.0, low = 0.0, all = 1e-12;
    for (int i = 0; i < WINDOW; i++) {
        one = a * one + (1.0 - a) * x[i];
        two = a * two + (1.0 - a) * one;
        low += two * two;
        all += x[i] * x[i];
    }
    return low / all;
}

static void analyse(const float *x, size_t n, size_t at, struct frame *out)
{
    double window[WINDOW], r[ORDER + 1], energy = 0.0;
    for (int i = 0; i < WINDOW; i++) {
        long from = (long)at + HOP / 2 - WINDOW / 2 + i;
        double v = from >= 0 && from < (long)n ? (double)x[from] : 0.0;
        double w = 0.5 - 0.5 * cos(2.0 * SIGNAL_PI * (i + 0.5) / WINDOW);
        window[i] = v * w;
        energy += w * w;
    }
    autocorrelate(window, r);
    out->power = r[0] / energy;
    out->gain = sqrt(levinson(r, out->lpc) / energy);
    out->low = low_share(window);
}

/* Voiced: within 30 dB of the loudest and mostly low; runs of 50 ms at
   least. The truth is what is synthesised, so this need not be right. */
static void decide_voicing(struct frame *frames, size_t count)
{
    double loudest = 0.0;
    for (size_t f = 0; f < count; f++)
        loudest = fmax(loudest, frames[f].power);
    for (size_t f = 0; f < count; f++)
        frames[f].voiced =
            frames[f].power > loudest * 1e-3 && frames[f].low > 0.3;
    for (size_t f = 0, run = 0; f <= count; f++) {
        if (f < count && frames[f].voiced) {
            run++;
            continue;
        }
        for (size_t i = f - run; i < f && run < 5; i++)
            frames[i].voiced = 0;
        run = 0;
    }
}

/* Pitch at a time: accents (two slow sines and a faster one) over a falling
   line, in semitones around base_hz. */
struct melody {
    double base_hz, span_st, length_s, phase[3];
};

static double melody_hz(const struct melody *m, double t)
{
    double accent = 0.55 * sin(2.0 * SIGNAL_PI * (1.1 * t + m->phase[0])) +
                    0.30 * sin(2.0 * SIGNAL_PI * (2.3 * t + m->phase[1])) +
                    0.15 * sin(2.0 * SIGNAL_PI * (4.7 * t + m->phase[2]));
    double fall = 0.4 * (0.5 - t / m->length_s);
    return m->base_hz * exp2(m->span_st * (accent + fall) / 12.0);
}

/* A pulse at a fractional place: a windowed sinc, so that no sample clock
   is heard. */
static void add_pulse(double *x, size_t n, double at, double size)
{
    long middle = (long)floor(at);
    for (long i = middle - SPREAD; i <= middle + SPREAD + 1; i++) {
        double t = (double)i - at;
        if (i < 0 || i >= (long)n || fabs(t) > SPREAD)
            continue;
        double sinc = fabs(t) < 1e-9 ? 1.0 : sin(SIGNAL_PI * t) / SIGNAL_PI / t;
        x[i] += size * sinc * (0.5 + 0.5 * cos(SIGNAL_PI * t / SPREAD));
    }
}

/* Unit-power excitation: pulses with a little noise, or noise alone. */
static void excite(const struct frame *frames, size_t count,
                   const struct melody *m, uint64_t seed, double *e)
{
    size_t n = count * HOP;
    float *noise = calloc(n, sizeof *noise);
    if (!noise)
        abort();
    signal_noise(noise, n, 1.0, seed);
    for (size_t i = 0; i < n; i++)
        e[i] = (double)noise[i] * (frames[i / HOP].voiced ? 0.15 : 1.0);
    double phase = 0.0;
    for (size_t i = 0; i < n; i++) {
        double hz = melody_hz(m, ((double)i + 0.5) / 8000.0);
        double step = hz / 8000.0;
        phase += step;
        if (phase < 1.0)
            continue;
        phase -= 1.0;
        double shimmer = 1.0 + 0.06 * (signal_random(&seed) - 0.5);
        if (frames[i / HOP].voiced)
            add_pulse(e, n, (double)i + 1.0 - phase / step,
                      shimmer * sqrt(8000.0 / hz));
    }
    free(noise);
}

/* The all-pole filter of each frame, its memory kept. */
static void synthesise(const struct frame *frames, size_t count,
                       const double *e, float *x)
{
    double past[ORDER] = {0};
    for (size_t i = 0; i < count * HOP; i++) {
        const struct frame *a = &frames[i / HOP];
        double v = a->gain * e[i];
        for (int k = 0; k < ORDER; k++)
            v -= a->lpc[k + 1] * past[k];
        memmove(past + 1, past, (ORDER - 1) * sizeof *past);
        past[0] = v;
        x[i] = (float)v;
    }
}

void resynthesise(float *x, size_t n, double base_hz, double span_st,
                  uint64_t seed, float *f0_hz)
{
    size_t count = n / HOP;
    struct frame *frames = calloc(count + 1, sizeof *frames);
    double *e = calloc(count * HOP + 1, sizeof *e);
    if (!frames || !e)
        abort();
    uint64_t state = seed * 77777 + 12345;
    struct melody m = {base_hz, span_st, (double)n / 8000.0, {0}};
    for (int i = 0; i < 3; i++)
        m.phase[i] = signal_random(&state);
    for (size_t f = 0; f < count; f++)
        analyse(x, n, f * HOP, &frames[f]);
    decide_voicing(frames, count);
    excite(frames, count, &m, state, e);
    memset(x, 0, n * sizeof *x);
    synthesise(frames, count, e, x);
    for (size_t f = 0; f < count; f++)
        f0_hz[f] = frames[f].voiced
                       ? (float)melody_hz(&m, ((double)f + 0.5) * 0.01)
                       : 0.0f;
    free(frames);
    free(e);
}
