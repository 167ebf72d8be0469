#include "feature/line.h"

#include "base/error.h"

#include <stdlib.h>

static int by_start(const void *a, const void *b)
{
    const cad_event *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

cad_status cad_line_find(const struct cad_channel *channel,
                         const struct cad_line_settings *settings,
                         cad_arena *arena, uint8_t *blocked,
                         cad_event_list *events, cad_error *error)
{
    struct cad_line_search search = {.channel = channel,
                                     .settings = settings,
                                     .arena = arena,
                                     .blocked = blocked,
                                     .events = events,
                                     .first = events->count};
    cad_line_find_music(&search);
    cad_line_find_tones(&search);
    cad_line_find_dtmf(&search);
    if (search.no_memory)
        return cad_fail_memory(error);
    if (events->count > search.first)
        qsort(events->items + search.first, events->count - search.first,
              sizeof *events->items, by_start);
    return CAD_OK;
}
