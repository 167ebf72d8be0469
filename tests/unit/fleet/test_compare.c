/* Two reports side by side: what is drift, what is said, what is neither, and
   that no bytes in a file do harm. */
#include <callcadence/compare.h>

#include "scratch_file.h"
#include "tap.h"

/* A small report with one of each: %s places take what a test changes. */
#define REPORT(version, talk, turns, why, s0, s1, event, quarter)              \
    "{\"schema\": \"callcadence/report/1\", \"version\": \"" version           \
    "\",\n\"call_id\": \"c\", \"parties\": {\"agent\": {\"talk_s\": " talk     \
    ", \"turns\": " turns ", \"why\": {\"talk_s\": \"" why "\"}}},\n"          \
    "\"conversation\": {\"quarters\": [{\"start_s\": 0, "                      \
    "\"talk_share\": " quarter "}]},\n\"segments\": [" s0 s1                   \
    "],\n\"events\": [" event "]}"
#define SEGMENT(id, start)                                                     \
    "{\"id\": \"" id "\", \"kind\": \"turn\", \"party\": \"agent\", "          \
    "\"turn_id\": \"t" id "\", \"start_s\": " start "}"
#define EVENT(segment, start)                                                  \
    "{\"id\": \"e0\", \"kind\": \"hold\", \"party\": null, "                   \
    "\"start_s\": " start ", \"segment\": \"" segment "\"}"
#define BASE                                                                   \
    REPORT("1", "10", "4", "too_short", SEGMENT("s0", "1.0"),                  \
           "," SEGMENT("s1", "70.0"), EVENT("s1", "71.0"), "0.5")

struct seen {
    char lines[2048], said[512], problem[512];
    size_t calls;
};

static void on_call(void *user, const cad_call_comparison *call)
{
    struct seen *s = user;
    s->calls++;
    for (size_t i = 0; i < call->said_count; i++)
        cad_drift_line(&call->said[i], s->said, sizeof s->said);
    for (size_t i = 0; i < call->measure_count; i++)
        for (size_t k = 0; k < call->measures[i].drift_count; k++) {
            size_t n = strlen(s->lines);
            cad_drift_line(&call->measures[i].drifts[k], s->lines + n,
                           sizeof s->lines - n - 1);
            strcat(s->lines, "|");
        }
}

static void on_problem(void *user, const cad_error *error)
{
    snprintf(((struct seen *)user)->problem, 512, "%s", error->text);
}

static cad_tolerances *tolerances;

static cad_status compare(const char *from, size_t m, const char *to, size_t n,
                          struct seen *s, cad_compare_totals *totals)
{
    char a[32], b[32];
    cad_error error = {.text = ""};
    cad_compare_visitor visitor = {s, on_call, on_problem};
    *s = (struct seen){.calls = 0};
    scratch_write(a, from, m);
    scratch_write(b, to, n);
    cad_status status = cad_compare(a, b, tolerances, &visitor, totals, &error);
    unlink(a);
    unlink(b);
    if (status)
        snprintf(s->problem, sizeof s->problem, "%s", error.text);
    return status;
}

static void check(const char *name, const char *to, const char *want,
                  size_t within)
{
    struct seen s;
    cad_compare_totals totals;
    cad_status status =
        compare(BASE, strlen(BASE), to, strlen(to), &s, &totals);
    ok(!status && !strcmp(s.lines, want) && totals.within == within &&
           totals.calls == 1 && totals.drifted == (*want != 0),
       "%s: \"%s\", %zu within", name, s.lines, totals.within);
}

static void test_drift(void)
{
    check("the same", BASE, "", 0);
    check("figures beyond, at and below their tolerance",
          REPORT("1", "10.1", "4", "too_short", SEGMENT("s0", "1.05"),
                 "," SEGMENT("s1", "70.01"), EVENT("s1", "71.0"), "0.5"),
          "parties.agent.talk_s: 10 -> 10.1 s, 2.0 tolerances|", 2);
    check("a count",
          REPORT("1", "10", "5", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s1", "71.0"), "0.5"),
          "parties.agent.turns: 4 -> 5|", 0);
    check("null against number",
          REPORT("1", "null", "4", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s1", "71.0"), "0.5"),
          "parties.agent.talk_s: 10 -> null (too_short)|", 0);
    check("another reason",
          REPORT("1", "10", "4", "noise", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s1", "71.0"), "0.5"),
          "parties.agent.talk_s: too_short -> noise|", 0);
    check("a word for a number",
          REPORT("1", "\"10\"", "4", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s1", "71.0"), "0.5"),
          "parties.agent.talk_s: 10 -> 10|", 0);
}

static void test_items(void)
{
    check("an event that moved",
          REPORT("1", "10", "4", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s1", "71.2"), "0.5"),
          "1:11 events[e0].start_s: 71.0 -> 71.2 s, 4.0 tolerances|", 0);
    check("an event that moved too far to be the same",
          REPORT("1", "10", "4", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s1", "75.0"), "0.5"),
          "1:11 events[e0]: gone: hold|1:15 events[e0]: new: hold|", 0);
    check("a lost event",
          REPORT("1", "10", "4", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), "", "0.5"),
          "1:11 events[e0]: gone: hold|", 0);
    check("a lost segment, and a reference that follows its target",
          REPORT("1", "10", "4", "too_short", SEGMENT("s0", "70.0"), "",
                 EVENT("s0", "71.0"), "0.5"),
          "0:01 segments[s0]: gone: turn of agent|", 0);
    check("a reference that does not",
          REPORT("1", "10", "4", "too_short", SEGMENT("s0", "1.0"),
                 "," SEGMENT("s1", "70.0"), EVENT("s0", "71.0"), "0.5"),
          "1:11 events[e0].segment: s1 -> s0|", 0);
}

static void test_said(void)
{
    struct seen s;
    cad_compare_totals totals;
    const char *other =
        REPORT("2", "10", "4", "too_short", SEGMENT("s0", "1.0"),
               "," SEGMENT("s1", "70.0"), EVENT("s1", "71.0"), "0.5");
    ok(!compare(BASE, strlen(BASE), other, strlen(other), &s, &totals) &&
           !totals.drifted && !strcmp(s.said, "version: 1 -> 2"),
       "another version is said and no drift: %s", s.said);
}

static void test_refusals(void)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", ":1:1: not JSON"},
        {"{\n\"a\": }", ":2:"},
        {"[]", "not a report"},
        {"{\"schema\": \"else\"}", "not a report"},
        {"{\"schema\": \"callcadence/report/2\"}", "analyze the call again"},
        {"{\"schema\": \"callcadence/report/1\"}", "no call_id"},
    };
    struct seen s;
    cad_compare_totals totals;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        cad_status status =
            compare(BASE, strlen(BASE), text, strlen(text), &s, &totals);
        ok(status == CAD_ERR_REPORT && strstr(s.problem, cases[i].want) &&
               !s.calls,
           "refused: %s", s.problem + strcspn(s.problem, ":"));
    }
    cad_error e;
    ok(cad_compare("/nowhere", "/nowhere", tolerances, NULL, NULL, &e) ==
               CAD_ERR_ARGUMENT &&
           strstr(e.text, "/nowhere: no such report"),
       "%s", e.text);
}

/* A call that failed (--on-error record) against a report, and itself. */
static void test_failed_call(void)
{
    static const char failed[] =
        "{\"schema\": \"callcadence/error/1\", \"call_id\": \"c\", "
        "\"error\": {\"text\": \"no sound\"}}";
    struct seen s;
    cad_compare_totals totals;
    ok(!compare(BASE, strlen(BASE), failed, strlen(failed), &s, &totals) &&
           !strcmp(s.lines, "call: no report any more: no sound|"),
       "%s", s.lines);
    ok(!compare(failed, strlen(failed), failed, strlen(failed), &s, &totals) &&
           !totals.drifted,
       "a call that failed before as now did not move");
}

static void test_spoiled(void)
{
    static char bytes[sizeof BASE + 8];
    size_t refused = 0, moved = 0;
    for (uint32_t seed = 1; seed <= 1500; seed++) {
        struct seen s;
        cad_compare_totals totals;
        size_t length = scratch_spoil(BASE, seed, bytes);
        cad_status status =
            compare(BASE, strlen(BASE), bytes, length, &s, &totals);
        refused += status == CAD_ERR_REPORT;
        moved += !status && totals.drifted;
    }
    ok(refused > 500 && moved > 20,
       "1500 spoiled files: %zu refused, %zu with drift", refused, moved);
}

int main(void)
{
    if (cad_tolerances_load(NULL, &tolerances, NULL))
        return 1;
    test_drift();
    test_items();
    test_said();
    test_refusals();
    test_failed_call();
    test_spoiled();
    cad_tolerances_free(&tolerances);
    return tap_done();
}
