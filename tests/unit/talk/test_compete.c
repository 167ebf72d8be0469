#include "tap.h"

#include "model/model.h"
#include "talk/overlap.h"

#include <stdint.h>

enum { FRAMES = 1000, CUT = 600 };

struct stage {
    float power[2][FRAMES], f0_hz[2][FRAMES];
    uint8_t speech[2][FRAMES], clean[2][FRAMES];
    struct cad_channel channel[2];
    struct cad_voice voice[2];
};

/* Both speak from the start; from CUT on party 0 is changed. */
static void set(struct stage *s, double louder_db, double higher_st)
{
    for (int p = 0; p < 2; p++) {
        for (size_t f = 0; f < FRAMES; f++) {
            bool changed = p == 0 && f >= CUT;
            s->power[p][f] =
                (float)(1e-3 * pow(10.0, changed ? 0.1 * louder_db : 0.0));
            s->f0_hz[p][f] =
                (float)(150.0 * pow(2.0, changed ? higher_st / 12.0 : 0.0));
            s->speech[p][f] = s->clean[p][f] = 1;
        }
        s->channel[p] =
            (struct cad_channel){.frames = FRAMES, .power = s->power[p]};
        s->voice[p] = (struct cad_voice){.channel = &s->channel[p],
                                         .frames = FRAMES,
                                         .speech = s->speech[p],
                                         .clean = s->clean[p],
                                         .f0_hz = s->f0_hz[p]};
    }
}

static cad_figure judged(const struct stage *s, double overlap_s,
                         const struct cad_talk_settings *settings)
{
    const struct cad_voice *voices[2] = {&s->voice[0], &s->voice[1]};
    cad_event event = {.kind = CAD_EVENT_INTERRUPTION,
                       .start_s = CUT / 100.0,
                       .end_s = CUT / 100.0 + overlap_s,
                       .overlap_s = overlap_s};
    cad_conversation_events events = {&event, 1, 1};
    cad_overlap_compete(&events, voices, settings);
    return event.competitive;
}

int main(void)
{
    static struct stage s;
    cad_arena *arena = cad_arena_new();
    cad_model model;
    if (!ok(!cad_model_load(arena, NULL, &model, NULL), "model loads"))
        return tap_done();
    const struct cad_talk_settings *t = &model.settings.talk;

    set(&s, 0.0, 0.0);
    near(judged(&s, 1.5, t).value, 0.0, 0.0, "nobody rises");
    ok(judged(&s, 0.99, t).why == CAD_WHY_TOO_SHORT, "0.99 s is too short");
    ok(cad_is_known(judged(&s, 1.0, t)), "1 s is enough");
    set(&s, 1.9, 0.0);
    near(judged(&s, 1.5, t).value, 0.0, 0.0, "1.9 dB louder is not enough");
    set(&s, 2.1, 0.0);
    near(judged(&s, 1.5, t).value, 1.0, 0.0, "2.1 dB louder competes");
    set(&s, 0.0, 1.9);
    near(judged(&s, 1.5, t).value, 0.0, 0.0, "1.9 st higher is not enough");
    set(&s, 0.0, 2.1);
    near(judged(&s, 1.5, t).value, 1.0, 0.0, "2.1 st higher competes");
    set(&s, 0.0, 0.0);
    for (size_t f = CUT; f < FRAMES; f++)
        s.power[0][f] = 0.0f;
    near(judged(&s, 1.5, t).value, 0.0, 0.0,
         "a line that falls silent is no loud voice");
    for (size_t f = CUT; f < FRAMES; f++)
        s.clean[0][f] = s.clean[1][f] = 0;
    ok(judged(&s, 1.5, t).why == CAD_WHY_NO_EVIDENCE,
       "frames that are not clean tell nothing");

    cad_event event = {.kind = CAD_EVENT_INTERRUPTION, .overlap_s = 2.0};
    cad_conversation_events events = {&event, 1, 1};
    cad_overlap_compete(&events, NULL, t);
    ok(event.competitive.why == CAD_WHY_NOT_MEASURED,
       "without voices nothing is judged");
    cad_arena_free(arena);
    return tap_done();
}
