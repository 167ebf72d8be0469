#include "fleet/coach_places.h"

#include <stdlib.h>

static int by_worth(const void *a, const void *b)
{
    const struct cad_coach_place *x = a, *y = b;
    if (x->what->kind != y->what->kind)
        return x->what->kind < y->what->kind ? -1 : 1;
    if (x->what->confidence < y->what->confidence ||
        x->what->confidence > y->what->confidence)
        return x->what->confidence > y->what->confidence ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Those beyond the most of a kind are dropped. */
static void keep_best(struct cad_coach_places *places, size_t most)
{
    size_t kept = 0, of_kind = 0, kind = CAD_COACH_KINDS;
    for (size_t i = 0; i < places->count; i++) {
        const struct cad_coach_place place = places->items[i];
        of_kind = place.what->kind == kind ? of_kind + 1 : 0;
        kind = place.what->kind;
        if (of_kind < most)
            places->items[kept++] = place;
    }
    places->count = kept;
}

bool cad_coach_find_places(cad_arena *arena, const struct cad_coach *coach,
                           const struct cad_coach_agent *agent,
                           struct cad_coach_places *out)
{
    for (size_t c = 0; c < agent->calls.count; c++) {
        const struct cad_coach_call *call = &agent->calls.items[c];
        for (size_t i = 0; i < call->examples.count; i++) {
            struct cad_coach_place *place = CAD_VEC_PUSH(arena, out);
            if (!place)
                return false;
            *place = (struct cad_coach_place){call, &call->examples.items[i],
                                              out->count};
        }
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_worth);
    keep_best(out, (size_t)coach->model.settings.coach.examples_per_kind);
    return true;
}
