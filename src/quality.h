/*
 * quality.h - what the recording is and what is wrong with it, in sentences.
 *
 *   test    tests/unit/test_quality.c, tests/cli/
 */
#ifndef CAD_QUALITY_H
#define CAD_QUALITY_H

#include "analysis.h"

/* report->input from the recordings and the roles. */
cad_status cad_input_fill(const struct cad_analysis *a, cad_input *out,
                          cad_error *error);

/* Figures of one side; channel may be NULL (then absent_why says why). */
void cad_side_quality(const struct cad_side *side, cad_why absent_why,
                      cad_party_quality *out);

/* Every note that holds, in the order of CAD_NOTE_MAP. */
cad_status cad_notes_write(const struct cad_analysis *a,
                           const cad_party_quality *quality, cad_note **out,
                           size_t *count, cad_error *error);

#endif
