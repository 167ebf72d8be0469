#include "talk/heard.h"

#include "base/error.h"
#include "talk/times.h"

static struct cad_ipu shorten(struct cad_ipu unit, const struct cad_voice *v,
                              size_t before, size_t after)
{
    size_t end = unit.end < v->frames ? unit.end : v->frames;
    size_t first = unit.start, last = end;
    while (first < end && !(v->f0_hz[first] > 0.0f))
        first++;
    if (first == end)
        return unit;
    while (!(v->f0_hz[last - 1] > 0.0f))
        last--;
    if (first - unit.start > before)
        unit.start = first - before;
    if (unit.end - last > after)
        unit.end = last + after;
    return unit;
}

cad_status cad_heard_units(const cad_ipu_list *units,
                           const struct cad_voice *voice,
                           const struct cad_talk_settings *settings,
                           cad_arena *arena, cad_ipu_list *out,
                           cad_error *error)
{
    *out = *units;
    if (!voice || !voice->f0_hz || units->count == 0)
        return CAD_OK;
    out->items = cad_arena_alloc(arena, units->count, sizeof *out->items);
    out->room = units->count;
    if (!out->items)
        return cad_fail_memory(error);
    size_t before = cad_frames_of(settings->heard_before_s);
    size_t after = cad_frames_of(settings->heard_after_s);
    for (size_t i = 0; i < units->count; i++)
        out->items[i] = shorten(units->items[i], voice, before, after);
    return CAD_OK;
}
