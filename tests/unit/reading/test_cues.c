/* Cues of pace: named beyond their threshold and their own uncertainty. */
#include "exchange_fixture.h"
#include "tap.h"

static const cad_cue *find_cue(const cad_exchange *x, cad_cue_kind kind)
{
    for (size_t i = 0; i < x->agent.did_count; i++)
        if (x->agent.did[i].kind == kind)
            return &x->agent.did[i];
    return NULL;
}

/* How much lower the agent spoke than usual, in two segments of one period,
   with a habit above or below the median of the whole call; 0: not named. */
static double lower_st(double first_st, double second_st, double habit_st)
{
    struct talk t;
    talk_open(&t, 8);
    t.report.party[CAD_AGENT].baseline[CAD_PITCH_ST].value =
        cad_known(habit_st);
    talk_say(&t, CAD_CUSTOMER, 0.0);
    talk_say(&t, CAD_AGENT, 0.0)->pitch.median_st = cad_known(first_st);
    talk_say(&t, CAD_AGENT, 0.0)->pitch.median_st = cad_known(second_st);
    talk_say(&t, CAD_CUSTOMER, 0.0);
    const cad_cue *cue = NULL;
    if (!talk_read(&t) && t.report.exchange_count)
        cue = find_cue(&t.report.exchanges[0], CAD_CUE_LOWER);
    double st = cue ? cue->value : 0.0;
    talk_close(&t);
    return st;
}

static void test_pitch(void)
{
    near(lower_st(-3, -5, 0), 4, 1e-9, "lower than the habit");
    near(lower_st(-1, -3, 2), 4, 1e-9, "the habit, not the call's median");
    near(lower_st(-4, -4, -4), 0, 0, "at a low habit: nothing to name");
    near(lower_st(-3, -15.5, 0), 3, 1e-9, "half the pitch does not count");
    near(lower_st(-12.9, -12.9, 0), 0, 0, "and is not named when alone");
}

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
    bool found = !talk_read(&t) &&
                 find_cue(&t.report.exchanges[t.report.exchange_count - 1],
                          CAD_CUE_FASTER);
    talk_close(&t);
    return found;
}

/* Two turns of the agent's in one period, 20 s each, so long apart; how long
   a monologue they are, 0: none. A part of a long turn has its number. */
static double monologue_s(double gap_s, bool one_turn)
{
    struct talk t;
    talk_open(&t, 8);
    talk_say(&t, CAD_CUSTOMER, 0.0);
    cad_segment *first = talk_say(&t, CAD_AGENT, 0.0);
    cad_segment *second = talk_say(&t, CAD_AGENT, 0.0);
    cad_segment *after = talk_say(&t, CAD_CUSTOMER, 0.0);
    first->end_s = first->start_s + 20.0;
    second->start_s = first->end_s + gap_s;
    second->end_s = second->start_s + 20.0;
    second->turn = one_turn ? first->turn : second->turn;
    after->start_s = second->end_s + 0.4;
    after->end_s = after->start_s + 4.0;
    const cad_cue *cue = NULL;
    if (!talk_read(&t) && t.report.exchange_count)
        cue = find_cue(&t.report.exchanges[0], CAD_CUE_MONOLOGUE);
    double value_s = cue ? cue->value : 0.0;
    talk_close(&t);
    return value_s;
}

int main(void)
{
    test_pitch();
    near(monologue_s(0.5, true), 40.5, 1e-9, "a long turn is a monologue");
    near(monologue_s(25.0, false), 0, 0, "two turns about a hold are none");
    ok(is_faster(20.0, 10.0), "20 %% more, known to 10 %%, is faster");
    ok(!is_faster(14.0, 10.0), "14 %% is under the threshold");
    ok(!is_faster(20.0, 22.0), "20 %% known to 22 %% is nothing");
    return tap_done();
}
