#include "fleet/coach_focus.h"

#include "base/print.h"
#include "emit/titles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- words --------------------------------------------------------------- */

/* In the order of cad_coach_kinds. */
static const struct {
    const char *text;       /* before "in 3 of 12 calls"; a monologue's, and
                               its advice, before how long it is */
    const char *advice;     /* what to practise */
    cad_pacing_id shown_by; /* known where a call can have such a moment */
    const char *which;      /* which calls those are */
} kinds[CAD_COACH_KINDS] = {
    {"The customer's raised voice fell after the agent spoke lower, slower or "
     "softer and let the customer finish",
     NULL, CAD_PACING_STEP_DOWN, "with a raised customer"},
    {"A customer whose voice was raised had room to speak", NULL,
     CAD_PACING_VENTING_ROOM, "with a raised customer"},
    {"The agent answered a raised turn lower, softer or slower "
     "than usual",
     NULL, CAD_PACING_STEP_DOWN, "with a raised customer"},
    {"The customer's voice rose beyond what was to be expected after the agent "
     "cut in or raised the voice",
     "let the turn end, then answer a little lower and slower than usual",
     CAD_PACING_MUTUAL_RAISE, "with an exchange"},
    {"The agent cut in while the customer's voice was raised",
     "wait until the customer has finished", CAD_PACING_VENTING_ROOM,
     "with a raised customer"},
    {"Both voices were raised, one after the other",
     "stay at the usual pitch and pace when the customer's voice goes up",
     CAD_PACING_STEP_DOWN, "with a raised customer"},
    {"The agent held the floor for ", "pause, and ask, before ",
     CAD_PACING_MONOLOGUE, "in which the agent is heard apart"},
    {"Nobody spoke for long",
     "say what is being looked up, and how long it takes", CAD_PACING_DEAD_AIR,
     "in which silence was measured"},
    {"A raised customer voice did not come back",
     "think of handing over sooner", CAD_PACING_VENTING_ROOM,
     "with a raised customer"},
};

/* Where practice wants a figure: +1 higher, -1 lower, 0 it does not say. */
static const struct {
    const char *measure;
    int towards;
    bool zero_is_kept; /* a median of 0 is what practice asks for */
} figures[CAD_COACH_FIGURES] = {
    {"rate", 0, false},
    {"pitch", 0, false},
    {"rate", 0, false},
    {"response_latency", 0, false},
    {"interruptions", -1, false},
    {"interruptions", -1, true},
    {"venting_room", +1, false},
    {"venting_room", +1, false},
    {"steadiness", -1, false},
    {"step_down", +1, false},
    {"rate", 0, false},
    {"rate", 0, false},
    {"response_latency", 0, false},
    {"response_latency", 0, false},
    {"monologue", -1, false},
    {"silence", -1, false},
    {"mutual_raise", -1, true},
    {"closing", -1, false},
    {"handover", -1, true},
    {"backchannels", +1, false},
};

const char *cad_coach_kind_title(size_t kind)
{
    return cad_title(CAD_TITLE_MOMENT, cad_coach_kinds[kind].kind);
}

const char *cad_coach_figure_title(size_t figure)
{
    static const char *const of_profile[CAD_PROFILE_MEASURES] = {
        "Pace, usual in a call", "Pitch range", "Share of pauses",
        "Median wait"};
    return figure < CAD_PROFILE_MEASURES
               ? of_profile[figure]
               : cad_title(CAD_TITLE_PACING, cad_coach_figure_id(figure));
}

const char *cad_coach_figure_measure(size_t figure)
{
    return figures[figure].measure;
}

/* ---- what was marked ----------------------------------------------------- */

static bool has_kind(const struct cad_coach_call *call, size_t kind)
{
    for (size_t i = 0; i < call->examples.count; i++)
        if (call->examples.items[i].kind == kind)
            return true;
    return false;
}

/* Calls with such a moment, of those that could have one: on one channel, or
   without a raised customer, there is nothing to be found. */
static void count_kind(const struct cad_coach_agent *agent,
                       struct cad_coach_point *p)
{
    size_t shown = CAD_PROFILE_MEASURES + (size_t)kinds[p->kind].shown_by;
    for (size_t c = 0; c < agent->calls.count; c++) {
        const struct cad_coach_call *call = &agent->calls.items[c];
        bool has = has_kind(call, p->kind);
        p->calls += has;
        p->of += has || cad_is_known(call->figure[shown]);
    }
}

/* In too few calls, or in those of nobody in particular. */
static bool is_rare(const struct cad_coach *coach,
                    const struct cad_coach_agent *agent,
                    const struct cad_coach_point *p)
{
    return !agent->id ||
           (double)p->calls < coach->model.settings.coach.focus_min_calls;
}

/* How long a stretch with the floor has to be in these calls: "60 s" when all
   that have one were made with that, else nothing. */
static bool monologue_length(const struct cad_coach_agent *agent, size_t kind,
                             char *out, size_t size)
{
    double least_s = 0.0;
    for (size_t c = 0; c < agent->calls.count; c++) {
        const struct cad_coach_call *call = &agent->calls.items[c];
        if (!has_kind(call, kind))
            continue;
        if (least_s > 0.0 && fabs(call->monologue_s - least_s) > 1e-9)
            return false;
        least_s = call->monologue_s;
    }
    cad_print(out, size, "%.10g s", least_s);
    return least_s > 0.0;
}

struct wording {
    char text[160], advice[120];
};

static void word_kind(const struct cad_coach_agent *agent, size_t kind,
                      struct wording *out)
{
    const char *text = kinds[kind].text, *advice = kinds[kind].advice;
    char length[24];
    bool known = monologue_length(agent, kind, length, sizeof length);
    bool long_one = kinds[kind].shown_by == CAD_PACING_MONOLOGUE;
    snprintf(out->text, sizeof out->text, "%s%s%s", text,
             !long_one ? ""
             : known   ? length
                       : "long",
             long_one && known ? " and more" : "");
    snprintf(out->advice, sizeof out->advice, "%s%s%s", advice ? advice : "",
             !long_one ? ""
             : known   ? length
                       : "long",
             long_one && known ? " have gone" : "");
}

static struct cad_coach_point point_of_kind(const struct cad_coach *coach,
                                            const struct cad_coach_agent *agent,
                                            size_t kind)
{
    struct cad_coach_point p = {.is_kind = true, .kind = kind};
    char where[80];
    struct wording words;
    count_kind(agent, &p);
    word_kind(agent, kind, &words);
    if (p.of == agent->calls.count)
        snprintf(where, sizeof where, "%zu of %zu %s", p.calls, p.of,
                 p.of == 1 ? "call" : "calls");
    else if (p.of == 1)
        snprintf(where, sizeof where, "the only call %s", kinds[kind].which);
    else
        snprintf(where, sizeof where, "%zu of the %zu calls %s", p.calls, p.of,
                 kinds[kind].which);
    int n = snprintf(p.text, sizeof p.text, "%s, in %s.", words.text, where);
    if (kinds[kind].advice && !is_rare(coach, agent, &p))
        snprintf(p.text + n, sizeof p.text - (size_t)n, " To practise: %s.",
                 words.advice);
    return p;
}

static int by_calls(const void *a, const void *b)
{
    const struct cad_coach_point *x = a, *y = b;
    if (x->calls != y->calls)
        return x->calls > y->calls ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

/* Kinds of one side, the most frequent first; those in too few calls go to the
   rare ones. */
static size_t find_kinds(const struct cad_coach *coach,
                         const struct cad_coach_agent *agent, bool strength,
                         struct cad_coach_point out[CAD_COACH_KINDS],
                         struct cad_coach_focus *focus)
{
    size_t n = 0;
    for (size_t k = 0; k < CAD_COACH_KINDS; k++) {
        if (cad_coach_kinds[k].strength != strength)
            continue;
        struct cad_coach_point p = point_of_kind(coach, agent, k);
        if (p.calls && is_rare(coach, agent, &p))
            focus->rare[focus->rares++] = p;
        else if (p.calls)
            out[n++] = p;
    }
    if (n)
        qsort(out, n, sizeof *out, by_calls);
    return n;
}

/* ---- figures ------------------------------------------------------------- */

/* +1: its trend goes where practice wants it, -1: away, 0: neither. */
static int trend_of(const struct cad_coach_trends *trends, size_t figure,
                    const struct cad_coach_habit *h)
{
    if (!cad_is_known(h->trend.p) || h->trend.p.value > trends->p_clear)
        return 0;
    double change = h->trend.change.value * figures[figure].towards;
    return (change > 0.0) - (change < 0.0);
}

/* +1: the median is where practice wants it, -1: beyond the norm. */
static int place_of(const struct cad_coach *coach, size_t figure,
                    const struct cad_coach_habit *h)
{
    const struct cad_coach_settings *s = &coach->model.settings.coach;
    if (figure < CAD_PROFILE_MEASURES || !figures[figure].towards ||
        (double)h->typical.n < s->habit_min_calls)
        return 0;
    const cad_norm *norm = &coach->model.norms[figure - CAD_PROFILE_MEASURES];
    double value = h->typical.value.value;
    if (norm->known)
        return value > norm->high ? -1 : value >= norm->low ? 1 : 0;
    return figures[figure].zero_is_kept && fabs(value) < 1e-9 ? 1 : 0;
}

static void say_figure(struct cad_coach_point *p, bool trend,
                       const struct cad_coach_habit *h)
{
    const char *title = cad_coach_figure_title(p->figure);
    const char *unit = cad_coach_shown_unit(p->figure);
    int decimals = cad_coach_decimals(p->figure);
    double change = cad_coach_shown(p->figure, h->trend.change).value;
    double middle = cad_coach_shown(p->figure, h->typical.value).value;
    if (trend)
        cad_print(p->text, sizeof p->text,
                  "%s: %+.*f %s over %.0f days, in %zu calls.", title, decimals,
                  change, unit, h->trend.days.value, h->trend.n);
    else
        cad_print(p->text, sizeof p->text,
                  "%s: %.*f %s in the middle of %zu calls.", title, decimals,
                  middle, unit, h->typical.n);
}

/* Looks for a figure of one verdict, by trend or by place, from *figure on. */
static bool next_figure(const struct cad_coach *coach,
                        const struct cad_coach_habit habits[], bool trend,
                        int wanted, size_t *figure, struct cad_coach_point *out)
{
    const struct cad_coach_trends trends =
        cad_coach_clear_trends(coach, habits);
    for (; *figure < CAD_COACH_FIGURES; ++*figure) {
        const struct cad_coach_habit *h = &habits[*figure];
        int found =
            trend ? trend_of(&trends, *figure, h) : place_of(coach, *figure, h);
        if (found != wanted)
            continue;
        *out = (struct cad_coach_point){
            .figure = *figure, .calls = h->typical.n, .of = h->typical.n};
        say_figure(out, trend, h);
        ++*figure;
        return true;
    }
    return false;
}

/* ---- both sides ---------------------------------------------------------- */

static bool has_figure(const struct cad_coach_focus *f, size_t figure)
{
    for (size_t i = 0; i < f->strengths; i++)
        if (!f->strength[i].is_kind && f->strength[i].figure == figure)
            return true;
    return false;
}

static void find_strengths(const struct cad_coach *coach,
                           const struct cad_coach_agent *agent,
                           const struct cad_coach_habit habits[],
                           struct cad_coach_focus *out)
{
    struct cad_coach_point found[CAD_COACH_KINDS], point;
    size_t most = (size_t)coach->model.settings.coach.strengths_max;
    size_t n = find_kinds(coach, agent, true, found, out);
    if (!agent->id)
        return;
    for (size_t i = 0; i < n && out->strengths < most; i++)
        out->strength[out->strengths++] = found[i];
    for (int trend = 1; trend >= 0; trend--)
        for (size_t figure = 0;
             out->strengths < most &&
             next_figure(coach, habits, trend, +1, &figure, &point);)
            if (!has_figure(out, point.figure))
                out->strength[out->strengths++] = point;
}

static void find_practice(const struct cad_coach *coach,
                          const struct cad_coach_agent *agent,
                          const struct cad_coach_habit habits[],
                          struct cad_coach_focus *out)
{
    struct cad_coach_point found[CAD_COACH_KINDS];
    size_t figure = 0, other = 0;
    out->has_practice = find_kinds(coach, agent, false, found, out) > 0;
    if (out->has_practice)
        out->practice = found[0];
    else if (agent->id)
        out->has_practice =
            next_figure(coach, habits, true, -1, &figure, &out->practice) ||
            next_figure(coach, habits, false, -1, &other, &out->practice);
}

cad_status cad_coach_find_focus(const struct cad_coach *coach,
                                const struct cad_coach_agent *agent,
                                struct cad_coach_focus *out, cad_error *error)
{
    struct cad_coach_habit habits[CAD_COACH_FIGURES];
    *out = (struct cad_coach_focus){.strengths = 0};
    cad_status status = cad_coach_habits(coach, agent, habits, error);
    if (status)
        return status;
    find_strengths(coach, agent, habits, out);
    find_practice(coach, agent, habits, out);
    return CAD_OK;
}
