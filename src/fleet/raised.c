#include "fleet/raised.h"

#include "dsp/stats.h"
#include "fleet/made_with.h"
#include "model/model.h"

#include <math.h>

cad_status cad_raised_begin(cad_arena *arena, struct cad_raised *out,
                            cad_error *error)
{
    cad_model model;
    cad_status status = cad_model_load(arena, NULL, &model, error);
    *out = (struct cad_raised){0};
    if (!status)
        out->usual_z = model.settings.tone.raised_z;
    return status;
}

double cad_raised_of(const struct cad_raised *raised, const json_t *report)
{
    return cad_bounded(cad_made_with(report, "tone.raised_z", raised->usual_z));
}

void cad_raised_add(struct cad_raised *raised, double from)
{
    if (!raised->reports++)
        raised->from = from;
    else if (fabs(raised->from - from) > 1e-9)
        raised->from = 0.0;
}
