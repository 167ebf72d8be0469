#include "tap.h"

#include "talk_case.h"

static void gaps(void)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 5.0, 8.0);
    talk_say(&t, CAD_CUSTOMER, 10.99, 14.0); /* 2.99 s: too short to list */
    talk_say(&t, CAD_AGENT, 17.01, 20.0);    /* 3.01 s */
    talk_say(&t, CAD_AGENT, 25.0, 26.0);     /* 5 s */
    ok(talk_read(&t) && t.silence.n == 2, "two silences, got %zu", t.silence.n);
    near(t.silence.total_s, 8.01, 0.005, "total, s");
    near(t.silence.longest_s, 5.0, 0.005, "longest, s");
    near(t.silence.longest_start_s, 20.0, 0.005, "its start, s");
    ok(talk_count(&t, CAD_EVENT_SILENCE) == 2, "an event each");
    talk_close(&t);
}

static double sure_of_silence(double length_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 5.0, 8.0);
    talk_say(&t, CAD_CUSTOMER, 8.0 + length_s, 20.0);
    double confidence =
        talk_read(&t) ? talk_event(&t, CAD_EVENT_SILENCE).confidence : -1.0;
    talk_close(&t);
    return confidence;
}

static struct cad_channel quiet_line(struct talk_case *t, size_t from,
                                     size_t to)
{
    struct cad_channel c = {.frames = TALK_FRAMES};
    c.flags = CAD_NEW(t->arena, uint8_t, TALK_FRAMES);
    memset(c.flags + from, CAD_FRAME_DIGITAL, to - from);
    return c;
}

static bool find_hold(struct talk_case *t, const cad_event *line, size_t n,
                      const struct cad_channel *const *channels)
{
    const uint8_t *speech[2] = {t->speech[0], t->speech[1]};
    return !cad_hold_find(&t->c, line, n, speech, channels,
                          &t->model.settings.talk, t->arena, NULL);
}

static void music_is_hold(void)
{
    static const cad_event line[] = {
        {.kind = CAD_EVENT_RINGBACK, .start_s = 1.0, .end_s = 4.0},
        {.kind = CAD_EVENT_MUSIC, .start_s = 10.0, .end_s = 15.0},
        {.kind = CAD_EVENT_MUSIC, .start_s = 16.0, .end_s = 25.0},
        {.kind = CAD_EVENT_DTMF, .start_s = 40.0, .end_s = 41.0},
    };
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 5.0, 10.0);
    talk_say(&t, CAD_AGENT, 26.0, 38.0);
    talk_say(&t, CAD_CUSTOMER, 43.5, 45.0);
    ok(find_hold(&t, line, 4, NULL), "hold is found");
    ok(talk_count(&t, CAD_EVENT_HOLD) == 1, "music with a rest is one hold");
    cad_event e = talk_event(&t, CAD_EVENT_HOLD);
    near(e.start_s, 10.0, 0.005, "hold starts, s");
    near(e.end_s, 25.0, 0.005, "hold ends, s");
    ok(t.c.hold[150] && t.c.hold[4050] && !t.c.hold[500],
       "ringing and digits are marked, speech is not");
    ok(talk_read(&t) && t.silence.n == 0,
       "neither hold nor digits are silence");
    near(t.silence.longest_s, 2.5, 0.005, "the longest gap is beside them, s");
    talk_close(&t);
}

static double sure_of_hold(double length_s)
{
    const cad_event line = {
        .kind = CAD_EVENT_MUSIC, .start_s = 10.0, .end_s = 10.0 + length_s};
    struct talk_case t;
    talk_open(&t);
    double confidence = find_hold(&t, &line, 1, NULL)
                            ? talk_event(&t, CAD_EVENT_HOLD).confidence
                            : -1.0;
    talk_close(&t);
    return confidence;
}

static size_t dead_holds(size_t to, double word_s, double other_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, word_s, word_s + 1.0);
    talk_say(&t, CAD_CUSTOMER, other_s, other_s + 1.0);
    struct cad_channel a = quiet_line(&t, 1000, to);
    struct cad_channel b = quiet_line(&t, 900, 9000);
    const struct cad_channel *channels[2] = {&a, &b};
    ok(find_hold(&t, NULL, 0, channels), "hold is looked for");
    size_t n = talk_count(&t, CAD_EVENT_HOLD);
    talk_close(&t);
    return n;
}

int main(void)
{
    gaps();
    music_is_hold();
    ok(dead_holds(1000 + 1499, 2.0, 100.0) == 0,
       "a dead line of 14.99 s is no hold");
    ok(dead_holds(1000 + 1500, 2.0, 100.0) == 1, "a dead line of 15 s is");
    ok(dead_holds(3000, 50.0, 100.0) == 0, "but not before the first word");
    ok(dead_holds(3000, 2.0, 5.0) == 0, "nor after the last one");
    near(sure_of_silence(3.0), 0.5, 1e-9, "confidence in 3 s of silence");
    near(sure_of_silence(3.5), 0.75, 1e-9, "in 3.5 s");
    near(sure_of_silence(4.5), 1.0, 1e-9, "in 4.5 s");
    near(sure_of_hold(3.0), 0.5, 1e-9, "confidence in 3 s of hold");
    near(sure_of_hold(8.0), 0.75, 1e-9, "in 8 s");
    near(sure_of_hold(14.0), 1.0, 1e-9, "in 14 s");
    return tap_done();
}
