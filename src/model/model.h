/*
 * model.h - every threshold and weight, loaded and checked.
 *
 * The numbers live in models/default.json, each with its unit and source; the
 * names live in model/settings.h. A name without a number, or a number
 * without a name, is refused with line and key.
 */
#ifndef CAD_MODEL_MODEL_H
#define CAD_MODEL_MODEL_H

#include "base/arena.h"
#include "model/settings.h"

#include <callcadence/report.h>

typedef struct cad_model {
    struct cad_settings settings;
    size_t changed_count; /* values that differ from the built-in model */
    cad_setting_change *changed;
    cad_norm norms[CAD_PACING_COUNT];
    cad_norm whole_norms[CAD_WHOLE_COUNT];
    char sha256[65]; /* over every value: part of the resume key */
} cad_model;

/*
 * cad_model_load - the built-in model, with a file's keys laid over it.
 *
 *   path    JSON {"speech": {"snr_min_db": 6.0 or {"value": 6.0, ...}}};
 *           NULL: the built-in model alone
 *   errors  ERR_MODEL "m.json:12: speech.snr_min: no such key"; ERR_MEMORY
 *   test    tests/unit/model/test_model.c
 */
cad_status cad_model_load(cad_arena *arena, const char *path, cad_model *out,
                          cad_error *error);

#endif
