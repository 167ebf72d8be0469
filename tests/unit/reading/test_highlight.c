/* What the agent did and what followed it make one place to listen: the
   weaker of the two goes, whichever it is. */
#include "exchange_fixture.h"
#include "tap.h"

/* The one exchange with this effect. */
static cad_exchange *exchange_of(struct talk *t, cad_effect effect)
{
    for (size_t i = 0; i < t->report.exchange_count; i++)
        if (t->report.exchanges[i].effect == effect)
            return &t->report.exchanges[i];
    printf("Bail out! no such exchange\n");
    exit(1);
}

/* What of the two stays. */
struct stays {
    size_t exchange, conduct;
};

static const struct pair {
    cad_effect effect;
    cad_pacing_id note;
    cad_highlight_kind exchange, conduct;
    const char *name;
} rose = {CAD_EFFECT_ESCALATED, CAD_PACING_INTERRUPTIONS_HEAT,
          CAD_HIGHLIGHT_ROSE_AFTER_AGENT, CAD_HIGHLIGHT_CUT_IN_HEAT, "cut in"},
  fell = {CAD_EFFECT_CALMED, CAD_PACING_STEP_DOWN,
          CAD_HIGHLIGHT_FELL_AFTER_AGENT, CAD_HIGHLIGHT_STEP_DOWN, "step down"};

enum strength { WEAK, STRONG }; /* weaker than any conduct, or stronger */

/* An exchange, and a moment of conduct so long after its start, in shares of
   the agent's period. */
static struct stays rank(const struct pair *exchange, const struct pair *moment,
                         enum strength strength, double share)
{
    struct talk t;
    talk_hot(&t);
    ok(!talk_read(&t), "read");
    cad_exchange *x = exchange_of(&t, exchange->effect);
    double at_s = x->start_s + share * (x->end_s - x->start_s);
    cad_span span = {.start_s = at_s, .end_s = at_s + 1.0};
    for (size_t i = 0; i < CAD_PACING_COUNT; i++)
        t.report.pacing[i].moment_count = 0;
    t.report.pacing[moment->note].moments = &span;
    t.report.pacing[moment->note].moment_count = 1;
    x->confidence = cad_known(strength == WEAK ? 0.31 : 0.9);
    x->trace.surprise = strength == WEAK ? 1.3 : 3.0;
    ok(!cad_highlights_rank(&t.in, &t.report, NULL), "ranked");
    struct stays out = {talk_count(&t.report, exchange->exchange),
                        talk_count(&t.report, moment->conduct)};
    talk_close(&t);
    return out;
}

static void test_one_place(const struct pair *pair)
{
    struct stays s = rank(pair, pair, STRONG, 0.5);
    ok(s.exchange == 1 && s.conduct == 0, "%s: the exchange is clearer",
       pair->name);
    s = rank(pair, pair, STRONG, 0.0);
    ok(s.exchange == 1 && s.conduct == 0, "as it begins: one place");
    s = rank(pair, pair, STRONG, 1.0);
    ok(s.exchange == 1 && s.conduct == 1, "as it ends: two places");
    s = rank(pair, pair, STRONG, -0.01);
    ok(s.exchange == 1 && s.conduct == 1, "just before it: two places");
    s = rank(pair, pair, WEAK, 0.5);
    ok(s.exchange == 0 && s.conduct == 1, "the exchange is weaker: it goes");
    s = rank(pair, pair, WEAK, 1.0);
    ok(s.exchange == 1 && s.conduct == 1, "but not beside another place");
}

static double confidence_of(const cad_report *r, cad_highlight_kind kind)
{
    for (size_t i = 0; i < r->highlight_count; i++)
        if (r->highlights[i].kind == kind)
            return r->highlights[i].confidence;
    return -1.0;
}

/* A raised stretch, in turns of so much confidence, into which the agent cuts
   twice: an event of 0.8, and one of `second`. */
static void read_heat(struct talk *t, double turns, double second)
{
    talk_open(t, 64);
    for (int i = 0; i < 12; i++)
        talk_pair(t, i < 6 ? 0.0 : 3.0, 0.0);
    for (size_t i = 0; i < t->report.segment_count; i++)
        t->report.segments[i].confidence = cad_known(turns);
    for (int i = 15; i < 20; i += 4) {
        talk_cut(t, i, t->report.segments[i - 1].end_s - 0.5);
        t->report.events[t->report.event_count - 1].confidence =
            i == 15 ? 0.8 : second;
    }
    if (!ok(!talk_read(t), "read"))
        exit(1);
}

/* What is marked is as sure as what it is made of, not as it is high. */
static void test_confidence(void)
{
    struct talk t;
    read_heat(&t, 0.55, 0.1);
    ok(talk_count(&t.report, CAD_HIGHLIGHT_CUT_IN_HEAT) == 1,
       "a cut-in that is hardly known is no place to listen");
    near(confidence_of(&t.report, CAD_HIGHLIGHT_CUT_IN_HEAT), 0.8, 1e-9,
         "one that is, is as sure as its event");
    near(confidence_of(&t.report, CAD_HIGHLIGHT_RAISED_EPISODE), 0.55, 1e-9,
         "an episode is as sure as its turns");
    talk_close(&t);
    read_heat(&t, 0.9, 0.8);
    ok(talk_count(&t.report, CAD_HIGHLIGHT_CUT_IN_HEAT) == 2, "two that are");
    talk_close(&t);
    read_heat(&t, 0.2, 0.1);
    ok(!talk_count(&t.report, CAD_HIGHLIGHT_RAISED_EPISODE),
       "turns that are hardly known are no episode to listen to");
    talk_close(&t);
}

/* A rise that only a cut-in goes before is no surer than the cut-in. */
static void test_cut_in_alone(void)
{
    for (int moved = 0; moved < 2; moved++) {
        struct talk t;
        talk_open(&t, 64);
        for (int i = 0; i < 6; i++)
            talk_pair(&t, 0.1 * (i % 3), 0.0);
        cad_segment *before = talk_say(&t, CAD_CUSTOMER, 0.0);
        cad_segment *agent = talk_say(&t, CAD_AGENT, moved ? 2.5 : 0.0);
        talk_cut(&t, (int)(agent - t.report.segments), before->end_s - 0.5);
        t.report.events[0].confidence = 0.2;
        for (int i = 0; i < 4; i++)
            talk_pair(&t, 3.0, 0.0);
        ok(!talk_read(&t), "read");
        cad_exchange *x = exchange_of(&t, CAD_EFFECT_ESCALATED);
        near(x->confidence.value, moved ? 0.9 : 0.2, 1e-9,
             moved ? "a raised voice does not need the cut-in"
                   : "nothing but a doubtful cut-in goes before the rise");
        talk_close(&t);
    }
}

int main(void)
{
    test_confidence();
    test_cut_in_alone();
    test_one_place(&rose);
    test_one_place(&fell);
    struct stays s = rank(&rose, &fell, STRONG, 0.5);
    ok(s.exchange == 1 && s.conduct == 1,
       "a step down in what rose is a place of its own");
    s = rank(&fell, &rose, STRONG, 0.5);
    ok(s.exchange == 1 && s.conduct == 1, "and so is cutting in where it fell");
    return tap_done();
}
