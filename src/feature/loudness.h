/*
 * loudness.h - LUFS and levels from the frame powers.
 *
 *   source  ITU-R BS.1770-4 (400 ms blocks, 75 % overlap, gates at -70 LUFS
 *           and -10 LU); ITU-T P.56 (active speech level)
 *   test    tests/unit/feature/test_loudness.c
 */
#ifndef CAD_FEATURE_LOUDNESS_H
#define CAD_FEATURE_LOUDNESS_H

#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/report.h>

/* Integrated loudness of k_power summed over channels (k_power[c][frames]). */
cad_figure cad_loudness_integrated(const float *const *k_power, size_t channels,
                                   size_t frames);

/* Loudness of the frames [start, end) where mask is set; no gate, for a
   segment or a party whose speech is known. mask NULL: all of them. */
cad_figure cad_loudness_masked(const float *k_power, const uint8_t *mask,
                               size_t start, size_t end);

/* Mean level of the masked frames in dBFS (mean square; a full-scale sine
   reads -3.01). */
cad_figure cad_level_masked(const float *power, const uint8_t *mask,
                            size_t start, size_t end);

/* P.56 method B, streamed sample by sample at the file's own rate. The
   envelope has met the first `met` thresholds; each one's active time is
   counted when the envelope crosses it, not sample by sample. */
enum { CAD_P56_LEVELS = 15 };
struct cad_p56 {
    double g, p, q, square_sum; /* envelope states */
    uint64_t samples, hangover;
    size_t met;
    uint64_t active[CAD_P56_LEVELS];
    uint64_t since[CAD_P56_LEVELS]; /* rose (met) or fell (not) at */
    bool ever[CAD_P56_LEVELS];
};
void cad_p56_init(struct cad_p56 *p, int rate_hz);
void cad_p56_feed(struct cad_p56 *p, const float *x, size_t n);
double cad_p56_level_dbov(const struct cad_p56 *p); /* -HUGE_VAL: none */

#endif
