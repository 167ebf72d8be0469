/* The face of the library: what is left out is refused, not a crash. */
#include <callcadence/callcadence.h>

#include "tap.h"

#include <stdlib.h>
#include <string.h>

static cad_engine *engine;
static cad_error error;

static void refused(cad_status status, const char *what)
{
    ok(status == CAD_ERR_ARGUMENT && error.status == status && error.text[0],
       "%s: %s", what, error.text);
    error = (cad_error){.status = CAD_OK};
}

static void test_analyze(void)
{
    static const cad_call call = {.file = "samples/rushed.flac"};
    cad_report *r = (cad_report *)&call;
    cad_probe *p = (cad_probe *)&call;
    cad_profile *habit = (cad_profile *)&call;
    char key[65];
    refused(cad_engine_new(NULL, NULL, &error), "no place for the engine");
    refused(cad_analyze(NULL, &call, &r, &error), "analyze: no engine");
    ok(!r, "and no report");
    refused(cad_analyze(engine, NULL, &r, &error), "analyze: no call");
    refused(cad_analyze(engine, &call, NULL, &error), "analyze: no place");
    refused(cad_probe_call(NULL, &call, &p, &error), "probe: no engine");
    ok(!p, "and no probe");
    refused(cad_probe_call(engine, NULL, &p, &error), "probe: no call");
    refused(cad_call_key(engine, NULL, key, &error), "key: no call");
    refused(cad_call_key(engine, &call, NULL, &error), "key: no place");
    refused(cad_profile_load(NULL, &habit, &error), "profile: no path");
    ok(!habit, "and no profile");
    ok(cad_analyze(NULL, NULL, NULL, NULL) == CAD_ERR_ARGUMENT,
       "without an error to fill, too");
}

/* A report that was not made, because the analysis before it failed. */
static void test_emit(FILE *out)
{
    refused(cad_emit_json(NULL, true, out, &error), "JSON");
    refused(cad_emit_probe_json(NULL, out, &error), "probe");
    refused(cad_emit_refusal_json(NULL, out, &error), "refusal");
    refused(cad_emit_rttm(NULL, out, &error), "RTTM");
    refused(cad_emit_labels(NULL, out, &error), "labels");
    refused(cad_emit_segments_csv(NULL, out, &error), "CSV");
    refused(cad_emit_textgrid(NULL, out, &error), "TextGrid");
    refused(cad_emit_vtt(NULL, out, &error), "WebVTT");
    refused(cad_emit_html(NULL, NULL, out, &error), "HTML");
    refused(cad_frames_csv(NULL, out, &error), "frames");
    refused(cad_explain(NULL, NULL, &error), "explain to nowhere");
    ok(cad_report_curve(NULL, CAD_AGENT, 1.0, 0, NULL) == 0, "curve");
    ok(ftell(out) == 0, "nothing was written");
}

static void test_fleet(FILE *out)
{
    cad_coach *coach = NULL;
    cad_tables *tables = (cad_tables *)out;
    size_t number = 0;
    char key[65];
    refused(cad_coach_new(NULL, NULL, &error), "no place for the coach");
    if (cad_coach_new(NULL, &coach, &error))
        exit(99);
    refused(cad_coach_add(NULL, "x", &error), "no coach to add to");
    refused(cad_coach_add(coach, NULL, &error), "no report to add");
    refused(cad_coach_json(coach, 0, out, &error), "an agent beyond the last");
    refused(cad_coach_html(coach, 7, NULL, out, &error), "as a page");
    refused(cad_coach_profile(coach, 7, out, &error), "as a profile");
    refused(cad_coach_json(NULL, 0, out, &error), "no coach");
    refused(cad_coach_list_html(NULL, NULL, out, &error), "no coach to list");
    ok(!cad_coach_agent(coach, 7) && !cad_coach_agent(NULL, 0) &&
           !cad_coach_agents(NULL),
       "no agent there");
    cad_coach_free(&coach);
    refused(cad_tables_new(out, out, NULL, out, &tables, &error), "a table");
    ok(!tables, "and no tables");
    refused(cad_tables_add(NULL, "x", &error), "no tables to add to");
    refused(cad_tables_exchanges(NULL, out, &error), "no tables for them");
    refused(cad_tables_finish(NULL, &error), "no tables to finish");
    refused(cad_compare("a", "b", NULL, NULL, NULL, &error), "no tolerances");
    refused(cad_tolerances_load(NULL, NULL, &error), "no place for them");
    refused(cad_compare_tap(NULL, &number, out, &error), "TAP");
    refused(cad_compare_junit(NULL, out, &error), "JUnit");
    refused(cad_compare_tap_problem(NULL, &number, out, &error), "TAP");
    refused(cad_compare_junit_problem(NULL, out, &error), "JUnit");
    refused(cad_report_file_key(NULL, key, &error), "no report's file");
}

static void test_free(void)
{
    cad_engine_free(NULL);
    cad_report_free(NULL);
    cad_probe_free(NULL);
    cad_profile_free(NULL);
    cad_coach_free(NULL);
    cad_tables_free(NULL);
    cad_tolerances_free(NULL);
    ok(true, "nothing is freed");
    ok(!strcmp(cad_version(), CAD_VERSION), "version %s", cad_version());
}

int main(void)
{
    FILE *out = tmpfile();
    if (!out || cad_engine_new(NULL, &engine, &error))
        exit(99);
    test_analyze();
    test_emit(out);
    test_fleet(out);
    test_free();
    fclose(out);
    cad_engine_free(&engine);
    return tap_done();
}
