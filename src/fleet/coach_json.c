/* coach_json.c - an agent's calls as JSON, and the habit as a profile. */
#include "base/error.h"
#include "emit/json_stream.h"
#include "emit/json_write.h"
#include "fleet/coach_focus.h"
#include "fleet/coach_places.h"

#include <math.h>

/* Medians of counts have halves, so every figure has the same decimals. */
enum { DECIMALS = 4 };

/* ---- habits ------------------------------------------------------------- */

static json_t *trend_json(const struct cad_coach_habit *h)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "change", h->trend.change, DECIMALS);
    cad_json_figure(&o, "days", h->trend.days, DECIMALS);
    cad_json_figure(&o, "p", h->trend.p, CAD_DECIMALS_STATISTIC);
    cad_json_integer(&o, "n", (long long)h->trend.n);
    return cad_json_end(&o);
}

static void put_norm(cad_json *o, const cad_norm *norm)
{
    if (!norm->known) {
        cad_json_null(o, "norm", CAD_WHY_NONE_DEFENSIBLE);
        return;
    }
    cad_json n = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_number(&n, "low", norm->low, DECIMALS);
    cad_json_number(&n, "high", norm->high, DECIMALS);
    cad_json_text(&n, "source", norm->source, CAD_WHY_NOT_GIVEN);
    cad_json_put(o, "norm", cad_json_end(&n));
}

static json_t *habit_json(const struct cad_coach *coach, size_t figure,
                          const struct cad_coach_habit *h)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "unit", cad_coach_figure_unit(figure), CAD_WHY_NOT_GIVEN);
    cad_json_figure(&o, "value", h->typical.value, DECIMALS);
    cad_json_figure(&o, "spread", h->typical.spread, DECIMALS);
    cad_json_integer(&o, "n", (long long)h->typical.n);
    if (figure >= CAD_PROFILE_MEASURES)
        put_norm(&o, &coach->model.norms[figure - CAD_PROFILE_MEASURES]);
    cad_json_put(&o, "trend", trend_json(h));
    return cad_json_end(&o);
}

/* ---- attribution -------------------------------------------------------- */

static json_t *attribution_json(const struct cad_coach_attribution *a)
{
    cad_json chance = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_number(&chance, "escalated", a->sum[CAD_COACH_ESCALATED_BY_CHANCE],
                    DECIMALS);
    cad_json_number(&chance, "calmed", a->sum[CAD_COACH_CALMED_BY_CHANCE],
                    DECIMALS);
    cad_json coupling = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&coupling, "beta", a->beta, CAD_DECIMALS_STATISTIC);
    cad_json_figure(&coupling, "se", a->se, CAD_DECIMALS_STATISTIC);
    cad_json_figure(&coupling, "p", a->p, CAD_DECIMALS_STATISTIC);
    cad_json_integer(&coupling, "calls", (long long)a->coupled);
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_integer(&o, "calls", (long long)a->calls);
    cad_json_count(&o, "exchanges", cad_known(a->sum[CAD_COACH_EXCHANGES]));
    cad_json_count(&o, "escalated", cad_known(a->sum[CAD_COACH_ESCALATED]));
    cad_json_count(&o, "calmed", cad_known(a->sum[CAD_COACH_CALMED]));
    cad_json_put(&o, "expected_by_chance", cad_json_end(&chance));
    cad_json_put(&o, "coupling", cad_json_end(&coupling));
    return cad_json_end(&o);
}

/* ---- examples ----------------------------------------------------------- */

static json_t *example_json(const struct cad_coach_place *e)
{
    const struct cad_coach_kind *kind = &cad_coach_kinds[e->what->kind];
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "side", kind->strength ? "strength" : "practice",
                  CAD_WHY_KNOWN);
    cad_json_text(&o, "kind", kind->kind, CAD_WHY_KNOWN);
    cad_json_text(&o, "call_id", e->call->call_id, CAD_WHY_KNOWN);
    cad_json_text(&o, "started_at", e->call->started_at, CAD_WHY_NOT_GIVEN);
    cad_json_number(&o, "start_s", e->what->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", e->what->end_s, CAD_DECIMALS_S);
    cad_json_text(&o, "text", e->what->text, CAD_WHY_KNOWN);
    cad_json_number(&o, "confidence", e->what->confidence, DECIMALS);
    return cad_json_end(&o);
}

static cad_status write_examples(const struct cad_coach *coach,
                                 const struct cad_coach_agent *agent,
                                 cad_json_stream *s, cad_error *error)
{
    struct cad_coach_places places = {0};
    cad_arena *scratch = cad_arena_new();
    bool good =
        scratch && cad_coach_find_places(scratch, coach, agent, &places);
    for (size_t i = 0; i < places.count && good; i++)
        cad_json_stream_item(s, example_json(&places.items[i]));
    cad_arena_free(scratch);
    return good ? CAD_OK : cad_fail_memory(error);
}

/* ---- where to begin ----------------------------------------------------- */

static json_t *point_json(const struct cad_coach_point *p)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "kind", p->is_kind ? cad_coach_kinds[p->kind].kind : NULL,
                  CAD_WHY_KNOWN);
    cad_json_text(&o, "figure",
                  p->is_kind ? NULL : cad_coach_figure_id(p->figure),
                  CAD_WHY_KNOWN);
    cad_json_integer(&o, "calls", (long long)p->calls);
    cad_json_integer(&o, "of", (long long)p->of);
    cad_json_text(&o, "text", p->text, CAD_WHY_KNOWN);
    return cad_json_end(&o);
}

static json_t *strength_json(const void *from, size_t i)
{
    const struct cad_coach_focus *f = from;
    return point_json(&f->strength[i]);
}

static json_t *focus_json(const struct cad_coach_focus *f)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "strengths",
                 cad_json_list(f->strengths, strength_json, f));
    cad_json_put(&o, "practice",
                 f->has_practice ? point_json(&f->practice) : json_null());
    return cad_json_end(&o);
}

/* ---- dots --------------------------------------------------------------- */

static json_t *figures_json(const struct cad_coach_call *call, size_t from,
                            size_t to)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    for (size_t i = from; i < to; i++)
        cad_json_figure(&o, cad_coach_figure_id(i), call->figure[i], DECIMALS);
    return cad_json_end(&o);
}

static json_t *dot_json(const struct cad_coach_call *call)
{
    const cad_figure *e = call->effect;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "call_id", call->call_id, CAD_WHY_KNOWN);
    cad_json_text(&o, "started_at", call->started_at, CAD_WHY_NOT_GIVEN);
    cad_json_put(&o, "measures", figures_json(call, 0, CAD_PROFILE_MEASURES));
    cad_json_put(&o, "pacing",
                 figures_json(call, CAD_PROFILE_MEASURES, CAD_COACH_FIGURES));
    cad_json_count(&o, "exchanges", e[CAD_COACH_EXCHANGES]);
    cad_json_count(&o, "escalated", e[CAD_COACH_ESCALATED]);
    cad_json_count(&o, "calmed", e[CAD_COACH_CALMED]);
    return cad_json_end(&o);
}

/* ---- the whole ---------------------------------------------------------- */

typedef json_t *habit_maker(const struct cad_coach *coach, size_t figure,
                            const struct cad_coach_habit *habit);

static cad_status write_habits(struct cad_coach *coach,
                               const struct cad_coach_agent *agent,
                               habit_maker *make, cad_json_stream *s,
                               cad_error *error)
{
    static const struct {
        const char *key;
        size_t from, to;
    } lists[] = {{"measures", 0, CAD_PROFILE_MEASURES},
                 {"pacing", CAD_PROFILE_MEASURES, CAD_COACH_FIGURES}};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        cad_json o = cad_json_begin(CAD_WHY_KNOWN);
        cad_status status = CAD_OK;
        for (size_t i = lists[l].from; i < lists[l].to && !status; i++) {
            struct cad_coach_habit habit;
            status = cad_coach_habit(coach, agent, i, &habit, error);
            cad_json_put(&o, cad_coach_figure_id(i), make(coach, i, &habit));
        }
        cad_json_stream_key(s, lists[l].key, cad_json_end(&o));
        if (status)
            return status;
    }
    return CAD_OK;
}

static void write_head(const struct cad_coach_agent *agent, const char *schema,
                       cad_json_stream *s)
{
    cad_json_stream_key(s, "schema", json_string(schema));
    cad_json_stream_key(s, "agent_id", cad_json_string(agent->id));
    cad_json_stream_key(s, "calls",
                        json_integer((json_int_t)agent->calls.count));
}

cad_status cad_coach_json(cad_coach *coach, size_t at, FILE *out,
                          cad_error *error)
{
    cad_status status = cad_coach_check(coach, at, out, error);
    if (status)
        return status;
    const struct cad_coach_agent *agent = cad_coach_ordered(coach, at);
    struct cad_coach_attribution a;
    struct cad_coach_focus focus;
    status = cad_coach_attribute(coach, agent, &a, error);
    if (!status)
        status = cad_coach_find_focus(coach, agent, &focus, error);
    if (status)
        return status;
    cad_json_stream s = cad_json_stream_begin(out, true);
    write_head(agent, CAD_COACH_SCHEMA, &s);
    cad_json_stream_key(&s, "version", json_string(CAD_VERSION));
    cad_json_stream_key(&s, "focus", focus_json(&focus));
    status = write_habits(coach, agent, habit_json, &s, error);
    cad_json_stream_key(&s, "attribution", attribution_json(&a));
    cad_json_stream_array(&s, "examples");
    if (!status)
        status = write_examples(coach, agent, &s, error);
    cad_json_stream_array_end(&s);
    cad_json_stream_array(&s, "dots");
    for (size_t i = 0; i < agent->calls.count; i++)
        cad_json_stream_item(&s, dot_json(&agent->calls.items[i]));
    cad_json_stream_array_end(&s);
    cad_status written = cad_json_stream_end(&s, error);
    return status ? status : written;
}

/* ---- the profile -------------------------------------------------------- */

static json_t *profile_entry(const struct cad_coach *coach, size_t figure,
                             const struct cad_coach_habit *h)
{
    const struct cad_typical *t = &h->typical;
    double least = coach->model.settings.coach.habit_min_calls;
    /* a null needs no reason here: n is beside it */
    double unknown = (double)t->n < least ? (double)NAN : 0.0;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "value",
                 cad_json_rounded(t->value.value + unknown, DECIMALS));
    if (figure < CAD_PROFILE_MEASURES)
        cad_json_put(&o, "spread",
                     cad_json_rounded(t->spread.value + unknown, DECIMALS));
    cad_json_integer(&o, "n", (long long)t->n);
    return cad_json_end(&o);
}

cad_status cad_coach_profile(cad_coach *coach, size_t at, FILE *out,
                             cad_error *error)
{
    cad_status status = cad_coach_check(coach, at, out, error);
    if (status)
        return status;
    const struct cad_coach_agent *agent = cad_coach_ordered(coach, at);
    cad_json_stream s = cad_json_stream_begin(out, true);
    write_head(agent, CAD_PROFILE_SCHEMA, &s);
    status = write_habits(coach, agent, profile_entry, &s, error);
    cad_status written = cad_json_stream_end(&s, error);
    return status ? status : written;
}
