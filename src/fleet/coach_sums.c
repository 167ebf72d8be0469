#include "fleet/coach_sums.h"

#include "base/error.h"
#include "dsp/stats.h"
#include "fleet/pool.h"

#include <stdlib.h>
#include <string.h>

/* ---- habit and trend ---------------------------------------------------- */

/* Values of a figure, all or those of dated calls; their days. */
static size_t collect(const struct cad_coach_agent *agent, size_t figure,
                      bool dated, double *values, double *days)
{
    size_t n = 0;
    for (size_t i = 0; i < agent->calls.count; i++) {
        const struct cad_coach_call *call = &agent->calls.items[i];
        if (!cad_is_known(call->figure[figure]) || (dated && !call->dated))
            continue;
        values[n] = call->figure[figure].value;
        days[n++] = call->day;
    }
    return n;
}

/* The latest calls, where there are more than the pairs of them are worth;
   calls of nobody in particular have no course. */
static cad_status find_trend(const struct cad_coach *coach, bool named,
                             double *values, double *days,
                             struct cad_coach_habit *out, cad_error *error)
{
    const struct cad_coach_settings *s = &coach->model.settings.coach;
    size_t n = out->trend.n, most = (size_t)s->trend_max_calls;
    if (n > most) {
        values += n - most;
        days += n - most;
        n = out->trend.n = most;
    }
    if (!named || (double)n < s->trend_min_calls || !(days[n - 1] > days[0]))
        return CAD_OK;
    cad_arena *scratch = cad_arena_new();
    double *slopes = scratch ? CAD_NEW(scratch, double, n *(n - 1) / 2) : NULL;
    if (slopes) {
        struct cad_trend_line line = cad_trend_of(days, values, n, slopes);
        double span = days[n - 1] - days[0];
        out->trend.change = cad_known(line.slope * span);
        out->trend.days = cad_known(span);
        out->trend.p = cad_known(line.p);
    }
    cad_arena_free(scratch);
    return slopes ? CAD_OK : cad_fail_memory(error);
}

/* Why no call has a figure: what one with two channels says, if there is one.
 */
static cad_why why_none(const struct cad_coach_agent *agent, size_t figure)
{
    cad_why why = CAD_WHY_KNOWN;
    for (size_t i = 0; i < agent->calls.count; i++) {
        cad_why its = agent->calls.items[i].figure[figure].why;
        if (why == CAD_WHY_KNOWN || why == CAD_WHY_MONO)
            why = its;
    }
    return why == CAD_WHY_KNOWN ? CAD_WHY_NO_EVIDENCE : why;
}

static cad_status sum_figure(const struct cad_coach *coach,
                             const struct cad_coach_agent *agent, size_t figure,
                             double *values, double *days,
                             struct cad_coach_habit *out, cad_error *error)
{
    struct cad_typical *t = &out->typical;
    t->n = collect(agent, figure, false, values, days);
    if (t->n) {
        double median = cad_median(values, t->n);
        t->value = cad_known(median);
        t->spread = cad_known(cad_robust_spread(values, t->n, median));
    } else {
        t->value = t->spread = cad_unknown(why_none(agent, figure));
    }
    out->trend.n = collect(agent, figure, true, values, days);
    return find_trend(coach, agent->id != NULL, values, days, out, error);
}

cad_status cad_coach_habit(const struct cad_coach *coach,
                           const struct cad_coach_agent *agent, size_t figure,
                           struct cad_coach_habit *out, cad_error *error)
{
    const cad_figure none = cad_unknown(CAD_WHY_NO_EVIDENCE);
    *out = (struct cad_coach_habit){{none, none, 0}, {none, none, none, 0}};
    cad_arena *scratch = cad_arena_new();
    size_t n = agent->calls.count;
    double *values = scratch ? CAD_NEW(scratch, double, 2 * n) : NULL;
    cad_status status = values ? sum_figure(coach, agent, figure, values,
                                            values + n, out, error)
                               : cad_fail_memory(error);
    cad_arena_free(scratch);
    return status;
}

cad_status cad_coach_habits(const struct cad_coach *coach,
                            const struct cad_coach_agent *agent,
                            struct cad_coach_habit out[CAD_COACH_FIGURES],
                            cad_error *error)
{
    cad_status status = CAD_OK;
    for (size_t i = 0; i < CAD_COACH_FIGURES && !status; i++)
        status = cad_coach_habit(coach, agent, i, &out[i], error);
    return status;
}

bool cad_coach_repeats(size_t figure)
{
    return figure == CAD_PROFILE_MEASURES + CAD_PACING_LATENCY;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct cad_coach_trends
cad_coach_clear_trends(const struct cad_coach *coach,
                       const struct cad_coach_habit habits[CAD_COACH_FIGURES])
{
    struct cad_coach_trends found = {0, 0, -1};
    double p[CAD_COACH_FIGURES];
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
        if (cad_is_known(habits[i].trend.p) && !cad_coach_repeats(i))
            p[found.looked_at++] = habits[i].trend.p.value;
    qsort(p, found.looked_at, sizeof *p, by_size);
    double share = coach->model.settings.coach.trend_p_max;
    for (size_t k = found.looked_at; k > 0 && !found.clear; k--)
        if (p[k - 1] <= share * (double)k / (double)found.looked_at) {
            found.clear = k;
            found.p_clear = p[k - 1];
        }
    return found;
}

/* ---- attribution -------------------------------------------------------- */

static bool all_known(const cad_figure *figures, size_t from, size_t to)
{
    while (from < to && cad_is_known(figures[from]))
        from++;
    return from == to;
}

static void sum_call(const struct cad_coach_call *call,
                     struct cad_coach_attribution *out,
                     struct cad_slope_of_call *slopes)
{
    const cad_figure *e = call->effect;
    if (!all_known(e, 0, CAD_COACH_BETA))
        return;
    out->calls++;
    for (size_t i = 0; i < CAD_COACH_BETA; i++)
        out->sum[i] += e[i].value;
    if (!all_known(e, CAD_COACH_BETA, CAD_COACH_EFFECTS) ||
        !(e[CAD_COACH_SE].value > 0.0) || !(e[CAD_COACH_EXCHANGES].value > 0.0))
        return;
    slopes[out->coupled++] = (struct cad_slope_of_call){
        e[CAD_COACH_BETA].value, e[CAD_COACH_SE].value, e[CAD_COACH_P].value,
        e[CAD_COACH_EXCHANGES].value};
}

cad_status cad_coach_attribute(const struct cad_coach *coach,
                               const struct cad_coach_agent *agent,
                               struct cad_coach_attribution *out,
                               cad_error *error)
{
    const cad_figure none = cad_unknown(CAD_WHY_TOO_FEW_EXCHANGES);
    *out = (struct cad_coach_attribution){.beta = none, .se = none, .p = none};
    cad_arena *scratch = cad_arena_new();
    struct cad_slope_of_call *slopes =
        scratch ? CAD_NEW(scratch, struct cad_slope_of_call, agent->calls.count)
                : NULL;
    if (!slopes) {
        cad_arena_free(scratch);
        return cad_fail_memory(error);
    }
    for (size_t i = 0; i < agent->calls.count; i++)
        sum_call(&agent->calls.items[i], out, slopes);
    if ((double)out->coupled >= coach->model.settings.coach.pool_min_calls) {
        struct cad_pooled pooled = cad_pool_slopes(slopes, out->coupled);
        out->beta = cad_known(pooled.beta);
        out->se = cad_known(pooled.se);
        out->p = cad_known(pooled.p);
    }
    cad_arena_free(scratch);
    return CAD_OK;
}
