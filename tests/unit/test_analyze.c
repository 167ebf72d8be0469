/*
 * The wiring of the three acts, on a sample call: reports, refusals, and
 * every allocation failing in turn.
 */
#include "analysis.h"
#include "scratch_file.h"
#include "tap.h"

#include <callcadence/emit.h>

#include <limits.h>
#include <math.h>
#include <string.h>

static cad_engine *engine;
static const char sample[] = "samples/rushed.flac";

static cad_report *analyze(const cad_call *call, cad_error *error)
{
    cad_report *report = NULL;
    if (cad_analyze(engine, call, &report, error))
        return NULL;
    return report;
}

static void test_report(void)
{
    cad_error error = {0};
    cad_report *r = analyze(&(cad_call){.file = sample}, &error);
    if (!ok(r != NULL, "a sample call is analysed %s", error.text))
        return;
    ok(!strcmp(r->call_id, "rushed"), "its id is the file's stem");
    ok(r->party[CAD_AGENT].present && r->party[CAD_CUSTOMER].present &&
           !r->party[CAD_MIXED].present,
       "two parties");
    ok(r->segment_count > 4 && r->exchange_count > 2, "segments, exchanges");
    ok(strlen(r->settings.key) == 64, "a key: %s", r->settings.key);
    bool sorted = true;
    for (size_t i = 1; i < r->event_count; i++)
        sorted = sorted && r->events[i - 1].start_s <= r->events[i].start_s;
    for (size_t i = 1; i < r->segment_count; i++)
        sorted = sorted && r->segments[i - 1].start_s <= r->segments[i].start_s;
    ok(sorted, "segments and events are sorted by start");
    cad_report_free(&r);
    ok(r == NULL, "freed, and the pointer is NULL");
    cad_report_free(&r);
}

/* The key changes with what the report depends on, and with nothing else. */
static void test_key(void)
{
    cad_call calls[] = {
        {.file = sample, .to_s = 8.0},
        {.file = sample, .to_s = 8.0, .agent_channel = 2},
        {.file = sample, .to_s = 9.0},
        {.file = sample, .to_s = 8.0, .agent_id = "a1"},
        {.file = sample, .to_s = 8.0, .queue = "a1"},
        {.file = sample, .to_s = 8.0, .call_id = "other"},
        {.file = sample,
         .to_s = 8.0,
         .call_id = "rushed",
         .file_names = {"r.flac", NULL}},
    };
    enum { N = sizeof calls / sizeof *calls };
    char keys[N + 1][65];
    bool same = true;
    for (size_t i = 0; i <= N; i++) {
        cad_error error = {0};
        cad_report *r = analyze(&calls[i % N], &error);
        if (!ok(r != NULL, "analysed %s", error.text))
            return;
        memcpy(keys[i], r->settings.key, 65);
        char alone[65] = "";
        if (cad_call_key(engine, &calls[i % N], alone, &error))
            ok(false, "a key without analysis: %s", error.text);
        same = same && !strcmp(alone, keys[i]);
        cad_report_free(&r);
    }
    ok(!strcmp(keys[0], keys[N]), "the same call has the same key");
    bool apart = true;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < i; j++)
            apart = apart && strcmp(keys[i], keys[j]);
    ok(same, "and is the same when nothing is decoded");
    ok(apart, "roles, clip, agent, queue, id and name each change it");
}

/* The report of the sample where it lies under a passing name. */
static char *report_of(const char *path, size_t *n)
{
    char *text = NULL;
    cad_error error = {0};
    cad_report *r = analyze(
        &(cad_call){.file = path, .file_names = {"line 7.flac", NULL}}, &error);
    FILE *out = open_memstream(&text, n);
    if (!r || !out || cad_emit_json(r, true, out, &error))
        exit(99);
    fclose(out);
    ok(!strcmp(r->call_id, "line 7") &&
           !strcmp(r->input.files[0].name, "line 7.flac"),
       "%s goes by the name that it was given", path);
    cad_report_free(&r);
    return text;
}

/* As memfd_create() gives them: a number that is another one next time. */
static void test_file_names(void)
{
    char folder[] = "/tmp/callcadence.XXXXXX", first[64], second[64];
    char here[PATH_MAX], whole[PATH_MAX + sizeof sample];
    size_t n, m;
    if (!mkdtemp(folder) || !getcwd(here, sizeof here))
        exit(99);
    snprintf(whole, sizeof whole, "%s/%s", here, sample);
    snprintf(first, sizeof first, "%s/3", folder);
    snprintf(second, sizeof second, "%s/4", folder);
    if (symlink(whole, first) || symlink(whole, second))
        exit(99);
    char *one = report_of(first, &n), *other = report_of(second, &m);
    ok(n == m && !memcmp(one, other, n), "the report does not tell where it "
                                         "lay");
    free(one);
    free(other);
    unlink(first);
    unlink(second);
    rmdir(folder);
}

static bool is_settled(cad_figure f, double scale)
{
    double n = f.value * scale;
    return !cad_is_known(f) || fabs(n - round(n)) < 1e-6;
}

/* What is shown of a report is rounded from what its JSON says. */
static void test_settled(void)
{
    cad_call call = {.file = sample};
    cad_report *r = analyze(&call, NULL);
    if (!ok(r != NULL, "a report"))
        return;
    for (int i = 0; i < 2; i++) {
        const cad_party_report *p = &r->party[i];
        ok(is_settled(p->articulation_syl_s, 100) &&
               is_settled(p->speech_level_lufs, 100) &&
               is_settled(p->talk_share, 1e4) &&
               is_settled(p->response_latency.median_s, 1e3) &&
               is_settled(p->activation.opening, 1e3),
           "its figures are those of the JSON");
    }
    ok(is_settled(r->conversation.overlap_share, 1e4), "and of both");
    size_t off = 0;
    for (size_t i = 0; i < r->segment_count; i++) {
        const cad_segment *s = &r->segments[i];
        off += !is_settled(s->pitch.median_st, 100) ||
               !is_settled(s->loudness.rel_db, 100) ||
               !is_settled(s->rate.articulation_syl_s, 100) ||
               !is_settled(s->rate.rel_pct, 10) ||
               !is_settled(s->activation, 1e3) ||
               !is_settled(s->confidence, 1e4);
    }
    ok(r->segment_count > 10 && !off, "those of a segment: %zu are not", off);
    for (size_t i = 0; i < r->exchange_count; i++)
        ok(is_settled(r->exchanges[i].customer.before, 1e3) &&
               is_settled(r->exchanges[i].customer.after, 1e3) &&
               is_settled(r->exchanges[i].agent.activation, 1e3),
           "those of an exchange");
    for (size_t i = 0; i < r->episode_count; i++)
        ok(is_settled(r->episodes[i].agent.silence_share, 1e4) &&
               is_settled(r->episodes[i].peak_activation, 1e3),
           "those of an episode");
    for (size_t i = 0; i < CAD_PACING_COUNT; i++)
        ok(is_settled(r->pacing[i].value, 1e4), "those of a pacing note");
    cad_report_free(&r);
}

/* Half a minute of the other's talk gives a count and no rate of a minute. */
static void test_rates(void)
{
    cad_call call = {.file = sample};
    cad_report *r = analyze(&call, NULL);
    if (!ok(r != NULL, "a report"))
        return;
    const cad_pacing_note *n = &r->pacing[CAD_PACING_INTERRUPTIONS_CALM];
    ok(r->party[CAD_CUSTOMER].talk_s.value < 60 &&
           n->value.why == CAD_WHY_TOO_SHORT &&
           r->party[CAD_AGENT].interruptions.per_other_minute.why ==
               CAD_WHY_TOO_SHORT,
       "under a minute: no rate of a minute");
    ok(strstr(n->text, " s of customer talk") != NULL, "but: %s", n->text);
    cad_report_free(&r);
}

static cad_profile *profile_of(const char *agent_id)
{
    char text[400], path[32];
    int n = snprintf(text, sizeof text,
                     "{\"schema\": \"callcadence/profile/1\", \"agent_id\": "
                     "\"%s\", \"calls\": 9, \"measures\": {\"rate_syl_s\": "
                     "{\"value\": 4.5, \"spread\": 0.1, \"n\": 9}}, "
                     "\"pacing\": {\"latency\": {\"value\": 0.5, \"n\": 8}}}",
                     agent_id);
    scratch_write(path, text, (size_t)n);
    cad_profile *profile = NULL;
    cad_error error = {0};
    if (cad_profile_load(path, &profile, &error))
        ok(false, "a profile: %s", error.text);
    remove(path);
    return profile;
}

/* A short call borrows the agent's rate; a whole one has its own. */
static void test_profile(void)
{
    cad_profile *profile = profile_of("a1");
    cad_call call = {.file = sample, .profile = profile};
    cad_report *whole = analyze(&call, NULL);
    call.to_s = 12.0;
    cad_report *brief = analyze(&call, NULL);
    call.profile = NULL;
    cad_report *without = analyze(&call, NULL);
    call = (cad_call){.file = sample, .profile = profile, .agent_id = "a2"};
    cad_report *other = analyze(&call, NULL);
    if (!ok(whole && brief && without && other, "four reports"))
        return;
    near(whole->pacing[CAD_PACING_LATENCY].own_habit.value, 0.5, 0.0,
         "own habit as in the profile");
    ok(whole->pacing[CAD_PACING_PACE].own_habit.why == CAD_WHY_NO_EVIDENCE,
       "null where the profile has none");
    const cad_baseline *rate =
        &whole->party[CAD_AGENT].baseline[CAD_RATE_SYL_S];
    ok(rate->from == CAD_FROM_CALL, "a whole call has its own rate");
    rate = &brief->party[CAD_AGENT].baseline[CAD_RATE_SYL_S];
    ok(rate->from == CAD_FROM_PROFILE && rate->n == 9, "a short one has not");
    near(rate->value.value, 4.5, 0.0, "and takes the profile's");
    ok(rate->spread.value > 0.1, "scaled no finer than a level voice");
    ok(brief->party[CAD_CUSTOMER].baseline[CAD_RATE_SYL_S].from !=
           CAD_FROM_PROFILE,
       "the customer has no profile");
    ok(strcmp(brief->settings.key, without->settings.key) != 0,
       "the key knows the profile");
    ok(other->pacing[CAD_PACING_LATENCY].own_habit.why == CAD_WHY_NO_PROFILE,
       "another agent's call has no profile");
    cad_report *all[] = {whole, brief, without, other};
    for (size_t i = 0; i < 4; i++)
        cad_report_free(&all[i]);
    cad_profile_free(&profile);
}

static void test_refusals(void)
{
    const struct {
        cad_call call;
        cad_status status;
        const char *what;
    } cases[] = {
        {{0}, CAD_ERR_ARGUMENT, "no file"},
        {{.agent_file = sample}, CAD_ERR_ARGUMENT, "one of two files"},
        {{.file = sample, .agent_file = sample, .customer_file = sample},
         CAD_ERR_ARGUMENT,
         "one file and two"},
        {{.file = "samples/none.flac"}, CAD_ERR_MISSING, "no such file"},
        {{.file = "samples"}, CAD_ERR_MISSING, "a folder"},
        {{.file = "README.md"}, CAD_ERR_FORMAT, "a text"},
        {{.file = sample, .agent_channel = 3},
         CAD_ERR_ARGUMENT,
         "a channel that is not there"},
        {{.file = sample, .raw = {.rate_hz = 8000, .channels = 2}},
         CAD_ERR_ARGUMENT,
         "a rate without an encoding"},
        {{.file = sample, .segments_file = "README.md"},
         CAD_ERR_SEGMENTS,
         "a segment file that is none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cad_error error = {0};
        cad_report *r = NULL;
        cad_status status = cad_analyze(engine, &cases[i].call, &r, &error);
        ok(status == cases[i].status && !r && error.text[0], "%s: %s (%s)",
           cases[i].what, cad_status_text(status), error.text);
    }
}

static bool stop_now(void *user)
{
    return ++*(int *)user > 3;
}

static void test_stop(void)
{
    int asked = 0;
    cad_error error = {0};
    cad_report *r = analyze(
        &(cad_call){.file = sample, .stop = stop_now, .stop_user = &asked},
        &error);
    ok(!r && error.status == CAD_ERR_STOPPED && asked == 4,
       "a call can be stopped: %s", error.text);
}

/* Acts 1 and 2 with the k-th request failing. */
static cad_status run_failing(size_t k)
{
    const cad_call call = {.file = sample, .from_s = 2.0, .to_s = 8.0};
    struct cad_analysis *a;
    cad_error error = {0};
    if (cad_analysis_new(engine, &call, &a, &error))
        return CAD_ERR_BUG;
    cad_arena_fail_after(a->arena, k);
    cad_arena_fail_after(a->scratch, k);
    cad_status status = cad_analysis_measure(a, &error);
    if (!status)
        status = cad_analysis_listen(a, &error);
    cad_analysis_free(a);
    return status;
}

static void test_failing_memory(void)
{
    size_t k = 1, wrong = 0;
    cad_status status = CAD_ERR_MEMORY;
    for (; status && k < 3000; k++) {
        status = run_failing(k);
        wrong += status && status != CAD_ERR_MEMORY;
    }
    ok(k > 30 && !status, "every request failed in turn: %zu", k - 1);
    ok(wrong == 0, "each time the answer was: out of memory (%zu others)",
       wrong);
}

int main(void)
{
    cad_error error = {0};
    if (!ok(!cad_engine_new(NULL, &engine, &error), "an engine"))
        return tap_done();
    test_report();
    test_key();
    test_file_names();
    test_settled();
    test_rates();
    test_profile();
    test_refusals();
    test_stop();
    test_failing_memory();
    cad_engine_free(&engine);
    ok(engine == NULL, "the engine is gone");
    return tap_done();
}
