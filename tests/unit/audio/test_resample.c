#include "audio/resample.h"

#include <math.h>
#include <stdlib.h>

#include "tap.h"

static const double pi = 3.14159265358979323846;

/* x of n samples through the resampler in pieces; the caller frees. */
static float *convert(int rate_hz, const float *x, size_t n, size_t piece,
                      size_t *made)
{
    cad_arena *arena = cad_arena_new();
    cad_resampler *r;
    size_t got, done = 0;
    *made = 0;
    if (cad_resampler_open(arena, rate_hz, &r, NULL))
        abort();
    float *y = calloc(n * 2 + 4096, sizeof *y);
    float *block = calloc(cad_resampler_room(r, piece) + 1, sizeof *block);
    while (done < n) {
        size_t take = n - done < piece ? n - done : piece;
        if (cad_resampler_push(r, x + done, take, false, block, &got, NULL))
            abort();
        if (got > cad_resampler_room(r, take))
            abort();
        for (size_t i = 0; i < got; i++)
            y[(*made)++] = block[i];
        done += take;
    }
    if (cad_resampler_push(r, x, 0, true, block, &got, NULL))
        abort();
    for (size_t i = 0; i < got; i++)
        y[(*made)++] = block[i];
    cad_resampler_close(&r);
    cad_arena_free(arena);
    free(block);
    return y;
}

static float *sine(int rate_hz, double f_hz, size_t n)
{
    float *x = calloc(n, sizeof *x);
    for (size_t i = 0; i < n; i++)
        x[i] = (float)(0.5 * sin(2 * pi * f_hz * (double)i / rate_hz));
    return x;
}

/* Amplitude and phase of y at f_hz, away from the ends */
static void measure(const float *y, size_t n, double f_hz, double *amplitude,
                    double *phase)
{
    double re = 0, im = 0;
    size_t skip = 800, count = (n - 2 * skip) / 80 * 80;
    for (size_t i = skip; i < skip + count; i++) {
        double a = 2 * pi * f_hz * (double)i / 8000.0;
        re += (double)y[i] * cos(a);
        im += (double)y[i] * sin(a);
    }
    *amplitude = 2 * hypot(re, im) / (double)count;
    *phase = atan2(re, im);
}

static void test_rate(int rate_hz)
{
    char name[80];
    size_t n = (size_t)rate_hz + 137, made;
    double amplitude, phase;
    float *x = sine(rate_hz, 1000.0, n);
    float *y = convert(rate_hz, x, n, 4096, &made);
    snprintf(name, sizeof name, "%d Hz: samples", rate_hz);
    near((double)made, floor((double)n * 8000.0 / rate_hz + 0.5), 0, name);
    measure(y, made, 1000.0, &amplitude, &phase);
    /* 0.01 dB, and a tenth of a sample at 8 kHz: pitch sees neither */
    snprintf(name, sizeof name, "%d Hz: a 1 kHz tone keeps its level", rate_hz);
    near(20 * log10(amplitude / 0.5), 0, 0.01, name);
    snprintf(name, sizeof name, "%d Hz: and its place in samples", rate_hz);
    near(phase / (2 * pi * 1000.0) * 8000.0, 0, 0.1, name);
    free(x);
    free(y);
}

static void test_band(int rate_hz)
{
    char name[80];
    size_t n = (size_t)rate_hz * 2, made;
    double amplitude, phase;
    float *x = sine(rate_hz, 3300.0, n);
    float *y = convert(rate_hz, x, n, 1000, &made);
    measure(y, made, 3300.0, &amplitude, &phase);
    snprintf(name, sizeof name, "%d Hz: 3300 Hz passes, dB", rate_hz);
    near(20 * log10(amplitude / 0.5), 0, 0.1, name);
    free(x);
    free(y);
    x = sine(rate_hz, 4900.0, n); /* would fold to 3100 Hz */
    y = convert(rate_hz, x, n, 1000, &made);
    measure(y, made, 3100.0, &amplitude, &phase);
    ok(20 * log10(amplitude / 0.5) < -80,
       "%d Hz: 4900 Hz does not fold to 3100 Hz: %.0f dB", rate_hz,
       20 * log10(amplitude / 0.5 + 1e-12));
    free(x);
    free(y);
}

static void test_pieces(int rate_hz)
{
    size_t n = 30011, made_a, made_b, differ = 0;
    float *x = sine(rate_hz, 440.0, n);
    float *a = convert(rate_hz, x, n, 30011, &made_a);
    float *b = convert(rate_hz, x, n, 97, &made_b);
    for (size_t i = 0; i < made_a && i < made_b; i++)
        differ += a[i] != b[i];
    ok(made_a == made_b && !differ,
       "%d Hz: the size of the pieces changes nothing", rate_hz);
    free(x);
    free(a);
    free(b);
}

static void test_short_and_same(void)
{
    float one = 0.5f, in[3] = {0.1f, -2.5f, 0.3f};
    size_t made;
    float *y = convert(8000, in, 3, 2, &made);
    ok(made == 3 && y[0] == in[0] && y[1] == in[1] && y[2] == in[2],
       "8 kHz passes through untouched");
    free(y);
    y = convert(16000, &one, 1, 1, &made);
    near((double)made, 1, 0, "one sample at 16 kHz");
    free(y);
    y = convert(192000, &one, 1, 1, &made);
    near((double)made, 0, 0, "one sample at 192 kHz");
    free(y);
    y = convert(4000, &one, 1, 1, &made);
    near((double)made, 2, 0, "one sample at 4 kHz");
    free(y);
}

int main(void)
{
    static const int rates[] = {4000,  11025, 12000, 16000, 22050, 24000,
                                32000, 37800, 44100, 48000, 96000, 192000};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        test_rate(rates[i]);
    test_band(16000);
    test_band(44100);
    test_band(48000);
    test_pieces(11025);
    test_pieces(44100);
    test_pieces(48000);
    test_short_and_same();
    return tap_done();
}
