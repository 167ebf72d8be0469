#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ALIGN = 64,
    BLOCK = 64 * 1024,
    LARGE = 16 * 1024 /* requests from here on get a block of their own */
};

struct block {
    struct block *next, *previous;
    size_t size, used;
    bool large; /* holds one large request and nothing else */
    char *data; /* aligned, inside the same malloc */
};

struct cad_arena {
    struct block *blocks; /* the newest first */
    struct block *open;   /* where small requests are carved */
    size_t used, requests, fail_after;
};

cad_arena *cad_arena_new(void)
{
    return calloc(1, sizeof(cad_arena));
}

void cad_arena_reset(cad_arena *arena)
{
    for (struct block *b = arena->blocks; b;) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
    arena->blocks = arena->open = NULL;
    arena->used = 0;
}

void cad_arena_free(cad_arena *arena)
{
    if (!arena)
        return;
    cad_arena_reset(arena);
    free(arena);
}

void cad_arena_fail_after(cad_arena *arena, size_t requests)
{
    arena->requests = 0;
    arena->fail_after = requests;
}

size_t cad_arena_used(const cad_arena *arena)
{
    return arena->used;
}

static bool must_fail(cad_arena *arena)
{
    return arena->fail_after && ++arena->requests >= arena->fail_after;
}

static size_t align_up(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

static void place_data(struct block *b)
{
    uintptr_t raw = (uintptr_t)(b + 1);
    b->data = (char *)((raw + ALIGN - 1) / ALIGN * ALIGN);
}

static void link_block(cad_arena *arena, struct block *b)
{
    b->previous = NULL;
    b->next = arena->blocks;
    if (b->next)
        b->next->previous = b;
    arena->blocks = b;
}

static struct block *add_block(cad_arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block) - ALIGN)
        return NULL;
    /* calloc: fresh pages come zeroed without being touched */
    struct block *b = calloc(1, sizeof *b + ALIGN + size);
    if (!b)
        return NULL;
    b->size = size;
    place_data(b);
    link_block(arena, b);
    return b;
}

void *cad_arena_alloc(cad_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - ALIGN) / size)
        return NULL;
    if (must_fail(arena))
        return NULL;
    size_t n = align_up(count * size);
    if (n >= LARGE) {
        struct block *b = add_block(arena, n);
        if (!b)
            return NULL;
        b->large = true;
        b->used = n;
        arena->used += n;
        return b->data;
    }
    if (!arena->open || arena->open->size - arena->open->used < n) {
        struct block *b = add_block(arena, BLOCK);
        if (!b)
            return NULL;
        arena->open = b;
    }
    void *p = arena->open->data + arena->open->used;
    arena->open->used += n;
    arena->used += n;
    return p;
}

static struct block *own_block_of(cad_arena *arena, const void *p)
{
    for (struct block *b = arena->blocks; b; b = b->next)
        if (b->large && b->data == p)
            return b;
    return NULL;
}

/* A large array grows through realloc, which moves pages, not bytes; the
   data's offset inside the block may change with the new address. */
static void *grow_block(cad_arena *arena, struct block *b, size_t keep,
                        size_t n)
{
    if (n > SIZE_MAX - sizeof(struct block) - ALIGN)
        return NULL;
    size_t was = b->used, offset = (size_t)(b->data - (char *)b);
    struct block *moved = realloc(b, sizeof *b + ALIGN + n);
    if (!moved)
        return NULL;
    if (moved->previous)
        moved->previous->next = moved;
    else
        arena->blocks = moved;
    if (moved->next)
        moved->next->previous = moved;
    char *old_data = (char *)moved + offset;
    place_data(moved);
    if (moved->data != old_data)
        memmove(moved->data, old_data, keep);
    memset(moved->data + keep, 0, n - keep);
    moved->size = moved->used = n;
    arena->used += n - was;
    return moved->data;
}

void *cad_arena_grow(cad_arena *arena, void *old, size_t old_count,
                     size_t new_count, size_t size)
{
    if (!old)
        return cad_arena_alloc(arena, new_count, size);
    if (new_count <= old_count)
        return old;
    if (size && new_count > (SIZE_MAX - ALIGN) / size)
        return NULL;
    struct block *own = own_block_of(arena, old);
    if (own) {
        if (must_fail(arena))
            return NULL;
        return grow_block(arena, own, old_count * size,
                          align_up(new_count * size));
    }
    void *p = cad_arena_alloc(arena, new_count, size);
    if (p)
        memcpy(p, old, old_count * size);
    return p;
}

char *cad_arena_strdup(cad_arena *arena, const char *text)
{
    size_t n = strlen(text) + 1;
    char *copy = cad_arena_alloc(arena, n, 1);
    if (copy)
        memcpy(copy, text, n);
    return copy;
}

char *cad_arena_printf(cad_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = n < 0 ? NULL : cad_arena_alloc(arena, (size_t)n + 1, 1);
    if (text)
        vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}
