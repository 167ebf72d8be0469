/*
 * resynthesis.h - speech of which the pitch is known exactly.
 *
 * A recording gives its spectral envelope (linear prediction), its level and
 * where it is voiced; excitation is made anew: pulses at prescribed times
 * where voiced, noise elsewhere. So no tracker has a say in the truth.
 */
#ifndef RESYNTHESIS_H
#define RESYNTHESIS_H

#include <stddef.h>
#include <stdint.h>

/*
 * x       [n] a recording at 8 kHz; replaced by the new voice
 * base_hz mid pitch; span_st: depth of the accents in semitones
 * f0_hz   [n / 80] truth at each frame's centre, 0 = unvoiced
 */
void resynthesise(float *x, size_t n, double base_hz, double span_st,
                  uint64_t seed, float *f0_hz);

#endif
