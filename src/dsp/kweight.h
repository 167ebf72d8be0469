/*
 * kweight.h - K-weighting at any rate, as powers of 10 ms frames.
 *
 *   source  ITU-R BS.1770-4 annex 1; coefficients by bilinear design at the
 *           file's own rate (shelf 1681.97 Hz, +3.9998 dB, Q .70718; high-pass
 *           38.135 Hz, Q .50033), which at 48 kHz are the standard's own
 *   test    tests/unit/dsp/test_kweight.c
 */
#ifndef CAD_DSP_KWEIGHT_H
#define CAD_DSP_KWEIGHT_H

#include <stddef.h>

struct cad_kweight {
    double shelf_b[3], shelf_a[3], high_a[3]; /* high_b is 1, -2, 1 */
    double s1, s2, h1, h2; /* states, transposed direct form II */
};

void cad_kweight_init(struct cad_kweight *k, int rate_hz);

/* Filter x[n] and return the sum of squares of the output. */
double cad_kweight_energy(struct cad_kweight *k, const float *x, size_t n);

#endif
