/* The built-in model is whole; a file over it is taken or refused by line. */
#include "model/builtin.h"
#include "model/json_line.h"
#include "model/model.h"
#include "scratch_file.h"
#include "tap.h"

#include <string.h>

#include <jansson.h>

#define NAME(name) #name,
#define X(section, LIST)                                                       \
    static const char *const section##_names[] = {LIST(NAME) NULL};
CAD_SECTION_MAP(X)
#undef X

static const struct {
    const char *section;
    const char *const *names;
} all[] = {
#define X(section, LIST) {#section, section##_names},
    CAD_SECTION_MAP(X)
#undef X
};

enum { SECTIONS = sizeof all / sizeof *all };

static json_t *builtin;

/* The first setting there is: tests of files need a real name. */
static const char *a_section, *a_key;
static double a_value, a_min, a_max;

static double number_of(const char *section, const char *key, const char *part)
{
    json_t *entry = json_object_get(json_object_get(builtin, section), key);
    return json_number_value(json_object_get(entry, part));
}

/* Every S(name) has its five parts in default.json, and vice versa. */
static void table_and_file_agree(void)
{
    ok(json_object_size(builtin) == SECTIONS, "%d sections", SECTIONS);
    for (size_t i = 0; i < SECTIONS; i++) {
        json_t *keys = json_object_get(builtin, all[i].section);
        size_t n = 0, whole = 0;
        for (; all[i].names[n]; n++) {
            double v, lo, hi;
            const char *unit, *source;
            json_t *entry = json_object_get(keys, all[i].names[n]);
            whole +=
                entry && json_unpack_ex(entry, NULL, JSON_STRICT,
                                        "{s:F, s:F, s:F, s:s, s:s}", "value",
                                        &v, "min", &lo, "max", &hi, "unit",
                                        &unit, "source", &source) == 0;
            a_section = a_section ? a_section : all[i].section;
            a_key = a_key ? a_key : all[i].names[n];
        }
        ok(whole == n && json_object_size(keys) == n,
           "%s: %zu settings, each with value, unit, min, max, source",
           all[i].section, n);
    }
}

static cad_status load_text(cad_arena *arena, const char *text, cad_model *out,
                            cad_error *error)
{
    char path[32];
    scratch_write(path, text, strlen(text));
    cad_status status = cad_model_load(arena, path, out, error);
    remove(path);
    /* the messages begin with the name of the file */
    size_t skip_to = status != CAD_OK ? strlen(path) : 0;
    memmove(error->text, error->text + skip_to,
            strlen(error->text + skip_to) + 1);
    return status;
}

static void loads_builtin(void)
{
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    cad_model model, again;
    cad_status status = cad_model_load(arena, NULL, &model, &error);
    ok(status == CAD_OK, "the built-in model loads %s", error.text);
    ok(model.changed_count == 0, "nothing differs from itself");
    ok(cad_model_load(arena, NULL, &again, NULL) == CAD_OK &&
           strcmp(model.sha256, again.sha256) == 0 &&
           strspn(model.sha256, "0123456789abcdef") == 64,
       "the same hash twice: %s", model.sha256);
    ok(model.norms[CAD_PACING_MONOLOGUE].known &&
           model.norms[CAD_PACING_MONOLOGUE].source[0],
       "a monologue has a norm with a source");
    near(model.norms[CAD_PACING_MONOLOGUE].high, 60.0, 0.0,
         "monologue norm, s (exact: from the file)");
    ok(!model.norms[CAD_PACING_CLOSING].known, "closing has no norm");
    cad_arena_free(arena);
}

static void takes(const char *form, double value, size_t changed)
{
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    cad_model plain, model;
    char text[400];
    snprintf(text, sizeof text, form, a_section, a_key, value);
    cad_status status = load_text(arena, text, &model, &error);
    if (!ok(status == CAD_OK, "taken: %s %s", text, error.text) ||
        cad_model_load(arena, NULL, &plain, NULL) != CAD_OK)
        return;
    ok(model.changed_count == changed, "%zu changed", changed);
    ok((strcmp(plain.sha256, model.sha256) != 0) == (changed > 0),
       "the hash differs when a value does");
    if (changed) {
        char key[200];
        snprintf(key, sizeof key, "%s.%s", a_section, a_key);
        ok(strcmp(model.changed[0].key, key) == 0, "changed: %s", key);
        near(model.changed[0].value, value, 0.0, "its value (exact)");
    }
    cad_arena_free(arena);
}

static void refuses(const char *text, const char *want)
{
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    cad_model model;
    cad_status status = load_text(arena, text, &model, &error);
    ok(status == CAD_ERR_MODEL && strncmp(error.text, want, strlen(want)) == 0,
       "refused: FILE%s", error.text);
    cad_arena_free(arena);
}

static void refuses_a_key(const char *form, const char *what)
{
    char text[400], want[400];
    snprintf(text, sizeof text, form, a_section, a_key);
    snprintf(want, sizeof want, ":3: %s.%s: %s", a_section, a_key, what);
    refuses(text, want);
}

static void files(void)
{
    double other = a_value < a_max ? a_max : a_min;
    takes("{\"%s\": {\"%s\": %.17g}}", other, 1);
    takes("{\"%s\": {\"%s\": {\"value\": %.17g}}}", other, 1);
    takes("{\"%s\": {\"%s\": %.17g}}", a_value, 0);
    refuses_a_key("{\n\"%s\": {\n\"%s\": true}}", "not a number");
    refuses_a_key("{\n\"%s\": {\n\"%s\": null}}", "not a number");
    refuses_a_key("{\n\"%s\": {\n\"%s\": {\"min\": 1}}}", "not a number");
    refuses_a_key("{\n\"%s\": {\n\"%s\": 1e300}}", "1e+300 is out of ");
    refuses_a_key("{\n\"%s\": {\n\"%s\": -1e300}}", "-1e+300 is out of ");
    refuses_a_key("{\n\"%s\": {\n\"%s\": {\"value\": 1,\n"
                  "\"unit\": \"fl oz\"}}}",
                  "unit is \"");
}

static void refusals(void)
{
    refuses("", ":1: ");
    refuses("{\n\n\"pitch\": {,}}", ":3: ");
    refuses("{\"pitch\": {}, \"pitch\": {}}", ":1: duplicate object key");
    refuses("[]", ":1: not an object");
    refuses("{}{}", ":1: end of file expected");
    refuses("{\"pitch\": {\n\"x\": 1e999}}", ":2: real number overflow");
    refuses("{\n\"spech\": {}}", ":2: spech: no such section");
    refuses("{\n\"speech\": 3}", ":2: speech: not an object of settings");
    refuses("{\n\"pitch\": {},\n\"speech\": {\n\"snr\": 3}}",
            ":4: speech.snr: no such key");
    refuses("{\"pitch\": {},\n\"talk\": {\"end_\": 3}}",
            ":2: talk.end_: no such key");
    cad_error error = {0};
    cad_model model;
    cad_arena *arena = cad_arena_new();
    ok(cad_model_load(arena, "/nowhere/m.json", &model, &error) ==
           CAD_ERR_MODEL,
       "%s", error.text);
    cad_arena_free(arena);
}

static void lines(void)
{
    const char *text = "{\"a\": {\"x\": \"}\\\"\\n{\",\n\"y\": [\"b\"]},\n"
                       "\"b\":\n {\"c\": {\"y\": 1},\n\"y\" : 2}}";
    ok(cad_json_line(text, "a", "y") == 2, "a.y is on line 2");
    ok(cad_json_line(text, "b", NULL) == 3, "b is on line 3");
    ok(cad_json_line(text, "b", "y") == 5, "b.y, not b.c.y, is on line 5");
    ok(cad_json_line(text, "b", "z") == 3, "a missing key: its section");
    ok(cad_json_line("", "b", "z") == 1, "nothing: line 1");
}

static void memory_runs_out(void)
{
    size_t k = 1;
    cad_status status = CAD_ERR_MEMORY;
    for (; k < 200 && status == CAD_ERR_MEMORY; k++) {
        cad_arena *arena = cad_arena_new();
        cad_model model;
        cad_error error = {0};
        cad_arena_fail_after(arena, k);
        status = load_text(arena, "{}", &model, &error);
        cad_arena_free(arena);
    }
    ok(status == CAD_OK && k > 3, "each of %zu requests may fail", k - 2);
}

/* Spoiled model files are taken or refused; the built-in stays whole. */
static void spoiled(void)
{
    int taken = 0, refused = 0;
    for (uint32_t seed = 0; seed < 300; seed++) {
        char text[300], bytes[308], path[32];
        cad_arena *arena = cad_arena_new();
        cad_model model;
        cad_error error = {0};
        snprintf(text, sizeof text,
                 "{\"%s\": {\"%s\": {\"value\": %.17g}},\n\"pitch\": {}}",
                 a_section, a_key, a_value);
        size_t length = scratch_spoil(text, seed, bytes);
        scratch_write(path, bytes, length);
        cad_status status = cad_model_load(arena, path, &model, &error);
        taken += status == CAD_OK;
        refused += status == CAD_ERR_MODEL && strchr(error.text, ':');
        remove(path);
        cad_arena_free(arena);
    }
    ok(taken > 20 && refused > 100 && taken + refused == 300,
       "of 300 spoiled files %d are taken, %d refused", taken, refused);
}

int main(void)
{
    builtin = json_loads(cad_builtin_default_json, 0, NULL);
    table_and_file_agree();
    if (a_key) {
        a_value = number_of(a_section, a_key, "value");
        a_min = number_of(a_section, a_key, "min");
        a_max = number_of(a_section, a_key, "max");
    }
    loads_builtin();
    if (a_key) {
        files();
        spoiled();
    }
    refusals();
    lines();
    memory_runs_out();
    json_decref(builtin);
    return tap_done();
}
