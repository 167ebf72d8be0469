/* Tilt: known spectra, the weighted median, gain, and what it refuses. */
#include "audio/resample.h"
#include "dsp/spectrum.h"
#include "feature/effort.h"

#include <string.h>

#include "signals.h"
#include "tap.h"

enum { FRAMES = 400 };
static float power_of[FRAMES];
static int16_t tilt_of[FRAMES];
static uint8_t mask[FRAMES];
static const struct cad_channel channel = {
    .frames = FRAMES, .power = power_of, .tilt_cdb = tilt_of};

static _Alignas(64) float x[8000], scratch[CAD_SPECTRUM_SCRATCH];
static float power[CAD_BINS];

static double tilt_of_two(const cad_plans *plans, double low, double high)
{
    memset(x, 0, sizeof x);
    signal_sine(x, 256, 8000, 500.0, low);
    signal_sine(x, 256, 8000, 2000.0, high);
    cad_spectrum_power(plans, x, scratch, power);
    return cad_effort_tilt_cdb(power) / 100.0;
}

static void known_spectra(const cad_plans *plans)
{
    near(tilt_of_two(plans, 0.1, 0.1), 0.0, 0.02, "two equal sines");
    near(tilt_of_two(plans, 0.1, 0.01), -20.0, 0.05, "the upper 20 dB down");
    near(tilt_of_two(plans, 0.001, 0.01), 20.0, 0.05, "and 20 dB up");
    near(tilt_of_two(plans, 0.0, 0.0), 0.0, 0.0, "silence is flat");
    double loud = tilt_of_two(plans, 0.5, 0.2);
    near(tilt_of_two(plans, 0.005, 0.002), loud, 0.011, "gain of -40 dB");

    memset(power, 0, sizeof power);
    power[20] = 1.0f;
    near(cad_effort_tilt_cdb(power), -10000, 0, "nothing above 1 kHz");
    power[20] = 0.0f;
    power[40] = 1.0f;
    near(cad_effort_tilt_cdb(power), 10000, 0, "nothing below 1 kHz");
    power[40] = 0.0f;
    power[32] = 1.0f;
    near(cad_effort_tilt_cdb(power), 0, 0, "the bin at 1 kHz is shared");
}

/* White noise: 76.5 bins above against 22.5 below. */
static void noise(const cad_plans *plans)
{
    memset(x, 0, sizeof x);
    signal_noise(x, 8000, 0.1, 3);
    double sum[2] = {0};
    for (size_t i = 0; i + 256 <= 8000; i += 128) {
        cad_spectrum_power(plans, x + i, scratch, power);
        sum[0] += cad_effort_tilt_cdb(power) / 100.0;
        sum[1] += 1.0;
    }
    near(sum[0] / sum[1], 10.0 * log10(76.5 / 22.5), 0.5, "white noise");
}

/* A gliding voice, made at a rate and brought to 8 kHz: its median tilt. */
static double tilt_from_rate(const cad_plans *plans, int rate_hz)
{
    static float made[44100];
    static _Alignas(64) float at_8k[16000];
    cad_arena *arena = cad_arena_new();
    cad_resampler *resampler = NULL;
    size_t n = (size_t)rate_hz, got = 0;
    memset(made, 0, sizeof made);
    for (int k = 1; k <= 24; k++) /* 6 dB an octave down */
        signal_glide(made, n, rate_hz, 120.0, 145.0, k, k, 0.05 / k);
    bool fine =
        cad_resampler_open(arena, rate_hz, &resampler, NULL) == CAD_OK &&
        cad_resampler_room(resampler, n) <= 16000 &&
        cad_resampler_push(resampler, made, n, true, at_8k, &got, NULL) ==
            CAD_OK;
    if (!ok(fine && got > 7000, "%d Hz: %zu samples at 8 kHz", rate_hz, got))
        return 0.0;
    for (size_t f = 0; f < 90; f++) {
        cad_spectrum_power(plans, at_8k + f * 72, scratch, power);
        tilt_of[f] = cad_effort_tilt_cdb(power);
        power_of[f] = mask[f] = 1;
    }
    cad_resampler_close(&resampler);
    cad_arena_free(arena);
    return cad_effort_tilt_db(&channel, mask, 5, 85, 10).value;
}

static void rates(const cad_plans *plans)
{
    double at_8k = tilt_from_rate(plans, 8000);
    near(tilt_from_rate(plans, 16000), at_8k, 0.5, "16 kHz as 8 kHz");
    near(tilt_from_rate(plans, 44100), at_8k, 0.5, "44.1 kHz as 8 kHz");
}

static double median_db(size_t start, size_t end)
{
    return cad_effort_tilt_db(&channel, mask, start, end, 10).value;
}

static void medians(void)
{
    for (int f = 0; f < FRAMES; f++) {
        tilt_of[f] = (int16_t)(f < 300 ? -1234 : 777);
        power_of[f] = f < 300 ? 1.0f : 4.0f;
        mask[f] = 1;
    }
    near(median_db(0, 300), -12.34, 1e-9, "all alike");
    near(median_db(0, FRAMES), 7.77, 1e-9, "the louder quarter weighs more");
    for (int f = 300; f < FRAMES; f++)
        mask[f] = 0;
    near(median_db(0, FRAMES), -12.34, 1e-9, "unless masked out");

    uint64_t seed = 99;
    for (int f = 0; f < FRAMES; f++) {
        tilt_of[f] = (int16_t)(2000.0 * signal_random(&seed) - 1500.0);
        power_of[f] = (float)signal_random(&seed);
        mask[f] = f % 3 != 0;
    }
    double before = median_db(50, 350);
    near(before, -5.0, 1.5, "spread evenly from -15 to 5 dB");
    for (int f = 0; f < FRAMES; f++)
        power_of[f] *= 3.981f;
    near(median_db(50, 350), before, 0.011, "+6 dB moves nothing");
}

static void refusals(void)
{
    cad_figure none = cad_effort_tilt_db(&channel, mask, 0, 6, 10);
    ok(none.why == CAD_WHY_TOO_LITTLE_VOICE, "too few frames");
    none = cad_effort_tilt_db(&channel, mask, 7, 7, 0);
    ok(none.why == CAD_WHY_TOO_LITTLE_VOICE, "an empty stretch");
    memset(power_of, 0, sizeof power_of);
    none = cad_effort_tilt_db(&channel, mask, 0, FRAMES, 10);
    ok(none.why == CAD_WHY_NO_EVIDENCE, "masked frames without energy");
}

int main(void)
{
    cad_plans *plans;
    if (!ok(cad_plans_new(&plans, NULL) == CAD_OK, "plans"))
        return tap_done();
    known_spectra(plans);
    noise(plans);
    rates(plans);
    medians();
    refusals();
    cad_plans_free(&plans);
    return tap_done();
}
