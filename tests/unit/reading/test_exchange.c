/* Exchanges, episodes, highlights and pacing of calls with known moods. */
#include "exchange_fixture.h"
#include "reading/sentence.h"
#include "tap.h"

#include <string.h>

static const char *const ids[] = {
#define X(name, id, unit) id,
    CAD_PACING_MAP(X)
#undef X
};

static void test_level_call(void)
{
    struct talk t;
    talk_open(&t, 64);
    for (int i = 0; i < 16; i++)
        talk_pair(&t, i % 2 ? 0.3 : -0.3, i % 3 ? 0.2 : -0.4);
    ok(!talk_read(&t), "a level call is read");
    ok(t.report.exchange_count == 15, "15 exchanges: %zu",
       t.report.exchange_count);
    near(t.report.attribution.escalated.value, 0, 0, "none escalated");
    near(t.report.attribution.calmed.value, 0, 0, "none calmed");
    ok(t.report.episode_count == 0, "no episode");
    ok(t.report.highlight_count == 0, "no highlight: %zu",
       t.report.highlight_count);
    for (size_t i = 0; i < CAD_PACING_COUNT; i++)
        ok(t.report.pacing[i].text != NULL, "pacing note %s has a text",
           ids[i]);
    talk_close(&t);
}

static void test_hot_call(void)
{
    struct talk t;
    talk_hot(&t);
    ok(!talk_read(&t), "a call with heat is read");
    near(t.report.attribution.escalated.value, 1, 0, "one escalated");
    near(t.report.attribution.calmed.value, 1, 0, "one calmed");
    ok(t.report.episode_count == 1, "one episode: %zu", t.report.episode_count);
    const cad_episode *p = &t.report.episodes[0];
    near(p->onset_s, t.report.segments[14].start_s, 1e-9, "its onset");
    near(p->end_s, t.report.segments[18].end_s, 1e-9, "its end");
    near(p->recovered.value, 1, 0, "it recovered");
    ok(talk_count(&t.report, CAD_HIGHLIGHT_ROSE_AFTER_AGENT) == 1 &&
           talk_count(&t.report, CAD_HIGHLIGHT_FELL_AFTER_AGENT) == 1,
       "one highlight of each");
    near(t.report.pacing[CAD_PACING_STEP_DOWN].value.value, 1, 0,
         "the agent stepped down once");
    ok(talk_count(&t.report, CAD_HIGHLIGHT_STEP_DOWN) == 0 &&
           talk_count(&t.report, CAD_HIGHLIGHT_CUT_IN_HEAT) == 0,
       "what the agent did before it is no second place: %zu, %zu",
       talk_count(&t.report, CAD_HIGHLIGHT_STEP_DOWN),
       talk_count(&t.report, CAD_HIGHLIGHT_CUT_IN_HEAT));
    const char *text = t.report.highlights[0].text;
    ok(strstr(text, "The customer's voice") == text, "a sentence: %s", text);
    for (size_t i = 0; i < t.report.highlight_count; i++)
        ok(t.report.highlights[i].end_s - t.report.highlights[i].start_s <=
               60.0,
           "highlight %zu is at most a minute", i);
    talk_close(&t);
}

static void one_unit_each(struct talk *t)
{
    for (size_t i = 0; i < t->report.segment_count; i++) {
        cad_segment *segment = &t->report.segments[i];
        segment->ipu_count = 1;
        segment->ipus = CAD_NEW(t->arena, cad_span, 1);
        segment->ipus[0] =
            (cad_span){.start_s = segment->start_s, .end_s = segment->end_s};
    }
}

/* The agent is silent for two thirds of the raised stretch of the hot call;
   what of it was a hold is no listening. */
static double room_share(double hold_s, struct cad_sentence *said)
{
    struct talk t;
    talk_hot(&t);
    double from_s = t.report.segments[16].end_s;
    for (size_t i = 17; i < t.report.segment_count; i++) {
        t.report.segments[i].start_s += hold_s;
        t.report.segments[i].end_s += hold_s;
    }
    one_unit_each(&t);
    for (size_t f = cad_frames_of(from_s); f < cad_frames_of(from_s + hold_s);
         f++)
        t.talk.hold[f] = 1;
    t.report.events[t.report.event_count++] =
        (cad_event){.kind = CAD_EVENT_HOLD,
                    .party = CAD_NOBODY,
                    .start_s = from_s,
                    .end_s = from_s + hold_s,
                    .segment = -1};
    bool good = !talk_read(&t) && t.report.episode_count == 1;
    if (good)
        cad_sentence_of_episode(&t.report, 0, said);
    double share = good ? t.report.episodes[0].agent.silence_share.value : -1;
    talk_close(&t);
    return share;
}

static void test_hold(void)
{
    struct cad_sentence none = {0}, held = {0};
    double share = room_share(0.0, &none);
    ok(share > 0.5 && share < 0.7, "the agent was silent for most of it: %.3f",
       share);
    near(room_share(60.0, &held), share, 1e-3, "a hold makes it no more");
    ok(!strstr(none.text, "hold") && strstr(held.text, "60 s of it on hold"),
       "and the sentence says so: %s", held.text);
}

/* Music on the customer's side while the agent talks: the raised stretch of
   21.6 s, in which the agent talks twice for 4 s, the first time into it. */
static void test_speech_into_hold(double before_s, double after_s, double want)
{
    struct talk t;
    talk_hot(&t);
    one_unit_each(&t);
    const cad_segment *s = &t.report.segments[15];
    size_t from = cad_frames_of(s->start_s - before_s);
    memset(t.talk.hold + from, 1, cad_frames_of(s->end_s + after_s) - from);
    ok(!talk_read(&t) && t.report.episode_count == 1, "an episode");
    near(t.report.episodes[0].agent.silence_share.value, want, 1e-9,
         "speech into a hold is no speech of the rest");
    talk_close(&t);
}

/* Thresholds that cross: what is raised is recovered at once. Such a call went
   on for ever. */
static void test_crossed(void)
{
    struct talk t;
    talk_hot(&t);
    t.model.settings.exchange.episode_raised_z = 2.0;
    t.model.settings.exchange.episode_recovered_z = 10.0;
    ok(!talk_read(&t), "a call whose thresholds cross is read");
    ok(t.report.episode_count == 0, "nothing in it stays raised");
    talk_close(&t);
}

/* What is longer than a highlight may be says so. */
static void test_cut(void)
{
    struct talk t;
    talk_hot(&t);
    t.model.settings.reading.highlight_longest_s = 1.0;
    ok(!talk_read(&t), "a call with heat is read");
    size_t wrong = 0, cut = 0;
    for (size_t i = 0; i < t.report.highlight_count; i++) {
        const cad_highlight *h = &t.report.highlights[i];
        bool is_cut = h->end_s - h->start_s > 1.0 - 1e-9;
        cut += is_cut;
        wrong +=
            is_cut != (strstr(h->text, "The first 1 s are marked") != NULL);
    }
    ok(cut > 0 && !wrong, "%zu are cut, %zu wrong", cut, wrong);
    talk_close(&t);
}

/* Turning up the whole call by a constant z moves nothing but the habit's
   zero, which is act 3's earlier business: here a shift of the agent alone
   leaves the customer's changes as they are. */
static void test_customer_apart(void)
{
    struct talk a, b;
    talk_hot(&a);
    talk_hot(&b);
    for (size_t i = 0; i < b.report.segment_count; i++)
        if (b.report.segments[i].party == CAD_AGENT)
            b.report.segments[i].activation_z.value += 0.1;
    bool same = !talk_read(&a) && !talk_read(&b);
    for (size_t i = 0; same && i < a.report.exchange_count; i++)
        same = a.report.exchanges[i].customer.change ==
               b.report.exchanges[i].customer.change;
    ok(same, "the customer's changes do not depend on the agent's voice");
    talk_close(&a);
    talk_close(&b);
}

/* A raised customer before an agent who is not on the recording, or on it
   without a word: nobody is praised for having listened. */
static void test_nobody_listens(bool missing)
{
    struct talk t;
    talk_open(&t, 64);
    t.report.party[CAD_AGENT].present = !missing;
    for (int i = 0; i < 12; i++)
        talk_say(&t, CAD_CUSTOMER, i > 5 ? 3.0 : 0.0);
    ok(!talk_read(&t), "a call of one voice is read");
    ok(t.report.episode_count == 1, "its episode: %zu", t.report.episode_count);
    const cad_episode *p = &t.report.episodes[0];
    ok(p->agent.silence_share.why ==
           (missing ? CAD_WHY_ONE_SIDED : CAD_WHY_NO_SPEECH),
       "silent, but not listening");
    ok(cad_is_known(p->agent.interruptions) == !missing &&
           cad_is_known(p->agent.backchannels) == !missing,
       "what was not recorded was not counted");
    ok(!talk_count(&t.report, CAD_HIGHLIGHT_VENTING_ROOM),
       "no room was left by nobody");
    ok(cad_is_known(t.report.attribution.exchanges) == !missing,
       "no exchanges to count where one side is missing");
    talk_close(&t);
}

static void test_hold_between(void)
{
    struct talk t;
    talk_hot(&t);
    double at_s = t.report.segments[13].end_s;
    t.report.events[t.report.event_count++] =
        (cad_event){.kind = CAD_EVENT_HOLD,
                    .party = CAD_NOBODY,
                    .start_s = at_s,
                    .end_s = at_s + 0.3,
                    .segment = -1};
    ok(!talk_read(&t), "a call with a hold is read");
    const cad_exchange *x = &t.report.exchanges[6];
    ok(x->customer.change == CAD_CHANGE_UNCLEAR &&
           x->effect == CAD_EFFECT_UNCLEAR,
       "across a hold nothing is read");
    ok(x->customer.surprise.why == CAD_WHY_AFTER_HOLD, "and it says why");
    talk_close(&t);
}

static void test_empty(void)
{
    struct talk t;
    talk_open(&t, 1);
    ok(!talk_read(&t), "a call without a word is read");
    ok(t.report.exchange_count == 0 && t.report.highlight_count == 0,
       "and nothing is found");
    ok(t.report.attribution.verdict == CAD_VERDICT_INSUFFICIENT,
       "insufficient evidence");
    talk_close(&t);
}

/* A word that is high, then two turns that hardly are. */
static void test_no_episode(void)
{
    struct talk t;
    talk_open(&t, 64);
    for (int i = 0; i < 12; i++)
        talk_pair(&t, i == 5 || i == 6 ? 0.7 : 0.0, 0.0);
    cad_segment *word = &t.report.segments[8];
    word->activation_z = cad_known(1.6);
    word->activation = cad_known(tanh(0.8));
    word->pitch.voiced_s = 0.5;
    ok(!talk_read(&t), "read");
    ok(t.report.episode_count == 0, "one high word is no episode: %zu",
       t.report.episode_count);
    talk_close(&t);
}

static const char *text_of(const cad_report *r, cad_highlight_kind kind)
{
    for (size_t i = 0; i < r->highlight_count; i++)
        if (r->highlights[i].kind == kind)
            return r->highlights[i].text;
    return "";
}

/* Turns of 4 s at the habit, then low ones of so many seconds. */
static size_t withdrawn(double share, int low, double length_s,
                        const char **said)
{
    struct talk t;
    talk_open(&t, 64);
    t.model.settings.exchange.withdrawn_share = share;
    for (int i = 0; i < 6 + low; i++) {
        talk_pair(&t, i < 6 ? 0.0 : -0.8, 0.0);
        cad_segment *turn = &t.report.segments[t.report.segment_count - 2];
        if (i >= 6)
            turn->speech_s = length_s;
    }
    if (!ok(!talk_read(&t), "read"))
        exit(1);
    size_t n = 0;
    for (size_t i = 0; i < t.report.episode_count; i++)
        n += t.report.episodes[i].kind == CAD_WITHDRAWN &&
             t.report.episodes[i].party == CAD_CUSTOMER;
    static char text[256];
    snprintf(text, sizeof text, "%s",
             text_of(&t.report, CAD_HIGHLIGHT_WITHDRAWN_EPISODE));
    *said = text;
    talk_close(&t);
    return n;
}

static void test_withdrawn(void)
{
    const char *said;
    ok(withdrawn(0.5, 3, 1.9, &said) == 1, "three low turns of 1.9 s");
    ok(strstr(said, "was lower and the turns shorter") != NULL, "%s", said);
    ok(withdrawn(0.5, 2, 1.9, &said) == 0, "two are none");
    ok(withdrawn(0.5, 3, 2.1, &said) == 0, "turns of 2.1 s are not short");
    ok(withdrawn(0.4, 3, 1.9, &said) == 0, "as the setting says: 1.9 s");
    ok(withdrawn(0.4, 3, 1.5, &said) == 1, "and 1.5 s");
}

/* A lowered voice that cuts into a raised turn has not let it end. */
static void test_cut_in_is_no_step_down(void)
{
    for (int cut = 0; cut < 2; cut++) {
        struct talk t;
        talk_open(&t, 64);
        for (int i = 0; i < 6; i++)
            talk_pair(&t, 0.1 * (i % 3), 0.0);
        cad_segment *before = talk_say(&t, CAD_CUSTOMER, 2.5);
        cad_segment *agent = talk_say(&t, CAD_AGENT, -1.5);
        if (cut)
            talk_cut(&t, (int)(agent - t.report.segments), before->end_s - 0.5);
        for (int i = 0; i < 4; i++)
            talk_pair(&t, 2.5, 0.0);
        ok(!talk_read(&t), "read");
        near(t.report.pacing[CAD_PACING_STEP_DOWN].value.value, !cut, 0,
             cut ? "a cut-in is no step down" : "a lower answer is one");
        talk_close(&t);
    }
}

/* What the agent did when a change did not go with it. */
static void test_beside(void)
{
    static const struct {
        cad_tone tone;
        bool known;
        const char *said;
    } cases[] = {
        {CAD_TONE_LEVEL, true,
         "the agent's voice in between, at 0:58.2, was "
         "as usual."},
        {CAD_TONE_RAISED, true, "was raised, no more than expected."},
        {CAD_TONE_LOWERED, true, "was lowered, no more than expected."},
        {CAD_TONE_LEVEL, false,
         "the agent's turn in between, at 0:58.2, was "
         "too short to tell by."},
    };
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        struct talk t;
        talk_open(&t, 64);
        for (int i = 0; i < 6; i++)
            talk_pair(&t, 0.1 * (i % 3), 0.0);
        talk_say(&t, CAD_CUSTOMER, 0.0);
        cad_segment *agent = talk_say(&t, CAD_AGENT, 0.0);
        agent->tone = cases[c].tone;
        if (!cases[c].known)
            agent->activation_z = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
        for (int i = 0; i < 3; i++)
            talk_pair(&t, 3.0, 0.0);
        ok(!talk_read(&t), "read");
        const char *text = text_of(&t.report, CAD_HIGHLIGHT_CUSTOMER_ROSE);
        ok(strstr(text, cases[c].said) != NULL, "said: %s", text);
        talk_close(&t);
    }
}

/* The last customer turn is the only raised one: it was answered, but no
   exchange goes with it. The notes must not deny one another. */
static void test_notes_agree(void)
{
    struct talk t;
    talk_open(&t, 64);
    for (int i = 0; i < 8; i++)
        talk_pair(&t, i == 7 ? 2.5 : 0.0, 0.0);
    ok(!talk_read(&t), "read");
    const cad_pacing_note *wait = &t.report.pacing[CAD_PACING_LATENCY_HEAT];
    const cad_pacing_note *down = &t.report.pacing[CAD_PACING_STEP_DOWN];
    near(wait->value.value, 0.4, 1e-9, "a raised turn was answered");
    ok(strstr(wait->text, "once") && !strstr(wait->text, "median"),
       "one wait has no median: %s", wait->text);
    ok(!cad_is_known(down->value) && strstr(down->text, "could be read"),
       "and the other note does not deny it: %s", down->text);
    talk_close(&t);
}

int main(void)
{
    test_cut_in_is_no_step_down();
    test_beside();
    test_notes_agree();
    test_level_call();
    test_hot_call();
    test_hold();
    test_speech_into_hold(0, 0, 1 - 4 / 17.6);
    test_speech_into_hold(4.4, 4.4, 1 - 4 / 8.8);
    test_speech_into_hold(4.4, 12, 1) /* the agent never talks beside it */;
    test_crossed();
    test_cut();
    test_customer_apart();
    test_hold_between();
    test_nobody_listens(true);
    test_nobody_listens(false);
    test_empty();
    test_no_episode();
    test_withdrawn();
    return tap_done();
}
