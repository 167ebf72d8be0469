/*
 * arena.h - the memory of one call, freed at once.
 *
 * Small requests are carved from blocks; large ones get a block of their own,
 * which can grow in place. All memory is zeroed and 64-byte aligned, so FFTW
 * plans made on one buffer run on any other.
 */
#ifndef CAD_BASE_ARENA_H
#define CAD_BASE_ARENA_H

#include <stddef.h>

#include <callcadence/status.h>

typedef struct cad_arena cad_arena;

/* NULL when there is no memory. */
cad_arena *cad_arena_new(void);
void cad_arena_free(cad_arena *arena);
/* Free everything in it, but keep the arena: for scratch between stages. */
void cad_arena_reset(cad_arena *arena);
/* For tests: the request that fails, counted from now, and all after it;
   0: none. */
void cad_arena_fail_after(cad_arena *arena, size_t requests);

/* count * size zeroed bytes, or NULL (also on overflow). count 0 gives a
   valid pointer to nothing. */
void *cad_arena_alloc(cad_arena *arena, size_t count, size_t size);

/* Grow an array from cad_arena_alloc() or _grow(); the new part is zeroed.
   NULL leaves the old array valid. old NULL allocates. */
void *cad_arena_grow(cad_arena *arena, void *old, size_t old_count,
                     size_t new_count, size_t size);

char *cad_arena_strdup(cad_arena *arena, const char *text);
char *cad_arena_printf(cad_arena *arena, const char *format, ...)
    CAD_PRINTF(2, 3);

/* Bytes handed out so far: for tests of the memory bound. */
size_t cad_arena_used(const cad_arena *arena);

#define CAD_NEW(arena, type, count) \
    ((type *)cad_arena_alloc((arena), (count), sizeof(type)))

#endif
