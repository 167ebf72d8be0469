/*
 * habit.h - what a party's voice does when nothing is the matter.
 *
 * Five cues describe a segment. The zero of each is the party's median while
 * the segments differ no more than those of a level voice do. Where they
 * differ more, the zero moves to the middle of the lowest group that holds a
 * fair share of them: who is raised for most of a call must not become his
 * own zero. No scale is smaller than the spread that a level voice has
 * anyway, so that a level call stays near zero.
 *
 *   source  Bone, Lee & Narayanan (2014), cues and fusion; Silverman (1986),
 *           groups as hills of a kernel density; spreads measured within
 *           speakers on EmoDB, telephone band
 *   test    tests/unit/reading/test_habit.c
 */
#ifndef CAD_READING_HABIT_H
#define CAD_READING_HABIT_H

#include "reading/reading.h"

enum cad_voice_cue {
    CAD_VOICE_PITCH, /* median, st re the party's own */
    CAD_VOICE_PEAK,  /* 90th percentile of pitch, the same unit */
    CAD_VOICE_TILT,  /* dB */
    CAD_VOICE_LEVEL, /* dBFS */
    CAD_VOICE_RATE,  /* syllables/s */
    CAD_VOICE_CUES
};

struct cad_habit {
    struct {
        cad_figure zero;
        double spread; /* the party's own; NAN when n is 0 */
        double scale;  /* spread, but no less than a level voice's */
        double weight; /* 0: not to be used for this party */
        size_t n;      /* segments, or a profile's calls */
        cad_baseline_from from;
    } cue[CAD_VOICE_CUES];
    cad_baseline_from from; /* call or opening */
    cad_why why;            /* KNOWN, or why there is no habit */
    size_t n;               /* segments behind it */
    double lowered;         /* 0: the median .. 1: the lower group's centre */
};

cad_status cad_habit_find(const struct cad_reading *in,
                          const cad_report *report, cad_party party,
                          struct cad_habit *out, cad_error *error);

/* Weighted mean of the cues' deviations in scales, each held within the
   limit; weight_sum, the weight of the cues that were there, may be NULL. */
cad_figure cad_habit_deviation(const struct cad_habit *habit,
                               const cad_segment *segment, double limit,
                               double *weight_sum);

#endif
