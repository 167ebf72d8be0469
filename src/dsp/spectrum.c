#include "dsp/spectrum.h"

#include "base/error.h"

#include <complex.h>
#include <fftw3.h>
#include <pthread.h>
#include <stdlib.h>

struct cad_plans {
    fftwf_plan power; /* real to complex, CAD_STFT */
    fftwf_plan lag_power, slow_power, lags;
    float hann[CAD_STFT];
    float scale; /* of |X|^2 of an inner bin, which counts twice */
};

const uint8_t cad_band_edges[CAD_BANDS + 1] = {3,  5,  7,  9,  11, 13, 16,
                                               19, 22, 26, 30, 34, 39, 45,
                                               51, 58, 66, 75, 86, 99, 112};

/* FFTW's planner is global; only fftwf_execute_*() is free of locks. */
static pthread_mutex_t planner = PTHREAD_MUTEX_INITIALIZER;

/* Periodic Hann, scaled so that bins sum to the windowed mean square. */
static void make_hann(cad_plans *p)
{
    const double pi = acos(-1.0);
    double energy = 0.0;
    for (int i = 0; i < CAD_STFT; i++) {
        double w = 0.5 - 0.5 * cos(2.0 * pi * (i + 0.5) / CAD_STFT);
        p->hann[i] = (float)w;
        energy += w * w;
    }
    p->scale = (float)(2.0 / (CAD_STFT * energy));
}

static bool make_plans(cad_plans *p)
{
    const unsigned how = FFTW_ESTIMATE | FFTW_DESTROY_INPUT;
    float *x = fftwf_alloc_real(CAD_LAG_FFT);
    fftwf_complex *spectrum = fftwf_alloc_complex(CAD_LAG_BINS);
    if (x && spectrum) {
        p->power = fftwf_plan_dft_r2c_1d(CAD_STFT, x, spectrum, how);
        p->lag_power = fftwf_plan_dft_r2c_1d(CAD_LAG_FFT, x, spectrum, how);
        p->slow_power = fftwf_plan_dft_r2c_1d(CAD_SLOW_FFT, x, spectrum, how);
        p->lags = fftwf_plan_dft_c2r_1d(CAD_LAG_FFT, spectrum, x, how);
    }
    fftwf_free(x);
    fftwf_free(spectrum);
    return p->power && p->lag_power && p->slow_power && p->lags;
}

cad_status cad_plans_new(cad_plans **out, cad_error *error)
{
    *out = NULL;
    cad_plans *p = calloc(1, sizeof *p);
    if (!p)
        return cad_fail_memory(error);
    make_hann(p);
    pthread_mutex_lock(&planner);
    bool made = make_plans(p);
    pthread_mutex_unlock(&planner);
    if (!made) {
        cad_plans_free(&p);
        return cad_fail_memory(error);
    }
    *out = p;
    return CAD_OK;
}

void cad_plans_free(cad_plans **plans)
{
    if (!plans || !*plans)
        return;
    cad_plans *p = *plans;
    fftwf_plan all[] = {p->power, p->lag_power, p->slow_power, p->lags};
    pthread_mutex_lock(&planner);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i])
            fftwf_destroy_plan(all[i]);
    pthread_mutex_unlock(&planner);
    free(*plans);
    *plans = NULL;
}

static void square(const float *re_im, int bins, float *power)
{
    for (int k = 0; k < bins; k++) {
        float re = re_im[2 * k], im = re_im[2 * k + 1];
        power[k] = re * re + im * im;
    }
}

void cad_spectrum_power(const cad_plans *plans, const float *x, float *scratch,
                        float *power)
{
    float *re_im = scratch + CAD_STFT;
    for (int i = 0; i < CAD_STFT; i++)
        scratch[i] = x[i] * plans->hann[i];
    fftwf_execute_dft_r2c(plans->power, scratch, (fftwf_complex *)re_im);
    square(re_im, CAD_BINS, power);
    for (int k = 0; k < CAD_BINS; k++)
        power[k] *= plans->scale;
    /* 0 Hz and half the rate stand once in the spectrum */
    power[0] *= 0.5f;
    power[CAD_BINS - 1] *= 0.5f;
}

void cad_bands_pack(const float *power, uint8_t *out)
{
    for (int b = 0; b < CAD_BANDS; b++) {
        float sum = 0.0f;
        for (int k = cad_band_edges[b]; k < cad_band_edges[b + 1]; k++)
            sum += power[k];
        out[b] = cad_band_code(sum);
    }
}

void cad_lag_power(const cad_plans *plans, float *x, float *scratch,
                   float *power)
{
    fftwf_execute_dft_r2c(plans->lag_power, x, (fftwf_complex *)scratch);
    square(scratch, CAD_LAG_BINS, power);
}

void cad_slow_power(const cad_plans *plans, float *x, float *scratch,
                    float *power)
{
    fftwf_execute_dft_r2c(plans->slow_power, x, (fftwf_complex *)scratch);
    square(scratch, CAD_SLOW_BINS, power);
}

void cad_lags(const cad_plans *plans, const float *power, float *scratch,
              float *lags)
{
    for (int k = 0; k < CAD_LAG_BINS; k++) {
        scratch[2 * k] = power[k];
        scratch[2 * k + 1] = 0.0f;
    }
    fftwf_execute_dft_c2r(plans->lags, (fftwf_complex *)scratch, lags);
}
