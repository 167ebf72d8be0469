#include "base/vec.h"

bool cad_vec_reserve(cad_arena *arena, void **items, size_t count,
                     size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t wanted = *room ? *room * 2 : 16;
    void *grown = cad_arena_grow(arena, *items, *room, wanted, size);
    if (!grown)
        return false;
    *items = grown;
    *room = wanted;
    return true;
}
