/* What a coach begins with: kinds of moments by the calls they are in, then
   trends towards what practice asks for, then figures that are there already;
   one thing to practise by the same order. */
#include "fleet/coach_focus.h"
#include "tap.h"

#include <stdint.h>
#include <string.h>

enum { CALLS = 6 };
enum kind { FELL_AFTER_AGENT, VENTING_ROOM, STEP_DOWN, ROSE_AFTER_AGENT };

static size_t figure_of(cad_pacing_id id)
{
    return CAD_PROFILE_MEASURES + (size_t)id;
}

/* Calls a day apart, of which nothing is known. */
static cad_coach *empty_of(int calls)
{
    cad_coach *coach = NULL;
    if (cad_coach_new(NULL, &coach, NULL))
        return NULL;
    struct cad_coach_agent *agent = CAD_VEC_PUSH(coach->arena, &coach->agents);
    agent->id = "a";
    for (int c = 0; c < calls; c++) {
        struct cad_coach_call *call = CAD_VEC_PUSH(coach->arena, &agent->calls);
        call->call_id = "c";
        call->dated = true;
        call->day = c;
        for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
            call->figure[i] = cad_unknown(CAD_WHY_NO_EVIDENCE);
    }
    return coach;
}

static cad_coach *empty(void)
{
    return empty_of(CALLS);
}

static void mark(cad_coach *coach, size_t kind, int calls)
{
    for (int c = 0; c < calls; c++) {
        struct cad_coach_call *call = &coach->agents.items[0].calls.items[c];
        for (int twice = 0; twice < 2; twice++)
            CAD_VEC_PUSH(coach->arena, &call->examples)->kind = kind;
    }
}

static void set(cad_coach *coach, cad_pacing_id id, double first, double step)
{
    for (int c = 0; c < CALLS; c++)
        coach->agents.items[0].calls.items[c].figure[figure_of(id)] =
            cad_known(first + step * c);
}

static struct cad_coach_focus focus_of(cad_coach *coach)
{
    struct cad_coach_focus focus;
    if (cad_coach_find_focus(coach, &coach->agents.items[0], &focus, NULL))
        ok(false, "found");
    cad_coach_free(&coach);
    return focus;
}

static void test_kinds(void)
{
    cad_coach *coach = empty();
    mark(coach, FELL_AFTER_AGENT, 3);
    mark(coach, STEP_DOWN, 4);
    mark(coach, ROSE_AFTER_AGENT, 3);
    mark(coach, ROSE_AFTER_AGENT + 1, 5);
    set(coach, CAD_PACING_STEP_DOWN, 1, 0);
    set(coach, CAD_PACING_VENTING_ROOM, 1, 0);
    struct cad_coach_focus f = focus_of(coach);
    ok(f.strengths == 2 && f.strength[0].kind == STEP_DOWN &&
           f.strength[1].kind == FELL_AFTER_AGENT,
       "strengths: those of the most calls first");
    ok(f.strength[0].calls == 4 && f.strength[0].of == CALLS,
       "two marks in a call are one call: %zu of %zu", f.strength[0].calls,
       f.strength[0].of);
    ok(f.has_practice && f.practice.kind == ROSE_AFTER_AGENT + 1 &&
           strstr(f.practice.text, "in 5 of 6 calls. To practise: wait"),
       "one thing to practise: %s", f.practice.text);
}

/* On one channel, and without a raised customer, nothing could be marked. */
static void test_out_of_how_many(void)
{
    cad_coach *coach = empty();
    struct cad_coach_call *calls = coach->agents.items[0].calls.items;
    mark(coach, STEP_DOWN, 1);
    mark(coach, ROSE_AFTER_AGENT + 1, 3);
    for (int c = 0; c < 4; c++)
        calls[c].figure[figure_of(CAD_PACING_VENTING_ROOM)] = cad_known(c);
    struct cad_coach_focus f = focus_of(coach);
    ok(f.practice.calls == 3 && f.practice.of == 4 &&
           strstr(f.practice.text,
                  "in 3 of the 4 calls with a raised customer. To practise"),
       "of those with a raised customer: %s", f.practice.text);
    ok(f.rares == 1 && f.rare[0].of == 1 &&
           strstr(f.rare[0].text, "in the only call with a raised"),
       "of one: %s", f.rare[0].text);
}

/* What was marked in one call or two is a place to listen: no advice. */
static void test_too_few(void)
{
    cad_coach *coach = empty_of(2);
    mark(coach, FELL_AFTER_AGENT, 1);
    mark(coach, ROSE_AFTER_AGENT, 2);
    struct cad_coach_focus f = focus_of(coach);
    ok(!f.strengths && !f.has_practice && f.rares == 2,
       "neither a strength nor a thing to practise");
    ok(!strstr(f.rare[1].text, "practise") && strstr(f.rare[1].text, "in 2 of"),
       "no advice: %s", f.rare[1].text);
}

/* Calls without an agent may be of several people. */
static void test_nobody(void)
{
    cad_coach *coach = empty();
    coach->agents.items[0].id = NULL;
    mark(coach, STEP_DOWN, 5);
    mark(coach, ROSE_AFTER_AGENT, 5);
    set(coach, CAD_PACING_LISTENING, 1, 0.5);
    set(coach, CAD_PACING_MONOLOGUE, 90, 0);
    struct cad_coach_habit h;
    ok(!cad_coach_habit(coach, &coach->agents.items[0],
                        figure_of(CAD_PACING_LISTENING), &h, NULL) &&
           !cad_is_known(h.trend.p),
       "no trend of nobody");
    struct cad_coach_focus f = focus_of(coach);
    ok(!f.strengths && !f.has_practice && f.rares == 2,
       "no strengths, nothing to practise, places to listen");
}

static void test_trends(void)
{
    cad_coach *coach = empty();
    set(coach, CAD_PACING_LISTENING, 1, 0.5);
    set(coach, CAD_PACING_PACE, 4, 0.5); /* practice does not say */
    set(coach, CAD_PACING_INTERRUPTIONS_CALM, 0.1, 0.1);
    struct cad_coach_focus f = focus_of(coach);
    ok(f.strengths == 1 &&
           f.strength[0].figure == figure_of(CAD_PACING_LISTENING) &&
           strstr(f.strength[0].text, "+2.50 per minute"),
       "a trend towards: %s", f.strength[0].text);
    ok(f.has_practice && !f.practice.is_kind &&
           f.practice.figure == figure_of(CAD_PACING_INTERRUPTIONS_CALM),
       "a trend away: %s", f.practice.text);
}

static double roll(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) / (double)(1u << 24);
}

/* Agents whose figures are chance alone: hardly one may get a trend named,
   though 19 are looked at; with a bare p < .05, six in ten would. */
static void test_chance(void)
{
    enum { AGENTS = 400, OF = 20 };
    int named = 0, bare = 0;
    uint32_t state = 7;
    for (int a = 0; a < AGENTS; a++) {
        cad_coach *coach = empty_of(OF);
        struct cad_coach_habit habits[CAD_COACH_FIGURES];
        struct cad_coach_agent *agent = &coach->agents.items[0];
        for (int c = 0; c < OF; c++)
            for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
                agent->calls.items[c].figure[i] = cad_known(1 + roll(&state));
        bool low = false;
        if (cad_coach_habits(coach, agent, habits, NULL))
            ok(false, "habits");
        struct cad_coach_trends trends = cad_coach_clear_trends(coach, habits);
        for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
            low |= habits[i].trend.p.value < 0.05;
        bare += low;
        named += trends.clear > 0;
        if (!a)
            ok(trends.looked_at == CAD_COACH_FIGURES - 1,
               "the wait is one trend, though two figures: %zu",
               trends.looked_at);
        cad_coach_free(&coach);
    }
    ok(bare > AGENTS / 4, "a bare p < .05 in %d of %d", bare, AGENTS);
    ok(named <= AGENTS / 12, "chance alone: a trend in %d of %d", named,
       AGENTS);
}

/* The k-th least of n is held against k / n of .05. */
static void test_clear_trends(void)
{
    static const double low[] = {0.02, 0.001, 0.03, 0.004};
    struct cad_coach_habit habits[CAD_COACH_FIGURES];
    cad_coach *coach = empty();
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
        habits[i].trend.p = cad_known(i < 4 ? low[i] : 0.9);
    struct cad_coach_trends t = cad_coach_clear_trends(coach, habits);
    ok(t.looked_at == 19 && t.clear == 2,
       "0.004 is under 2 / 19 of 0.05, 0.02 is over 3 / 19: %zu of %zu",
       t.clear, t.looked_at);
    near(t.p_clear, 0.004, 1e-12, "the largest that is clear");
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
        habits[i].trend.p = cad_unknown(CAD_WHY_NO_EVIDENCE);
    t = cad_coach_clear_trends(coach, habits);
    ok(!t.looked_at && !t.clear && t.p_clear < 0, "none known, none clear");
    habits[3].trend.p = cad_known(0.049);
    t = cad_coach_clear_trends(coach, habits);
    ok(t.looked_at == 1 && t.clear == 1, "one alone: as it stands");
    cad_coach_free(&coach);
}

static void test_places(void)
{
    cad_coach *coach = empty();
    set(coach, CAD_PACING_INTERRUPTIONS_HEAT, 0, 0);
    set(coach, CAD_PACING_MONOLOGUE, 90, 0);
    set(coach, CAD_PACING_DEAD_AIR, 2, 0);
    struct cad_coach_focus f = focus_of(coach);
    ok(f.strengths == 2 &&
           f.strength[0].figure == figure_of(CAD_PACING_INTERRUPTIONS_HEAT) &&
           f.strength[1].figure == figure_of(CAD_PACING_DEAD_AIR),
       "what is there already: none cut in, no long silence");
    ok(f.has_practice && f.practice.figure == figure_of(CAD_PACING_MONOLOGUE),
       "beyond the norm: %s", f.practice.text);
}

static void test_bounds(void)
{
    cad_coach *coach = empty();
    struct cad_coach_focus f = focus_of(coach);
    ok(!f.strengths && !f.has_practice, "no evidence: nothing is said");
    coach = empty();
    for (size_t k = FELL_AFTER_AGENT; k <= STEP_DOWN; k++)
        mark(coach, k, 3);
    set(coach, CAD_PACING_LISTENING, 1, 0.5);
    f = focus_of(coach);
    ok(f.strengths == 3, "three strengths at most");
    for (size_t k = 0; k < CAD_COACH_KINDS; k++)
        ok(*cad_coach_kind_title(k) != '\0', "%s has words",
           cad_coach_kinds[k].kind);
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
        ok(cad_coach_figure_title(i) && cad_coach_figure_measure(i),
           "%s has words", cad_coach_figure_id(i));
}

int main(void)
{
    test_kinds();
    test_out_of_how_many();
    test_too_few();
    test_nobody();
    test_trends();
    test_chance();
    test_clear_trends();
    test_places();
    test_bounds();
    return tap_done();
}
