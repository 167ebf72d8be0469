#include "emit/explain.h"

#include "base/error.h"
#include "emit/near_name.h"
#include "emit/titles.h"
#include "model/builtin.h"

#include <stdio.h>
#include <string.h>

cad_status cad_explainer_open(cad_explainer *out, cad_error *error)
{
    *out = (cad_explainer){
        .arena = cad_arena_new(),
        .measures = json_loads(cad_builtin_measures_json, 0, NULL),
        .settings = json_loads(cad_builtin_default_json, 0, NULL),
        .schema = json_loads(cad_builtin_report_1_schema_json, 0, NULL)};
    if (!out->arena || !out->measures || !out->settings || !out->schema ||
        !cad_schema_leaves(out->arena, out->schema, &out->leaves))
        return cad_fail_memory(error);
    return CAD_OK;
}

void cad_explainer_close(cad_explainer *e)
{
    json_decref(e->measures);
    json_decref(e->settings);
    json_decref(e->schema);
    cad_arena_free(e->arena);
    *e = (cad_explainer){0};
}

json_t *cad_explainer_setting(const cad_explainer *e, const char *name)
{
    char section[32];
    size_t length = strcspn(name, ".");
    if (!name[length] || length >= sizeof section)
        return NULL;
    snprintf(section, sizeof section, "%.*s", (int)length, name);
    return json_object_get(json_object_get(e->settings, section),
                           name + length + 1);
}

/* How well a key fits a path: 0 not at all; a whole one beats a longer
   beginning, a longer beginning a shorter one. */
static size_t fit(const char *key, const char *path)
{
    size_t length = strlen(key);
    if (strcmp(key, path) == 0)
        return 2 * length;
    if (length > 1 && key[length - 1] == '*' &&
        strncmp(key, path, length - 1) == 0)
        return length;
    return 0;
}

json_t *cad_explainer_measure_of(const cad_explainer *e, const char *path)
{
    size_t i, k, best_fit = 0;
    json_t *measure, *key, *best = NULL;
    json_array_foreach(e->measures, i, measure)
        json_array_foreach(json_object_get(measure, "keys"), k, key)
    {
        size_t this_fit = fit(json_string_value(key), path);
        if (this_fit > best_fit) {
            best_fit = this_fit;
            best = measure;
        }
    }
    return best;
}

/* ---- what a reader may type ---------------------------------------------- */

/* Is metric the whole path, or its end after a dot? PARTY in the path stands
   for whom the reader names. */
static bool ends_with(const char *path, const char *metric)
{
    const char *p = path + strlen(path), *m = metric + strlen(metric);
    static const char *const parties[] = {"agent", "customer", "mixed"};
    while (m > metric && p > path) {
        if (p - path >= 5 && strncmp(p - 5, "PARTY", 5) == 0 && m[-1] != 'Y') {
            size_t length = 0;
            for (size_t i = 0; i < 3; i++) {
                size_t n = strlen(parties[i]);
                if ((size_t)(m - metric) >= n &&
                    strncmp(m - n, parties[i], n) == 0)
                    length = n;
            }
            if (!length)
                return false;
            p -= 5;
            m -= length;
        } else if (*--p != *--m) {
            return false;
        }
    }
    return m == metric && (p == path || p[-1] == '.');
}

typedef struct candidates {
    json_t *first;
    size_t count;
    char names[300];
} candidates;

static void consider(candidates *c, json_t *measure)
{
    const char *id = json_string_value(json_object_get(measure, "id"));
    size_t used = strlen(c->names);
    if (!measure || strstr(c->names, id))
        return;
    c->first = c->first ? c->first : measure;
    c->count++;
    snprintf(c->names + used, sizeof c->names - used, "%s%s", used ? ", " : "",
             id);
}

static void add_name(candidates *c, const char *name)
{
    size_t used = strlen(c->names);
    if (c->count < 6 && !strstr(c->names, name)) {
        snprintf(c->names + used, sizeof c->names - used, "%s%s",
                 used ? ", " : "", name);
        c->count++;
    }
}

static cad_status suggest(const cad_explainer *e, const char *metric,
                          cad_error *error)
{
    candidates near = {0};
    size_t i;
    json_t *measure;
    json_array_foreach(e->measures, i, measure)
    {
        const char *id = json_string_value(json_object_get(measure, "id"));
        if (cad_near_name(metric, id))
            add_name(&near, id);
    }
    for (i = 0; i < e->leaves.count; i++) {
        const char *path = e->leaves.items[i].path, *dot = strrchr(path, '.');
        if (cad_near_name(metric, path) ||
            (dot && cad_near_name(metric, dot + 1)))
            add_name(&near, strchr(metric, '.') || !dot ? path : dot + 1);
    }
    return cad_fail(error, CAD_ERR_ARGUMENT,
                    "%.60s: no such figure or setting; %s%s%s", metric,
                    near.count ? "perhaps " : "", near.names,
                    near.count ? "?" : "explain alone lists what there is");
}

static json_t *measure_called(const cad_explainer *e, const char *id)
{
    size_t i;
    json_t *measure;
    json_array_foreach(e->measures, i, measure)
    {
        if (strcmp(json_string_value(json_object_get(measure, "id")), id) == 0)
            return measure;
    }
    return NULL;
}

/* Figures of the report, and keys of the measures. */
static void find_figure(const cad_explainer *e, const char *metric,
                        candidates *c)
{
    size_t i, k;
    json_t *measure, *key;
    for (i = 0; i < e->leaves.count; i++)
        if (ends_with(e->leaves.items[i].path, metric))
            consider(c, cad_explainer_measure_of(e, e->leaves.items[i].path));
    json_array_foreach(e->measures, i, measure)
        json_array_foreach(json_object_get(measure, "keys"), k,
                           key) if (ends_with(json_string_value(key), metric))
            consider(c, measure);
}

/* A word that a figure may have as its value: yielded, simultaneous_start. */
static void find_word(const cad_explainer *e, const char *metric, candidates *c)
{
    size_t k;
    json_t *word;
    for (size_t i = 0; i < e->leaves.count; i++)
        json_array_foreach(e->leaves.items[i].words, k, word)
        {
            const char *said = json_string_value(word);
            if (said && strcmp(said, metric) == 0)
                consider(c,
                         cad_explainer_measure_of(e, e->leaves.items[i].path));
        }
}

/* A part of the report that holds figures: quarters, attribution.coupling. */
static void find_part(const cad_explainer *e, const char *metric, candidates *c)
{
    char part[120];
    for (size_t i = 0; i < e->leaves.count; i++) {
        const char *path = e->leaves.items[i].path, *dot = path;
        while ((dot = strchr(dot, '.'))) {
            size_t length = (size_t)(dot++ - path);
            if (length >= sizeof part)
                break;
            memcpy(part, path, length);
            part[length] = '\0';
            if (ends_with(part, metric))
                consider(c, cad_explainer_measure_of(e, path));
        }
    }
}

static cad_status find(const cad_explainer *e, const char *metric, json_t **out,
                       cad_error *error)
{
    candidates c = {0};
    *out = measure_called(e, metric);
    if (*out)
        return CAD_OK;
    find_figure(e, metric, &c);
    if (!c.count)
        find_part(e, metric, &c);
    if (!c.count)
        find_word(e, metric, &c);
    *out = c.first;
    if (c.count == 1)
        return CAD_OK;
    if (c.count)
        return cad_fail(error, CAD_ERR_ARGUMENT, "%.60s: say which: %s", metric,
                        c.names);
    return suggest(e, metric, error);
}

/* A heading of the pages stands for the code behind it, and "Cut in heat" for
   cut_in_heat; names of the report are in small letters but for PARTY. */
cad_status cad_explainer_find(const cad_explainer *e, const char *metric,
                              json_t **out, cad_error *error)
{
    char name[100];
    if (strlen(metric) >= sizeof name)
        return find(e, metric, out, error);
    strcpy(name, metric);
    for (char *c = name; *c; c++) {
        if (!strncmp(c, "PARTY", 5))
            c += 4;
        else if (*c == ' ')
            *c = '_';
        else if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    cad_status status = find(e, name, out, error);
    return status && cad_titled(metric)
               ? find(e, cad_titled(metric), out, error)
               : status;
}
