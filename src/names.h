/* names.h - a call's id from the path of its recording. */
#ifndef CAD_NAMES_H
#define CAD_NAMES_H

#include <callcadence/analyze.h>

#include "base/arena.h"

/* The id of a call: that which was given, or its first file's stem; NULL: out
   of memory. */
const char *cad_call_id_of(cad_arena *arena, const cad_call *call);

/* Last part of a path without its extension; NULL: out of memory. */
char *cad_path_stem(cad_arena *arena, const char *path);

#endif
