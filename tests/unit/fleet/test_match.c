/* Which items of two lists are the same. */
#include "fleet/match.h"
#include "tap.h"

#include <string.h>

static cad_arena *arena;
static cad_tolerances *tolerances;

/* The pairs as ids: a-b, a- (lost), -b (new). */
static void check(const char *list, const char *from, const char *to,
                  const char *want)
{
    char got[256] = "";
    size_t count = 0;
    json_t *a = json_loads(from, 0, NULL), *b = json_loads(to, 0, NULL);
    cad_pair *pairs = cad_match(arena, tolerances, list, a, b, &count);
    for (size_t i = 0; pairs && i < count; i++) {
        const char *x = json_string_value(json_object_get(pairs[i].from, "id"));
        const char *y = json_string_value(json_object_get(pairs[i].to, "id"));
        snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s-%s",
                 i ? " " : "", x ? x : "", y ? y : "");
    }
    ok(a && b && !strcmp(got, want), "%s: %s (want %s)", list, got, want);
    json_decref(a);
    json_decref(b);
}

#define AT(id, kind, party, start)                                             \
    "{\"id\": \"" id "\", \"kind\": \"" kind "\", \"party\": \"" party         \
    "\", \"start_s\": " start "}"

int main(void)
{
    arena = cad_arena_new();
    if (cad_tolerances_load(NULL, &tolerances, NULL))
        return 1;
    check("events", "[]", "[]", "");
    check("events", "[" AT("a", "x", "p", "1.0") "]",
          "[" AT("b", "x", "p", "1.9") "]", "a-b");
    check("events", "[" AT("a", "x", "p", "1.0") "]",
          "[" AT("b", "x", "p", "2.1") "]", "a- -b");
    check("events", "[" AT("a", "x", "p", "1.0") "]",
          "[" AT("b", "x", "q", "1.0") "]", "a- -b");
    check("events", "[" AT("a", "x", "p", "1.0") "]",
          "[" AT("b", "y", "p", "1.0") "]", "a- -b");
    /* one that is new before or between leaves the others in pairs */
    check("events",
          "[" AT("a", "x", "p", "1.0") "," AT("b", "x", "p", "2.0") "]",
          "[" AT("n", "x", "p", "0.5") "," AT("c", "x", "p", "1.0") "," AT(
              "d", "x", "p", "2.0") "]",
          "-n a-c b-d");
    check("events",
          "[" AT("a", "x", "p", "1.0") "," AT("b", "x", "p", "1.4") "]",
          "[" AT("c", "x", "p", "1.4") "]", "a- b-c");
    /* who has a nearer neighbour leaves the other to its own: the one ... */
    check("events",
          "[" AT("a", "x", "p", "1.0") "," AT("b", "x", "p", "1.3") "]",
          "[" AT("c", "x", "p", "0.6") "," AT("d", "x", "p", "1.25") "]",
          "a-c b-d");
    check("events",
          "[" AT("a", "x", "p", "0.6") "," AT("b", "x", "p", "1.25") "]",
          "[" AT("c", "x", "p", "1.0") "," AT("d", "x", "p", "1.3") "]",
          "a-c b-d");
    /* ... and a good pair does not part for a neighbour without a partner */
    check("events",
          "[" AT("a", "x", "p", "1.0") "," AT("b", "x", "p", "3.0") "]",
          "[" AT("c", "x", "p", "1.0") "," AT("d", "x", "p", "1.5") "]",
          "a-c -d b-");
    check("events",
          "[" AT("a", "x", "p", "1.0") "," AT("b", "x", "p", "1.5") "]",
          "[" AT("c", "x", "p", "1.0") "," AT("d", "x", "p", "3.0") "]",
          "a-c b- -d");
    /* all of them half a second later */
    check("events",
          "[" AT("a", "x", "p", "1.0") "," AT("b", "x", "p", "2.0") "," AT(
              "c", "x", "p", "3.0") "]",
          "[" AT("d", "x", "p", "1.5") "," AT("e", "x", "p", "2.5") "," AT(
              "f", "x", "p", "3.5") "]",
          "a-d b-e c-f");
    /* order of the lists, and of equal times, does not matter */
    check("events",
          "[" AT("a", "y", "p", "1.0") "," AT("b", "x", "p", "1.0") "]",
          "[" AT("c", "x", "p", "1.0") "," AT("d", "y", "p", "1.0") "]",
          "a-d b-c");
    check("events", "[" AT("a", "x", "p", "1") "," AT("b", "x", "p", "1") "]",
          "[" AT("a", "x", "p", "1") "," AT("b", "x", "p", "1") "]", "a-a b-b");
    check("pacing", "[{\"id\": \"u\"}, {\"id\": \"v\"}]",
          "[{\"id\": \"v\"}, {\"id\": \"u\"}]", "u-u v-v");
    check("input.files", "[{\"id\": \"u\"}, {\"id\": \"v\"}]",
          "[{\"id\": \"w\"}]", "u-w v-");
    check("events", "[1, null, [], {}]", "[{\"kind\": 7, \"start_s\": {}}]",
          "- - - -");
    cad_tolerances_free(&tolerances);
    cad_arena_free(arena);
    return tap_done();
}
