#include "conditions.h"

#include "signals.h"

#include <math.h>
#include <samplerate.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 8000, FRAME = 160 };

const char *conditions_audio(int argc, char **argv)
{
    if (argc > 1)
        return argv[1];
    const char *from = getenv("AUDIO");
    return from ? from : "../shared/audio";
}

static float *resample(float *x, size_t *n, int rate_hz)
{
    if (rate_hz == RATE_HZ)
        return x;
    double ratio = (double)RATE_HZ / rate_hz;
    size_t room = (size_t)((double)*n * ratio) + 16;
    float *y = calloc(room, sizeof *y);
    SRC_DATA job = {.data_in = x,
                    .data_out = y,
                    .input_frames = (long)*n,
                    .output_frames = (long)room,
                    .src_ratio = ratio};
    if (!y || src_simple(&job, SRC_SINC_BEST_QUALITY, 1)) {
        free(y);
        y = NULL;
    }
    free(x);
    *n = (size_t)job.output_frames_gen;
    return y;
}

static float *skip(const char *path, const char *reason)
{
    printf("skipped: %s: %s\n", path, reason);
    return NULL;
}

float *conditions_read(const char *path, int channel, size_t *n)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    *n = 0;
    if (!file)
        return skip(path, sf_strerror(NULL));
    if (channel >= info.channels)
        return sf_close(file), NULL;
    size_t channels = (size_t)info.channels, frames = (size_t)info.frames;
    float *all = malloc((frames + 1) * channels * sizeof *all);
    float *x = malloc((frames + 1) * sizeof *x);
    if (all && x) {
        *n = (size_t)sf_readf_float(file, all, info.frames);
        for (size_t i = 0; i < *n; i++)
            x[i] = all[i * channels + (size_t)channel];
    }
    const char *reason = all && x ? "holds no samples" : "out of memory";
    sf_close(file);
    free(all);
    if (!*n)
        return free(x), skip(path, reason);
    x = resample(x, n, info.samplerate);
    return x ? x : skip(path, "cannot be resampled");
}

int conditions_write(const char *path, const float *x, size_t n)
{
    SF_INFO info = {.samplerate = RATE_HZ,
                    .channels = 1,
                    .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    if (!file)
        return -1;
    sf_command(file, SFC_SET_CLIPPING, NULL, SF_TRUE);
    sf_count_t done = sf_writef_float(file, x, (sf_count_t)n);
    return sf_close(file) || done != (sf_count_t)n ? -1 : 0;
}

double conditions_active_db(const float *x, size_t n)
{
    double level = 0.0;
    for (int round = 0; round < 10; round++) {
        double sum = 0.0, count = 0.0;
        for (size_t at = 0; at + FRAME <= n; at += FRAME) {
            double rms = signal_rms(x + at, FRAME);
            if (rms * rms >= level * 0.0257) { /* -15.9 dB */
                sum += rms * rms;
                count += 1.0;
            }
        }
        level = count > 0.0 ? sum / count : 0.0;
    }
    return 10.0 * log10(level + 1e-20);
}

/* Second-order Butterworth section (bilinear), high- or low-pass. */
static void section(float *x, size_t n, double edge_hz, double q, int high)
{
    double w = 2.0 * SIGNAL_PI * edge_hz / RATE_HZ, c = cos(w);
    double alpha = sin(w) / (2.0 * q), a0 = 1.0 + alpha;
    double b1 = (high ? -(1.0 + c) : 1.0 - c) / a0;
    double b0 = fabs(b1) / 2.0;
    double a1 = -2.0 * c / a0, a2 = (1.0 - alpha) / a0;
    double s1 = 0.0, s2 = 0.0;
    for (size_t i = 0; i < n; i++) {
        double in = (double)x[i], out = b0 * in + s1;
        s1 = b1 * in - a1 * out + s2;
        s2 = b0 * in - a2 * out;
        x[i] = (float)out;
    }
}

void conditions_band(float *x, size_t n)
{
    static const double q[] = {0.541196100146197, 1.30656296487638};
    for (int i = 0; i < 2; i++) {
        section(x, n, 300.0, q[i], 1);
        section(x, n, 3400.0, q[i], 0);
    }
}

/* A pole and a zero by turns, an octave apart: about -3 dB an octave. */
static void pink(float *x, size_t n, uint64_t seed)
{
    enum { STAGES = 5 };
    double last_in[STAGES] = {0}, last_out[STAGES] = {0};
    signal_noise(x, n, 1.0, seed);
    for (size_t i = 0; i < n; i++) {
        double v = (double)x[i];
        for (int s = 0; s < STAGES; s++) {
            double pole_hz = 10.0 * pow(4.0, s), zero_hz = 2.0 * pole_hz;
            double p = exp(-2.0 * SIGNAL_PI * pole_hz / RATE_HZ);
            double z = exp(-2.0 * SIGNAL_PI * zero_hz / RATE_HZ);
            double out = v - z * last_in[s] + p * last_out[s];
            last_in[s] = v;
            last_out[s] = out;
            v = out;
        }
        x[i] = (float)v;
    }
}

static void add_noise(float *x, size_t n, double snr_db, uint64_t seed,
                      int in_band)
{
    if (isinf(snr_db) || !n)
        return;
    float *noise = calloc(n, sizeof *noise);
    if (!noise)
        abort();
    pink(noise, n, seed);
    if (in_band)
        conditions_band(noise, n);
    double want_db = conditions_active_db(x, n) - snr_db;
    double gain = pow(10.0, want_db / 20.0) / (signal_rms(noise, n) + 1e-20);
    for (size_t i = 0; i < n; i++)
        x[i] += (float)(gain * (double)noise[i]);
    free(noise);
}

void conditions_noise(float *x, size_t n, double snr_db, uint64_t seed)
{
    add_noise(x, n, snr_db, seed, 0);
}

/* ITU-T G.711: 14-bit magnitude + 33, segment of the leading bit, 4 bits. */
static double mulaw(double v)
{
    double size = fmin(fabs(v) * 8192.0, 8158.0) + 33.0;
    double step = exp2(floor(log2(size)) - 4.0);
    double middle = (floor(size / step) + 0.5) * step - 33.0;
    return copysign(fmax(middle, 0.0) / 8192.0, v);
}

void conditions_mulaw(float *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = (float)mulaw((double)x[i]);
}

void conditions_telephone(float *x, size_t n, double snr_db, uint64_t seed)
{
    conditions_band(x, n);
    add_noise(x, n, snr_db, seed, 1);
    conditions_mulaw(x, n);
}
