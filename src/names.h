/* names.h - a call's id from the path of its recording. */
#ifndef CAD_NAMES_H
#define CAD_NAMES_H

#include "base/arena.h"

/* Last part of a path without its extension; NULL: out of memory. */
char *cad_path_stem(cad_arena *arena, const char *path);

#endif
