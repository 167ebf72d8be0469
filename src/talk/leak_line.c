#include "talk/leak_line.h"

#include "talk/times.h"

struct span {
    size_t start, end;
};

static struct span span_of(const cad_event *e, size_t frames)
{
    size_t start = cad_frames_of(e->start_s), end = cad_frames_of(e->end_s);
    return (struct span){start < frames ? start : frames,
                         end < frames ? end : frames};
}

static struct span common(struct span a, struct span b)
{
    struct span c = {a.start > b.start ? a.start : b.start,
                     a.end < b.end ? a.end : b.end};
    return c;
}

static double power_in(const struct cad_channel *c, struct span s)
{
    double sum = 0.0;
    for (size_t f = s.start; f < s.end && f < c->frames; f++)
        sum += (double)c->power[f];
    return sum;
}

static bool is_explained(const cad_event *e, const struct cad_leak *leak,
                         size_t frames)
{
    struct span s = span_of(e, frames);
    size_t count = 0;
    for (size_t f = s.start; f < s.end; f++)
        count += leak->blocked[f];
    return 2 * count > s.end - s.start;
}

static bool sounds_there(const cad_event *e, const struct cad_line_heard *own,
                         const struct cad_line_heard *other)
{
    size_t frames = own->channel->frames;
    for (size_t i = 0; i < other->events->count; i++) {
        const cad_event *there = &other->events->items[i];
        struct span both = common(span_of(e, frames), span_of(there, frames));
        if (there->kind == e->kind && both.start < both.end &&
            power_in(own->channel, both) < power_in(other->channel, both))
            return true;
    }
    return false;
}

/* The event and the margin about it. */
static void unblock(struct cad_line_heard *own, const cad_event *e)
{
    size_t frames = own->channel->frames;
    struct span s = span_of(e, frames);
    while (s.start > 0 && own->blocked[s.start - 1])
        s.start--;
    for (size_t f = s.start; f < frames && (f < s.end || own->blocked[f]); f++)
        own->blocked[f] = 0;
}

void cad_leak_line_drop(struct cad_line_heard *own,
                        const struct cad_line_heard *other,
                        const struct cad_leak *leak)
{
    size_t frames = own->channel->frames, left = 0;
    cad_event *events = own->events->items;
    if (!leak->found)
        return;
    for (size_t i = 0; i < own->events->count; i++) {
        if (is_explained(&events[i], leak, frames) ||
            sounds_there(&events[i], own, other))
            unblock(own, &events[i]);
        else
            events[left++] = events[i];
    }
    own->events->count = left;
    for (size_t i = 0; i < left; i++) {
        struct span s = span_of(&events[i], frames);
        for (size_t f = s.start; f < s.end; f++)
            own->blocked[f] = 1;
    }
}
