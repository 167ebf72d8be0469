#include "model/profile.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/text_file.h"
#include "model/json_line.h"
#include "model/json_read.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

static const struct {
    const char *key;
    double low, high;
} measures[CAD_PROFILE_MEASURES] = {
#define X(name, key, low, high) {key, low, high},
    CAD_PROFILE_MAP(X)
#undef X
};

static const char *const pacing[CAD_PACING_COUNT] = {
#define X(name, id, unit) id,
    CAD_PACING_MAP(X)
#undef X
};

/* ---- what is wrong, and where ------------------------------------------- */

struct reader {
    const char *path, *text;
    json_t *root;
    cad_error *error;
};

static cad_status refuse(const struct reader *r, const char *outer,
                         const char *inner, const char *what)
{
    return cad_fail(r->error, CAD_ERR_MODEL, "%.200s:%d: %.60s%s%.60s: %s",
                    r->path, cad_json_line(r->text, outer, inner), outer,
                    inner ? "." : "", inner ? inner : "", what);
}

/* ---- one entry ---------------------------------------------------------- */

static cad_status read_number(const struct reader *r, const char *outer,
                              const char *inner, json_t *entry,
                              const char *part, cad_figure *out)
{
    char what[80];
    const json_t *number = json_object_get(entry, part);
    *out = cad_unknown(CAD_WHY_NO_EVIDENCE);
    if (json_is_number(number))
        *out = cad_known(json_number_value(number));
    if (json_is_number(number) || json_is_null(number))
        return CAD_OK;
    snprintf(what, sizeof what, "%s is not a number or null", part);
    return refuse(r, outer, inner, what);
}

static cad_status read_n(const struct reader *r, const char *outer,
                         const char *inner, json_t *entry,
                         struct cad_typical *out)
{
    const json_t *n = json_object_get(entry, "n");
    if (!json_is_integer(n) || json_integer_value(n) < 0)
        return refuse(r, outer, inner, "n is not a count of calls");
    out->n = (size_t)json_integer_value(n);
    if (cad_is_known(out->value) && !out->n)
        return refuse(r, outer, inner, "a value of no call");
    return CAD_OK;
}

static cad_status read_entry(const struct reader *r, const char *outer,
                             const char *inner, json_t *entry, bool spread,
                             struct cad_typical *out)
{
    size_t keys = spread ? 3 : 2;
    if (!json_is_object(entry) || json_object_size(entry) != keys)
        return refuse(r, outer, inner,
                      spread ? "wants value, spread, n" : "wants value, n");
    cad_status status =
        read_number(r, outer, inner, entry, "value", &out->value);
    if (!status && spread)
        status = read_number(r, outer, inner, entry, "spread", &out->spread);
    if (!status)
        status = read_n(r, outer, inner, entry, out);
    if (!status && cad_is_known(out->spread) && out->spread.value < 0.0)
        status = refuse(r, outer, inner, "a spread below 0");
    return status;
}

/* ---- the two lists ------------------------------------------------------ */

static cad_status get_object(const struct reader *r, const char *name,
                             json_t **out)
{
    *out = json_object_get(r->root, name);
    return json_is_object(*out) ? CAD_OK
                                : refuse(r, name, NULL, "not an object");
}

static cad_status read_measures(const struct reader *r, cad_profile *out)
{
    const char *key;
    json_t *list, *entry;
    cad_status status = get_object(r, "measures", &list);
    if (status)
        return status;
    json_object_foreach(list, key, entry)
    {
        size_t i = 0;
        while (i < CAD_PROFILE_MEASURES && strcmp(measures[i].key, key))
            i++;
        if (i == CAD_PROFILE_MEASURES)
            return refuse(r, "measures", key, "no such measure");
        struct cad_typical *m = &out->measure[i];
        status = read_entry(r, "measures", key, entry, true, m);
        if (status)
            return status;
        if (cad_is_known(m->value) && (m->value.value < measures[i].low ||
                                       m->value.value > measures[i].high))
            return refuse(r, "measures", key, "value out of range");
    }
    return CAD_OK;
}

static cad_status read_pacing(const struct reader *r, cad_profile *out)
{
    const char *key;
    json_t *list, *entry;
    cad_status status = get_object(r, "pacing", &list);
    if (status)
        return status;
    json_object_foreach(list, key, entry)
    {
        size_t i = 0;
        while (i < CAD_PACING_COUNT && strcmp(pacing[i], key))
            i++;
        if (i == CAD_PACING_COUNT)
            return refuse(r, "pacing", key, "no such id");
        status = read_entry(r, "pacing", key, entry, false, &out->pacing[i]);
        if (status)
            return status;
    }
    return CAD_OK;
}

/* ---- the file ----------------------------------------------------------- */

static cad_status read_head(const struct reader *r, cad_profile *out)
{
    static const char *const keys[] = {"schema", "agent_id", "calls",
                                       "measures", "pacing"};
    enum { KEYS = sizeof keys / sizeof *keys };
    const char *key;
    json_t *value;
    json_object_foreach(r->root, key, value)
    {
        size_t i = 0;
        while (i < KEYS && strcmp(keys[i], key))
            i++;
        if (i == KEYS)
            return refuse(r, key, NULL, "no such key");
    }
    const char *schema = json_string_value(json_object_get(r->root, "schema"));
    if (!schema || strcmp(schema, CAD_PROFILE_SCHEMA))
        return refuse(r, "schema", NULL, "wants \"" CAD_PROFILE_SCHEMA "\"");
    const json_t *agent = json_object_get(r->root, "agent_id");
    const json_t *calls = json_object_get(r->root, "calls");
    if (!json_is_string(agent) && !json_is_null(agent))
        return refuse(r, "agent_id", NULL, "not a text or null");
    if (!json_is_integer(calls) || json_integer_value(calls) < 0)
        return refuse(r, "calls", NULL, "not a count of calls");
    out->calls = (size_t)json_integer_value(calls);
    if (json_is_null(agent))
        return CAD_OK;
    out->agent_id = cad_arena_strdup(out->arena, json_string_value(agent));
    return out->agent_id ? CAD_OK : cad_fail_memory(r->error);
}

static void forget(cad_profile *p)
{
    const struct cad_typical none = {cad_unknown(CAD_WHY_NO_EVIDENCE),
                                     cad_unknown(CAD_WHY_NO_EVIDENCE), 0};
    for (size_t i = 0; i < CAD_PROFILE_MEASURES; i++)
        p->measure[i] = none;
    for (size_t i = 0; i < CAD_PACING_COUNT; i++)
        p->pacing[i] = none;
}

static cad_status read_file(const char *path, cad_profile *out,
                            cad_error *error)
{
    cad_text text = {0};
    cad_status status =
        cad_text_file_read(out->arena, path, CAD_ERR_MODEL, &text, error);
    if (status)
        return status;
    struct reader r = {.path = path, .text = text.bytes, .error = error};
    cad_hash *hash = cad_hash_new(out->arena);
    if (!hash)
        return cad_fail_memory(error);
    cad_hash_add(hash, text.bytes, text.length);
    cad_hash_hex(hash, out->sha256);
    forget(out);
    status = cad_json_read_object(path, text.bytes, text.length, CAD_ERR_MODEL,
                                  &r.root, error);
    if (!status)
        status = read_head(&r, out);
    if (!status)
        status = read_measures(&r, out);
    if (!status)
        status = read_pacing(&r, out);
    json_decref(r.root);
    return status;
}

cad_status cad_profile_load(const char *path, cad_profile **out,
                            cad_error *error)
{
    if (out)
        *out = NULL;
    if (!path || !out)
        return cad_fail_null(error, "path or out");
    cad_arena *arena = cad_arena_new();
    cad_profile *p = arena ? CAD_NEW(arena, cad_profile, 1) : NULL;
    if (!p) {
        cad_arena_free(arena);
        return cad_fail_memory(error);
    }
    p->arena = arena;
    cad_status status = read_file(path, p, error);
    if (status)
        cad_arena_free(arena);
    else
        *out = p;
    return status;
}

void cad_profile_free(cad_profile **profile)
{
    if (!profile || !*profile)
        return;
    cad_arena_free((*profile)->arena); /* it lives in it */
    *profile = NULL;
}

const cad_profile *cad_profile_of(const cad_call *call)
{
    const cad_profile *p = call->profile;
    bool other = p && p->agent_id && call->agent_id &&
                 strcmp(p->agent_id, call->agent_id) != 0;
    return other ? NULL : p;
}
