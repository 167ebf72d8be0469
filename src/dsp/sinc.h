/*
 * sinc.h - peaks of a band-limited function between its samples.
 *
 *   source  Boersma (1993), eq. 22: sin(x)/x under a Hann window
 *   test    tests/unit/dsp/test_sinc.c
 */
#ifndef CAD_DSP_SINC_H
#define CAD_DSP_SINC_H

enum {
    CAD_SINC_SIDE = 8, /* samples used on either side */
    CAD_SINC_PHASES = 64
};

struct cad_sinc {
    float tap[CAD_SINC_PHASES + 1][2 * CAD_SINC_SIDE];
};

void cad_sinc_init(struct cad_sinc *sinc);

/* Where the local maximum y[at] really lies and how high it is. y needs
   CAD_SINC_SIDE + 1 samples on either side of `at`. */
float cad_sinc_peak(const struct cad_sinc *sinc, const float *y, int at,
                    float *height);

#endif
