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

int main(void)
{
    test_one_place(&rose);
    test_one_place(&fell);
    struct stays s = rank(&rose, &fell, STRONG, 0.5);
    ok(s.exchange == 1 && s.conduct == 1,
       "a step down in what rose is a place of its own");
    s = rank(&fell, &rose, STRONG, 0.5);
    ok(s.exchange == 1 && s.conduct == 1, "and so is cutting in where it fell");
    return tap_done();
}
