/*
 * leak_shape.h - does the shape of the spectrum follow the other's?
 *
 * A gain control lifts the own noise while the other talks: all bands at
 * once. What leaks has the other's band pattern frame by frame. So each
 * frame's levels are taken about their mean over the bands, and each band
 * about its mean over the frames: what is left of a gain is nothing.
 *
 *   source  measured: see models/default.json, leakage.shape_min
 *   test    tests/unit/talk/test_leakage.c
 */
#ifndef CAD_TALK_LEAK_SHAPE_H
#define CAD_TALK_LEAK_SHAPE_H

#include "talk/leak_pair.h"

/* By how much the correlation of the shapes at one lag (frames, one more or
   less counts too) stands out from that at lags farther off, over [start, end)
   of the own side. */
double cad_leak_shape_stands_out(const struct cad_leak_pair *pair,
                                 ptrdiff_t lag, size_t start, size_t end);

#endif
