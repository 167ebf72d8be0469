/*
 * envelope.h - the envelope of the band where voices beat, at 2 kHz.
 *
 * Between 700 and 3200 Hz neighbouring harmonics beat with the fundamental
 * even when a telephone has removed it. The band's square holds that beat
 * below 1 kHz; all else that squaring makes lies above 1.4 kHz and is
 * filtered away, which leaves the square of the Hilbert envelope.
 *
 *   source  Zahorian & Hu (2008), JASA 123:4559 (a non-linear second signal)
 *   test    tests/unit/dsp/test_envelope.c
 */
#ifndef CAD_DSP_ENVELOPE_H
#define CAD_DSP_ENVELOPE_H

#include "dsp/track.h"

enum {
    CAD_SLOW_HOP = CAD_HOP / 4,  /* values a frame, at 2 kHz */
    CAD_ENVELOPE_BAND_TAPS = 49, /* at 8 kHz */
    CAD_ENVELOPE_SLOW_TAPS = 40,
    /* samples needed on either side of the hop */
    CAD_ENVELOPE_REACH =
        (CAD_ENVELOPE_BAND_TAPS + CAD_ENVELOPE_SLOW_TAPS) / 2 + 4
};

struct cad_envelope {
    float band[CAD_ENVELOPE_BAND_TAPS];
    float slow[CAD_ENVELOPE_SLOW_TAPS];
};

void cad_envelope_init(struct cad_envelope *e);

/* Envelope of the CAD_HOP samples from x on; out [CAD_SLOW_HOP], value i at
   x + 4 i + 1.5. Reads CAD_ENVELOPE_REACH samples before x and after it. */
void cad_envelope_hop(const struct cad_envelope *e, const float *x, float *out);

#endif
