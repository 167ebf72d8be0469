/*
 * layout.h - are the two channels two parties, one, or copies of each other?
 *
 * Sums over every sample as blocks pass; one decision at the end.
 *
 *   source  field practice: high |r| at lag 0 and near levels, in the whole
 *           and in nearly every window, is one signal twice; a side whose
 *           loudest window is far under the other's, or constant, is silent
 *   test    tests/unit/audio/test_layout.c
 */
#ifndef CAD_AUDIO_LAYOUT_H
#define CAD_AUDIO_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/settings.h"

struct cad_pair_sums {
    const struct cad_layout_settings *settings;
    double n, x, y, xx, yy, xy;
    /* the same a window, so that a shared stretch does not decide alone */
    size_t windows, alike, loud;
    struct {
        double n, x, y, xx, yy, xy;
    } open;
    double window_samples;
    double top[2]; /* variance of each side's loudest window */
};

/* settings stay the caller's and must outlive sums. */
void cad_pair_init(struct cad_pair_sums *sums, int rate_hz,
                   const struct cad_layout_settings *settings);
void cad_pair_feed(struct cad_pair_sums *sums, const float *x, const float *y,
                   size_t stride, size_t n);

struct cad_pair_verdict {
    bool same;          /* dual mono */
    bool inverted;      /* the same with opposite sign */
    int silent_channel; /* 0 or 1: nothing in it; 2: both; -1: neither */
    double correlation;
};
struct cad_pair_verdict cad_pair_decide(struct cad_pair_sums *sums);

#endif
