/* exchange.c - customer, agent, customer: what was to be expected, and what
   came instead. */
#include "base/error.h"
#include "dsp/stats.h"
#include "reading/cues.h"
#include "reading/effect.h"
#include "reading/expect.h"
#include "reading/period.h"
#include "reading/reading.h"

#include <string.h>

static double bounded(double z)
{
    return tanh(z / 2.0);
}

/* ---- the list --------------------------------------------------------- */

static bool is_exchange(const cad_period_list *periods, size_t k)
{
    return k > 0 && k + 1 < periods->count &&
           periods->items[k].party == CAD_AGENT &&
           periods->items[k - 1].party == CAD_CUSTOMER &&
           periods->items[k + 1].party == CAD_CUSTOMER;
}

static void lay_out(cad_report *report, const struct cad_period *before,
                    const struct cad_period *agent,
                    const struct cad_period *after, cad_exchange *x)
{
    x->customer_before = before->segments[before->count - 1];
    x->customer_after = after->segments[0];
    x->agent_segment_count = agent->count;
    x->agent_segments = agent->segments;
    x->start_s = agent->start_s;
    x->end_s = agent->end_s;
    int id = (int)(x - report->exchanges);
    for (size_t i = 0; i < agent->count; i++)
        report->segments[agent->segments[i]].exchange = id;
}

/* Hold or a long silence between the turns: not an answer to it any more. */
static bool is_apart(const struct cad_reading *in, const cad_report *report,
                     const cad_exchange *x)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    double from_s = report->segments[x->customer_before].end_s;
    double to_s = report->segments[x->customer_after].start_s;
    if (x->start_s - from_s > s->longest_gap_s ||
        to_s - x->end_s > s->longest_gap_s)
        return true;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        if (e->kind == CAD_EVENT_HOLD && e->start_s < to_s && e->end_s > from_s)
            return true;
    }
    return false;
}

/* ---- the customer ----------------------------------------------------- */

/* A neighbour's turn may be cut into pieces: all of its pieces within reach
   of the exchange speak for it, the period's last or first ten seconds. */
static struct cad_period_tone near_tone(const cad_report *report,
                                        const struct cad_period *p, bool last)
{
    size_t n = 0;
    double voiced_s = 0.0;
    while (n < p->count && voiced_s < 1.5) {
        int i = last ? p->segments[p->count - 1 - n] : p->segments[n];
        if (cad_is_known(report->segments[i].activation_z))
            voiced_s += report->segments[i].pitch.voiced_s;
        n++;
    }
    return cad_period_tone(
        report, last ? p->segments + (p->count - n) : p->segments, n);
}

static void read_customer(const struct cad_reading *in,
                          const cad_report *report,
                          const struct cad_period *before,
                          const struct cad_period *after, cad_exchange *x)
{
    struct cad_period_tone b = near_tone(report, before, true);
    struct cad_period_tone a = near_tone(report, after, false);
    cad_why why =
        is_apart(in, report, x) ? CAD_WHY_AFTER_HOLD : CAD_WHY_TOO_LITTLE_VOICE;
    x->trace.customer_known = b.known && a.known && why != CAD_WHY_AFTER_HOLD;
    x->trace.before_z = b.z;
    x->trace.after_z = a.z;
    x->customer.before = b.known ? cad_known(bounded(b.z))
                                 : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    x->customer.after = a.known ? cad_known(bounded(a.z))
                                : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    x->customer.expected = x->customer.surprise = cad_unknown(why);
    x->confidence = x->trace.customer_known
                        ? cad_known(fmin(a.confidence, b.confidence))
                        : cad_unknown(why);
}

/* ---- the agent -------------------------------------------------------- */

static void read_agent(const cad_report *report, const struct cad_period *agent,
                       cad_exchange *x)
{
    struct cad_period_tone tone =
        cad_period_tone(report, agent->segments, agent->count);
    x->trace.agent_known = tone.known;
    x->trace.agent_z = tone.z;
    x->trace.slower_pct =
        cad_is_known(tone.rate_pct) ? -tone.rate_pct.value : 0.0;
    x->agent.activation = tone.known ? cad_known(bounded(tone.z))
                                     : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    x->agent.expected = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    if (tone.known && cad_is_known(x->confidence))
        x->confidence.value = fmin(x->confidence.value, tone.confidence);
}

/* ---- expectation ------------------------------------------------------ */

struct columns {
    double *x, *y, *t, *scratch;
    size_t n;
};

static bool make_columns(cad_arena *arena, size_t n, struct columns *c)
{
    c->n = 0;
    c->x = CAD_NEW(arena, double, n);
    c->y = CAD_NEW(arena, double, n);
    c->t = CAD_NEW(arena, double, n);
    c->scratch = CAD_NEW(arena, double, n);
    return c->x && c->y && c->t && c->scratch;
}

static double call_time(const struct cad_reading *in, const cad_exchange *x)
{
    return in->duration_s > 0.0 ? x->start_s / in->duration_s : 0.5;
}

/* The agent did nothing that could matter: such exchanges show what the
   customer does anyway. */
static bool is_control(const struct cad_exchange_settings *s,
                       const cad_exchange *x)
{
    return x->trace.customer_known && !x->trace.cut_in &&
           cad_agent_move(s, x) == CAD_MOVE_LEVEL;
}

static void expect_customer(const struct cad_reading *in, cad_report *report,
                            struct columns *c)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    const struct cad_expect_prior prior = {s->carry_prior, s->carry_prior_sd,
                                           s->drift_prior_sd, s->usual_spread_z,
                                           s->usual_spread_n};
    c->n = 0;
    for (size_t i = 0; i < report->exchange_count; i++) {
        const cad_exchange *x = &report->exchanges[i];
        if (!is_control(s, x))
            continue;
        c->x[c->n] = x->trace.before_z;
        c->y[c->n] = x->trace.after_z;
        c->t[c->n++] = call_time(in, x);
    }
    memcpy(c->scratch, c->x, c->n * sizeof *c->x);
    double middle = c->n ? cad_median(c->scratch, c->n) : 0.0;
    struct cad_expectation e =
        cad_expect_fit(c->x, c->y, c->t, c->n, middle, &prior, c->scratch);
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_exchange *x = &report->exchanges[i];
        if (!x->trace.customer_known)
            continue;
        double next = cad_expect_next(&e, x->trace.before_z, call_time(in, x));
        x->trace.surprise = (x->trace.after_z - next) / e.spread;
        x->customer.expected = cad_known(bounded(next));
        x->customer.surprise = cad_known(x->trace.surprise);
    }
}

/* What the agent does anyway after a customer like this one. */
static void expect_agent(const struct cad_reading *in, cad_report *report,
                         struct columns *c)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    const struct cad_expect_prior prior = {0.0, s->mimicry_prior_sd,
                                           s->drift_prior_sd, s->usual_spread_z,
                                           s->usual_spread_n};
    c->n = 0;
    for (size_t i = 0; i < report->exchange_count; i++) {
        const cad_exchange *x = &report->exchanges[i];
        if (!x->trace.customer_known || !x->trace.agent_known)
            continue;
        c->x[c->n] = x->trace.before_z;
        c->y[c->n] = x->trace.agent_z;
        c->t[c->n++] = call_time(in, x);
    }
    /* the agent's own middle is 0, his habit; the customer's does not enter */
    struct cad_expectation e =
        cad_expect_fit(c->x, c->y, c->t, c->n, 0.0, &prior, c->scratch);
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_exchange *x = &report->exchanges[i];
        if (!x->trace.agent_known)
            continue;
        double customer = x->trace.customer_known ? x->trace.before_z : 0.0;
        double usual = cad_expect_next(&e, customer, call_time(in, x));
        x->trace.residual_z = x->trace.agent_z - usual;
        x->agent.expected = cad_known(bounded(usual));
    }
}

/* ---- all exchanges ---------------------------------------------------- */

static void judge(const struct cad_reading *in, cad_report *report)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_exchange *x = &report->exchanges[i];
        x->customer.change = cad_customer_change(s, x);
        x->agent.move = cad_agent_move(s, x);
        x->effect = cad_exchange_effect(s, x, x);
        for (size_t j = 0; j < x->agent_segment_count; j++)
            report->segments[x->agent_segments[j]].effect = x->effect;
    }
}

static size_t count_exchanges(const cad_period_list *periods)
{
    size_t n = 0;
    for (size_t k = 0; k < periods->count; k++)
        n += is_exchange(periods, k);
    return n;
}

cad_status cad_exchanges_find(const struct cad_reading *in, cad_report *report,
                              cad_error *error)
{
    cad_period_list periods = {0};
    struct columns columns;
    if (report->mixed)
        return CAD_OK;
    cad_status status = cad_periods_find(report, in->arena, &periods, error);
    if (status)
        return status;
    size_t n = count_exchanges(&periods);
    report->exchanges = CAD_NEW(in->arena, cad_exchange, n);
    if (!report->exchanges || !make_columns(in->arena, n, &columns))
        return cad_fail_memory(error);
    for (size_t k = 0; k < periods.count; k++) {
        if (!is_exchange(&periods, k))
            continue;
        const struct cad_period *p = &periods.items[k];
        cad_exchange *x = &report->exchanges[report->exchange_count++];
        lay_out(report, p - 1, p, p + 1, x);
        read_customer(in, report, p - 1, p + 1, x);
        read_agent(report, p, x);
        cad_cues_find(&in->model->settings.exchange, report, p - 1, p, x);
    }
    expect_agent(in, report, &columns);
    expect_customer(in, report, &columns);
    judge(in, report);
    return CAD_OK;
}
