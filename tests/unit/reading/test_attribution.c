/*
 * The statistics against simulated calls (after design notes 11.4): a
 * customer who drifts on his own, an agent who mimics, measurement noise.
 */
#include "exchange_fixture.h"
#include "tap.h"

struct tally {
    double verdicts, escalated, calmed, by_chance;
};

enum { CALLS = 200, PAIRS = 60 };

/* beta: how far the agent's own move carries into the customer's next turn */
static void simulate(struct talk *t, double beta, uint32_t *seed)
{
    double state = 0.0, own = 0.0;
    talk_open(t, 2 * PAIRS + 2);
    for (int i = 0; i <= PAIRS; i++) {
        state = 0.6 * state + 1.2 * talk_normal(seed) + beta * own;
        double customer = state + 0.4 * talk_normal(seed);
        own = 1.2 * talk_normal(seed);
        double agent = 0.3 * state + own;
        talk_say(t, CAD_CUSTOMER, customer);
        talk_say(t, CAD_AGENT, agent);
    }
}

static struct tally run(double beta)
{
    struct tally sum = {0};
    uint32_t seed = 20261121u;
    for (int c = 0; c < CALLS; c++) {
        struct talk t;
        simulate(&t, beta, &seed);
        if (talk_read(&t))
            break;
        const cad_attribution *a = &t.report.attribution;
        sum.verdicts +=
            a->verdict == CAD_VERDICT_RAISES || a->verdict == CAD_VERDICT_CALMS;
        sum.escalated += a->escalated.value;
        sum.calmed += a->calmed.value;
        sum.by_chance += a->expected_by_chance.escalated.value +
                         a->expected_by_chance.calmed.value;
        talk_close(&t);
    }
    return sum;
}

static void show(const char *name, const struct tally *t)
{
    printf("# %s: verdicts %.1f %%, escalated %.2f, calmed %.2f, by chance "
           "%.2f a call of %d exchanges\n",
           name, 100.0 * t->verdicts / CALLS, t->escalated / CALLS,
           t->calmed / CALLS, t->by_chance / CALLS, PAIRS);
}

int main(void)
{
    struct tally none = run(0.0), strong = run(0.6);
    show("no effect of the agent", &none);
    show("a strong effect", &strong);
    /* 200 calls at 5 %: 10 +- 3; 16 is two standard errors up */
    ok(none.verdicts <= 16.0, "no effect: %.0f verdicts of 200 (<= 16)",
       none.verdicts);
    double ratio = (none.escalated + none.calmed) / none.by_chance;
    ok(ratio > 0.5 && ratio < 2.0,
       "no effect: found / expected by chance = %.2f, within 2", ratio);
    ok(strong.verdicts > 100.0, "a strong effect: %.0f verdicts of 200",
       strong.verdicts);
    ok(strong.escalated + strong.calmed > 1.3 * (none.escalated + none.calmed),
       "a strong effect leaves more marks");
    return tap_done();
}
