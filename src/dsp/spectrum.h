/*
 * spectrum.h - all FFT plans and windows of callcadence; fftw3f stops here.
 *
 * Plans are made once, in cad_plans_new(), with FFTW_ESTIMATE (measuring
 * would pick by timing and change the last bits), then only executed: any
 * number of threads may share one cad_plans. Buffers come from an arena
 * (64-byte aligned) or are aligned alike.
 */
#ifndef CAD_DSP_SPECTRUM_H
#define CAD_DSP_SPECTRUM_H

#include "base/arena.h"
#include "dsp/track.h"

#include <callcadence/status.h>

typedef struct cad_plans cad_plans;

cad_status cad_plans_new(cad_plans **out, cad_error *error);
void cad_plans_free(cad_plans **plans);

/*
 * cad_spectrum_power - power spectrum of 256 samples under a Hann window.
 *
 *   x        [256] centred on the frame
 *   scratch  [CAD_SPECTRUM_SCRATCH] aligned floats, the caller's
 *   power    [129] mean-square a bin: the sum over all bins is the windowed
 *            mean square of x (a sine of amplitude 1 sums to 0.5)
 */
enum { CAD_SPECTRUM_SCRATCH = 256 + 2 * 130 };
void cad_spectrum_power(const cad_plans *plans, const float *x, float *scratch,
                        float *power);

/*
 * cad_bands_pack - 20 bands between 94 and 3500 Hz, about equal on the ear's
 * scale, as cad_band_code()s.
 *
 *   power  [129] from cad_spectrum_power()
 *   out    [CAD_BANDS]
 *   source Glasberg & Moore (1990), ERB-rate scale, rounded to bins
 */
extern const uint8_t cad_band_edges[CAD_BANDS + 1]; /* in bins of 31.25 Hz */
void cad_bands_pack(const float *power, uint8_t *out);

/*
 * Transforms for autocorrelation: power spectra of a signal at 8 kHz and of
 * one at 2 kHz, on the same grid of 12.5 Hz, and the way back to lags of
 * 1/8000 s. None is scaled: lags of power sum to CAD_LAG_FFT times as much.
 *
 *   x, scratch  [CAD_LAG_FFT] and [CAD_LAG_SCRATCH] aligned; x may be lost
 *   power       [CAD_LAG_BINS], [CAD_SLOW_BINS]; cad_lags() leaves it alone
 *   lags        [CAD_LAG_FFT] aligned, even: lags[i] == lags[CAD_LAG_FFT - i]
 */
enum {
    CAD_LAG_FFT = 640,
    CAD_LAG_BINS = CAD_LAG_FFT / 2 + 1,
    CAD_LAG_SCRATCH = CAD_LAG_FFT + 2,
    CAD_SLOW_FFT = CAD_LAG_FFT / 4,
    CAD_SLOW_BINS = CAD_SLOW_FFT / 2 + 1
};
void cad_lag_power(const cad_plans *plans, float *x, float *scratch,
                   float *power);
void cad_slow_power(const cad_plans *plans, float *x, float *scratch,
                    float *power);
void cad_lags(const cad_plans *plans, const float *power, float *scratch,
              float *lags);

#endif
