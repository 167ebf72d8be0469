/*
 * segment_file.h - who speaks when, from somebody else: RTTM, CSV
 * (start,end,party) or Audacity labels, told apart by their lines.
 *
 *   test    tests/unit/talk/test_segment_file.c
 */
#ifndef CAD_TALK_SEGMENT_FILE_H
#define CAD_TALK_SEGMENT_FILE_H

#include "base/arena.h"
#include "base/vec.h"

#include <callcadence/report.h>

struct cad_given_span {
    cad_party party; /* agent or customer */
    double start_s, end_s;
};
typedef CAD_VEC(struct cad_given_span) cad_given_spans;

/* Spans in order of start. Party names: agent, customer (any case; also a and
   c). A CSV may have a header and then any columns among which start or
   start_s, end or end_s, party or speaker. errors: ERR_SEGMENTS with path and
   line, ERR_READ, ERR_MEMORY. */
cad_status cad_segment_file_read(cad_arena *arena, const char *path,
                                 cad_given_spans *out, cad_error *error);

#endif
