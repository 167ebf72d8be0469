#include "fleet/made_with.h"

#include "fleet/columns.h"

double cad_made_with(const json_t *report, const char *key, double usual)
{
    const json_t *changed = cad_columns_at(report, "settings.changed");
    const json_t *value = json_object_get(changed, key);
    return json_is_number(value) ? json_number_value(value) : usual;
}
