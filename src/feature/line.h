/*
 * line.h - sounds of the line: call-progress tones, DTMF, music, beeps.
 *
 *   source  ITU-T Q.23, Q.24, E.180
 *   test    tests/unit/feature/test_line.c
 */
#ifndef CAD_FEATURE_LINE_H
#define CAD_FEATURE_LINE_H

#include "base/arena.h"
#include "base/vec.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/report.h>

/* Peaks and DTMF of one frame (act 1). x points at the frame's centre with
   CAD_REACH valid samples either side; power [CAD_BINS] is its spectrum. */
struct cad_line_frame
cad_line_measure(const float *x, const float *power,
                 const struct cad_line_settings *settings);

typedef CAD_VEC(cad_event) cad_event_list;

/*
 * cad_line_find - tones, digits and music of a channel, after act 1.
 *
 *   blocked  [frames] set to 1 where a line sound is, else left alone
 *   events   appended, party CAD_NOBODY, sorted by start
 */
cad_status cad_line_find(const struct cad_channel *channel,
                         const struct cad_line_settings *settings,
                         cad_arena *arena, uint8_t *blocked,
                         cad_event_list *events, cad_error *error);

#endif
