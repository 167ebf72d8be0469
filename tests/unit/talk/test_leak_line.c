/* Sounds of the line in both channels: which of them are copies. */
#include "tap.h"

#include "talk/leak_line.h"

#include <string.h>

enum { FRAMES = 2000 };

struct side {
    float power[FRAMES];
    uint8_t blocked[FRAMES], leaks[FRAMES];
    cad_event items[2];
    cad_event_list events;
    struct cad_channel channel;
    struct cad_leak leak;
};

static void add(struct side *s, cad_event_kind kind, size_t start, size_t end,
                float power)
{
    s->events.items = s->items;
    s->items[s->events.count++] = (cad_event){
        .kind = kind, .start_s = cad_frame_s(start), .end_s = cad_frame_s(end)};
    for (size_t f = start - 3; f < end + 3; f++)
        s->blocked[f] = 1;
    for (size_t f = start; f < end; f++)
        s->power[f] = power;
}

static void open_side(struct side *s, bool found)
{
    memset(s, 0, sizeof *s);
    s->channel = (struct cad_channel){.frames = FRAMES, .power = s->power};
    s->leak = (struct cad_leak){.found = found, .blocked = s->leaks};
}

static void drop(struct side *own, struct side *other)
{
    struct cad_line_heard here = {&own->channel, &own->events, own->blocked};
    struct cad_line_heard there = {&other->channel, &other->events,
                                   other->blocked};
    cad_leak_line_drop(&here, &there, &own->leak);
}

static size_t blocked(const struct side *s)
{
    size_t sum = 0;
    for (size_t f = 0; f < FRAMES; f++)
        sum += s->blocked[f];
    return sum;
}

int main(void)
{
    static struct side a, b;
    open_side(&a, true);
    open_side(&b, true);
    add(&a, CAD_EVENT_DTMF, 500, 600, 1e-2f);
    add(&b, CAD_EVENT_DTMF, 509, 609, 1e-4f);
    add(&b, CAD_EVENT_DTMF, 900, 950, 1e-4f);
    drop(&a, &b);
    drop(&b, &a);
    ok(a.events.count == 1 && b.events.count == 1,
       "digits that sound weaker while they sound are the other's");
    ok(b.items[0].start_s > 8.9, "later ones are not");
    ok(blocked(&b) == 56, "and there the channel is free to be heard again");

    open_side(&b, true);
    add(&b, CAD_EVENT_BEEP, 500, 600, 1e-4f);
    memset(b.leaks + 500, 1, 51);
    drop(&b, &a);
    ok(b.events.count == 0, "what leakage explains is no event of any kind");

    open_side(&b, true);
    add(&b, CAD_EVENT_BEEP, 500, 600, 1e-4f);
    memset(b.leaks + 500, 1, 50);
    drop(&b, &a);
    ok(b.events.count == 1, "another kind, half explained, stays");

    open_side(&b, false);
    add(&b, CAD_EVENT_DTMF, 509, 609, 1e-4f);
    drop(&b, &a);
    ok(b.events.count == 1, "where nothing leaks both have the digits");
    return tap_done();
}
