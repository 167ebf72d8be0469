/* By how much a figure may differ, and files laid over the built-in ones. */
#include "fleet/pattern.h"
#include "fleet/tolerance.h"
#include "model/builtin.h"
#include "scratch_file.h"
#include "tap.h"

#include <string.h>

static void write_text(char *path, const char *text)
{
    scratch_write(path, text, strlen(text));
}

static double apart(const cad_tolerances *t, const char *measure, double from,
                    double to)
{
    cad_tolerance tolerance = cad_tolerance_of(t, measure);
    return cad_tolerances_apart(&tolerance, from, to);
}

static void test_patterns(void)
{
    static const struct {
        const char *pattern, *measure;
        bool fits;
    } cases[] = {
        {"*", "a.b", true},
        {"*_s", "segments.start_s", true},
        {"*_s", "segments.st", false},
        {"a.*.c", "a.b.c", true},
        {"a.*.c", "a.b.d", false},
        {"a*b*c", "axbxbxc", true},
        {"", "", true},
        {"", "a", false},
        {"a", "", false},
        {"*[s]", "a.value[s]", true},
        {"*[s]", "a.value[st]", false},
        {"**a", "a", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ok(cad_pattern_fits(cases[i].pattern, cases[i].measure) ==
               cases[i].fits,
           "\"%s\" %s \"%s\"", cases[i].pattern,
           cases[i].fits ? "fits" : "does not fit", cases[i].measure);
}

static void test_builtin(void)
{
    cad_tolerances *t;
    cad_error e;
    if (!ok(!cad_tolerances_load(NULL, &t, &e), "the built-in ones load"))
        return;
    near(apart(t, "parties.agent.talk_s", 10, 10.05), 1, 1e-6,
         "0.05 s is one tolerance of a time");
    near(apart(t, "segments.pitch.median_hz", 200, 204), 2, 1e-9,
         "2 % are two tolerances of a pitch");
    near(apart(t, "parties.agent.snr_db", 30, 29.8), 1, 1e-6, "0.2 dB one");
    near(apart(t, "parties.agent.articulation_syl_s", 5, 5.1), 1, 1e-6,
         "_syl_s is a rate, not a time");
    near(apart(t, "conversation.overlap_share", 0.1, 0.11), 1, 1e-6,
         "0.01 one of a share");
    near(apart(t, "segments.activation", 0.5, 0.47), 1, 1e-6,
         "0.03 one of an activation");
    ok(isinf(apart(t, "parties.agent.turns", 10, 11)),
       "a count may not differ at all");
    near(apart(t, "parties.agent.turns", 10, 10), 0, 0, "the same is 0 apart");
    ok(cad_tolerance_of(t, "version").verdict == CAD_SAID &&
           cad_tolerance_of(t, "settings.changed.talk.turn_gap_s").verdict ==
               CAD_SAID,
       "version and settings are said");
    ok(!strcmp(cad_tolerance_of(t, "segments.pitch.median_hz").unit, "Hz"),
       "a pitch is in Hz");
    near(cad_match_window_s(t, "events"), 1, 0, "events within 1 s are one");
    cad_tolerances_free(&t);
    ok(!t, "freed");
    cad_tolerances_free(&t);
    cad_tolerances_free(NULL);
}

static void test_file(void)
{
    cad_tolerances *t;
    cad_error e;
    char path[32];
    write_text(path, "{\"figures\": {\"*_hz\": {\"relative\": 0.02},\n"
                     "\"parties.agent.turns\": 1, \"events\": "
                     "{\"verdict\": \"ignored\"}},\n"
                     "\"match\": {\"events\": 2}}");
    bool loaded = ok(!cad_tolerances_load(path, &t, &e), "a file loads");
    unlink(path);
    if (!loaded)
        return;
    near(apart(t, "segments.pitch.median_hz", 200, 204), 1, 1e-9,
         "its tolerance counts");
    ok(!strcmp(cad_tolerance_of(t, "segments.pitch.median_hz").unit, "Hz"),
       "the unit is that of the pattern below it");
    near(apart(t, "parties.agent.turns", 10, 11), 1, 0, "a bare number is one");
    ok(isinf(apart(t, "parties.customer.turns", 10, 11)), "of the agent only");
    ok(cad_tolerance_of(t, "events").verdict == CAD_IGNORED, "ignored");
    near(cad_match_window_s(t, "events"), 2, 0, "another window");
    cad_tolerances_free(&t);
}

/* As a user's file each pattern is checked against the schema. */
static void test_builtin_names(void)
{
    cad_tolerances *t;
    cad_error e = {.text = ""};
    char path[32];
    write_text(path, cad_builtin_tolerances_json);
    ok(!cad_tolerances_load(path, &t, &e), "every built-in pattern fits %s",
       e.text);
    unlink(path);
    cad_tolerances_free(&t);
}

static void test_refusals(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"{\"figures\":\n{\"*_db\": 1,\n\"talk\": 1}}",
         ":3: figures.talk: no such figure"},
        {"{\"figure\": {}}", ":1: figure: no such section"},
        {"{\"figures\": []}", ":1: figures: not an object"},
        {"{\"figures\": {\"*_s\": -1}}", ":1: figures.*_s: below 0"},
        {"{\"figures\": {\"*_s\": {\"absolute\": -1}}}", "below 0"},
        {"{\"figures\": {\"*_s\": \"1\"}}", "wants a number or"},
        {"{\"figures\": {\"*_s\": {}}}", "wants a number or"},
        {"{\"figures\": {\"*_s\": {\"abs\": 1}}}", "other than absolute"},
        {"{\"figures\": {\"*_s\": {\"absolute\": 1, \"unit\": \"ms\"}}}",
         "the unit is another"},
        {"{\"figures\": {\"*_s\": {\"verdict\": \"maybe\"}}}", "verdict is"},
        {"{\"match\": {\"event\": 1}}", ":1: match.event: no such list"},
        {"{\"match\": {\"events\": {\"relative\": 1}}}", "wants seconds"},
        {"{\"figures\": {\"*_s\": 1, \"*_s\": 2}}", ":1: duplicate"},
        {"{\n{", ":2: "},
        {"[]", ":1: not an object"},
        {"", ":1: "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cad_tolerances *t;
        cad_error e = {.text = ""};
        char path[32];
        write_text(path, cases[i].text);
        cad_status status = cad_tolerances_load(path, &t, &e);
        ok(status == CAD_ERR_MODEL && !t && strstr(e.text, cases[i].want) &&
               !strncmp(e.text, path, strlen(path)),
           "refused: %s", e.text + strcspn(e.text, ":"));
        unlink(path);
        cad_tolerances_free(&t);
    }
    cad_tolerances *t;
    ok(cad_tolerances_load("/nowhere/t.json", &t, NULL) == CAD_ERR_MODEL && !t,
       "no such file");
}

int main(void)
{
    test_patterns();
    test_builtin();
    test_builtin_names();
    test_file();
    test_refusals();
    return tap_done();
}
