#include "tap.h"

#include "talk_case.h"

/* The agent speaks from 1 s; the customer cuts in at 6 s; the agent stops
   after `overlap_s` and is back at `back_s` (0: the customer's turn ends at
   `end_s`, then the agent). */
static cad_event cut(double overlap_s, double end_s, double back_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 6.0 + overlap_s);
    talk_say(&t, CAD_CUSTOMER, 6.0, end_s);
    talk_say(&t, CAD_AGENT, back_s, back_s + 3.0);
    ok(talk_read(&t), "read");
    cad_event e = talk_event(&t, CAD_EVENT_INTERRUPTION);
    if (!talk_count(&t, CAD_EVENT_INTERRUPTION))
        e = talk_event(&t, CAD_EVENT_OVERLAP);
    talk_close(&t);
    return e;
}

static void length_of_overlap(void)
{
    cad_event e = cut(0.8, 10.0, 11.0);
    ok(e.kind == CAD_EVENT_INTERRUPTION && e.party == CAD_CUSTOMER,
       "the customer cut in");
    near(e.overlap_s, 0.80, 0.02, "overlap, s");
    near(e.start_s, 6.0, 0.005, "start, s");
    near(e.end_s, 6.8, 0.02, "end, s");
    ok(e.outcome == CAD_YIELDED, "the agent yielded");

    e = cut(0.34, 10.0, 11.0);
    ok(e.kind == CAD_EVENT_OVERLAP && e.form == CAD_TERMINAL,
       "0.34 s is a terminal overlap");
    e = cut(0.35, 10.0, 11.0);
    ok(e.kind == CAD_EVENT_INTERRUPTION, "0.35 s is an interruption");
    ok(e.confidence >= 0.5 && e.confidence < 0.55,
       "at the threshold the confidence is low: %.2f", e.confidence);
}

static void outcome(void)
{
    ok(cut(1.99, 12.0, 13.0).outcome == CAD_YIELDED,
       "stopping after 1.99 s is yielding");
    ok(cut(2.02, 12.0, 13.0).outcome == CAD_HELD,
       "stopping after 2.02 s is not");
    cad_event e = cut(0.8, 8.5, 7.75);
    ok(e.kind == CAD_EVENT_INTERRUPTION && e.outcome == CAD_HELD,
       "back after 0.95 s: held");
    e = cut(0.8, 8.5, 7.85);
    ok(e.kind == CAD_EVENT_INTERRUPTION && e.outcome == CAD_YIELDED,
       "back after 1.05 s: yielded");
    ok(cut(0.8, 7.85, 9.0).outcome == CAD_YIELDED, "going on for 1.05 s");
    e = cut(0.8, 7.7, 9.0);
    ok(e.kind == CAD_EVENT_INTERRUPTION && e.outcome == CAD_HELD,
       "going on for 0.9 s only takes no floor");
}

/* The holder has spoken for lead_s when the other comes in. */
static cad_event early(double lead_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_CUSTOMER, 1.0, 3.0);
    talk_say(&t, CAD_AGENT, 6.0 - lead_s, 7.0);
    talk_say(&t, CAD_CUSTOMER, 6.0, 9.0);
    ok(talk_read(&t) && t.c.events.count, "read");
    ok(t.c.events.count == 1 || talk_count(&t, CAD_EVENT_SILENCE),
       "one event for one overlap");
    cad_event e = talk_event(&t, CAD_EVENT_INTERRUPTION);
    if (!talk_count(&t, CAD_EVENT_INTERRUPTION))
        e = talk_event(&t, CAD_EVENT_OVERLAP);
    talk_close(&t);
    return e;
}

static void starts(void)
{
    cad_event e = early(0.19);
    ok(e.kind == CAD_EVENT_OVERLAP && e.form == CAD_SIMULTANEOUS,
       "0.19 s apart: a simultaneous start");
    ok(early(0.22).kind == CAD_EVENT_INTERRUPTION,
       "0.22 s apart: an interruption");
}

/* What the customer's short word in the agent's speech is. */
struct word {
    double before_s, length_s, after_s; /* own silences around it */
};

static size_t backchannels(struct word w, size_t *cuts, bool swapped)
{
    struct talk_case t;
    talk_open(&t);
    t.swapped = swapped;
    double start = 20.0, end = start + w.length_s;
    talk_say(&t, CAD_CUSTOMER, 12.0, 15.0);
    talk_say(&t, CAD_AGENT, 15.3, 30.0);
    talk_say(&t, CAD_CUSTOMER, start - w.before_s - 0.3, start - w.before_s);
    talk_say(&t, CAD_CUSTOMER, start, end);
    talk_say(&t, CAD_CUSTOMER, end + w.after_s, end + w.after_s + 0.3);
    ok(talk_read(&t), "read");
    size_t n = 0;
    *cuts = talk_count(&t, CAD_EVENT_INTERRUPTION);
    for (size_t i = 0; i < t.c.turns.count; i++) {
        const struct cad_turn *turn = &t.c.turns.items[i];
        n += turn->kind == CAD_BACKCHANNEL &&
             turn->start == cad_frames_of(start) && !turn->took_floor &&
             turn->response_latency_s.why == CAD_WHY_BACKCHANNEL;
    }
    talk_close(&t);
    return n;
}

static void short_words(void)
{
    static const struct {
        struct word word;
        size_t want;
        const char *name;
    } cases[] = {
        {{3.0, 0.99, 3.0}, 1, "0.99 s long"},
        {{3.0, 1.02, 3.0}, 0, "1.02 s long"},
        {{1.01, 0.5, 3.0}, 1, "own silence of 1.01 s before"},
        {{0.98, 0.5, 3.0}, 0, "own silence of 0.98 s before"},
        {{3.0, 0.5, 0.71}, 1, "own silence of 0.71 s after"},
        {{3.0, 0.5, 0.68}, 0, "own silence of 0.68 s after"},
        {{3.0, 0.16, 3.0}, 1, "0.16 s long"},
        {{3.0, 0.13, 3.0}, 0, "0.13 s long: no word"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int swapped = 0; swapped < 2; swapped++) {
            size_t cuts, n = backchannels(cases[i].word, &cuts, swapped);
            ok(n == cases[i].want, "%s: %zu backchannel", cases[i].name, n);
        }
    size_t cuts;
    backchannels((struct word){3.0, 0.8, 3.0}, &cuts, false);
    ok(cuts == 0, "a backchannel wins over a held interruption");
    backchannels((struct word){3.0, 1.2, 3.0}, &cuts, false);
    ok(cuts == 1, "a longer word that fails is a held interruption");
}

/* Of a backchannel so long. */
static double sure_of_word(double length_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_CUSTOMER, 10.0, 13.0);
    talk_say(&t, CAD_AGENT, 13.3, 30.0);
    talk_say(&t, CAD_CUSTOMER, 20.0, 20.0 + length_s);
    ok(talk_read(&t) && talk_count(&t, CAD_EVENT_BACKCHANNEL) == 1, "read");
    double confidence = talk_event(&t, CAD_EVENT_BACKCHANNEL).confidence;
    talk_close(&t);
    return confidence;
}

/* One half at the threshold, three quarters half of the way to where it is
   beyond doubt. */
static void confidence(void)
{
    near(cut(0.35, 10.0, 11.0).confidence, 0.5, 1e-9, "interruption, 0.35 s");
    near(cut(0.55, 10.0, 11.0).confidence, 0.75, 1e-9, "interruption, 0.55 s");
    near(cut(0.75, 10.0, 11.0).confidence, 1.0, 1e-9, "interruption, 0.75 s");
    near(cut(0.34, 10.0, 11.0).confidence, 0.525, 1e-9, "terminal, 0.34 s");
    near(cut(0.25, 10.0, 11.0).confidence, 0.75, 1e-9, "terminal, 0.25 s");
    near(cut(0.14, 10.0, 11.0).confidence, 1.0, 1e-9, "terminal, 0.14 s");
    near(early(0.15).confidence, 0.75, 1e-9, "simultaneous, 0.15 s apart");
    near(early(0.05).confidence, 1.0, 1e-9, "simultaneous, 0.05 s apart");
    near(sure_of_word(1.0), 0.5, 1e-9, "backchannel, 1 s");
    near(sure_of_word(0.8), 0.75, 1e-9, "backchannel, 0.8 s");
    near(sure_of_word(0.5), 1.0, 1e-9, "backchannel, 0.5 s");
}

static void hesitation(void)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 6.0);
    talk_say(&t, CAD_CUSTOMER, 6.3, 7.5); /* into the agent's pause */
    talk_say(&t, CAD_AGENT, 6.7, 12.0);
    ok(talk_read(&t) && talk_count(&t, CAD_EVENT_INTERRUPTION) == 0,
       "an onset in the holder's pause interrupts nobody");
    ok(t.c.turns.count == 2 && !t.c.turns.items[1].took_floor,
       "and does not take the floor");
    talk_close(&t);
}

/* The holder falters for pause_s soon after the other has come in. */
static size_t faltering(double pause_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 6.2);
    talk_say(&t, CAD_CUSTOMER, 6.0, 8.0);
    talk_say(&t, CAD_AGENT, 6.2 + pause_s, 12.0);
    size_t cuts = talk_read(&t) ? talk_count(&t, CAD_EVENT_INTERRUPTION) : 9;
    talk_close(&t);
    return cuts;
}

/* The other comes in late_s into a short pause of the holder. */
static size_t breath(double late_s)
{
    struct talk_case t;
    talk_open(&t);
    talk_say(&t, CAD_AGENT, 1.0, 6.0);
    talk_say(&t, CAD_CUSTOMER, 6.0 + late_s, 8.0);
    talk_say(&t, CAD_AGENT, 6.25, 12.0);
    size_t cuts = talk_read(&t) ? talk_count(&t, CAD_EVENT_INTERRUPTION) : 9;
    talk_close(&t);
    return cuts;
}

static void swapping(void)
{
    for (int swapped = 0; swapped < 2; swapped++) {
        struct talk_case t;
        talk_open(&t);
        t.swapped = swapped;
        talk_say(&t, CAD_AGENT, 1.0, 6.5);
        talk_say(&t, CAD_CUSTOMER, 6.0, 9.0);
        ok(talk_read(&t), "read");
        cad_event e = talk_event(&t, CAD_EVENT_INTERRUPTION);
        ok(e.party == (swapped ? CAD_AGENT : CAD_CUSTOMER),
           "swapped parties swap");
        ok(e.segment == 1 && t.c.turns.items[1].response_latency_s.why ==
                                 CAD_WHY_INTERRUPTION,
           "its turn knows of it");
        talk_close(&t);
    }
}

int main(void)
{
    length_of_overlap();
    outcome();
    starts();
    short_words();
    confidence();
    hesitation();
    ok(faltering(0.69) == 1, "a holder who goes on may falter for 0.69 s");
    ok(faltering(0.71) == 0, "a pause of 0.71 s is a break");
    ok(breath(0.01) == 1, "who begins as the holder breathes cuts in");
    ok(breath(0.15) == 0, "just before it goes on: both begin");
    swapping();
    return tap_done();
}
