/*
 * vec.h - a growing array in an arena, for lists whose length is not known.
 *
 *   CAD_VEC(cad_event) events = {0};
 *   cad_event *e = CAD_VEC_PUSH(arena, &events);   NULL: out of memory
 *
 * The items move when the list grows: keep indexes, not pointers.
 */
#ifndef CAD_BASE_VEC_H
#define CAD_BASE_VEC_H

#include <stdbool.h>

#include "base/arena.h"

#define CAD_VEC(type)       \
    struct {                \
        type *items;        \
        size_t count, room; \
    }

#define CAD_VEC_PUSH(arena, vec)                                            \
    (cad_vec_reserve((arena), (void **)&(vec)->items, (vec)->count,         \
                     &(vec)->room, sizeof *(vec)->items)                    \
         ? &(vec)->items[(vec)->count++]                                    \
         : NULL)

/* Make room for one more item; the new part is zeroed. */
bool cad_vec_reserve(cad_arena *arena, void **items, size_t count,
                     size_t *room, size_t size);

#endif
