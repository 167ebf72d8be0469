/* spectrum: powers of sines, of noise and of bands; gain; one plan, two
   buffers */
#include "dsp/spectrum.h"

#include "signals.h"
#include "tap.h"

#include <string.h>

static cad_plans *plans;
static _Alignas(64) float scratch[CAD_SPECTRUM_SCRATCH];

static double sum_of(const float *power, int from, int to)
{
    double sum = 0.0;
    for (int k = from; k < to; k++)
        sum += (double)power[k];
    return sum;
}

static void test_sine(void)
{
    float x[CAD_STFT] = {0}, power[CAD_BINS];
    signal_sine(x, CAD_STFT, CAD_RATE_HZ, 1000.0, 1.0);
    cad_spectrum_power(plans, x, scratch, power);
    near(sum_of(power, 0, CAD_BINS), 0.5, 1e-4,
         "a sine of amplitude 1 sums to 0.5");
    /* Hann's main lobe: 2/3 of the power in the centre bin, 1/6 beside */
    near((double)power[32], 0.5 * 2.0 / 3.0, 1e-4, "centre bin of 1000 Hz");
    near((double)power[31], 0.5 / 6.0, 1e-4, "bin below");
    near((double)power[33], 0.5 / 6.0, 1e-4, "bin above");
    near(sum_of(power, 40, CAD_BINS), 0.0, 1e-9, "nothing far away");
}

static void test_edges_of_the_spectrum(void)
{
    float x[CAD_STFT], power[CAD_BINS];
    for (int i = 0; i < CAD_STFT; i++)
        x[i] = 0.5f;
    cad_spectrum_power(plans, x, scratch, power);
    near(sum_of(power, 0, CAD_BINS), 0.25, 1e-5, "0 Hz counts once");
    for (int i = 0; i < CAD_STFT; i++)
        x[i] = i % 2 ? 0.5f : -0.5f;
    cad_spectrum_power(plans, x, scratch, power);
    near(sum_of(power, 0, CAD_BINS), 0.25, 1e-5, "4000 Hz counts once");
}

static void test_noise_and_gain(void)
{
    float x[CAD_STFT] = {0}, one[CAD_BINS], two[CAD_BINS];
    double total = 0.0;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        memset(x, 0, sizeof x);
        signal_noise(x, CAD_STFT, 0.1, seed);
        cad_spectrum_power(plans, x, scratch, one);
        total += sum_of(one, 0, CAD_BINS);
    }
    /* 200 frames of about 170 free values: 0.8 % standard error */
    near(total / 200.0, 0.01, 0.0003, "white noise keeps its mean square");
    signal_gain(x, CAD_STFT, 2.0);
    cad_spectrum_power(plans, x, scratch, two);
    near(sum_of(two, 0, CAD_BINS) / sum_of(one, 0, CAD_BINS), 4.0, 1e-6,
         "+6 dB is four times the power");
}

static void test_bands(void)
{
    float power[CAD_BINS];
    uint8_t bands[CAD_BANDS];
    ok(cad_band_edges[0] == 3 && cad_band_edges[CAD_BANDS] == 112,
       "bands from 94 to 3500 Hz");
    for (int k = 0; k < CAD_BINS; k++)
        power[k] = 1e-3f;
    cad_bands_pack(power, bands);
    bool right = true;
    for (int b = 0; b < CAD_BANDS; b++) {
        int bins = cad_band_edges[b + 1] - cad_band_edges[b];
        double db = 10.0 * log10(bins * 1e-3);
        right &= fabs((double)cad_band_db(bands[b]) - db) <= 0.25 + 1e-4;
    }
    ok(right, "each band is the sum of its bins, within half a step");
    memset(power, 0, sizeof power);
    cad_bands_pack(power, bands);
    int sum = 0;
    for (int b = 0; b < CAD_BANDS; b++)
        sum += bands[b];
    ok(sum == 0, "silence has code 0 in all bands");
}

static void test_any_buffer(void)
{
    static _Alignas(64) float other[CAD_SPECTRUM_SCRATCH];
    float x[CAD_STFT] = {0}, one[CAD_BINS], two[CAD_BINS];
    signal_noise(x, CAD_STFT, 0.1, 7);
    cad_spectrum_power(plans, x, scratch, one);
    cad_spectrum_power(plans, x, other, two);
    ok(!memcmp(one, two, sizeof one), "the same bits from another buffer");
}

/* There and back: the autocorrelation of a short sum of cosines, directly
   and through the spectrum. */
static void test_lags(void)
{
    enum { N = 400, LAGS = 150 };
    static _Alignas(64) float x[CAD_LAG_FFT], lags[CAD_LAG_FFT];
    static _Alignas(64) float work[CAD_LAG_SCRATCH], power[CAD_LAG_BINS];
    float copy[N] = {0};
    signal_harmonics(copy, N, CAD_RATE_HZ, 173.0, 1, 6, 0.1);
    memcpy(x, copy, sizeof copy);
    cad_lag_power(plans, x, work, power);
    cad_lags(plans, power, work, lags);
    double worst = 0.0, none = 0.0;
    for (int lag = 0; lag < LAGS; lag++) {
        double sum = 0.0;
        for (int i = lag; i < N; i++)
            sum += (double)copy[i] * (double)copy[i - lag];
        none = lag ? none : sum;
        worst = fmax(worst, fabs((double)lags[lag] / CAD_LAG_FFT - sum));
    }
    near(worst / none, 0.0, 1e-5, "lags are the autocorrelation");
}

/* Both grids are of 12.5 Hz: 250 Hz is bin 20 of either. */
static void test_slow_grid(void)
{
    static _Alignas(64) float x[CAD_LAG_FFT], work[CAD_LAG_SCRATCH];
    static _Alignas(64) float fast[CAD_LAG_BINS], slow[CAD_SLOW_BINS];
    signal_sine(x, CAD_LAG_FFT, CAD_RATE_HZ, 250.0, 1.0);
    cad_lag_power(plans, x, work, fast);
    memset(x, 0, sizeof x);
    signal_sine(x, CAD_SLOW_FFT, CAD_RATE_HZ / 4.0, 250.0, 1.0);
    cad_slow_power(plans, x, work, slow);
    double half = CAD_LAG_FFT / 2.0, quarter = CAD_SLOW_FFT / 2.0;
    near((double)fast[20] / (half * half), 1.0, 1e-4, "8 kHz: bin 20");
    near((double)slow[20] / (quarter * quarter), 1.0, 1e-4, "2 kHz: bin 20");
}

int main(void)
{
    if (!ok(cad_plans_new(&plans, NULL) == CAD_OK, "plans"))
        return tap_done();
    test_sine();
    test_edges_of_the_spectrum();
    test_noise_and_gain();
    test_bands();
    test_any_buffer();
    test_lags();
    test_slow_grid();
    cad_plans_free(&plans);
    ok(!plans, "freed plans are gone");
    cad_plans_free(&plans);
    return tap_done();
}
