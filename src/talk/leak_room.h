/* leak_room.h - how fast what leaks dies away: a loudspeaker's room.
   test: tests/unit/talk/test_leakage.c */
#ifndef CAD_TALK_LEAK_ROOM_H
#define CAD_TALK_LEAK_ROOM_H

#include "talk/leak_path.h"

/*
 * cad_leak_room_enter - if the other's levels, dying away as in a room, go
 * better with this side's in [start, end), hear them so from now on: sets the
 * pair's heard, decay and late. `path` is the path without a room.
 */
cad_status cad_leak_room_enter(struct cad_leak_pair *pair,
                               const struct cad_leak_path *path, size_t start,
                               size_t end,
                               const struct cad_leakage_settings *settings,
                               cad_arena *scratch, cad_error *error);

#endif
