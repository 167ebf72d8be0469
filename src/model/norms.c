#include "model/norms.h"

#include "base/error.h"
#include "model/builtin.h"

#include <string.h>

#include <jansson.h>

static const struct {
    const char *id, *unit;
} pacing[CAD_PACING_COUNT] = {
#define X(name, id, unit) {id, unit},
    CAD_PACING_MAP(X)
#undef X
};

static cad_status read_norm(cad_arena *arena, json_t *entry, size_t i,
                            cad_norm *out, cad_error *error)
{
    const char *unit = "", *source = "";
    *out = (cad_norm){0};
    if (json_is_null(entry))
        return CAD_OK;
    if (json_unpack_ex(entry, NULL, JSON_STRICT, "{s:F, s:F, s:s, s:s}", "low",
                       &out->low, "high", &out->high, "unit", &unit, "source",
                       &source) ||
        strcmp(unit, pacing[i].unit) != 0 || out->low > out->high || !*source)
        return cad_fail(error, CAD_ERR_BUG,
                        "models/norms.json: %s: want "
                        "null or low <= high, unit \"%s\", source",
                        pacing[i].id, pacing[i].unit);
    out->known = true;
    out->source = cad_arena_strdup(arena, source);
    return out->source ? CAD_OK : cad_fail_memory(error);
}

cad_status cad_norms_load(cad_arena *arena, cad_norm out[CAD_PACING_COUNT],
                          cad_error *error)
{
    json_error_t where;
    json_t *root =
        json_loads(cad_builtin_norms_json, JSON_REJECT_DUPLICATES, &where);
    if (!root)
        return cad_fail(error, CAD_ERR_BUG, "models/norms.json:%d: %s",
                        where.line, where.text);
    cad_status status = CAD_OK;
    if (json_object_size(root) != CAD_PACING_COUNT)
        status = cad_fail(error, CAD_ERR_BUG,
                          "models/norms.json: wants %d ids, each once",
                          CAD_PACING_COUNT);
    for (size_t i = 0; i < CAD_PACING_COUNT && status == CAD_OK; i++)
        status = read_norm(arena, json_object_get(root, pacing[i].id), i,
                           &out[i], error);
    json_decref(root);
    return status;
}
