/* A profile is taken as it is, or refused by line and key. */
#include "model/profile.h"
#include "scratch_file.h"
#include "tap.h"

#include <string.h>

#define WHOLE                                                                  \
    "{\"schema\": \"callcadence/profile/1\",\n \"agent_id\": \"a7\",\n"        \
    " \"calls\": 12,\n \"measures\": {\n"                                      \
    "  \"rate_syl_s\": {\"value\": 4.9, \"spread\": 0.3, \"n\": 12},\n"        \
    "  \"latency_s\": {\"value\": null, \"spread\": null, \"n\": 0}},\n"       \
    " \"pacing\": {\n  \"pace\": {\"value\": 5.1, \"n\": 11}}}\n"

static cad_status load(const char *text, size_t length, cad_profile **out,
                       cad_error *error)
{
    char path[32];
    scratch_write(path, text, length);
    cad_status status = cad_profile_load(path, out, error);
    remove(path);
    return status;
}

static void test_whole(void)
{
    cad_profile *p = NULL;
    cad_error error = {0};
    if (!ok(!load(WHOLE, strlen(WHOLE), &p, &error), "read %s", error.text))
        return;
    const struct cad_typical *rate = &p->measure[CAD_PROFILE_RATE_SYL_S];
    ok(p->agent_id && !strcmp(p->agent_id, "a7") && p->calls == 12,
       "whose it is, of how many calls");
    near(rate->value.value, 4.9, 0.0, "rate, as written");
    near(rate->spread.value, 0.3, 0.0, "its spread, as written");
    ok(rate->n == 12, "its calls");
    ok(!cad_is_known(p->measure[CAD_PROFILE_LATENCY_S].value),
       "null is not known");
    ok(!cad_is_known(p->measure[CAD_PROFILE_PAUSE_SHARE].value),
       "what is missing is not known");
    near(p->pacing[CAD_PACING_PACE].value.value, 5.1, 0.0, "pace, as written");
    ok(!cad_is_known(p->pacing[CAD_PACING_LATENCY].value), "nor latency");
    ok(strlen(p->sha256) == 64, "a hash: %.8s...", p->sha256);
    cad_call call = {.profile = p};
    ok(cad_profile_of(&call) == p, "a call of an unknown agent takes it");
    call.agent_id = "a7";
    ok(cad_profile_of(&call) == p, "so does one of its agent");
    call.agent_id = "a8";
    ok(!cad_profile_of(&call), "another agent's does not");
    cad_profile_free(&p);
    ok(!p, "freed, and the pointer is NULL");
    cad_profile_free(&p);
}

#define HEAD "{\"schema\": \"callcadence/profile/1\", \"agent_id\": null,\n"

static void test_refusals(void)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"{", ":1: "},
        {"[1]", ":1: not an object"},
        {"{\"schema\": \"x\"}", ":1: schema: wants"},
        {HEAD " \"calls\": -1}", ":2: calls: not a count"},
        {HEAD " \"calls\": 1, \"measures\": {}}", ": pacing: not an object"},
        {HEAD " \"calls\": 1, \"pacing\": {}}", ": measures: not an object"},
        {HEAD " \"calls\": 1,\n \"level_db\": 1}", ":3: level_db: no such key"},
        {HEAD " \"calls\": 1,\n \"measures\": {\n  \"tilt_db\": {}},\n"
              " \"pacing\": {}}",
         ":4: measures.tilt_db: no such measure"},
        {HEAD " \"calls\": 1, \"measures\": {\n  \"rate_syl_s\": 4},\n"
              " \"pacing\": {}}",
         ":3: measures.rate_syl_s: wants value, spread, n"},
        {HEAD " \"calls\": 1, \"measures\": {\n  \"rate_syl_s\": "
              "{\"value\": 99, \"spread\": 1, \"n\": 1}}, \"pacing\": {}}",
         ":3: measures.rate_syl_s: value out of range"},
        {HEAD " \"calls\": 1, \"measures\": {\n  \"rate_syl_s\": "
              "{\"value\": 4, \"spread\": -1, \"n\": 1}}, \"pacing\": {}}",
         ":3: measures.rate_syl_s: a spread below 0"},
        {HEAD " \"calls\": 1, \"measures\": {}, \"pacing\": {\n"
              "  \"pause\": {\"value\": 1, \"n\": 1}}}",
         ":3: pacing.pause: no such id"},
        {HEAD " \"calls\": 1, \"measures\": {}, \"pacing\": {\n"
              "  \"pace\": {\"value\": \"5\", \"n\": 1}}}",
         ":3: pacing.pace: value is not a number or null"},
        {HEAD " \"calls\": 1, \"measures\": {}, \"pacing\": {\n"
              "  \"pace\": {\"value\": 5, \"n\": 0}}}",
         ":3: pacing.pace: a value of no call"},
        {HEAD " \"calls\": 1, \"measures\": {}, \"pacing\": {\n"
              "  \"pace\": {\"value\": 5, \"n\": 1.5}}}",
         ":3: pacing.pace: n is not a count"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cad_profile *p = NULL;
        cad_error error = {0};
        cad_status status =
            load(cases[i].text, strlen(cases[i].text), &p, &error);
        ok(status == CAD_ERR_MODEL && !p && strstr(error.text, cases[i].says),
           "refused: %s", error.text);
    }
    cad_profile *p = NULL;
    ok(cad_profile_load("/nowhere/p.json", &p, NULL) == CAD_ERR_MODEL && !p,
       "refused: no such file");
}

/* Whatever the bytes: a profile, or a refusal with words. */
static void test_spoiled(void)
{
    char bytes[sizeof WHOLE + 8];
    size_t taken = 0, wrong = 0;
    enum { TIMES = 500 };
    for (uint32_t seed = 0; seed < TIMES; seed++) {
        cad_profile *p = NULL;
        cad_error error = {0};
        size_t length = scratch_spoil(WHOLE, seed, bytes);
        cad_status status = load(bytes, length, &p, &error);
        taken += !status;
        wrong += status ? !error.text[0] || p != NULL : p == NULL;
        cad_profile_free(&p);
    }
    ok(!wrong, "%d spoiled files: %zu taken, the others refused", TIMES, taken);
}

int main(void)
{
    test_whole();
    test_refusals();
    test_spoiled();
    return tap_done();
}
