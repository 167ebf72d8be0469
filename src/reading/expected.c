#include "reading/expected.h"

#include "base/error.h"
#include "dsp/stats.h"
#include "reading/effect.h"
#include "reading/expect.h"

/* The exchanges that an expectation is learnt from. */
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

static void add(struct columns *c, double x, double y, double t)
{
    c->x[c->n] = x;
    c->y[c->n] = y;
    c->t[c->n++] = t;
}

static double call_time(const struct cad_reading *in, const cad_exchange *x)
{
    return in->duration_s > 0.0 ? x->start_s / in->duration_s : 0.5;
}

/* ---- the agent -------------------------------------------------------- */

/* What the agent does anyway after a customer like this one. Its middle is
   0, the habit; how the customer is on the whole does not enter. */
static struct cad_expectation learn_agent(const struct cad_reading *in,
                                          const cad_report *report, bool down,
                                          struct columns *c)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    const struct cad_expect_prior prior = {.carry = 0.0,
                                           .carry_sd = s->mimicry_prior_sd,
                                           .drift_sd = s->drift_prior_sd,
                                           .spread = s->usual_spread_z,
                                           .spread_n = s->usual_spread_n};
    c->n = 0;
    for (size_t i = 0; i < report->exchange_count; i++) {
        const cad_exchange *x = &report->exchanges[i];
        if (x->trace.customer_known && x->trace.agent_known)
            add(c, x->trace.before_z,
                down ? x->trace.step_down : x->trace.agent_z, call_time(in, x));
    }
    return cad_expect_fit(c->x, c->y, c->t, c->n, 0.0, &prior, c->scratch);
}

static void expect_agent(const struct cad_reading *in, cad_report *report,
                         struct columns *c)
{
    struct cad_expectation tone = learn_agent(in, report, false, c);
    struct cad_expectation down = learn_agent(in, report, true, c);
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_exchange *x = &report->exchanges[i];
        if (!x->trace.agent_known)
            continue;
        double customer = x->trace.customer_known ? x->trace.before_z : 0.0;
        double usual = cad_expect_next(&tone, customer, call_time(in, x));
        x->trace.residual_z = x->trace.agent_z - usual;
        x->trace.residual_down =
            x->trace.step_down -
            cad_expect_next(&down, customer, call_time(in, x));
        x->agent.expected = cad_known(cad_bounded(usual));
    }
}

/* ---- the customer ----------------------------------------------------- */

/* Where the customer is on the whole, and how much of what differs from turn
   to turn is state that lasts, not noise that does not. */
struct course {
    double mean, lasting_share;
};

static struct course find_course(const cad_report *report, double noise_z)
{
    double sum = 0.0, square = 0.0, n = 0.0;
    for (size_t i = 0; i < report->exchange_count; i++) {
        const cad_exchange *x = &report->exchanges[i];
        if (!x->trace.customer_known)
            continue;
        sum += x->trace.before_z + x->trace.after_z;
        square += x->trace.before_z * x->trace.before_z +
                  x->trace.after_z * x->trace.after_z;
        n += 2.0;
    }
    struct course c = {n > 0.0 ? sum / n : 0.0, 0.0};
    double variance = n > 0.0 ? square / n - c.mean * c.mean : 0.0;
    if (variance > noise_z * noise_z)
        c.lasting_share = 1.0 - noise_z * noise_z / variance;
    return c;
}

/* The agent did nothing that could matter: such exchanges show what the
   customer does anyway. */
static bool is_control(const struct cad_exchange_settings *s,
                       const cad_exchange *x)
{
    return x->trace.customer_known && !x->trace.cut_in &&
           cad_agent_move(s, x) == CAD_MOVE_LEVEL;
}

static struct cad_expectation learn_customer(const struct cad_reading *in,
                                             const cad_report *report,
                                             struct columns *c)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    struct course course = find_course(report, s->usual_spread_z);
    const struct cad_expect_prior prior = {.carry = s->state_carry *
                                                    course.lasting_share,
                                           .carry_sd = s->carry_prior_sd,
                                           .drift_sd = s->drift_prior_sd,
                                           .spread = s->usual_spread_z,
                                           .spread_n = s->usual_spread_n};
    c->n = 0;
    for (size_t i = 0; i < report->exchange_count; i++) {
        const cad_exchange *x = &report->exchanges[i];
        if (is_control(s, x))
            add(c, x->trace.before_z, x->trace.after_z, call_time(in, x));
    }
    return cad_expect_fit(c->x, c->y, c->t, c->n, course.mean, &prior,
                          c->scratch);
}

static void expect_customer(const struct cad_reading *in, cad_report *report,
                            struct columns *c)
{
    struct cad_expectation e = learn_customer(in, report, c);
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_exchange *x = &report->exchanges[i];
        if (!x->trace.customer_known)
            continue;
        double next = cad_expect_next(&e, x->trace.before_z, call_time(in, x));
        x->trace.surprise = (x->trace.after_z - next) / e.spread;
        x->customer.expected = cad_known(cad_bounded(next));
        x->customer.surprise = cad_known(x->trace.surprise);
    }
}

cad_status cad_exchanges_expect(const struct cad_reading *in,
                                cad_report *report, cad_error *error)
{
    struct columns columns;
    if (!make_columns(in->arena, report->exchange_count, &columns))
        return cad_fail_memory(error);
    expect_agent(in, report, &columns);
    expect_customer(in, report, &columns);
    return CAD_OK;
}
