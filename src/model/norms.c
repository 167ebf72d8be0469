#include "model/norms.h"

#include "base/error.h"
#include "model/builtin.h"
#include "model/json_read.h"

#include <string.h>

#include <jansson.h>

static const struct {
    const char *id, *unit;
} norms[CAD_PACING_COUNT + CAD_WHOLE_COUNT] = {
#define X(name, id, unit) {id, unit},
    CAD_PACING_MAP(X) CAD_WHOLE_MAP(X)
#undef X
};

enum { NORMS = sizeof norms / sizeof *norms };

static cad_status read_norm(cad_arena *arena, json_t *entry, size_t i,
                            cad_norm *out, cad_error *error)
{
    static const char *const keys[] = {"low", "high", "unit", "source", NULL};
    *out = (cad_norm){0};
    if (json_is_null(entry))
        return CAD_OK;
    const json_t *low = json_object_get(entry, "low");
    const json_t *high = json_object_get(entry, "high");
    const char *unit = json_string_value(json_object_get(entry, "unit"));
    const char *source = json_string_value(json_object_get(entry, "source"));
    out->low = json_number_value(low);
    out->high = json_number_value(high);
    if (!cad_json_only(entry, keys) || !json_is_number(low) ||
        !json_is_number(high) || !unit || strcmp(unit, norms[i].unit) != 0 ||
        out->low > out->high || !source || !*source)
        return cad_fail(error, CAD_ERR_BUG,
                        "models/norms.json: %s: want "
                        "null or low <= high, unit \"%s\", source",
                        norms[i].id, norms[i].unit);
    out->known = true;
    out->source = cad_arena_strdup(arena, source);
    return out->source ? CAD_OK : cad_fail_memory(error);
}

cad_status cad_norms_load(cad_arena *arena, cad_norm pacing[CAD_PACING_COUNT],
                          cad_norm whole[CAD_WHOLE_COUNT], cad_error *error)
{
    json_t *root;
    const char *text = cad_builtin_norms_json;
    cad_status status = cad_json_read_object(
        "models/norms.json", text, strlen(text), CAD_ERR_BUG, &root, error);
    if (status)
        return status;
    if (json_object_size(root) != NORMS)
        status = cad_fail(error, CAD_ERR_BUG,
                          "models/norms.json: wants %d ids, each once", NORMS);
    for (size_t i = 0; i < NORMS && status == CAD_OK; i++)
        status = read_norm(arena, json_object_get(root, norms[i].id), i,
                           i < CAD_PACING_COUNT ? &pacing[i]
                                                : &whole[i - CAD_PACING_COUNT],
                           error);
    json_decref(root);
    return status;
}
