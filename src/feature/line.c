#include "feature/line.h"

#include "base/error.h"

#include <stdlib.h>

cad_event *cad_line_add(struct cad_line_search *search, cad_event_kind kind,
                        size_t start, size_t end, double confidence)
{
    cad_event *event = CAD_VEC_PUSH(search->arena, search->events);
    if (!event) {
        search->no_memory = true;
        return NULL;
    }
    event->kind = kind;
    event->party = CAD_NOBODY;
    event->start_s = cad_frame_s(start);
    event->end_s = cad_frame_s(end);
    event->confidence = confidence;
    event->segment = -1;
    event->competitive = cad_unknown(CAD_WHY_NOT_MEASURED);
    return event;
}

void cad_line_block(struct cad_line_search *search, size_t start, size_t end)
{
    size_t margin =
        (size_t)(search->settings->block_margin_ms * CAD_FRAMES_PER_S / 1000.0);
    size_t frames = search->channel->frames;
    start = start > margin ? start - margin : 0;
    end = end + margin < frames ? end + margin : frames;
    for (size_t f = start; f < end; f++)
        search->blocked[f] = 1;
}

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
