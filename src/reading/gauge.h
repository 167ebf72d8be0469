/*
 * gauge.h - pitch, loudness, effort and rate of a stretch of one voice.
 *
 * Pitch and tilt are read on voiced frames that are surely the party's own;
 * where leakage leaves too few of these, pitch alone falls back on all of
 * its speech. A figure with less behind it than the settings ask for is null.
 *
 *   source  Traunmueller & Eriksson (1995): semitones, median and quantiles;
 *           Goldman-Eisler (1968): articulation against speech rate
 *   test    tests/unit/reading/test_segment.c
 */
#ifndef CAD_READING_GAUGE_H
#define CAD_READING_GAUGE_H

#include "reading/reading.h"

struct cad_gauge {
    const struct cad_voice *voice;
    const struct cad_tone_settings *settings;
    const struct cad_syllable_settings *syllable;
    uint8_t *voiced;                      /* [frames] own, clean and voiced */
    float *scratch;                       /* [frames] */
    cad_figure median_hz, p10_hz, p90_hz; /* of the whole voice */
    cad_figure snr_db;
};

/* voice NULL: the gauge stays empty and all its figures are unknown. */
cad_status cad_gauge_open(const struct cad_reading *in,
                          const cad_report *report, cad_party party,
                          struct cad_gauge *out, cad_error *error);

/* Fills pitch, loudness, effort and rate of a segment whose span, units,
   speech_s and party are set; rel_db and rel_pct wait for a baseline. All are
   unknown (one_sided) where there is no voice. */
void cad_gauge_read(const struct cad_gauge *gauge, cad_segment *segment);

/* Share of the speech frames in [start, end) that are clean; 0: no speech. */
double cad_clean_share(const struct cad_voice *voice, size_t start, size_t end);

#endif
