#include "engine.h"

#include "base/error.h"

#include <stdlib.h>

static cad_status fill(cad_engine *engine, const char *model_file,
                       cad_error *error)
{
    engine->arena = cad_arena_new();
    if (!engine->arena)
        return cad_fail_memory(error);
    cad_status status =
        cad_model_load(engine->arena, model_file, &engine->model, error);
    if (status)
        return status;
    return cad_plans_new(&engine->plans, error);
}

cad_status cad_engine_new(const char *model_file, cad_engine **out,
                          cad_error *error)
{
    if (!out)
        return cad_fail_null(error, "out");
    *out = NULL;
    cad_engine *engine = calloc(1, sizeof *engine);
    if (!engine)
        return cad_fail_memory(error);
    cad_status status = fill(engine, model_file, error);
    if (status)
        cad_engine_free(&engine);
    *out = engine;
    return status;
}

void cad_engine_free(cad_engine **engine)
{
    if (!engine || !*engine)
        return;
    cad_plans_free(&(*engine)->plans);
    cad_arena_free((*engine)->arena);
    free(*engine);
    *engine = NULL;
}
