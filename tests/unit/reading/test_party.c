#include "reading_fixture.h"
#include "tap.h"

/* Agent 4 + 5 s, customer 10 + 3 s and a backchannel of 0.5 s; 1 s of both. */
static const struct stretch call[] = {
    {CAD_AGENT, 1, 5, 100, 0, -26, -8, 5, false, CAD_TURN, false},
    {CAD_CUSTOMER, 5.5, 10.5, 200, 0, -30, -6, 4, false, CAD_TURN, false},
    {CAD_AGENT, 8, 8.5, 100, 0, -26, -8, 4, false, CAD_BACKCHANNEL, false},
    {CAD_CUSTOMER, 11, 16, 200, 0, -30, -6, 4, true, CAD_TURN, false},
    {CAD_AGENT, 15.5, 20.5, 100, 0, -26, -8, 5, false, CAD_TURN, false},
    {CAD_CUSTOMER, 26, 29, 200, 0, -30, -6, 4, false, CAD_TURN, false},
};

static void make_call(struct fixture *fx)
{
    fixture_open(fx, 60, call, 6);
    struct cad_turn *turns = fx->talk.turns.items;
    turns[1].response_latency_s = cad_known(0.5);
    turns[3].response_latency_s = cad_unknown(CAD_WHY_INTERRUPTION);
    turns[4].response_latency_s = cad_known(5.5);
    fixture_event(fx, (cad_event){.kind = CAD_EVENT_BACKCHANNEL,
                                  .party = CAD_AGENT,
                                  .start_s = 8,
                                  .end_s = 8.5,
                                  .segment = 2});
    fixture_event(fx, (cad_event){.kind = CAD_EVENT_INTERRUPTION,
                                  .party = CAD_AGENT,
                                  .start_s = 15.5,
                                  .end_s = 16,
                                  .outcome = CAD_YIELDED,
                                  .segment = 3});
    fixture_event(fx, (cad_event){.kind = CAD_EVENT_SILENCE,
                                  .party = CAD_NOBODY,
                                  .start_s = 20.5,
                                  .end_s = 26,
                                  .segment = -1});
    fx->model.settings.tone.per_minute_min_s = 5; /* 13 s of talk will do */
    ok(fixture_read(fx) == CAD_OK, "read");
}

static void party_figures(const cad_report *r)
{
    const cad_party_report *a = &r->party[CAD_AGENT];
    const cad_party_report *c = &r->party[CAD_CUSTOMER];
    near(a->talk_s.value, 9.5, 1e-9, "agent talks");
    near(c->talk_s.value, 13, 1e-9, "customer talks");
    near(a->talk_share.value + c->talk_share.value, 1, 1e-12,
         "talk shares add up");
    near(c->talk_share_of_call.value, 13.0 / 60, 1e-9, "share of the call");
    near(a->turns.value, 2, 0, "a backchannel is no turn");
    near(c->longest_turn_s.value, 10.5, 1e-9, "longest turn, pause and all");
    near(c->longest_turn_start_s.value, 5.5, 1e-9, "where it begins");
    near(c->pause_share.value, 0.5 / 13.5, 1e-9, "pause share of turns");
    near(a->pitch.median_hz.value, 100, 1e-3, "agent's pitch");
    near(c->articulation_syl_s.value, 4, 0.01, "customer's rate");
    /* 13 s at 4 a second: root of 4.5^2 + 45^2 / 52 */
    near(c->rate_uncertainty_pct.value, 7.69, 0.05, "how sure it is");
    near(c->response_latency.n.value, 2, 0, "latencies that count");
    near(c->response_latency.median_s.value, 3, 1e-9, "their median");
    ok(a->response_latency.median_s.why == CAD_WHY_NONE_FOUND,
       "an interruption is no answer");
    near(a->interruptions.made.value, 1, 0, "agent cut in");
    near(a->interruptions.made_yielded.value, 1, 0, "and was yielded to");
    near(c->interruptions.suffered.value, 1, 0, "the customer was cut into");
    near(a->interruptions.per_other_minute.value, 60.0 / 13, 1e-9,
         "per minute of the other's talk");
    near(a->backchannels.n.value, 1, 0, "agent's backchannel");
    near(c->backchannels.n.value, 0, 0, "customer's none");
}

static void conversation_figures(const cad_report *r)
{
    const cad_conversation_report *c = &r->conversation;
    near(c->speech_s.value, 21.5, 1e-9, "somebody speaks");
    near(c->overlap_s.value, 1, 1e-9, "both speak");
    near(c->overlap_share.value, 1 / 21.5, 1e-9, "overlap share");
    near(c->silence.n.value, 1, 0, "silences");
    near(c->silence.total_s.value, 5.5, 1e-9, "silent time");
    near(c->silence.longest_s.value, 5.5, 1e-9, "longest gap");
    near(c->silence.longest_start_s.value, 20.5, 1e-9, "where it begins");
    near(c->floor_changes_per_min.value, 3, 1e-9, "floor changes in a minute");
    near(c->quarters[1].start_s, 15, 1e-9, "quarters are of the call");
    near(c->quarters[1].party[CAD_AGENT].interruptions.value, 1, 0,
         "the interruption falls in the second");
    near(c->quarters[0].party[CAD_AGENT].talk_share.value, 4.5 / 13.5, 1e-9,
         "agent's share of the first");
    ok(c->quarters[3].party[CAD_AGENT].talk_share.why == CAD_WHY_NO_SPEECH,
       "nobody speaks in the last");
}

/* The last frame of a recording is seldom full. */
static void speech_to_the_last_sample(void)
{
    struct fixture fx;
    struct stretch s = {CAD_AGENT, 0, 1.01,  100,      0,    -26,
                        -8,        5, false, CAD_TURN, false};
    fixture_open(&fx, 1.01, &s, 1);
    fx.in.duration_s = 1.0001;
    ok(fixture_read(&fx) == CAD_OK, "read");
    near(fx.report.party[CAD_AGENT].talk_share_of_call.value, 1, 0,
         "who speaks all the time has the whole call, not more");
    fixture_close(&fx);
}

/* A gap of 4 s before a hold, one of 2 s after it; what follows the last word
   is none. */
static void gap_before_a_hold(double hold_s)
{
    struct fixture fx;
    struct stretch s[] = {
        {CAD_AGENT, 1, 6, 100, 0, -26, -8, 5, false, CAD_TURN, false},
        {CAD_CUSTOMER, 12 + hold_s, 20, 200, 0, -30, -6, 4, false, CAD_TURN,
         false},
    };
    fixture_open(&fx, 40, s, 2);
    memset(fx.talk.hold + 1000, 1, fixture_frame(hold_s));
    memset(fx.talk.hold + 3000, 1, 100);
    ok(fixture_read(&fx) == CAD_OK, "read");
    const cad_conversation_report *c = &fx.report.conversation;
    near(c->silence.longest_s.value, hold_s > 0 ? 4 : 6, 1e-9,
         hold_s > 0 ? "a hold ends a gap" : "a gap without a hold");
    near(c->silence.longest_start_s.value, 6, 1e-9, "where it begins");
    fixture_close(&fx);
}

static void one_voice(bool mixed)
{
    struct fixture fx;
    struct stretch s[4];
    for (int i = 0; i < 4; i++)
        s[i] = (struct stretch){.party = mixed ? CAD_MIXED : CAD_AGENT,
                                .start_s = 5 * i,
                                .end_s = 5 * i + 4,
                                .f0_hz = 110,
                                .level_dbfs = -25,
                                .tilt_db = -8,
                                .syllables_s = 5};
    fixture_open(&fx, 30, s, 4);
    fx.report.input.layout = mixed ? CAD_LAYOUT_MONO : CAD_LAYOUT_ONE_SIDED;
    ok(fixture_read(&fx) == CAD_OK, "read");
    const cad_report *r = &fx.report;
    cad_why why = mixed ? CAD_WHY_MONO : CAD_WHY_ONE_SIDED;
    const cad_party_report *there = &r->party[mixed ? CAD_MIXED : CAD_AGENT];
    near(there->talk_s.value, 16, 1e-9,
         mixed ? "mixed talk" : "talk of the one side");
    ok(!r->party[CAD_CUSTOMER].present &&
           r->party[CAD_CUSTOMER].talk_s.why == why,
       "who is not there has nulls with a reason");
    ok(there->interruptions.made.why == why, "one voice cannot interrupt");
    ok(r->conversation.overlap_s.why == why, "nor overlap");
    ok(cad_is_known(there->talk_share) == mixed,
       mixed ? "all talk is theirs" : "a share of what was not heard is none");
    const cad_conversation_report *c = &r->conversation;
    ok(cad_is_known(c->silence.n) == mixed &&
           cad_is_known(c->silence.total_s) == mixed &&
           cad_is_known(c->silence.longest_s) == mixed &&
           cad_is_known(c->silence.longest_start_s) == mixed &&
           (mixed || c->silence.longest_s.why == why),
       mixed ? "silences need no parties"
             : "a pause may be the missing side's turn");
    ok(r->conversation.quarters[0].party[CAD_AGENT].talk_share.why == why,
       "nor share the quarters");
    ok(cad_is_known(r->segments[0].activation) == !mixed,
       mixed ? "mixed voices get no tone" : "its tone is still its own");
    fixture_close(&fx);
}

static void too_little_talk(void)
{
    struct fixture fx;
    struct stretch s[] = {
        {CAD_AGENT, 1, 9, 100, 0, -26, -8, 5, false, CAD_TURN, false},
        {CAD_CUSTOMER, 10, 11, 200, 0, -30, -6, 4, false, CAD_TURN, false},
    };
    fixture_open(&fx, 12, s, 2);
    ok(fixture_read(&fx) == CAD_OK, "read");
    const cad_party_report *p = fx.report.party;
    ok(p[CAD_AGENT].interruptions.per_other_minute.why == CAD_WHY_TOO_SHORT,
       "1 s of talk says nothing of a minute");
    ok(p[CAD_CUSTOMER].articulation_syl_s.why == CAD_WHY_TOO_SHORT,
       "nor of a rate");
    ok(p[CAD_CUSTOMER].pitch.range_st.why == CAD_WHY_TOO_LITTLE_VOICE,
       "nor of a range");
    fixture_close(&fx);
}

int main(void)
{
    struct fixture fx;
    make_call(&fx);
    party_figures(&fx.report);
    conversation_figures(&fx.report);
    ok(fx.report.segments[2].activation.why == CAD_WHY_BACKCHANNEL,
       "a backchannel has no tone");
    fixture_close(&fx);
    one_voice(true);
    one_voice(false);
    speech_to_the_last_sample();
    gap_before_a_hold(0);
    gap_before_a_hold(5);
    too_little_talk();
    return tap_done();
}
