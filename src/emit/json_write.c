#include "emit/json_write.h"

#include "base/utf8.h"
#include "emit/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ------------------------------------------------------------- */

json_t *cad_json_rounded(double value, int decimals)
{
    if (!isfinite(value))
        return json_null(); /* JSON has no such number */
    return json_real(cad_decimal_kept(value, decimals));
}

json_t *cad_json_quantity(double value, const char *unit)
{
    int decimals = cad_decimals_of(unit);
    if (decimals == CAD_DECIMALS_COUNT && isfinite(value))
        return json_integer(llround(value));
    return cad_json_rounded(value, decimals);
}

json_t *cad_json_id(char kind, size_t index)
{
    return json_sprintf("%c%zu", kind, index);
}

json_t *cad_json_string(const char *text)
{
    if (!text)
        return json_null();
    json_t *value = json_string(text);
    if (value)
        return value;
    char *clean = malloc(3 * strlen(text) + 1);
    if (!clean)
        return NULL;
    cad_utf8_clean(text, clean);
    value = json_string(clean);
    free(clean);
    return value;
}

json_t *cad_json_list(size_t count, cad_json_item *item, const void *from)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(list, item(from, i))) {
            json_decref(list);
            return NULL;
        }
    return list;
}

/* ---- objects ------------------------------------------------------------ */

cad_json cad_json_begin(cad_why absent)
{
    json_t *object = json_object();
    return (cad_json){object, NULL, absent, !object};
}

json_t *cad_json_end(cad_json *o)
{
    if (o->why && json_object_set_new(o->object, "why", o->why))
        o->failed = true;
    if (!o->failed)
        return o->object;
    json_decref(o->object);
    return NULL;
}

void cad_json_put(cad_json *o, const char *key, json_t *value)
{
    if (json_object_set_new(o->object, key, value))
        o->failed = true;
}

void cad_json_null(cad_json *o, const char *key, cad_why why)
{
    cad_json_put(o, key, json_null());
    if (why == CAD_WHY_KNOWN)
        return;
    if (!o->why)
        o->why = json_object();
    if (json_object_set_new(o->why, key, json_string(cad_word_why(why))))
        o->failed = true;
}

/* The reason why a value of this object is null, or KNOWN. */
static cad_why reason(const cad_json *o, double value, cad_why why)
{
    if (o->absent != CAD_WHY_KNOWN)
        return o->absent;
    if (why == CAD_WHY_KNOWN && !isfinite(value))
        return CAD_WHY_NOT_MEASURED;
    return why;
}

void cad_json_figure(cad_json *o, const char *key, cad_figure figure,
                     int decimals)
{
    cad_why why = reason(o, figure.value, figure.why);
    if (why != CAD_WHY_KNOWN)
        cad_json_null(o, key, why);
    else
        cad_json_put(o, key, cad_json_rounded(figure.value, decimals));
}

void cad_json_count(cad_json *o, const char *key, cad_figure figure)
{
    cad_why why = reason(o, figure.value, figure.why);
    if (why != CAD_WHY_KNOWN)
        cad_json_null(o, key, why);
    else
        cad_json_put(o, key, json_integer(llround(figure.value)));
}

void cad_json_flag(cad_json *o, const char *key, cad_figure figure)
{
    cad_why why = reason(o, figure.value, figure.why);
    if (why != CAD_WHY_KNOWN)
        cad_json_null(o, key, why);
    else
        cad_json_put(o, key, json_boolean(figure.value > 0.5));
}

void cad_json_number(cad_json *o, const char *key, double value, int decimals)
{
    cad_json_figure(o, key, cad_known(value), decimals);
}

void cad_json_integer(cad_json *o, const char *key, long long value)
{
    if (o->absent != CAD_WHY_KNOWN)
        cad_json_null(o, key, o->absent);
    else
        cad_json_put(o, key, json_integer(value));
}

void cad_json_bool(cad_json *o, const char *key, bool value)
{
    cad_json_flag(o, key, cad_known(value));
}

void cad_json_text(cad_json *o, const char *key, const char *text, cad_why why)
{
    if (o->absent != CAD_WHY_KNOWN)
        cad_json_null(o, key, o->absent);
    else if (!text)
        cad_json_null(o, key, why);
    else
        cad_json_put(o, key, cad_json_string(text));
}

void cad_json_measure(cad_json *o, const char *key, cad_figure figure,
                      const char *unit)
{
    cad_why why = reason(o, figure.value, figure.why);
    if (why != CAD_WHY_KNOWN)
        cad_json_null(o, key, why);
    else
        cad_json_put(o, key, cad_json_quantity(figure.value, unit));
}

void cad_json_norm(cad_json *o, const cad_norm *norm, const char *unit)
{
    if (!norm->known) {
        cad_json_null(o, "norm", CAD_WHY_NONE_DEFENSIBLE);
        return;
    }
    cad_json n = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&n, "low", cad_json_quantity(norm->low, unit));
    cad_json_put(&n, "high", cad_json_quantity(norm->high, unit));
    cad_json_text(&n, "source", norm->source, CAD_WHY_NOT_GIVEN);
    cad_json_put(o, "norm", cad_json_end(&n));
}

void cad_json_ref(cad_json *o, const char *key, char kind, int index)
{
    if (index < 0)
        cad_json_null(o, key, CAD_WHY_KNOWN);
    else
        cad_json_put(o, key, cad_json_id(kind, (size_t)index));
}
