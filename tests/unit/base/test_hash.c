/* SHA-256 against the examples of FIPS 180-4. */
#include "base/hash.h"
#include "tap.h"

#include <string.h>

static void check(const char *text, size_t times, const char *want)
{
    cad_arena *arena = cad_arena_new();
    cad_hash *hash = cad_hash_new(arena);
    char got[65];
    for (size_t i = 0; i < times; i++)
        cad_hash_add(hash, text, strlen(text));
    cad_hash_hex(hash, got);
    ok(strcmp(got, want) == 0, "%zu x \"%s\": %s", times, text, got);
    cad_arena_free(arena);
}

int main(void)
{
    check("", 1,
          "e3b0c44298fc1c149afbf4c8996fb924"
          "27ae41e4649b934ca495991b7852b855");
    check("abc", 1,
          "ba7816bf8f01cfea414140de5dae2223"
          "b00361a396177a9cb410ff61f20015ad");
    check("a", 1000000,
          "cdc76e5c9914fb9281a1c7e284d73e67"
          "f1809a48a497200e046d39ccc7112cd0");
    cad_arena *arena = cad_arena_new();
    cad_arena_fail_after(arena, 1);
    ok(!cad_hash_new(arena), "no memory: no hash");
    cad_arena_free(arena);
    return tap_done();
}
