/* coach.c - figures out of reports, gathered by agent. */
#include "fleet/coach.h"

#include "base/error.h"
#include "emit/report_file.h"
#include "emit/words.h"
#include "fleet/calendar.h"
#include "fleet/columns.h"
#include "fleet/made_with.h"

#include <stdlib.h>
#include <string.h>

/* Strengths first: that is where coaching begins. */
const struct cad_coach_kind cad_coach_kinds[CAD_COACH_KINDS] = {
    {"fell_after_agent", true}, {"venting_room", true},
    {"step_down", true},        {"rose_after_agent", false},
    {"cut_in_heat", false},     {"mutual_raise", false},
    {"monologue", false},       {"dead_air", false},
    {"handover", false},
};

static const struct {
    const char *key, *unit, *holder, *member; /* where in a report */
} measures[CAD_PROFILE_MEASURES] = {
    [CAD_PROFILE_RATE_SYL_S] = {"rate_syl_s", "syllables/s",
                                "parties.agent.baseline.rate_syl_s", "value"},
    [CAD_PROFILE_PITCH_RANGE_ST] = {"pitch_range_st", "st",
                                    "parties.agent.pitch", "range_st"},
    [CAD_PROFILE_PAUSE_SHARE] = {"pause_share", "share", "parties.agent",
                                 "pause_share"},
    [CAD_PROFILE_LATENCY_S] = {"latency_s", "s",
                               "parties.agent.response_latency", "median_s"},
};

static const struct {
    const char *holder, *member;
} effects[CAD_COACH_EFFECTS] = {
    [CAD_COACH_EXCHANGES] = {"attribution", "exchanges"},
    [CAD_COACH_ESCALATED] = {"attribution", "escalated"},
    [CAD_COACH_CALMED] = {"attribution", "calmed"},
    [CAD_COACH_ESCALATED_BY_CHANCE] = {"attribution.expected_by_chance",
                                       "escalated"},
    [CAD_COACH_CALMED_BY_CHANCE] = {"attribution.expected_by_chance", "calmed"},
    [CAD_COACH_BETA] = {"attribution.coupling", "beta"},
    [CAD_COACH_SE] = {"attribution.coupling", "se"},
    [CAD_COACH_P] = {"attribution.coupling", "p"},
};

const char *cad_coach_figure_id(size_t figure)
{
    return figure < CAD_PROFILE_MEASURES
               ? measures[figure].key
               : cad_word_pacing(
                     (cad_pacing_id)(figure - CAD_PROFILE_MEASURES));
}

const char *cad_coach_figure_unit(size_t figure)
{
    return figure < CAD_PROFILE_MEASURES
               ? measures[figure].unit
               : cad_unit_pacing(
                     (cad_pacing_id)(figure - CAD_PROFILE_MEASURES));
}

/* ---- how they are shown ------------------------------------------------- */

int cad_coach_decimals(size_t figure)
{
    return figure == CAD_PROFILE_LATENCY_S ? 2
           : figure < CAD_PROFILE_MEASURES
               ? cad_unit_decimals(cad_coach_figure_unit(figure))
               : cad_pacing_decimals(
                     (cad_pacing_id)(figure - CAD_PROFILE_MEASURES));
}

static bool is_share(size_t figure)
{
    return !strcmp(cad_coach_figure_unit(figure), "share");
}

cad_figure cad_coach_shown(size_t figure, cad_figure value)
{
    return cad_scaled(value, is_share(figure) ? 100 : 1);
}

const char *cad_coach_shown_unit(size_t figure)
{
    return is_share(figure) ? "%" : cad_coach_figure_unit(figure);
}

/* ---- a report's figures ------------------------------------------------- */

/* A habit borrowed from a profile says nothing of this call. */
static cad_figure own_rate(const json_t *baseline)
{
    const char *from = json_string_value(json_object_get(baseline, "from"));
    return from && strcmp(from, "profile") == 0
               ? cad_unknown(CAD_WHY_TOO_LITTLE_VOICE)
               : cad_columns_member(baseline, "value");
}

static const json_t *pacing_note(const json_t *report, const char *id)
{
    const json_t *list = json_object_get(report, "pacing");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *note = json_array_get(list, i);
        const char *its = json_string_value(json_object_get(note, "id"));
        if (its && strcmp(its, id) == 0)
            return note;
    }
    return NULL;
}

static void read_figures(const json_t *report, struct cad_coach_call *call)
{
    for (size_t i = 0; i < CAD_PROFILE_MEASURES; i++)
        call->figure[i] = cad_columns_member(
            cad_columns_at(report, measures[i].holder), measures[i].member);
    call->figure[CAD_PROFILE_RATE_SYL_S] = own_rate(
        cad_columns_at(report, measures[CAD_PROFILE_RATE_SYL_S].holder));
    for (size_t i = CAD_PROFILE_MEASURES; i < CAD_COACH_FIGURES; i++)
        call->figure[i] = cad_columns_member(
            pacing_note(report, cad_coach_figure_id(i)), "value");
    for (size_t i = 0; i < CAD_COACH_EFFECTS; i++)
        call->effect[i] = cad_columns_member(
            cad_columns_at(report, effects[i].holder), effects[i].member);
}

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static bool read_example(cad_arena *arena, const json_t *highlight,
                         struct cad_coach_call *call)
{
    const char *kind = json_string_value(json_object_get(highlight, "kind"));
    const char *text = json_string_value(json_object_get(highlight, "text"));
    size_t k = 0;
    while (kind && k < CAD_COACH_KINDS && strcmp(cad_coach_kinds[k].kind, kind))
        k++;
    if (!kind || k == CAD_COACH_KINDS)
        return true;
    struct cad_coach_example *e = CAD_VEC_PUSH(arena, &call->examples);
    char *copy = cad_arena_strdup(arena, text ? text : "");
    if (!e || !copy)
        return false;
    *e = (struct cad_coach_example){.kind = k, .text = copy};
    e->start_s = number_of(highlight, "start_s");
    e->end_s = number_of(highlight, "end_s");
    e->confidence = number_of(highlight, "confidence");
    return true;
}

static bool read_call(cad_arena *arena, const json_t *report,
                      struct cad_coach_call *call)
{
    const json_t *list = json_object_get(report, "highlights");
    const char *id = json_string_value(json_object_get(report, "call_id"));
    const char *started_at =
        json_string_value(cad_columns_at(report, "call.started_at"));
    *call = (struct cad_coach_call){.call_id = cad_arena_strdup(arena, id)};
    if (started_at)
        call->started_at = cad_arena_strdup(arena, started_at);
    bool good = call->call_id && (!started_at || call->started_at);
    call->dated = cad_calendar_days(started_at, &call->day);
    read_figures(report, call);
    for (size_t i = 0; i < json_array_size(list) && good; i++)
        good = read_example(arena, json_array_get(list, i), call);
    return good;
}

/* ---- agents ------------------------------------------------------------- */

static bool same_id(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : !a && !b;
}

static struct cad_coach_agent *agent_of(cad_coach *coach, const char *id)
{
    for (size_t i = 0; i < coach->agents.count; i++)
        if (same_id(coach->agents.items[i].id, id))
            return &coach->agents.items[i];
    char *copy = id ? cad_arena_strdup(coach->arena, id) : NULL;
    struct cad_coach_agent *agent =
        id && !copy ? NULL : CAD_VEC_PUSH(coach->arena, &coach->agents);
    if (agent) {
        agent->id = copy;
        agent->raised = coach->raised;
    }
    return agent;
}

static cad_status add_call(cad_coach *coach, const char *path,
                           const json_t *report, cad_error *error)
{
    struct cad_coach_call call;
    const char *id = json_string_value(json_object_get(report, "call_id"));
    const char *agent_id =
        json_string_value(cad_columns_at(report, "call.agent_id"));
    struct cad_coach_agent *agent = agent_of(coach, agent_id);
    if (!agent)
        return cad_fail_memory(error);
    for (size_t i = 0; i < agent->calls.count; i++)
        if (strcmp(agent->calls.items[i].call_id, id) == 0)
            return cad_fail(error, CAD_ERR_FORMAT,
                            "%.300s: call %.100s is there already", path, id);
    if (!read_call(coach->arena, report, &call) ||
        !(call.report = cad_arena_strdup(coach->arena, path)))
        return cad_fail_memory(error);
    struct cad_coach_call *place = CAD_VEC_PUSH(coach->arena, &agent->calls);
    if (!place)
        return cad_fail_memory(error);
    *place = call;
    place->monologue_s =
        cad_made_with(report, "reading.monologue_flag_s", coach->monologue_s);
    cad_raised_add(&agent->raised, cad_raised_of(&agent->raised, report));
    return CAD_OK;
}

cad_status cad_coach_add(cad_coach *coach, const char *path, cad_error *error)
{
    if (!coach || !path)
        return cad_fail_null(error, "coach or path");
    json_t *report;
    cad_status status = cad_report_file_read(path, &report, error);
    if (status)
        return status;
    status = add_call(coach, path, report, error);
    json_decref(report);
    return status;
}

size_t cad_coach_agents(const cad_coach *coach)
{
    return coach ? coach->agents.count : 0;
}

const char *cad_coach_agent(const cad_coach *coach, size_t agent)
{
    return agent < cad_coach_agents(coach) ? coach->agents.items[agent].id
                                           : NULL;
}

cad_status cad_coach_check(const cad_coach *coach, size_t at, const FILE *out,
                           cad_error *error)
{
    if (!coach || !out)
        return cad_fail_null(error, "coach or out");
    if (at < coach->agents.count)
        return CAD_OK;
    return cad_fail(error, CAD_ERR_ARGUMENT, "agent %zu of %zu, from 0 on", at,
                    coach->agents.count);
}

void cad_coach_name(const char *agent_id, char out[CAD_COACH_NAME])
{
    static const char nobody[] = "unknown";
    size_t n = sizeof nobody - 1;
    cad_file_name(agent_id ? agent_id : nobody, out);
    /* agents of that name, with more and more _ behind it */
    if (agent_id && !strncmp(out, nobody, n) &&
        out[n + strspn(out + n, "_")] == '\0')
        strcat(out, "_");
}

static int by_start(const void *a, const void *b)
{
    const struct cad_coach_call *x = a, *y = b;
    if (x->dated != y->dated)
        return x->dated ? -1 : 1;
    if (x->dated && (x->day < y->day || x->day > y->day))
        return x->day < y->day ? -1 : 1;
    return strcmp(x->call_id, y->call_id);
}

struct cad_coach_agent *cad_coach_ordered(struct cad_coach *coach, size_t at)
{
    struct cad_coach_agent *agent = &coach->agents.items[at];
    if (agent->calls.count)
        qsort(agent->calls.items, agent->calls.count,
              sizeof *agent->calls.items, by_start);
    return agent;
}

/* ---- begin and end ------------------------------------------------------ */

/* Of the built-in model, from which a report says where it differs. */
static cad_status read_usual(cad_coach *coach, cad_error *error)
{
    cad_model usual;
    cad_status status = cad_model_load(coach->arena, NULL, &usual, error);
    if (!status)
        coach->monologue_s = usual.settings.reading.monologue_flag_s;
    return status ? status
                  : cad_raised_begin(coach->arena, &coach->raised, error);
}

cad_status cad_coach_new(const char *model_file, cad_coach **out,
                         cad_error *error)
{
    if (!out)
        return cad_fail_null(error, "out");
    cad_arena *arena = cad_arena_new();
    cad_coach *coach = arena ? CAD_NEW(arena, cad_coach, 1) : NULL;
    *out = NULL;
    if (!coach) {
        cad_arena_free(arena);
        return cad_fail_memory(error);
    }
    coach->arena = arena;
    cad_status status = cad_model_load(arena, model_file, &coach->model, error);
    if (!status)
        status = read_usual(coach, error);
    if (status)
        cad_arena_free(arena);
    else
        *out = coach;
    return status;
}

void cad_coach_free(cad_coach **coach)
{
    if (!coach || !*coach)
        return;
    cad_arena_free((*coach)->arena);
    *coach = NULL;
}
