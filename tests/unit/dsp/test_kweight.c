/* K-weighting: the standard's coefficients, its response, and its manners. */
#include "dsp/kweight.h"

#include "signals.h"
#include "tap.h"

enum { MAX_N = 48000 };
static float x[MAX_N];

/* Gain in dB of a sine, measured over the second half of a second. */
static double gain_db(int rate_hz, double f_hz)
{
    struct cad_kweight k;
    size_t n = (size_t)rate_hz, half = n / 2;
    for (size_t i = 0; i < n; i++)
        x[i] = 0.0f;
    signal_sine(x, n, rate_hz, f_hz, 1.0);
    cad_kweight_init(&k, rate_hz);
    cad_kweight_energy(&k, x, half);
    double out = cad_kweight_energy(&k, x + half, n - half);
    double rms = signal_rms(x + half, n - half);
    return 10.0 * log10(out / (double)(n - half)) - 20.0 * log10(rms);
}

static void coefficients(void)
{
    struct cad_kweight k;
    cad_kweight_init(&k, 48000);
    /* BS.1770-4, tables 1 and 2 */
    near(k.shelf_b[0], 1.53512485958697, 1e-11, "shelf b0 at 48 kHz");
    near(k.shelf_b[1], -2.69169618940638, 1e-11, "shelf b1");
    near(k.shelf_b[2], 1.19839281085285, 1e-11, "shelf b2");
    near(k.shelf_a[1], -1.69065929318241, 1e-11, "shelf a1");
    near(k.shelf_a[2], 0.73248077421585, 1e-11, "shelf a2");
    near(k.high_a[1], -1.99004745483398, 1e-11, "high-pass a1");
    near(k.high_a[2], 0.99007225036621, 1e-11, "high-pass a2");
}

static void response(void)
{
    static const int rates[] = {8000, 11025, 16000, 44100, 48000};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        char name[64];
        snprintf(name, sizeof name, "1 kHz at %d Hz", rates[i]);
        /* the calibration point: 0.691 dB, bent a little by the bilinear
           transform at low rates */
        near(gain_db(rates[i], 1000.0), 0.70, 0.05, name);
    }
    near(gain_db(48000, 3400.0), 3.90, 0.02, "shelf is open at 3.4 kHz");
    near(gain_db(8000, 3400.0), 4.0, 0.3, "and near it at 8 kHz");
    ok(gain_db(48000, 20.0) < -13.0, "20 Hz is held back");
}

/* Fed in pieces it is the same filter; silence after sound dies away. */
static void pieces_and_silence(void)
{
    struct cad_kweight whole, parts;
    for (size_t i = 0; i < 8000; i++)
        x[i] = 0.0f;
    signal_noise(x, 8000, 0.1, 1);
    cad_kweight_init(&whole, 8000);
    cad_kweight_init(&parts, 8000);
    double a = cad_kweight_energy(&whole, x, 8000), b = 0.0;
    for (size_t i = 0; i < 8000; i += 80)
        b += cad_kweight_energy(&parts, x + i, 80);
    near(b / a, 1.0, 1e-12, "fed in pieces of 10 ms");

    for (size_t i = 0; i < 8000; i++)
        x[i] = 0.0f;
    for (int s = 0; s < 60; s++)
        cad_kweight_energy(&whole, x, 8000);
    ok(whole.h1 == 0.0 && whole.h2 == 0.0,
       "a minute of silence leaves no dust");
    ok(cad_kweight_energy(&whole, x, 0) == 0.0, "nothing fed is no energy");
}

int main(void)
{
    coefficients();
    response();
    pieces_and_silence();
    return tap_done();
}
