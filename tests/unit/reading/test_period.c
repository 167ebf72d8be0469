#include "reading/period.h"

#include "exchange_fixture.h"
#include "tap.h"

/* Agent, a word of the customer's, agent; then a turn of the customer's. */
static size_t periods(double word_s, double gap_s, bool asked,
                      size_t *agent_segments)
{
    struct talk t;
    cad_period_list list = {0};
    talk_open(&t, 8);
    double at_s = 1;
    const double length_s[] = {4, word_s, 4, 4, 4};
    for (int i = 0; i < 5; i++) {
        cad_segment *s = talk_say(&t, i % 2 ? CAD_CUSTOMER : CAD_AGENT, 0);
        s->start_s = at_s;
        s->end_s = at_s + length_s[i];
        at_s = s->end_s + gap_s;
    }
    ok(!cad_periods_find(asked ? &t.model.settings.exchange : NULL, &t.report,
                         t.arena, &list, NULL),
       "found");
    *agent_segments = list.count ? list.items[0].count : 0;
    size_t n = list.count;
    talk_close(&t);
    return n;
}

/* The agent cuts into the customer's turn, which goes on for longer than one
   who yields would: the floor is then lost, or it is kept. */
static size_t after_held(bool took_floor, int pieces)
{
    struct talk t;
    cad_period_list list = {0};
    talk_open(&t, 8);
    talk_say(&t, CAD_CUSTOMER, 0);
    for (int i = 0; i < pieces; i++) {
        cad_segment *s = talk_say(&t, CAD_AGENT, 0);
        s->turn = 1;
        s->took_floor = took_floor && i == 0;
    }
    talk_say(&t, CAD_CUSTOMER, 0);
    talk_cut(&t, pieces, 5); /* in its last piece */
    t.report.events[0].outcome = CAD_HELD;
    ok(!cad_periods_find(&t.model.settings.exchange, &t.report, t.arena, &list,
                         NULL),
       "found");
    size_t n = list.count;
    talk_close(&t);
    return n;
}

int main(void)
{
    size_t first;
    ok(periods(1.2, 0.2, true, &first) == 3 && first == 2,
       "a word into the agent's turn does not part it");
    ok(periods(1.2, 0.2, false, &first) == 5 && first == 1,
       "unless each turn is asked for");
    ok(periods(2.0, 0.2, true, &first) == 5, "a longer one is a turn");
    ok(periods(1.2, 0.8, true, &first) == 5, "and so is one after a pause");
    ok(after_held(false, 1) == 1, "a cut-in that fails is no period");
    ok(after_held(true, 1) == 3, "one that gets the floor late is");
    ok(after_held(true, 2) == 3, "whichever of its pieces cut in");
    return tap_done();
}
