/* line_search.c - what the searches for line sounds write down. */
#include "feature/line.h"

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
