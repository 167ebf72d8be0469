/*
 * sums.h - what party.c and course.c share: who speaks in which frames.
 *
 *   test    tests/unit/reading/test_party.c
 */
#ifndef CAD_READING_SUMS_H
#define CAD_READING_SUMS_H

#include "reading/reading.h"

/* Bits of a frame: party p speaks (1 << p), from the inter-pausal units. */
struct cad_floor {
    size_t frames;
    uint8_t *who;
};

cad_status cad_floor_open(const struct cad_reading *in, struct cad_floor *out,
                          cad_error *error);

/* Frames in [start, end) in which any bit of `parties` is set. */
size_t cad_floor_count(const struct cad_floor *floor, unsigned parties,
                       size_t start, size_t end);

/* course.c: conversation figures and quarters, without activation. */
void cad_course_sum(const struct cad_reading *in, const struct cad_floor *floor,
                    cad_report *report);

/* count per minute of `talk_s`; null too_short below min_s. */
cad_figure cad_per_minute(double count, double talk_s, double min_s);

/* Standard deviation to expect of a rate, in per cent of it: less the more
   syllables were counted, down to what a voice and its line leave. */
double cad_rate_uncertainty_pct(const struct cad_tone_settings *settings,
                                double syllables, cad_figure snr_db);

/* Interruptions made by a party from start_s to end_s. */
size_t cad_interruptions_made(const cad_report *report, cad_party party,
                              double start_s, double end_s);

#endif
