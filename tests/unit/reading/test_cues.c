/* Cues of pace: named beyond their threshold and their own uncertainty. */
#include "exchange_fixture.h"
#include "tap.h"

/* The agent's first period after four level pairs, with this rate. */
static bool is_faster(double rel_pct, double uncertainty_pct)
{
    struct talk t;
    talk_open(&t, 32);
    for (int i = 0; i < 4; i++) {
        talk_say(&t, CAD_CUSTOMER, 0.0);
        talk_say(&t, CAD_AGENT, 0.0);
    }
    talk_say(&t, CAD_CUSTOMER, 0.0);
    cad_segment *agent = talk_say(&t, CAD_AGENT, 0.0);
    agent->rate.rel_pct = cad_known(rel_pct);
    agent->rate.uncertainty_pct = cad_known(uncertainty_pct);
    talk_say(&t, CAD_CUSTOMER, 0.0);
    bool found = false, read = talk_read(&t) == CAD_OK;
    size_t last = t.report.exchange_count - 1;
    for (size_t i = 0; read && i < t.report.exchanges[last].agent.did_count;
         i++)
        found = found ||
                t.report.exchanges[last].agent.did[i].kind == CAD_CUE_FASTER;
    talk_close(&t);
    return found;
}

int main(void)
{
    ok(is_faster(20.0, 10.0), "20 %% more, known to 10 %%, is faster");
    ok(!is_faster(14.0, 10.0), "14 %% is under the threshold");
    ok(!is_faster(20.0, 22.0), "20 %% known to 22 %% is nothing");
    return tap_done();
}
