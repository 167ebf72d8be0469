/*
 * speakers.h - act 2: who speaks when.
 *
 *   test    tests/unit/test_analyze.c
 */
#ifndef CAD_SPEAKERS_H
#define CAD_SPEAKERS_H

#include "analysis.h"
#include "talk/segment_file.h"

/*
 * cad_speakers_find - speech of each party, then units, turns and events.
 *
 *   given   spans from a segment file, or NULL: they replace the detector
 *   errors  ERR_MEMORY
 */
cad_status cad_speakers_find(struct cad_analysis *a,
                             const cad_given_spans *given, cad_error *error);

#endif
