/* talk_case.h - small conversations written as spans, read with the built-in
   settings. */
#ifndef TALK_CASE_H
#define TALK_CASE_H

#include "model/model.h"
#include "talk/conversation.h"
#include "talk/silence.h"
#include "talk/times.h"
#include "talk/turns.h"
#include "talk/units.h"

#include <stdint.h>
#include <string.h>

enum { TALK_FRAMES = 12000 };

struct talk_case {
    cad_arena *arena;
    cad_model model;
    uint8_t speech[2][TALK_FRAMES];
    struct cad_conversation c;
    struct cad_silence_figures silence;
    bool swapped; /* says of the second party what was meant for the first */
};

static void talk_open(struct talk_case *t)
{
    memset(t, 0, sizeof *t);
    t->arena = cad_arena_new();
    (void)!cad_model_load(t->arena, NULL, &t->model, NULL);
    t->c.frames = TALK_FRAMES;
    t->c.parties = 2;
    t->c.hold = CAD_NEW(t->arena, uint8_t, TALK_FRAMES);
}

__attribute__((unused)) static void
talk_say(struct talk_case *t, cad_party party, double start_s, double end_s)
{
    size_t end = cad_frames_of(end_s);
    int p = (int)party ^ (int)t->swapped;
    for (size_t f = cad_frames_of(start_s); f < end; f++)
        t->speech[p][f] = 1;
}

__attribute__((unused)) static bool talk_read(struct talk_case *t)
{
    const struct cad_talk_settings *s = &t->model.settings.talk;
    for (int p = 0; p < 2; p++)
        if (cad_units_find(t->speech[p], TALK_FRAMES, (cad_party)p, s, t->arena,
                           &t->c.ipus[p], NULL))
            return false;
    return !cad_turns_find(&t->c, NULL, s, t->arena, NULL) &&
           !cad_silence_find(&t->c, s, t->arena, &t->silence, NULL);
}

static void talk_close(struct talk_case *t)
{
    cad_arena_free(t->arena);
}

__attribute__((unused)) static size_t talk_count(const struct talk_case *t,
                                                 cad_event_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < t->c.events.count; i++)
        n += t->c.events.items[i].kind == kind;
    return n;
}

/* The first event of a kind, or one of all zeros. */
__attribute__((unused)) static cad_event talk_event(const struct talk_case *t,
                                                    cad_event_kind kind)
{
    for (size_t i = 0; i < t->c.events.count; i++)
        if (t->c.events.items[i].kind == kind)
            return t->c.events.items[i];
    return (cad_event){.party = CAD_NOBODY, .segment = -1};
}

#endif
