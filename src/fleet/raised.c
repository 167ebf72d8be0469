#include "fleet/raised.h"

#include "dsp/stats.h"
#include "fleet/columns.h"
#include "model/model.h"

#include <math.h>

cad_status cad_raised_begin(cad_arena *arena, struct cad_raised *out,
                            cad_error *error)
{
    cad_model model;
    cad_status status = cad_model_load(arena, NULL, &model, error);
    *out = (struct cad_raised){0};
    if (!status)
        out->usual = cad_bounded(model.settings.tone.raised_z);
    return status;
}

double cad_raised_of(const struct cad_raised *raised, const json_t *report)
{
    const json_t *changed = cad_columns_at(report, "settings.changed");
    const json_t *z = json_object_get(changed, "tone.raised_z");
    return json_is_number(z) ? cad_bounded(json_number_value(z))
                             : raised->usual;
}

void cad_raised_add(struct cad_raised *raised, double from)
{
    if (!raised->reports++)
        raised->from = from;
    else if (fabs(raised->from - from) > 1e-9)
        raised->from = 0.0;
}
