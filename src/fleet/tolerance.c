#include "fleet/tolerance.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/text_file.h"
#include "base/vec.h"
#include "fleet/measure_names.h"
#include "fleet/pattern.h"
#include "model/builtin.h"
#include "model/json_line.h"
#include "model/json_read.h"

#include <jansson.h>

struct cad_tolerances {
    cad_arena *arena;
    CAD_VEC(cad_tolerance) figures, match;
};

cad_tolerance cad_tolerance_of(const cad_tolerances *t, const char *measure)
{
    cad_tolerance found = {.pattern = NULL};
    for (size_t i = t->figures.count; i-- && !(found.pattern && found.unit);) {
        const cad_tolerance *entry = &t->figures.items[i];
        if (!cad_pattern_fits(entry->pattern, measure))
            continue;
        if (found.pattern)
            found.unit = entry->unit;
        else
            found = *entry;
    }
    return found;
}

double cad_match_window_s(const cad_tolerances *t, const char *list)
{
    for (size_t i = t->match.count; i--;)
        if (!strcmp(t->match.items[i].pattern, list))
            return t->match.items[i].absolute;
    return 0;
}

double cad_tolerances_apart(const cad_tolerance *t, double from, double to)
{
    double by = fabs(to - from);
    double room = fmax(t->absolute, t->relative * fabs(from));
    if (by <= 0)
        return 0;
    if (room <= 0)
        return INFINITY;
    /* 1.05 - 1.0 is a little more than 0.05 */
    double apart = by / room;
    return apart > 1 && apart < 1 + 1e-6 ? 1 : apart;
}

/* ---- files --------------------------------------------------------------- */

struct source {
    const char *path, *text;
    cad_status wrong;
    json_t *root;
    cad_tolerances *out;
    const cad_measure_names *names; /* NULL: not checked */
};

static cad_status refuse(const struct source *from, const char *section,
                         const char *key, const char *what, cad_error *error)
{
    return cad_fail(error, from->wrong, "%s:%d: %s%s%s: %s", from->path,
                    cad_json_line(from->text, section, key), section,
                    key ? "." : "", key ? key : "", what);
}

/* A unit, if given, must be that of the same pattern before: 3 dB is not
   3 Hz. */
static const char *other_unit(const cad_tolerances *t, const char *pattern,
                              const char *unit)
{
    for (size_t i = 0; unit && i < t->figures.count; i++)
        if (!strcmp(t->figures.items[i].pattern, pattern) &&
            t->figures.items[i].unit && strcmp(t->figures.items[i].unit, unit))
            return t->figures.items[i].unit;
    return NULL;
}

static const char *read_verdict(const char *word, enum cad_drift_verdict *out)
{
    static const char *const words[] = {"drift", "said", "ignored"};
    for (int i = 0; word && i < 3; i++)
        if (!strcmp(words[i], word)) {
            *out = (enum cad_drift_verdict)i;
            return NULL;
        }
    return word ? "verdict is drift, said or ignored" : NULL;
}

/* Parts that may be left out: false where one is of another kind. */
static bool read_part(const json_t *entry, const char *key, double *out)
{
    const json_t *part = json_object_get(entry, key);
    if (part)
        *out = json_number_value(part);
    return !part || json_is_number(part);
}

static bool read_word(const json_t *entry, const char *key, const char **out)
{
    const json_t *part = json_object_get(entry, key);
    *out = json_string_value(part);
    return !part || *out;
}

/* What is wrong with an entry, or NULL. */
static const char *read_entry(json_t *entry, cad_tolerance *out)
{
    static const char *const keys[] = {"absolute", "relative", "unit",
                                       "verdict",  "source",   NULL};
    const char *verdict;
    if (json_is_number(entry)) {
        out->absolute = json_number_value(entry);
        return out->absolute < 0 ? "below 0" : NULL;
    }
    if (!json_is_object(entry) || !json_object_size(entry))
        return "wants a number or {absolute, relative, unit, verdict, source}";
    if (!cad_json_only(entry, keys) ||
        !read_part(entry, "absolute", &out->absolute) ||
        !read_part(entry, "relative", &out->relative) ||
        !read_word(entry, "unit", &out->unit) ||
        !read_word(entry, "source", &verdict) ||
        !read_word(entry, "verdict", &verdict))
        return "has a key other than absolute, relative (numbers), unit, "
               "verdict, source (words)";
    if (out->absolute < 0 || out->relative < 0)
        return "below 0";
    return read_verdict(verdict, &out->verdict);
}

static const char *check_figure(const struct source *from,
                                const cad_tolerance *entry)
{
    if (from->names && !cad_measure_names_have(from->names, entry->pattern))
        return "no such figure";
    return other_unit(from->out, entry->pattern, entry->unit)
               ? "the unit is another"
               : NULL;
}

static const char *check_match(const struct source *from,
                               const cad_tolerance *entry)
{
    if (entry->relative > 0 || entry->verdict != CAD_DRIFTS)
        return "wants seconds";
    if (!from->names)
        return NULL;
    for (size_t i = 0; i < from->out->match.count; i++)
        if (!strcmp(from->out->match.items[i].pattern, entry->pattern))
            return NULL;
    return "no such list";
}

static cad_status keep(struct source *from, bool match, cad_tolerance entry,
                       cad_error *error)
{
    cad_tolerances *t = from->out;
    cad_tolerance *kept = match ? CAD_VEC_PUSH(t->arena, &t->match)
                                : CAD_VEC_PUSH(t->arena, &t->figures);
    if (!kept)
        return cad_fail_memory(error);
    *kept = entry;
    kept->pattern = cad_arena_strdup(t->arena, entry.pattern);
    if (entry.unit)
        kept->unit = cad_arena_strdup(t->arena, entry.unit);
    return kept->pattern && (kept->unit || !entry.unit)
               ? CAD_OK
               : cad_fail_memory(error);
}

static cad_status read_section(struct source *from, const char *section,
                               json_t *entries, cad_error *error)
{
    const char *pattern;
    json_t *value;
    bool match = !strcmp(section, "match");
    cad_status status = CAD_OK;
    if (!match && strcmp(section, "figures") != 0)
        return refuse(from, section, NULL, "no such section", error);
    if (!json_is_object(entries))
        return refuse(from, section, NULL, "not an object", error);
    json_object_foreach(entries, pattern, value)
    {
        cad_tolerance entry = {.pattern = pattern};
        const char *what = read_entry(value, &entry);
        if (!what)
            what =
                match ? check_match(from, &entry) : check_figure(from, &entry);
        status = what ? refuse(from, section, pattern, what, error)
                      : keep(from, match, entry, error);
        if (status)
            break;
    }
    return status;
}

static cad_status read_source(struct source *from, size_t length,
                              cad_error *error)
{
    const char *section;
    json_t *entries;
    cad_status status = cad_json_read_object(from->path, from->text, length,
                                             from->wrong, &from->root, error);
    json_object_foreach(from->root, section, entries)
    {
        status = status ? status : read_section(from, section, entries, error);
    }
    json_decref(from->root);
    return status;
}

static cad_status read_file(cad_tolerances *out, const char *path,
                            cad_error *error)
{
    cad_text text;
    cad_measure_names names = {0};
    cad_status status =
        cad_text_file_read(out->arena, path, CAD_ERR_MODEL, &text, error);
    if (!status)
        status = cad_measure_names_list(out->arena, &names, error);
    if (status)
        return status;
    struct source file = {path, text.bytes, CAD_ERR_MODEL, NULL, out, &names};
    return read_source(&file, text.length, error);
}

cad_status cad_tolerances_load(const char *path, cad_tolerances **out,
                               cad_error *error)
{
    if (!out)
        return cad_fail_null(error, "out");
    cad_arena *arena = cad_arena_new();
    cad_tolerances *t = arena ? CAD_NEW(arena, cad_tolerances, 1) : NULL;
    *out = NULL;
    if (!t) {
        cad_arena_free(arena);
        return cad_fail_memory(error);
    }
    t->arena = arena;
    struct source builtin = {"models/tolerances.json",
                             cad_builtin_tolerances_json,
                             CAD_ERR_BUG,
                             NULL,
                             t,
                             NULL};
    cad_status status = read_source(&builtin, strlen(builtin.text), error);
    if (!status && path)
        status = read_file(t, path, error);
    *out = t;
    if (status)
        cad_tolerances_free(out);
    return status;
}

void cad_tolerances_free(cad_tolerances **tolerances)
{
    if (tolerances && *tolerances)
        cad_arena_free((*tolerances)->arena);
    if (tolerances)
        *tolerances = NULL;
}
