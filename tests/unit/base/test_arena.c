/* Memory of one call: zeroed, aligned, growing, failing when told to. */
#include "base/arena.h"
#include "base/vec.h"
#include "tap.h"

#include <stdint.h>
#include <string.h>

static bool is_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i])
            return false;
    return true;
}

static void test_blocks(cad_arena *arena)
{
    bool zero = true, aligned = true;
    for (size_t n = 0; n < 40000; n = n * 2 + 1) {
        unsigned char *p = CAD_NEW(arena, unsigned char, n);
        zero = zero && p && is_zero(p, n);
        aligned = aligned && (uintptr_t)p % 64 == 0;
        if (p)
            memset(p, 0xff, n);
    }
    ok(zero, "memory is zero");
    ok(aligned, "memory is 64-byte aligned, small and large");
}

/* Small to large, in place and moved, with neighbours in between. */
static void test_grow(cad_arena *arena)
{
    size_t count = 3;
    uint32_t *a = CAD_NEW(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        a[i] = (uint32_t)i;
    bool kept = true, zero = true, aligned = true;
    while (count < 3000000) {
        size_t more = count * 3 / 2 + 1;
        a = cad_arena_grow(arena, a, count, more, sizeof *a);
        if (!ok(a != NULL, "grown to %zu", more))
            return;
        zero = zero && is_zero((unsigned char *)(a + count),
                               (more - count) * sizeof *a);
        for (size_t i = 0; i < count; i++)
            kept = kept && a[i] == i;
        for (size_t i = count; i < more; i++)
            a[i] = (uint32_t)i;
        aligned = aligned && (uintptr_t)a % 64 == 0;
        CAD_NEW(arena, char, 20000);
        count = more;
    }
    ok(kept, "what was there stays");
    ok(zero, "what is new is zero");
    ok(aligned, "still aligned");
}

/* The first array in a block of small ones grows once the block is full: the
   others in it stay where they are. */
static void test_neighbours(cad_arena *arena)
{
    enum { FIRST = 64, OTHERS = 60000 };
    cad_arena_reset(arena);
    unsigned char *first = CAD_NEW(arena, unsigned char, FIRST);
    unsigned char *others[OTHERS / 1000];
    for (size_t i = 0; i < OTHERS / 1000; i++) {
        others[i] = CAD_NEW(arena, unsigned char, 1000);
        memset(others[i], (int)i + 1, 1000);
    }
    CAD_NEW(arena, unsigned char, 15000); /* opens the next block */
    unsigned char *grown = cad_arena_grow(arena, first, FIRST, 2 * FIRST, 1);
    memset(grown, 0xee, 2 * FIRST);
    bool kept = true;
    for (size_t i = 0; i < OTHERS / 1000; i++)
        for (size_t k = 0; k < 1000; k++)
            kept = kept && others[i][k] == i + 1;
    ok(kept, "an array that grows leaves its neighbours alone");
}

static void test_refusals(cad_arena *arena)
{
    ok(!cad_arena_alloc(arena, SIZE_MAX / 2, 8), "an overflow is refused");
    ok(!cad_arena_alloc(arena, SIZE_MAX / 8 - 64, 8), "so is a vast request");
    uint32_t *a = CAD_NEW(arena, uint32_t, 8);
    a[7] = 42;
    ok(!cad_arena_grow(arena, a, 8, SIZE_MAX / 2, 4), "a vast growth too");
    ok(a[7] == 42, "and the array is as it was");
    cad_arena_fail_after(arena, 3);
    ok(cad_arena_strdup(arena, "one") && cad_arena_printf(arena, "%d", 2),
       "two requests pass");
    ok(!cad_arena_alloc(arena, 1, 1), "the third fails as told");
    cad_arena_fail_after(arena, 0);
}

static void test_vec(cad_arena *arena)
{
    CAD_VEC(int) list = {0};
    for (int i = 0; i < 100000; i++) {
        int *p = CAD_VEC_PUSH(arena, &list);
        if (!p)
            break;
        *p = i;
    }
    bool good = list.count == 100000;
    for (size_t i = 0; good && i < list.count; i++)
        good = list.items[i] == (int)i;
    ok(good, "a list of 100000 keeps its order");
    cad_arena_reset(arena);
    ok(cad_arena_used(arena) == 0, "a reset arena holds nothing");
    ok(CAD_NEW(arena, char, 10) != NULL, "and serves again");
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    if (!ok(arena != NULL, "an arena"))
        return tap_done();
    test_blocks(arena);
    test_grow(arena);
    test_neighbours(arena);
    test_refusals(arena);
    test_vec(arena);
    cad_arena_free(arena);
    cad_arena_free(NULL);
    return tap_done();
}
