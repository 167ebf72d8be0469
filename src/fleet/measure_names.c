#include "fleet/measure_names.h"

#include <string.h>

#include "base/error.h"
#include "emit/schema_leaf.h"
#include "fleet/pattern.h"
#include "model/builtin.h"
#include "model/json_read.h"

#include <callcadence/report.h>

static const char *const parties[] = {"agent", "customer", "mixed", NULL};
static const char *const pacing_notes[] = {
#define X(name, id, unit) "pacing." id,
    CAD_PACING_MAP(X)
#undef X
        NULL};

static bool add(cad_arena *arena, cad_measure_names *out, const char *path)
{
    const char **name = CAD_VEC_PUSH(arena, out);
    return name && (*name = path);
}

/* The path with each of the words where `length` characters stand at `at`. */
static bool add_each(cad_arena *arena, cad_measure_names *out, const char *path,
                     const char *at, size_t length, const char *const *words)
{
    bool good = true;
    for (; good && *words; words++) {
        const char *name = cad_arena_printf(arena, "%.*s%s%s", (int)(at - path),
                                            path, *words, at + length);
        good = name && add(arena, out, name);
    }
    return good;
}

static bool add_leaf(cad_arena *arena, cad_measure_names *out, const char *path)
{
    static const char party[] = "PARTY", pacing[] = "pacing";
    const char *at = strstr(path, party);
    if (at)
        return add_each(arena, out, path, at, strlen(party), parties);
    if (!strncmp(path, pacing, strlen(pacing)))
        return add_each(arena, out, path, path, strlen(pacing), pacing_notes);
    return add(arena, out, path);
}

/* Lost and new items are told of the list, a lost object of its own name. */
static bool add_holders(cad_arena *arena, cad_measure_names *out)
{
    size_t leaves = out->count;
    bool good = true;
    for (size_t i = 0; good && i < leaves; i++) {
        const char *path = out->items[i];
        for (const char *dot = path; good && (dot = strchr(dot, '.')); dot++) {
            const char *name =
                cad_arena_printf(arena, "%.*s", (int)(dot - path), path);
            good = name && add(arena, out, name);
        }
    }
    return good;
}

cad_status cad_measure_names_list(cad_arena *arena, cad_measure_names *out,
                                  cad_error *error)
{
    cad_leaves leaves = {0};
    json_t *schema;
    const char *text = cad_builtin_report_1_schema_json;
    cad_status status =
        cad_json_read_object("models/report-1.schema.json", text, strlen(text),
                             CAD_ERR_BUG, &schema, error);
    if (status)
        return status;
    bool good = cad_schema_leaves(arena, schema, &leaves);
    for (size_t i = 0; good && i < leaves.count; i++)
        good = add_leaf(arena, out, leaves.items[i].path);
    good = good && add_holders(arena, out);
    json_decref(schema);
    return good ? CAD_OK : cad_fail_memory(error);
}

bool cad_measure_names_have(const cad_measure_names *names, const char *pattern)
{
    char bare[256];
    size_t n = strcspn(pattern, "[");
    if (n >= sizeof bare)
        return false;
    memcpy(bare, pattern, n);
    bare[n] = '\0';
    for (size_t i = 0; i < names->count; i++)
        if (cad_pattern_fits(bare, names->items[i]))
            return true;
    return false;
}
