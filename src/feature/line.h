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

/* Peaks and DTMF of one frame (act 1) from its power spectrum [CAD_BINS]. */
struct cad_line_frame
cad_line_measure(const float *power, const struct cad_line_settings *settings);

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

/* ---- the parts of it, each in a file of its own ------------------------- */

struct cad_line_search {
    const struct cad_channel *channel;
    const struct cad_line_settings *settings;
    cad_arena *arena;
    uint8_t *blocked;
    cad_event_list *events;
    size_t first; /* index of this search's first event */
    bool no_memory;
};

/* line_dtmf.c: digits, one event while the gaps are under 1 s */
void cad_line_find_dtmf(struct cad_line_search *search);

/* line_music.c: hold music; to be first */
void cad_line_find_music(struct cad_line_search *search);

/* line_tones.c: call-progress tones by cadence, whatever the country; none
   within music */
void cad_line_find_tones(struct cad_line_search *search);

/* Append an event of the frames [start, end); NULL: no_memory is set. */
cad_event *cad_line_add(struct cad_line_search *search, cad_event_kind kind,
                        size_t start, size_t end, double confidence);

/* Set blocked over [start, end) and a margin. */
void cad_line_block(struct cad_line_search *search, size_t start, size_t end);

#endif
