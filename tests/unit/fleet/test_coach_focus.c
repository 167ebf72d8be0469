/* What a coach begins with: kinds of moments by the calls they are in, then
   trends towards what practice asks for, then figures that are there already;
   one thing to practise by the same order. */
#include "fleet/coach_focus.h"
#include "tap.h"

#include <string.h>

enum { CALLS = 6 };
enum kind { FELL_AFTER_AGENT, VENTING_ROOM, STEP_DOWN, ROSE_AFTER_AGENT };

static size_t figure_of(cad_pacing_id id)
{
    return CAD_PROFILE_MEASURES + (size_t)id;
}

/* Six calls, a day apart, of which nothing is known. */
static cad_coach *empty(void)
{
    cad_coach *coach = NULL;
    if (cad_coach_new(NULL, &coach, NULL))
        return NULL;
    struct cad_coach_agent *agent = CAD_VEC_PUSH(coach->arena, &coach->agents);
    for (int c = 0; c < CALLS; c++) {
        struct cad_coach_call *call = CAD_VEC_PUSH(coach->arena, &agent->calls);
        call->call_id = "c";
        call->dated = true;
        call->day = c;
        for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
            call->figure[i] = cad_unknown(CAD_WHY_NO_EVIDENCE);
    }
    return coach;
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
    mark(coach, FELL_AFTER_AGENT, 1);
    mark(coach, STEP_DOWN, 4);
    mark(coach, ROSE_AFTER_AGENT, 2);
    mark(coach, ROSE_AFTER_AGENT + 1, 5);
    set(coach, CAD_PACING_STEP_DOWN, 1, 0);
    set(coach, CAD_PACING_INTERRUPTIONS_HEAT, 1, 0);
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
    mark(coach, ROSE_AFTER_AGENT + 1, 2);
    for (int c = 0; c < 3; c++)
        calls[c].figure[figure_of(CAD_PACING_INTERRUPTIONS_HEAT)] =
            cad_known(c);
    struct cad_coach_focus f = focus_of(coach);
    ok(f.practice.calls == 2 && f.practice.of == 3 &&
           strstr(f.practice.text,
                  "in 2 of the 3 calls with a raised customer. To practise"),
       "of those with a raised customer: %s", f.practice.text);
    ok(f.strengths > 0 && f.strength[0].of == 1 &&
           strstr(f.strength[0].text, "in the only call with a raised"),
       "of one: %s", f.strength[0].text);
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
        mark(coach, k, 2);
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
    test_trends();
    test_places();
    test_bounds();
    return tap_done();
}
