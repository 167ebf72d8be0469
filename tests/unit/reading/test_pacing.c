/* What a pacing note says and what tables show of its value are one number,
   rounded from the value as the report keeps it. */
#include "base/decimal.h"
#include "exchange_fixture.h"
#include "tap.h"

#include <string.h>

static const cad_pacing_note *note(const struct talk *t, cad_pacing_id id)
{
    return &t->report.pacing[id];
}

/* The sentence has the value with so many decimals, as a table would. */
static void agrees(const cad_pacing_note *n, double scale, int decimals,
                   const char *want)
{
    char shown[CAD_DECIMAL_MAX];
    cad_decimal(shown, scale * n->value.value, decimals);
    ok(!strcmp(shown, want) && strstr(n->text, want), "%s: %s", shown, n->text);
}

/* Two raised episodes of so much silence, and waits for the floor. */
static void raised(struct talk *t, const double share[2],
                   const double wait_s[2])
{
    cad_report *r = &t->report;
    r->episodes = CAD_NEW(t->arena, cad_episode, 2);
    r->episode_count = 2;
    for (int i = 0; i < 2; i++)
        r->episodes[i] =
            (cad_episode){.party = CAD_CUSTOMER,
                          .kind = CAD_RAISED,
                          .onset_s = 10.0 * i,
                          .end_s = 10.0 * i + 5.0,
                          .recovered = cad_known(1),
                          .agent = {.silence_share = cad_known(share[i]),
                                    .floor_wait_s = cad_known(wait_s[i])}};
}

static void ready(struct talk *t)
{
    cad_report *r = &t->report;
    talk_open(t, 12);
    t->in.talk = &t->talk;
    for (int p = 0; p < 2; p++) {
        r->party[p].articulation_syl_s = cad_unknown(CAD_WHY_TOO_SHORT);
        r->party[p].longest_turn_s = cad_unknown(CAD_WHY_NO_SPEECH);
        r->party[p].activation.opening = r->party[p].activation.closing =
            cad_unknown(CAD_WHY_TOO_SHORT);
    }
    r->conversation.silence.longest_s = cad_unknown(CAD_WHY_NO_SPEECH);
}

/* The mean of the shares is 0.64498, which the report keeps as 0.6450. */
static void test_share(void)
{
    struct talk t;
    ready(&t);
    raised(&t, (double[]){0.64498, 0.64498}, (double[]){1.24978, 1.24978});
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    agrees(note(&t, CAD_PACING_VENTING_ROOM), 100, 0, "65");
    agrees(note(&t, CAD_PACING_FLOOR_WAIT), 1, 1, "1.3");
    talk_close(&t);
}

/* A raised voice that the agent let go on is not one that there was not. */
static void test_no_floor(void)
{
    struct talk t;
    for (int waits = 0; waits < 2; waits++) {
        ready(&t);
        raised(&t, (double[]){0.9, 0.8}, (double[]){3, 0});
        t.report.episodes[1].agent.floor_wait_s =
            cad_unknown(CAD_WHY_NO_EVIDENCE);
        if (!waits)
            t.report.episodes[0].agent = t.report.episodes[1].agent;
        ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
        const cad_pacing_note *wait = note(&t, CAD_PACING_FLOOR_WAIT);
        ok(note(&t, CAD_PACING_VENTING_ROOM)->moment_count == 2 &&
               wait->moment_count == (size_t)waits &&
               cad_is_known(wait->value) == waits,
           "%d of two raised stretches had a wait for the floor", waits);
        ok(!strstr(wait->text, "not raised"), "%s", wait->text);
        talk_close(&t);
    }
    ready(&t);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    ok(strstr(note(&t, CAD_PACING_FLOOR_WAIT)->text, "not raised") != NULL,
       "%s", note(&t, CAD_PACING_FLOOR_WAIT)->text);
    talk_close(&t);
}

/* 14.46 % is kept as 14.5. */
static void test_pace(void)
{
    struct talk t;
    ready(&t);
    t.report.party[CAD_CUSTOMER].articulation_syl_s = cad_known(5.0);
    t.report.party[CAD_AGENT].articulation_syl_s = cad_known(5.723);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    agrees(note(&t, CAD_PACING_PACE_MISMATCH), 1, 0, "15");
    t.report.party[CAD_AGENT].articulation_syl_s = cad_known(4.98);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    ok(strstr(note(&t, CAD_PACING_PACE_MISMATCH)->text, "as fast as") != NULL,
       "nobody is 0 %% slower");
    talk_close(&t);
}

/* 0.104 and 0.215 are shown as 0.10 and 0.22: a difference of 0.12. */
static void test_step(void)
{
    struct talk t;
    ready(&t);
    t.report.party[CAD_CUSTOMER].activation.opening = cad_known(0.104);
    t.report.party[CAD_CUSTOMER].activation.closing = cad_known(0.215);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    const cad_pacing_note *n = note(&t, CAD_PACING_CLOSING);
    ok(strstr(n->text, "0.10 at") && strstr(n->text, "0.22 at"), "%s", n->text);
    near(n->value.value, 0.12, 1e-12, "the difference of what is shown");
    talk_close(&t);
}

/* An answer after each of an even number of turns: the median lies between. */
static void test_wait(void)
{
    struct talk t;
    ready(&t);
    talk_say(&t, CAD_CUSTOMER, 0.0);
    for (int i = 0; i < 2; i++)
        talk_say(&t, CAD_AGENT, 0.0)->response_latency_s =
            cad_known(0.33496 - 1e-7 * i);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    agrees(note(&t, CAD_PACING_LATENCY), 1, 2, "0.34");
    talk_close(&t);
}

static void says(const struct talk *t, cad_pacing_id id, cad_why why,
                 const char *want)
{
    const cad_pacing_note *n = note(t, id);
    ok(n->value.why == why && strstr(n->text, want), "%s", n->text);
}

/* What was found is not denied, and what was looked for was measured. */
static void test_true(void)
{
    struct talk t;
    ready(&t);
    t.report.conversation.silence.longest_s = cad_unknown(CAD_WHY_NONE_FOUND);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    says(&t, CAD_PACING_DEAD_AIR, CAD_WHY_NONE_FOUND, "Nobody spoke.");
    says(&t, CAD_PACING_FLOOR_WAIT, CAD_WHY_NO_EVIDENCE, "not raised for long");
    t.report.conversation.speech_s = cad_known(3.0);
    raised(&t, (double[]){1, 1}, (double[]){0, 0});
    for (int i = 0; i < 2; i++)
        t.report.episodes[i].agent.floor_wait_s =
            cad_unknown(CAD_WHY_NO_EVIDENCE);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    says(&t, CAD_PACING_DEAD_AIR, CAD_WHY_NONE_FOUND, "there is no silence");
    says(&t, CAD_PACING_FLOOR_WAIT, CAD_WHY_NONE_FOUND,
         "did not take the floor");
    for (int i = 0; i < 2; i++)
        t.report.episodes[i].agent.silence_share =
            cad_unknown(CAD_WHY_NO_SPEECH);
    ok(!cad_pacing_note_all(&t.in, &t.report, NULL), "noted");
    says(&t, CAD_PACING_VENTING_ROOM, CAD_WHY_NO_SPEECH, "No word of");
    says(&t, CAD_PACING_FLOOR_WAIT, CAD_WHY_NONE_FOUND,
         "did not take the floor");
    talk_close(&t);
}

/* An answer too short to tell by is no answer that was not lower. */
static void test_never(void)
{
    struct talk t;
    talk_open(&t, 64);
    for (int i = 0; i < 8; i++)
        talk_pair(&t, i > 3 ? 2.5 : 0.0, 0.0);
    t.report.segments[9].activation_z = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    ok(!talk_read(&t), "read");
    const cad_pacing_note *n = note(&t, CAD_PACING_STEP_DOWN);
    ok(strstr(n->text, "answered 2 raised customer turns, never") != NULL, "%s",
       n->text);
    talk_close(&t);
}

int main(void)
{
    test_true();
    test_never();
    test_share();
    test_no_floor();
    test_pace();
    test_step();
    test_wait();
    return tap_done();
}
