/* Reports gathered by agent: sums by hand, the order that does not matter,
   broken reports, and the profile that can be read back. */
#include "fleet/coach.h"
#include "fleet/coach_focus.h"
#include "scratch_file.h"
#include "tap.h"

#include <string.h>

#include <jansson.h>

#define REPORT                                                                 \
    "{\"schema\": \"callcadence/report/1\", \"call_id\": \"%s\", "             \
    "\"call\": {\"agent_id\": %s, \"started_at\": %s}, \"input\": {}, "        \
    "\"settings\": {}, \"quality\": {}, \"conversation\": {}, "                \
    "\"parties\": {\"agent\": {\"pause_share\": null, "                        \
    "\"why\": {\"pause_share\": \"too_short\"}, "                              \
    "\"pitch\": {\"range_st\": 6.5}, "                                         \
    "\"response_latency\": {\"median_s\": %g}, "                               \
    "\"baseline\": {\"rate_syl_s\": {\"value\": 5, \"from\": \"%s\"}}}}, "     \
    "\"segments\": [], \"events\": [], \"exchanges\": [], "                    \
    "\"episodes\": [], \"attribution\": {\"exchanges\": 20, "                  \
    "\"escalated\": 2, \"calmed\": 1, \"expected_by_chance\": "                \
    "{\"escalated\": 0.5, \"calmed\": 0.25}, \"coupling\": "                   \
    "{\"beta\": 0.4, \"se\": 0.2, \"p\": 0.1}}, \"highlights\": ["             \
    "{\"kind\": \"cut_in_heat\", \"start_s\": 3, \"end_s\": 4, "               \
    "\"text\": \"cut in\", \"confidence\": 0.9}, "                             \
    "{\"kind\": \"step_down\", \"start_s\": 5, \"end_s\": 6, "                 \
    "\"text\": \"went down\", \"confidence\": %g}, "                           \
    "{\"kind\": \"customer_rose\", \"start_s\": 5, \"end_s\": 6, "             \
    "\"text\": \"rose\", \"confidence\": 1}], "                                \
    "\"pacing\": [{\"id\": \"latency\", \"value\": %g}]}\n"

struct call {
    const char *id, *agent, *started_at, *rate_from;
    double latency_s, confidence;
};

static const struct call calls[] = {
    {"c1", "\"a\"", "\"2026-05-01\"", "call", 0.2, 0.5},
    {"c2", "\"a\"", "\"2026-05-11\"", "call", 0.4, 0.6},
    {"c3", "\"a\"", "\"2026-05-21\"", "profile", 0.6, 0.7},
    {"c4", "\"a\"", "\"2026-05-31\"", "opening", 0.8, 0.8},
    {"c5", "\"a\"", "\"2026-06-10\"", "call", 1.0, 0.4},
    {"c6", "\"b/1\"", "null", "call", 9.0, 0.5},
    {"c7", "null", "null", "call", 7.0, 0.5},
};
enum { CALLS = sizeof calls / sizeof *calls };

static cad_status add_text(cad_coach *coach, const char *text, cad_error *error)
{
    char path[32];
    scratch_write(path, text, strlen(text));
    cad_status status = cad_coach_add(coach, path, error);
    remove(path);
    return status;
}

static cad_status add_call(cad_coach *coach, const struct call *c,
                           cad_error *error)
{
    char text[4096];
    snprintf(text, sizeof text, REPORT, c->id, c->agent, c->started_at,
             c->latency_s, c->rate_from, c->confidence, c->latency_s);
    return add_text(coach, text, error);
}

static cad_coach *gather(bool backwards)
{
    cad_coach *coach = NULL;
    cad_error error = {0};
    if (cad_coach_new(NULL, &coach, &error))
        ok(false, "a coach: %s", error.text);
    for (size_t i = 0; coach && i < CALLS; i++)
        if (add_call(coach, &calls[backwards ? CALLS - 1 - i : i], &error))
            ok(false, "%s is taken: %s", calls[i].id, error.text);
    return coach;
}

typedef cad_status writer(cad_coach *coach, size_t agent, FILE *out,
                          cad_error *error);

/* What a writer writes; the caller frees. */
static char *text_of(writer *write, cad_coach *coach, size_t agent)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    cad_status status = write(coach, agent, out, NULL);
    fclose(out);
    ok(!status, "written");
    return text;
}

static double number(const json_t *root, const char *path)
{
    char copy[80];
    snprintf(copy, sizeof copy, "%s", path);
    for (char *key = strtok(copy, "."); key; key = strtok(NULL, "."))
        root = json_object_get(root, key);
    return json_is_number(root) ? json_number_value(root) : (double)NAN;
}

static void check_habits(const json_t *root)
{
    near(number(root, "calls"), 5, 0, "calls of agent a");
    near(number(root, "pacing.latency.value"), 0.6, 0, "median latency");
    near(number(root, "pacing.latency.spread"), 0.2965, 1e-4,
         "1.4826 x the median deviation of 0.2");
    near(number(root, "pacing.latency.trend.change"), 0.8, 1e-4,
         "0.02 s a day over 40 days");
    near(number(root, "pacing.latency.trend.days"), 40, 0, "days");
    near(number(root, "pacing.latency.trend.p"), 0.0275, 1e-4, "p of five");
    near(number(root, "measures.rate_syl_s.n"), 4, 0,
         "a rate from a profile says nothing of its call");
    ok(isnan(number(root, "measures.rate_syl_s.trend.change")),
       "four calls have no trend");
    ok(isnan(number(root, "measures.pause_share.value")), "null stays null");
    ok(isnan(number(root, "pacing.pace.value")), "so does what is not there");
}

static void check_attribution(const json_t *root)
{
    near(number(root, "attribution.exchanges"), 100, 0, "exchanges");
    near(number(root, "attribution.escalated"), 10, 0, "escalated");
    near(number(root, "attribution.expected_by_chance.escalated"), 2.5, 0,
         "by chance");
    near(number(root, "attribution.coupling.beta"), 0.4, 1e-4, "beta");
    near(number(root, "attribution.coupling.se"), 0.0894, 1e-4, "0.2 / sqrt 5");
    /* z of 1.645 times sqrt 5 */
    near(number(root, "attribution.coupling.p"), 0.0002, 1e-4, "p");
}

static void check_lists(const json_t *root)
{
    const json_t *examples = json_object_get(root, "examples");
    const json_t *dots = json_object_get(root, "dots");
    ok(json_array_size(examples) == 6, "three examples a kind, two kinds");
    const char *side =
        json_string_value(json_object_get(json_array_get(examples, 0), "side"));
    ok(side && !strcmp(side, "strength"), "strengths first");
    const char *call = json_string_value(
        json_object_get(json_array_get(examples, 0), "call_id"));
    ok(call && !strcmp(call, "c4"), "the best evidenced before others");
    ok(json_array_size(dots) == 5, "a dot a call");
    call =
        json_string_value(json_object_get(json_array_get(dots, 4), "call_id"));
    ok(call && !strcmp(call, "c5"), "in order of time");
    near(number(json_array_get(dots, 4), "pacing.latency"), 1.0, 0,
         "with its figures");
    const char *why = json_string_value(json_object_get(
        json_object_get(json_object_get(json_array_get(dots, 0), "measures"),
                        "why"),
        "pause_share"));
    ok(why && !strcmp(why, "too_short"), "or the report's reason");
}

static void test_sums(void)
{
    cad_coach *coach = gather(false), *other = gather(true);
    ok(cad_coach_agents(coach) == 3, "two agents and the calls without");
    ok(!strcmp(cad_coach_agent(coach, 0), "a") && !cad_coach_agent(coach, 2),
       "in the order in which they came");
    char *text = text_of(cad_coach_json, coach, 0);
    char *again = text_of(cad_coach_json, other, 2);
    ok(!strcmp(text, again), "the order of the reports does not matter");
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    if (ok(root != NULL, "JSON")) {
        check_habits(root);
        check_attribution(root);
        check_lists(root);
    }
    json_decref(root);
    free(text);
    free(again);
    cad_coach_free(&coach);
    cad_coach_free(&other);
    ok(!coach, "freed, and the pointer is NULL");
}

static void test_profile(void)
{
    cad_coach *coach = gather(false);
    char *text = text_of(cad_coach_profile, coach, 0), path[32];
    scratch_write(path, text, strlen(text));
    cad_profile *p = NULL;
    cad_error error = {0};
    cad_status status = cad_profile_load(path, &p, &error);
    remove(path);
    if (ok(!status, "what is written can be read: %s", error.text)) {
        ok(!strcmp(p->agent_id, "a") && p->calls == 5, "whose it is");
        near(p->pacing[CAD_PACING_LATENCY].value.value, 0.6, 0, "latency");
        near(p->measure[CAD_PROFILE_PITCH_RANGE_ST].value.value, 6.5, 0,
             "range");
        ok(!cad_is_known(p->measure[CAD_PROFILE_PAUSE_SHARE].value),
           "what no call shows is not known");
    }
    cad_profile_free(&p);
    free(text);
    text = text_of(cad_coach_profile, coach, 1);
    json_t *root = json_loads(text, 0, NULL);
    ok(isnan(number(root, "pacing.latency.value")), "one call is not a habit");
    near(number(root, "pacing.latency.n"), 1, 0, "and says so");
    json_decref(root);
    free(text);
    cad_coach_free(&coach);
}

static void test_refusals(void)
{
    cad_coach *coach = NULL;
    cad_error error = {0};
    ok(cad_coach_new("/nowhere/m.json", &coach, &error) == CAD_ERR_MODEL &&
           !coach,
       "no model: %s", error.text);
    coach = gather(false);
    ok(add_call(coach, &calls[0], &error) == CAD_ERR_FORMAT, "twice: %s",
       error.text);
    ok(add_text(coach, "{\"schema\": \"x\"}", &error) == CAD_ERR_ARGUMENT,
       "no report: %s", error.text);
    ok(add_text(coach, "{\"schema\": ", &error) == CAD_ERR_FORMAT,
       "half of one: %s", error.text);
    ok(cad_coach_add(coach, "/nowhere/r.json", &error) == CAD_ERR_MISSING,
       "not there: %s", error.text);
    cad_coach_free(&coach);
}

/* Whatever the bytes: figures or a refusal, and JSON at the end. */
static void test_spoiled(void)
{
    char text[4096], bytes[4096 + 8], path[32];
    const struct call *c = &calls[0];
    cad_coach *coach = NULL;
    if (cad_coach_new(NULL, &coach, NULL))
        return;
    size_t taken = 0, wordless = 0;
    snprintf(text, sizeof text, REPORT, c->id, c->agent, c->started_at,
             c->latency_s, c->rate_from, c->confidence, c->latency_s);
    for (uint32_t seed = 0; seed < 600; seed++) {
        cad_error error = {0};
        size_t length = scratch_spoil(text, seed, bytes);
        scratch_write(path, bytes, length);
        cad_status status = cad_coach_add(coach, path, &error);
        taken += !status;
        wordless += status && !error.text[0];
        remove(path);
    }
    ok(!wordless && taken > 0, "600 spoiled reports: %zu taken", taken);
    size_t bad = 0;
    for (size_t i = 0; i < cad_coach_agents(coach); i++) {
        char *out = NULL;
        size_t length;
        FILE *stream = open_memstream(&out, &length);
        bad += cad_coach_json(coach, i, stream, NULL) != CAD_OK;
        fclose(stream);
        json_t *root = json_loads(out, 0, NULL);
        bad += !root;
        json_decref(root);
        free(out);
    }
    ok(!bad, "and the rest is summed up");
    cad_coach_free(&coach);
}

static void test_name(void)
{
    char name[CAD_COACH_NAME], other[CAD_COACH_NAME];
    cad_coach_name("a7", name);
    ok(!strcmp(name, "a7"), "name: %s", name);
    cad_coach_name(NULL, name);
    ok(!strcmp(name, "unknown"), "no agent: %s", name);
    cad_coach_name("unknown", name);
    cad_coach_name("unknown_", other);
    ok(!strcmp(name, "unknown_") && !strcmp(other, "unknown__"),
       "agents who are called so: %s, %s", name, other);
}

/* A call with a long stretch; setting: of settings.changed, or "". */
static void add_monologue(cad_coach *coach, int number, const char *setting)
{
    char text[1024];
    snprintf(text, sizeof text,
             "{\"schema\": \"callcadence/report/1\", \"call_id\": \"m%d\", "
             "\"call\": {\"agent_id\": \"a\"}, \"input\": {}, \"settings\": "
             "{\"changed\": {%s}}, \"quality\": {}, \"conversation\": {}, "
             "\"parties\": {}, \"segments\": [], \"events\": [], "
             "\"exchanges\": [], \"episodes\": [], \"attribution\": {}, "
             "\"highlights\": [{\"kind\": \"monologue\", \"start_s\": 3, "
             "\"end_s\": 99, \"text\": \"x\", \"confidence\": 0.9}], "
             "\"pacing\": []}",
             number, setting);
    if (add_text(coach, text, NULL))
        ok(false, "m%d is taken", number);
}

/* Three calls, of which the last was made with a setting of its own. */
static void says_of_monologues(const char *two, const char *last,
                               const char *want)
{
    cad_coach *coach = NULL;
    struct cad_coach_focus focus = {.strengths = 0};
    if (cad_coach_new(NULL, &coach, NULL))
        ok(false, "a coach");
    for (int i = 0; coach && i < 3; i++)
        add_monologue(coach, i, i < 2 ? two : last);
    ok(coach &&
           !cad_coach_find_focus(coach, cad_coach_ordered(coach, 0), &focus,
                                 NULL) &&
           !strcmp(focus.practice.text, want),
       "%s", focus.practice.text);
    cad_coach_free(&coach);
}

/* How long a long stretch is, is said in the words of the reports' setting. */
static void test_monologue(void)
{
    static const char of_90[] = "\"reading.monologue_flag_s\": 90";
    says_of_monologues("", "",
                       "The agent held the floor for 60 s and more, in 3 of 3 "
                       "calls. To practise: pause, and ask, before 60 s have "
                       "gone.");
    says_of_monologues(of_90, of_90,
                       "The agent held the floor for 90 s and more, in 3 of 3 "
                       "calls. To practise: pause, and ask, before 90 s have "
                       "gone.");
    says_of_monologues("", of_90,
                       "The agent held the floor for long, in 3 of 3 calls. "
                       "To practise: pause, and ask, before long.");
}

int main(void)
{
    test_sums();
    test_profile();
    test_refusals();
    test_spoiled();
    test_name();
    test_monologue();
    return tap_done();
}
