/*
 * norms.h - models/norms.json: what is usual elsewhere, where a source can be
 * named; null for everything else.
 */
#ifndef CAD_MODEL_NORMS_H
#define CAD_MODEL_NORMS_H

#include "base/arena.h"

#include <callcadence/report.h>

/* errors: ERR_BUG (the file is built in), ERR_MEMORY */
cad_status cad_norms_load(cad_arena *arena, cad_norm pacing[CAD_PACING_COUNT],
                          cad_norm whole[CAD_WHOLE_COUNT], cad_error *error);

#endif
