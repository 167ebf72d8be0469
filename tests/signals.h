/*
 * signals.h - made signals of which the truth is known.
 *
 * All generators add to x, so that signals can be mixed; silence comes from
 * a zeroed array. Rates in Hz, amplitudes are peaks, 1.0 = full scale.
 */
#ifndef SIGNALS_H
#define SIGNALS_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define SIGNAL_UNUSED __attribute__((unused))
#define SIGNAL_PI 3.14159265358979323846

SIGNAL_UNUSED static void signal_sine(float *x, size_t n, double rate_hz,
                                      double f_hz, double amplitude)
{
    for (size_t i = 0; i < n; i++)
        x[i] += (float)(amplitude *
                        sin(2.0 * SIGNAL_PI * f_hz * (double)i / rate_hz));
}

/* Harmonics low..high of a fundamental that glides exponentially from
   from_hz to to_hz; all of one amplitude, with phases as of a vowel
   (quadratic), so that the crest stays moderate. Harmonics above 0.45 of the
   rate are left out. */
SIGNAL_UNUSED static void signal_glide(float *x, size_t n, double rate_hz,
                                       double from_hz, double to_hz, int low,
                                       int high, double amplitude)
{
    double phase = 0.0, ratio = log(to_hz / from_hz);
    for (size_t i = 0; i < n; i++) {
        double f_hz = from_hz * exp(ratio * ((double)i + 0.5) / (double)n);
        double sum = 0.0;
        for (int h = low; h <= high && h * f_hz < 0.45 * rate_hz; h++)
            sum += sin(h * phase + 0.3 * h * h);
        x[i] += (float)(amplitude * sum);
        phase += 2.0 * SIGNAL_PI * f_hz / rate_hz;
    }
}

/* The same at one pitch. */
SIGNAL_UNUSED static void signal_harmonics(float *x, size_t n, double rate_hz,
                                           double f_hz, int low, int high,
                                           double amplitude)
{
    signal_glide(x, n, rate_hz, f_hz, f_hz, low, high, amplitude);
}

/* Uniform in [0, 1): xorshift64*, the same on every machine. */
SIGNAL_UNUSED static double signal_random(uint64_t *seed)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (double)((*seed * 2685821657736338717ULL) >> 11) *
           (1.0 / 9007199254740992.0);
}

/* White noise of the given rms, near Gaussian (a sum of four uniforms). */
SIGNAL_UNUSED static void signal_noise(float *x, size_t n, double rms,
                                       uint64_t seed)
{
    seed = seed * 2654435761ULL + 88172645463325252ULL;
    for (size_t i = 0; i < n; i++) {
        double sum = -2.0;
        for (int k = 0; k < 4; k++)
            sum += signal_random(&seed);
        x[i] += (float)(rms * sum * sqrt(3.0));
    }
}

SIGNAL_UNUSED static void signal_gain(float *x, size_t n, double gain)
{
    for (size_t i = 0; i < n; i++)
        x[i] = (float)((double)x[i] * gain);
}

SIGNAL_UNUSED static double signal_rms(const float *x, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += (double)x[i] * (double)x[i];
    return n ? sqrt(sum / (double)n) : 0.0;
}

#endif
