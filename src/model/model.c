#include "model/model.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/print.h"
#include "base/text_file.h"
#include "model/builtin.h"
#include "model/json_line.h"
#include "model/json_read.h"
#include "model/norms.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

/* ---- the names of model/settings.h as a table --------------------------- */

#define NAME(name) #name,
#define X(section, LIST)                                                       \
    static const char *const section##_names[] = {LIST(NAME) NULL};
CAD_SECTION_MAP(X)
#undef X
#undef NAME

/* A section is nothing but doubles, so the i-th name is the i-th double. */
#define X(section, LIST)                                                       \
    _Static_assert(offsetof(struct cad_##section##_settings, end_) ==          \
                       (sizeof section##_names / sizeof(char *) - 1) *         \
                           sizeof(double),                                     \
                   #section ": settings are doubles");
CAD_SECTION_MAP(X)
#undef X

struct section {
    const char *name;
    const char *const *keys;
    size_t offset; /* of its struct in cad_settings */
};

static const struct section sections[] = {
#define X(section, LIST)                                                       \
    {#section, section##_names, offsetof(struct cad_settings, section)},
    CAD_SECTION_MAP(X)
#undef X
};

enum { SECTION_COUNT = sizeof sections / sizeof *sections };

/* Visits every setting: keys in the order of the table. */
struct setting {
    const struct section *section;
    size_t at;
};

static bool next_setting(struct setting *s)
{
    if (!s->section)
        *s = (struct setting){sections, 0};
    else
        s->at++;
    while (!s->section->keys[s->at]) {
        if (++s->section == sections + SECTION_COUNT)
            return false;
        s->at = 0;
    }
    return true;
}

static const char *key_of(struct setting s)
{
    return s.section->keys[s.at];
}

static double *place_of(struct cad_settings *settings, struct setting s)
{
    return (double *)(void *)((char *)settings + s.section->offset) + s.at;
}

/* ---- one file ---------------------------------------------------------- */

struct source {
    const char *path, *text;
    cad_status wrong; /* the status of what is wrong with it */
    json_t *root;
};

static cad_status refuse(const struct source *from, const char *section,
                         const char *key, const char *what, cad_error *error)
{
    int line = cad_json_line(from->text, section, key);
    return cad_fail(error, from->wrong, "%s:%d: %s%s%s: %s", from->path, line,
                    section, key ? "." : "", key ? key : "", what);
}

static cad_status parse(struct source *from, size_t length, cad_error *error)
{
    return cad_json_read_object(from->path, from->text, length, from->wrong,
                                &from->root, error);
}

static const struct section *find_section(const char *name)
{
    for (size_t i = 0; i < SECTION_COUNT; i++)
        if (strcmp(sections[i].name, name) == 0)
            return &sections[i];
    return NULL;
}

static bool has_key(const struct section *section, const char *name)
{
    for (const char *const *key = section->keys; *key; key++)
        if (strcmp(*key, name) == 0)
            return true;
    return false;
}

/* Every key of the file must be a setting. */
static cad_status check_names(const struct source *from, cad_error *error)
{
    const char *name, *key;
    json_t *keys, *value;
    json_object_foreach(from->root, name, keys)
    {
        const struct section *section = find_section(name);
        if (!section)
            return refuse(from, name, NULL, "no such section", error);
        if (!json_is_object(keys))
            return refuse(from, name, NULL, "not an object of settings", error);
        json_object_foreach(
            keys, key,
            value) if (!has_key(section, key)) return refuse(from, name, key,
                                                             "no such key",
                                                             error);
    }
    return CAD_OK;
}

/* ---- the built-in numbers ---------------------------------------------- */

struct entry {
    double value, min, max;
    const char *unit, *source;
};

static cad_status read_builtin(const struct source *builtin, struct setting s,
                               struct entry *out, cad_error *error)
{
    static const char *const keys[] = {"value", "unit",   "min",
                                       "max",   "source", NULL};
    const char *section = s.section->name, *key = key_of(s);
    json_t *entry =
        json_object_get(json_object_get(builtin->root, section), key);
    *out = (struct entry){0};
    if (!entry)
        return refuse(builtin, section, key, "missing", error);
    const json_t *value = json_object_get(entry, "value");
    const json_t *min = json_object_get(entry, "min");
    const json_t *max = json_object_get(entry, "max");
    *out = (struct entry){json_number_value(value), json_number_value(min),
                          json_number_value(max),
                          json_string_value(json_object_get(entry, "unit")),
                          json_string_value(json_object_get(entry, "source"))};
    if (!cad_json_only(entry, keys) || !json_is_number(value) ||
        !json_is_number(min) || !json_is_number(max) || !out->unit ||
        !out->source)
        return refuse(builtin, section, key,
                      "wants value, unit, min, max, source", error);
    if (!*out->unit || !*out->source)
        return refuse(builtin, section, key, "no unit or no source", error);
    if (out->value < out->min || out->value > out->max)
        return refuse(builtin, section, key, "value out of min..max", error);
    return CAD_OK;
}

/* ---- the user's file laid over them -------------------------------------- */

/* A number, or an entry as in default.json of which only the value counts;
   a unit, if given, must be the setting's: 3 dB is not 3 LU. */
static cad_status read_override(const struct source *file, struct setting s,
                                const struct entry *builtin, double *value,
                                cad_error *error)
{
    const char *section = s.section->name, *key = key_of(s);
    json_t *given = json_object_get(json_object_get(file->root, section), key);
    if (!given)
        return CAD_OK;
    json_t *number = given;
    char what[160];
    if (json_is_object(given)) {
        const char *unit = json_string_value(json_object_get(given, "unit"));
        number = json_object_get(given, "value");
        if (unit && strcmp(unit, builtin->unit) != 0) {
            snprintf(what, sizeof what, "unit is \"%s\"", builtin->unit);
            return refuse(file, section, key, what, error);
        }
    }
    if (!json_is_number(number))
        return refuse(file, section, key, "not a number", error);
    *value = json_number_value(number);
    if (*value >= builtin->min && *value <= builtin->max)
        return CAD_OK;
    cad_print(what, sizeof what, "%.10g is out of %.10g..%.10g %s", *value,
              builtin->min, builtin->max, builtin->unit);
    return refuse(file, section, key, what, error);
}

static cad_status note_change(cad_arena *arena, cad_model *out,
                              struct setting s, double value, cad_error *error)
{
    cad_setting_change *grown =
        cad_arena_grow(arena, out->changed, out->changed_count,
                       out->changed_count + 1, sizeof *grown);
    const char *key =
        cad_arena_printf(arena, "%s.%s", s.section->name, key_of(s));
    if (!grown || !key)
        return cad_fail_memory(error);
    grown[out->changed_count++] = (cad_setting_change){key, value};
    out->changed = grown;
    return CAD_OK;
}

static cad_status read_settings(cad_arena *arena, const struct source *builtin,
                                const struct source *file, cad_model *out,
                                cad_error *error)
{
    struct setting s = {0};
    while (next_setting(&s)) {
        struct entry entry;
        cad_status status = read_builtin(builtin, s, &entry, error);
        double value = entry.value;
        if (status == CAD_OK && file->root)
            status = read_override(file, s, &entry, &value, error);
        if (status == CAD_OK && (value < entry.value || value > entry.value))
            status = note_change(arena, out, s, value, error);
        if (status != CAD_OK)
            return status;
        *place_of(&out->settings, s) = value;
    }
    return CAD_OK;
}

static cad_status hash_values(cad_arena *arena, cad_model *out,
                              cad_error *error)
{
    cad_hash *hash = cad_hash_new(arena);
    if (!hash)
        return cad_fail_memory(error);
    struct setting s = {0};
    char line[160];
    while (next_setting(&s)) {
        size_t n =
            cad_print(line, sizeof line, "%s.%s=%.17g\n", s.section->name,
                      key_of(s), *place_of(&out->settings, s));
        cad_hash_add(hash, line, n);
    }
    for (size_t i = 0; i < CAD_PACING_COUNT + CAD_WHOLE_COUNT; i++) {
        const cad_norm *norm = i < CAD_PACING_COUNT
                                   ? &out->norms[i]
                                   : &out->whole_norms[i - CAD_PACING_COUNT];
        size_t n = cad_print(line, sizeof line, "norm %d %.17g %.17g\n",
                             norm->known, norm->low, norm->high);
        cad_hash_add(hash, line, n);
    }
    cad_hash_hex(hash, out->sha256);
    return CAD_OK;
}

static cad_status load(cad_arena *arena, struct source *builtin,
                       struct source *file, cad_model *out, cad_error *error)
{
    cad_status status = parse(builtin, strlen(builtin->text), error);
    if (status == CAD_OK)
        status = check_names(builtin, error);
    if (status == CAD_OK && file->path) {
        cad_text text = {0};
        status =
            cad_text_file_read(arena, file->path, file->wrong, &text, error);
        file->text = text.bytes;
        if (status == CAD_OK)
            status = parse(file, text.length, error);
        if (status == CAD_OK)
            status = check_names(file, error);
    }
    if (status == CAD_OK)
        status = read_settings(arena, builtin, file, out, error);
    if (status == CAD_OK)
        status = cad_norms_load(arena, out->norms, out->whole_norms, error);
    return status == CAD_OK ? hash_values(arena, out, error) : status;
}

cad_status cad_model_load(cad_arena *arena, const char *path, cad_model *out,
                          cad_error *error)
{
    struct source builtin = {.path = "models/default.json",
                             .text = cad_builtin_default_json,
                             .wrong = CAD_ERR_BUG};
    struct source file = {.path = path, .wrong = CAD_ERR_MODEL};
    *out = (cad_model){0};
    cad_status status = load(arena, &builtin, &file, out, error);
    json_decref(builtin.root);
    json_decref(file.root);
    return status;
}
