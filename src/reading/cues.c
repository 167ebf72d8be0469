#include "reading/cues.h"

#include <math.h>

static void put(cad_exchange *x, cad_cue_kind kind, double value)
{
    if (x->agent.did_count < CAD_CUES_MAX)
        x->agent.did[x->agent.did_count++] = (cad_cue){kind, value};
}

/* One cue above the threshold, its opposite below: the figure's size only. */
static void put_pair(cad_exchange *x, cad_figure figure, double threshold,
                     cad_cue_kind above, cad_cue_kind below)
{
    if (!cad_is_known(figure))
        return;
    if (figure.value >= threshold)
        put(x, above, figure.value);
    else if (figure.value <= -threshold)
        put(x, below, -figure.value);
}

/* The agent's interruptions from the customer's first word of the turn to
   the end of the agent's own period. */
static void put_interruptions(const cad_report *report, double from_s,
                              double to_s, cad_exchange *x)
{
    double cut_s = 0.0, over_s = 0.0, sure = 0.0;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        if (e->kind != CAD_EVENT_INTERRUPTION || e->doubted ||
            e->party != CAD_AGENT || e->start_s < from_s || e->start_s >= to_s)
            continue;
        sure = fmax(sure, e->confidence);
        if (e->outcome == CAD_YIELDED)
            cut_s += e->overlap_s;
        else
            over_s += e->overlap_s;
    }
    if (cut_s > 0.0)
        put(x, CAD_CUE_INTERRUPTED, cut_s);
    if (over_s > 0.0)
        put(x, CAD_CUE_TALKED_OVER, over_s);
    x->trace.cut_in = cut_s > 0.0 || over_s > 0.0;
    x->trace.cut_in_confidence = sure;
}

static void put_latency(const struct cad_exchange_settings *s,
                        const cad_report *report,
                        const struct cad_period *agent, cad_exchange *x)
{
    cad_figure latency =
        report->segments[agent->segments[0]].response_latency_s;
    x->trace.let_finish = !x->trace.cut_in;
    if (!cad_is_known(latency))
        return;
    if (!x->trace.cut_in && latency.value >= s->cue_quick_s)
        put(x, CAD_CUE_LET_FINISH, latency.value);
    if (!x->trace.cut_in && latency.value < s->cue_quick_s)
        put(x, CAD_CUE_QUICK, latency.value);
    if (latency.value >= s->cue_pause_s)
        put(x, CAD_CUE_LONG_PAUSE, latency.value);
}

/* A hold or a long silence ends a turn, but not the period. */
static double longest_turn_s(const cad_report *report,
                             const struct cad_period *p)
{
    double longest_s = 0.0, start_s = 0.0;
    for (size_t i = 0; i < p->count; i++) {
        const cad_segment *s = &report->segments[p->segments[i]];
        if (!i || s->turn != report->segments[p->segments[i - 1]].turn)
            start_s = s->start_s;
        longest_s = fmax(longest_s, s->end_s - start_s);
    }
    return longest_s;
}

void cad_cues_find(const struct cad_exchange_settings *s,
                   const cad_report *report, const struct cad_period *customer,
                   const struct cad_period *agent, cad_exchange *x)
{
    struct cad_period_tone tone =
        cad_period_tone(s, report, agent->segments, agent->count);
    put_interruptions(report, customer->start_s, agent->end_s, x);
    put_latency(s, report, agent, x);
    put_pair(x, tone.rate_pct, fmax(s->cue_rate_pct, tone.rate_uncertainty_pct),
             CAD_CUE_FASTER, CAD_CUE_SLOWER);
    put_pair(x, tone.level_db, s->cue_level_db, CAD_CUE_LOUDER, CAD_CUE_SOFTER);
    put_pair(x, tone.pitch_st, s->cue_pitch_st, CAD_CUE_HIGHER, CAD_CUE_LOWER);
    double turn_s = longest_turn_s(report, agent);
    if (turn_s >= s->cue_monologue_s)
        put(x, CAD_CUE_MONOLOGUE, turn_s);
}
