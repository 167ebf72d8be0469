/* exchange.c - customer, agent, customer: what was to be expected, and what
   came instead. */
#include "base/error.h"
#include "reading/cues.h"
#include "reading/effect.h"
#include "reading/expected.h"
#include "reading/period.h"
#include "reading/reading.h"

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
static struct cad_period_tone near_tone(const struct cad_exchange_settings *s,
                                        const cad_report *report,
                                        const struct cad_period *p, bool last)
{
    size_t n = 0;
    double voiced_s = 0.0;
    while (n < p->count && voiced_s < s->near_voiced_s) {
        int i = last ? p->segments[p->count - 1 - n] : p->segments[n];
        if (cad_is_known(report->segments[i].activation_z))
            voiced_s += report->segments[i].pitch.voiced_s;
        n++;
    }
    return cad_period_tone(
        s, report, last ? p->segments + (p->count - n) : p->segments, n);
}

static void read_customer(const struct cad_reading *in,
                          const cad_report *report,
                          const struct cad_period *before,
                          const struct cad_period *after, cad_exchange *x)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    struct cad_period_tone b = near_tone(s, report, before, true);
    struct cad_period_tone a = near_tone(s, report, after, false);
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

/* Slower, softer, lower: the calming voice, in units of what each does from
   turn to turn; the mean of those that are known. */
static double step_down(const struct cad_reading *in, const cad_report *report,
                        const struct cad_period_tone *tone)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    cad_figure agc = report->quality.party[CAD_AGENT].agc_suspected;
    bool steady = !cad_is_known(agc) || agc.value < 0.5;
    double sum = 0.0;
    int n = 0;
    const struct {
        cad_figure figure;
        double unit;
        bool counts;
    } cues[] = {
        {tone->rate_pct, s->cue_rate_pct, true},
        {tone->level_db, s->cue_level_db, steady},
        {tone->pitch_st, s->cue_pitch_st, true},
    };
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (cues[i].counts && cad_is_known(cues[i].figure)) {
            sum -= cues[i].figure.value / cues[i].unit;
            n++;
        }
    return n ? sum / n : 0.0;
}

static void read_agent(const struct cad_reading *in, const cad_report *report,
                       const struct cad_period *agent, cad_exchange *x)
{
    struct cad_period_tone tone = cad_period_tone(
        &in->model->settings.exchange, report, agent->segments, agent->count);
    x->trace.agent_known = tone.known;
    x->trace.agent_z = tone.z;
    x->trace.step_down = step_down(in, report, &tone);
    x->agent.activation = tone.known ? cad_known(bounded(tone.z))
                                     : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    x->agent.expected = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    if (tone.known && cad_is_known(x->confidence))
        x->confidence.value = fmin(x->confidence.value, tone.confidence);
}

/* ---- all exchanges ---------------------------------------------------- */

/* An effect that rests on a cut-in alone is no surer than that. */
static void doubt(cad_exchange *x)
{
    if (x->effect == CAD_EFFECT_ESCALATED && x->agent.move != CAD_MOVE_RAISED &&
        cad_is_known(x->confidence))
        x->confidence.value =
            fmin(x->confidence.value, x->trace.cut_in_confidence);
}

static void judge(const struct cad_reading *in, cad_report *report)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_exchange *x = &report->exchanges[i];
        x->customer.change = cad_customer_change(s, x);
        x->agent.move = cad_agent_move(s, x);
        x->effect = cad_exchange_effect(s, x, x);
        doubt(x);
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
    if (report->mixed)
        return CAD_OK;
    cad_status status = cad_periods_find(&in->model->settings.exchange, report,
                                         in->arena, &periods, error);
    if (status)
        return status;
    size_t n = count_exchanges(&periods);
    report->exchanges = CAD_NEW(in->arena, cad_exchange, n);
    if (!report->exchanges)
        return cad_fail_memory(error);
    for (size_t k = 0; k < periods.count; k++) {
        if (!is_exchange(&periods, k))
            continue;
        const struct cad_period *p = &periods.items[k];
        cad_exchange *x = &report->exchanges[report->exchange_count++];
        lay_out(report, p - 1, p, p + 1, x);
        read_customer(in, report, p - 1, p + 1, x);
        read_agent(in, report, p, x);
        cad_cues_find(&in->model->settings.exchange, report, p - 1, p, x);
    }
    status = cad_exchanges_expect(in, report, error);
    if (status)
        return status;
    judge(in, report);
    return CAD_OK;
}
