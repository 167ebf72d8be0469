/* attribution.c - what chance alone would give: the agent's moves are
   shifted around the call against the customer's changes. */
#include "base/error.h"
#include "reading/effect.h"
#include "reading/reading.h"

struct counts {
    double escalated, calmed;
};

static struct counts count_effects(const struct cad_exchange_settings *s,
                                   const cad_exchange *x, size_t n,
                                   size_t shift)
{
    struct counts c = {0.0, 0.0};
    for (size_t i = 0; i < n; i++) {
        cad_effect effect = cad_exchange_effect(s, &x[i], &x[(i + shift) % n]);
        c.escalated += effect == CAD_EFFECT_ESCALATED;
        c.calmed += effect == CAD_EFFECT_CALMED;
    }
    return c;
}

/* Slope of the customer's surprise on the agent's unexpected move. */
struct slope {
    double beta, se;
    size_t n;
};

static struct slope fit_slope(const cad_exchange *x, size_t n, size_t shift)
{
    double sa = 0.0, ss = 0.0, aa = 0.0, as = 0.0, su = 0.0;
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        const cad_exchange *agent = &x[(i + shift) % n];
        if (!x[i].trace.customer_known || !agent->trace.agent_known)
            continue;
        double a = agent->trace.residual_z, u = x[i].trace.surprise;
        sa += a;
        su += u;
        aa += a * a;
        as += a * u;
        ss += u * u;
        used++;
    }
    struct slope out = {0.0, 0.0, used};
    if (used < 3)
        return out;
    double m = (double)used;
    aa -= sa * sa / m;
    as -= sa * su / m;
    ss -= su * su / m;
    if (aa <= 0.0)
        return out;
    out.beta = as / aa;
    double rest = ss - out.beta * as;
    out.se = sqrt((rest > 0.0 ? rest : 0.0) / (m - 2.0) / aa);
    return out;
}

static cad_verdict verdict(const struct cad_exchange_settings *s,
                           const cad_attribution *a)
{
    if (!cad_is_known(a->coupling.p) ||
        a->exchanges.value < s->verdict_min_exchanges)
        return CAD_VERDICT_INSUFFICIENT;
    double more_raised =
        a->escalated.value - a->expected_by_chance.escalated.value;
    double more_calmed = a->calmed.value - a->expected_by_chance.calmed.value;
    if (a->coupling.p.value >= s->verdict_max_p ||
        a->coupling.beta.value <= 0.0 ||
        (more_raised <= 0.0 && more_calmed <= 0.0))
        return CAD_VERDICT_NO_PATTERN;
    return more_raised >= more_calmed ? CAD_VERDICT_RAISES : CAD_VERDICT_CALMS;
}

static void compare_shifts(const struct cad_exchange_settings *s,
                           const cad_exchange *x, size_t n, cad_attribution *a)
{
    size_t least = (size_t)s->shift_min, shifts = 0, as_large = 0;
    struct slope own = fit_slope(x, n, 0);
    struct counts sum = {0.0, 0.0};
    for (size_t shift = least; shift + least <= n; shift++) {
        struct counts c = count_effects(s, x, n, shift);
        sum.escalated += c.escalated;
        sum.calmed += c.calmed;
        as_large += fabs(fit_slope(x, n, shift).beta) >= fabs(own.beta);
        shifts++;
    }
    a->expected_by_chance.escalated = cad_known(sum.escalated / (double)shifts);
    a->expected_by_chance.calmed = cad_known(sum.calmed / (double)shifts);
    a->coupling.shifts = shifts;
    if (own.se <= 0.0)
        return;
    a->coupling.beta = cad_known(own.beta);
    a->coupling.se = cad_known(own.se);
    a->coupling.p =
        cad_known((1.0 + (double)as_large) / (1.0 + (double)shifts));
}

/* Only exchanges whose customer is known can show an effect. */
static size_t known_exchanges(const cad_report *report)
{
    size_t n = 0;
    for (size_t i = 0; i < report->exchange_count; i++)
        n += report->exchanges[i].trace.customer_known;
    return n;
}

cad_status cad_attribution_test(const struct cad_reading *in,
                                cad_report *report, cad_error *error)
{
    (void)error;
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    cad_attribution *a = &report->attribution;
    bool both =
        report->party[CAD_AGENT].present && report->party[CAD_CUSTOMER].present;
    cad_why why = report->mixed ? CAD_WHY_MONO
                  : both        ? CAD_WHY_TOO_FEW_EXCHANGES
                                : CAD_WHY_ONE_SIDED;
    cad_figure none = cad_unknown(why);
    a->expected_by_chance.escalated = a->expected_by_chance.calmed = none;
    a->coupling.beta = a->coupling.se = a->coupling.p = none;
    if (report->mixed || !both) {
        a->exchanges = a->escalated = a->calmed = none;
        return CAD_OK;
    }
    size_t n = report->exchange_count, known = known_exchanges(report);
    struct counts own = count_effects(s, report->exchanges, n, 0);
    a->exchanges = cad_known((double)known);
    a->escalated = cad_known(own.escalated);
    a->calmed = cad_known(own.calmed);
    if ((double)known >= s->chance_min_exchanges &&
        n >= 2 * (size_t)s->shift_min)
        compare_shifts(s, report->exchanges, n, a);
    a->verdict = verdict(s, a);
    return CAD_OK;
}
