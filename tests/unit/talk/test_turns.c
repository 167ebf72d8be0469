#include "tap.h"

#include "talk_case.h"

static const struct cad_turn *turn(const struct talk_case *t, size_t i)
{
    return &t->c.turns.items[i];
}

static void plain_dialogue(void)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 4.0);
    talk_say(&t, CAD_AGENT, 4.5, 6.0);
    talk_say(&t, CAD_CUSTOMER, 6.4, 10.0);
    talk_say(&t, CAD_AGENT, 9.9, 15.0);
    ok(talk_read(&t) && t.c.turns.count == 3, "three turns, got %zu",
       t.c.turns.count);
    ok(turn(&t, 0)->ipu_count == 2 && turn(&t, 0)->end == 600,
       "an own pause does not end a turn");
    ok(turn(&t, 0)->response_latency_s.why == CAD_WHY_FIRST_TURN,
       "the first turn answers nobody");
    near(turn(&t, 1)->response_latency_s.value, 0.4, 0.005, "gap, s");
    near(turn(&t, 2)->response_latency_s.value, -0.1, 0.005,
         "latency over a terminal overlap, s");
    ok(turn(&t, 1)->took_floor && turn(&t, 2)->took_floor, "floor taken");
    for (size_t i = 0; i < t.c.ipus[0].count; i++)
        ok(t.c.ipus[0].items[i].turn == (i < 2 ? 0 : 2),
           "unit %zu knows its turn", i);
    talk_close(&t);
}

/* Own silence of `gap_s` between two pieces of speech of one party. */
static size_t turns_with_gap(double gap_s, cad_why *why)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 4.0);
    talk_say(&t, CAD_AGENT, 4.0 + gap_s, 8.0 + gap_s);
    ok(talk_read(&t), "read");
    size_t count = t.c.turns.count;
    *why = turn(&t, count - 1)->response_latency_s.why;
    talk_close(&t);
    return count;
}

static void own_silence(void)
{
    cad_why why;
    ok(turns_with_gap(2.99, &why) == 1, "own silence of 2.99 s: one turn");
    ok(turns_with_gap(3.01, &why) == 2 && why == CAD_WHY_OWN_TURN,
       "own silence of 3.01 s: two turns, the second an own turn");
}

static void after_hold(void)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 4.0);
    memset(t.c.hold + 450, 1, 150);
    talk_say(&t, CAD_AGENT, 6.5, 8.0);
    memset(t.c.hold + 850, 1, 1000);
    talk_say(&t, CAD_CUSTOMER, 19.0, 21.0);
    ok(talk_read(&t) && t.c.turns.count == 3, "a hold ends the turn");
    ok(turn(&t, 1)->response_latency_s.why == CAD_WHY_AFTER_HOLD &&
           turn(&t, 2)->response_latency_s.why == CAD_WHY_AFTER_HOLD,
       "no latency over a hold");
    talk_close(&t);
}

/* The holder pauses, the other starts, the holder is back after `pause_s`. */
static bool floor_lost(double pause_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 5.0);
    talk_say(&t, CAD_CUSTOMER, 5.3, 7.0);
    talk_say(&t, CAD_AGENT, 5.0 + pause_s, 9.0);
    bool lost = talk_read(&t) && turn(&t, 1)->took_floor;
    ok(lost || talk_count(&t, CAD_EVENT_INTERRUPTION) == 0,
       "the holder who resumes is no interrupter");
    talk_close(&t);
    return lost;
}

static void resuming(void)
{
    ok(!floor_lost(0.98), "back after 0.98 s: the floor was kept");
    ok(floor_lost(1.02), "back after 1.02 s: the floor was lost");
}

static void one_party(void)
{
    struct talk_case t;
    talk_open(&t);
    for (int i = 0; i < 3; i++)
        talk_say(&t, CAD_AGENT, 2.0 + 10.0 * i, 6.0 + 10.0 * i);
    ok(talk_read(&t) && t.c.turns.count == 3, "one side alone: three turns");
    ok(talk_count(&t, CAD_EVENT_OVERLAP) == 0, "and no overlap");
    near(t.silence.longest_s, 6.0, 0.005, "longest silence, s");
    talk_close(&t);

    talk_open(&t);
    ok(talk_read(&t) && t.c.turns.count == 0 && t.c.events.count == 0,
       "nobody speaks: nothing is found");
    talk_close(&t);
}

static void no_memory(void)
{
    for (size_t n = 1; n < 3; n++) {
        struct talk_case t;
        talk_open(&t);
        talk_say(&t, CAD_AGENT, 1.0, 5.0);
        talk_say(&t, CAD_CUSTOMER, 4.0, 8.0);
        const struct cad_talk_settings *s = &t.model.settings.talk;
        for (int p = 0; p < 2; p++)
            (void)!cad_units_find(t.speech[p], TALK_FRAMES, (cad_party)p, s,
                                  t.arena, &t.c.ipus[p], NULL);
        cad_arena_fail_after(t.arena, n);
        ok(cad_turns_find(&t.c, NULL, s, t.arena, NULL) == CAD_ERR_MEMORY,
           "request %zu fails: said", n);
        talk_close(&t);
    }
}

int main(void)
{
    plain_dialogue();
    own_silence();
    after_hold();
    resuming();
    one_party();
    no_memory();
    return tap_done();
}
