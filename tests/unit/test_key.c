/* The key changes with everything a report depends on, and with that alone. */
#include "key.h"
#include "model/profile.h"

#include "scratch_file.h"
#include "tap.h"

static cad_engine engine = {.model = {.sha256 = "model"}};
static cad_arena *arena;
static const char *audio[2] = {"aaaa", "bbbb"};

static const char *key_of(const cad_call *call)
{
    static char keys[64][65];
    static size_t next;
    char *key = keys[next++ % 64];
    cad_error error = {0};
    if (cad_key_make(&engine, call, audio, arena, key, &error))
        ok(false, "a key: %s", error.text);
    return key;
}

static bool same(const cad_call *a, const cad_call *b)
{
    return !strcmp(key_of(a), key_of(b));
}

static void test_fields(void)
{
    const cad_call base = {.file = "in/a.wav"};
    const cad_call other[] = {
        {.file = "in/b.wav"},
        {.file = "in/a.wav", .call_id = "x"},
        {.file = "in/a.wav", .agent_id = "x"},
        {.file = "in/a.wav", .queue = "x"},
        {.file = "in/a.wav", .direction = "x"},
        {.file = "in/a.wav", .started_at = "x"},
        {.file = "in/a.wav", .agent_id = ""},
        {.file = "in/a.wav", .agent_channel = 1},
        {.file = "in/a.wav", .roles_source = CAD_ROLES_SEGMENTS},
        {.file = "in/a.wav", .raw = {.encoding = "ulaw"}},
        {.file = "in/a.wav", .raw = {.rate_hz = 8000}},
        {.file = "in/a.wav", .raw = {.channels = 2}},
        {.file = "in/a.wav", .from_s = 1e-6},
        {.file = "in/a.wav", .to_s = 1e-6},
        {.file = "in/a.wav", .customer_file = "in/b.wav"},
        {.agent_file = "in/a.wav", .customer_file = "in/c.wav"},
    };
    enum { N = sizeof other / sizeof *other };
    const char *keys[N + 1] = {key_of(&base)};
    ok(strlen(keys[0]) == 64 && strspn(keys[0], "0123456789abcdef") == 64,
       "64 hexadecimal digits: %s", keys[0]);
    for (size_t i = 0; i < N; i++) {
        bool apart = true;
        keys[i + 1] = key_of(&other[i]);
        for (size_t j = 0; j <= i; j++)
            apart = apart && strcmp(keys[i + 1], keys[j]) != 0;
        ok(apart, "field %zu changes the key", i);
    }
}

static void test_what_does_not_matter(void)
{
    const cad_call base = {.file = "in/a.wav"};
    ok(same(&base, &base), "the same call, the same key");
    ok(same(&base, &(cad_call){.file = "/else/where/a.wav"}),
       "where it lies does not matter");
    ok(same(&base, &(cad_call){.file = "a.wav", .call_id = "a"}),
       "an id that is said does as the file's own");
    ok(same(&base, &(cad_call){.file = "a.wav", .from_s = 1e-7}),
       "a tenth of a microsecond does not matter");
    ok(!same(&(cad_call){.file = "a", .agent_id = "ab", .queue = "c"},
             &(cad_call){.file = "a", .agent_id = "a", .queue = "bc"}),
       "a letter may not change fields");
}

static void test_what_it_is_made_of(void)
{
    const cad_call one = {.file = "a.wav"};
    const cad_call two = {.agent_file = "a.wav", .customer_file = "b.wav"};
    const char *key1 = key_of(&one), *key2 = key_of(&two);
    audio[1] = "cccc";
    ok(!strcmp(key1, key_of(&one)), "no second file, no matter");
    ok(strcmp(key2, key_of(&two)) != 0, "the customer's bytes");
    audio[1] = "bbbb";
    audio[0] = "dddd";
    ok(strcmp(key1, key_of(&one)) && strcmp(key2, key_of(&two)),
       "the first file's bytes");
    audio[0] = "aaaa";
    engine.model.sha256[0] = 'M';
    ok(strcmp(key1, key_of(&one)) != 0, "the model");
    engine.model.sha256[0] = 'm';
    ok(!strcmp(key1, key_of(&one)), "and back");
}

static void test_profile(void)
{
    const cad_profile profile = {.agent_id = "a1", .sha256 = "p1"};
    const cad_profile newer = {.agent_id = "a1", .sha256 = "p2"};
    const cad_call mine = {.file = "a", .agent_id = "a1"};
    const cad_call theirs = {.file = "a", .agent_id = "a2"};
    cad_call call = mine;
    call.profile = &profile;
    const char *key = key_of(&call);
    ok(strcmp(key, key_of(&mine)) != 0, "the agent's profile");
    call.profile = &newer;
    ok(strcmp(key, key_of(&call)) != 0, "a newer one");
    call = theirs;
    call.profile = &profile;
    ok(same(&call, &theirs), "another agent's is left alone");
}

static void test_segments(void)
{
    char first[32], second[32];
    scratch_write(first, "1 2 agent\n", 10);
    scratch_write(second, "1 3 agent\n", 10);
    const cad_call a = {.file = "a", .segments_file = first};
    const cad_call b = {.file = "a", .segments_file = second};
    ok(!same(&a, &(cad_call){.file = "a"}), "who speaks when");
    ok(!same(&a, &b), "another one");
    remove(first);
    cad_error error = {0};
    char key[65];
    ok(cad_key_make(&engine, &a, audio, arena, key, &error) ==
               CAD_ERR_MISSING &&
           strstr(error.text, first),
       "one that is gone: %s", error.text);
    remove(second);
}

int main(void)
{
    arena = cad_arena_new();
    test_fields();
    test_what_does_not_matter();
    test_what_it_is_made_of();
    test_profile();
    test_segments();
    cad_error error = {0};
    char key[65];
    ok(cad_call_key(&engine, &(cad_call){0}, key, &error) == CAD_ERR_ARGUMENT,
       "no recording, no key");
    cad_arena_fail_after(arena, 1);
    ok(cad_key_make(&engine, &(cad_call){.file = "a"}, audio, arena, key,
                    &error) == CAD_ERR_MEMORY,
       "no memory is said");
    cad_arena_free(arena);
    return tap_done();
}
