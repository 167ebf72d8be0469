/* Loudness against EBU Tech 3341, levels, and P.56 against known activity. */
#include "dsp/kweight.h"
#include "feature/loudness.h"

#include <stdlib.h>

#include "signals.h"
#include "tap.h"

enum { MAX_FRAMES = 9000 };
static float left[MAX_FRAMES], right[MAX_FRAMES], mono[MAX_FRAMES];
static uint8_t mask[MAX_FRAMES];

struct part {
    double dbfs, s;
};

/* K-weighted frame powers of a 1 kHz sine in parts of given level. */
static size_t sine_parts(float *k_power, const struct part *parts, size_t count,
                         int rate_hz)
{
    static float x[480];
    size_t frame = 0, hop = (size_t)rate_hz / 100;
    struct cad_kweight k;
    cad_kweight_init(&k, rate_hz);
    for (size_t p = 0; p < count; p++) {
        double amplitude = pow(10.0, parts[p].dbfs / 20.0);
        size_t frames = (size_t)(parts[p].s * 100.0 + 0.5);
        for (size_t f = 0; f < frames; f++, frame++) {
            for (size_t i = 0; i < hop; i++) {
                double t = (double)(frame * hop + i) / rate_hz;
                x[i] = (float)(amplitude * sin(2000.0 * SIGNAL_PI * t));
            }
            k_power[frame] =
                (float)(cad_kweight_energy(&k, x, hop) / (double)hop);
        }
    }
    return frame;
}

static double stereo_lufs(const struct part *parts, size_t count, int rate_hz)
{
    const float *both[2] = {left, right};
    size_t frames = sine_parts(left, parts, count, rate_hz);
    sine_parts(right, parts, count, rate_hz);
    return cad_loudness_integrated(both, 2, frames).value;
}

/* EBU Tech 3341 (2016), table 1, cases 1-5: within 0.1 LU. */
static void ebu_3341(void)
{
    static const struct part one[] = {{-23, 20}}, two[] = {{-33, 20}};
    static const struct part three[] = {{-36, 10}, {-23, 60}, {-36, 10}};
    static const struct part four[] = {
        {-72, 10}, {-36, 10}, {-23, 45}, {-36, 10}, {-72, 10}};
    static const struct part five[] = {{-26, 20}, {-20, 20.1}, {-26, 20}};
    near(stereo_lufs(one, 1, 48000), -23.0, 0.1, "EBU 3341 case 1");
    near(stereo_lufs(two, 1, 48000), -33.0, 0.1, "EBU 3341 case 2");
    near(stereo_lufs(three, 3, 48000), -23.0, 0.1, "EBU 3341 case 3");
    near(stereo_lufs(four, 5, 48000), -23.0, 0.1, "EBU 3341 case 4");
    near(stereo_lufs(five, 3, 48000), -23.0, 0.1, "EBU 3341 case 5");
}

static void rates(void)
{
    static const int rate_hz[] = {8000, 16000, 44100, 48000};
    static const struct part tone[] = {{-23, 5}};
    for (size_t i = 0; i < sizeof rate_hz / sizeof *rate_hz; i++) {
        char name[64];
        snprintf(name, sizeof name, "-23 dBFS stereo at %d Hz", rate_hz[i]);
        near(stereo_lufs(tone, 1, rate_hz[i]), -23.0, 0.1, name);
    }
}

static void masked(void)
{
    const float *one[1] = {mono};
    static const struct part parts[] = {{-20, 4}, {-40, 4}};
    size_t frames = sine_parts(mono, parts, 2, 8000);
    for (size_t f = 0; f < frames; f++)
        mask[f] = f < 400;

    double loud = cad_loudness_masked(mono, mask, 0, frames).value;
    near(loud, -23.0, 0.1, "the masked half, without a gate");
    near(cad_loudness_masked(mono, NULL, 400, frames).value, -43.0, 0.1,
         "no mask: the stretch");
    for (size_t f = 0; f < frames; f++)
        mono[f] *= (float)pow(10.0, 0.6);
    near(cad_loudness_masked(mono, mask, 0, frames).value - loud, 6.0, 1e-4,
         "+6 dB is +6 LU");

    for (size_t f = 0; f < 100; f++)
        mono[f] = 0.5f;
    near(cad_level_masked(mono, NULL, 0, 100).value, -3.0103, 1e-4,
         "a full-scale sine is -3.01 dBFS");
    for (size_t f = 0; f < 100; f++)
        mono[f] = 0.0f;
    ok(cad_level_masked(mono, NULL, 0, 100).why == CAD_WHY_NO_EVIDENCE,
       "silence has no level");
    ok(cad_level_masked(mono, mask, 500, 600).why == CAD_WHY_TOO_LITTLE_VOICE,
       "nothing under the mask has no level");
    ok(cad_loudness_integrated(one, 1, 39).why == CAD_WHY_TOO_SHORT,
       "under 400 ms there is no block");
    ok(cad_loudness_integrated(one, 1, 100).why == CAD_WHY_NO_EVIDENCE,
       "silence has no loudness");
}

/* Noise of a known level, on for `on_s` of every `period_s`. */
static double p56_bursts(double rms, double on_s, double period_s, int rate_hz,
                         size_t piece)
{
    size_t n = (size_t)rate_hz * 20;
    float *x = calloc(n, sizeof *x);
    if (!x)
        return 0.0;
    signal_noise(x, n, rms, 7);
    for (size_t i = 0; i < n; i++)
        if (fmod((double)i / rate_hz, period_s) >= on_s)
            x[i] = 0.0f;
    struct cad_p56 p;
    cad_p56_init(&p, rate_hz);
    for (size_t i = 0; i < n; i += piece)
        cad_p56_feed(&p, x + i, n - i < piece ? n - i : piece);
    free(x);
    return cad_p56_level_dbov(&p);
}

static void p56(void)
{
    double steady = p56_bursts(0.1, 2.0, 2.0, 8000, 80);
    near(steady, -20.0, 0.1, "P.56: steady noise is its own level");
    near(p56_bursts(0.1, 2.0, 2.0, 44100, 441), -20.0, 0.1, "at 44.1 kHz");
    near(p56_bursts(0.01, 2.0, 2.0, 8000, 80), -40.0, 0.1, "20 dB lower");
    /* Gaps under the hangover count as active: 1.0 s in 1.15 s. */
    near(p56_bursts(0.1, 1.0, 1.15, 8000, 80), -20.0 + 10.0 * log10(1.0 / 1.15),
         0.3, "gaps of 150 ms are speech");
    /* Long ones do not, but for the hangover and the envelope's tail. */
    double active = p56_bursts(0.1, 5.0, 10.0, 8000, 80);
    near(active, -20.0 + 10.0 * log10(5.0 / 5.27), 0.3, "gaps of 5 s are not");
    near(p56_bursts(0.1, 5.0, 10.0, 8000, 1237), active, 1e-9,
         "whatever the pieces");
    ok(p56_bursts(0.1, 0.0, 1.0, 8000, 80) == -HUGE_VAL, "silence has none");
}

int main(void)
{
    ebu_3341();
    rates();
    masked();
    p56();
    return tap_done();
}
