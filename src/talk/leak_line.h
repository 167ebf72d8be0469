/* leak_line.h - sounds of the line that only leak into a channel.
   test: tests/unit/talk/test_leak_line.c */
#ifndef CAD_TALK_LEAK_LINE_H
#define CAD_TALK_LEAK_LINE_H

#include "feature/line.h"
#include "talk/leakage.h"

struct cad_line_heard {
    const struct cad_channel *channel;
    cad_event_list *events;
    uint8_t *blocked; /* [frames] 1: a sound of the line */
};

/*
 * cad_leak_line_drop - take out what is the other's: an event that leakage
 * explains in most of its frames, or one of a kind that sounds louder on the
 * other side meanwhile. Where no event is left, blocked is cleared: the mask of
 * the leakage says what is there. Nothing leaks: nothing is taken.
 */
void cad_leak_line_drop(struct cad_line_heard *own,
                        const struct cad_line_heard *other,
                        const struct cad_leak *leak);

#endif
