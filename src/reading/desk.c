#include "reading/desk.h"

#include "base/decimal.h"
#include "base/print.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

cad_figure cad_desk_kept(cad_pacing_id id, double value)
{
#define UNIT(name, id, unit) unit,
    static const char *const units[] = {CAD_PACING_MAP(UNIT)};
#undef UNIT
    return cad_known(cad_decimal_kept(value, cad_decimals_of(units[id])));
}

cad_figure cad_desk_step(double from, double to)
{
    double step = cad_decimal_round(to, 2) - cad_decimal_round(from, 2);
    return cad_known(cad_decimal_kept(step, CAD_DECIMALS_ACTIVATION));
}

void cad_desk_tell(struct cad_desk *d, cad_pacing_id id, cad_figure value,
                   const char *format, ...)
{
    char text[300];
    va_list args;
    va_start(args, format);
    cad_vprint(text, sizeof text, format, args);
    va_end(args);
    cad_pacing_note *n = &d->report->pacing[id];
    n->value = value;
    n->text = cad_arena_strdup(d->in->arena, text);
    d->failed |= !n->text;
}

void cad_desk_silent(struct cad_desk *d, cad_pacing_id id, cad_why why,
                     const char *text)
{
    cad_desk_tell(d, id, cad_unknown(why), "%s", text);
}

void cad_desk_mark(struct cad_desk *d, cad_span_list *list, double start_s,
                   double end_s)
{
    cad_span *span = CAD_VEC_PUSH(d->in->arena, list);
    if (span)
        *span = (cad_span){start_s, end_s};
    else
        d->failed = true;
}

void cad_desk_show(struct cad_desk *d, cad_pacing_id id,
                   const cad_span_list *list)
{
    d->report->pacing[id].moments = list->items;
    d->report->pacing[id].moment_count = list->count;
}

struct cad_count cad_desk_times(size_t n)
{
    static const char *const few[] = {"never", "once", "twice"};
    struct cad_count c;
    if (n < 3)
        snprintf(c.text, sizeof c.text, "%s", few[n]);
    else
        snprintf(c.text, sizeof c.text, "%zu times", n);
    return c;
}

struct cad_count cad_desk_count(size_t n, const char *thing)
{
    struct cad_count c;
    if (n == 0)
        snprintf(c.text, sizeof c.text, "no %s", thing);
    else
        snprintf(c.text, sizeof c.text, "%zu %s%s", n, thing,
                 n == 1                            ? ""
                 : thing[strlen(thing) - 1] == 'h' ? "es"
                                                   : "s");
    return c;
}

const cad_episode *cad_desk_episode_at(const struct cad_desk *d, double t_s)
{
    for (size_t i = 0; i < d->report->episode_count; i++) {
        const cad_episode *p = &d->report->episodes[i];
        if (p->party == CAD_CUSTOMER && p->kind == CAD_RAISED &&
            t_s >= p->onset_s && t_s <= p->end_s)
            return p;
    }
    return NULL;
}
