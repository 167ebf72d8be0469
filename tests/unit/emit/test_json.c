/* The JSON report: against its schema, and value by value. */
#include <callcadence/emit.h>

#include "emit/json_stream.h"
#include "emit/json_write.h"
#include "emit/words.h"
#include "report_fixture.h"
#include "scratch_file.h"
#include "tap.h"

#include <jansson.h>

static char *emit(const cad_report *report, bool pretty)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    cad_status status = cad_emit_json(report, pretty, out, NULL);
    fclose(out);
    ok(status == CAD_OK && text[length - 1] == '\n', "written, %zu bytes",
       length);
    return text;
}

/* The value at a path such as "segments/0/pitch/median_st". */
static json_t *at(json_t *root, const char *path)
{
    char part[64];
    for (const char *p = path; *p && root;) {
        size_t n = strcspn(p, "/");
        snprintf(part, sizeof part, "%.*s", (int)n, p);
        root = json_is_array(root)
                   ? json_array_get(root, (size_t)strtoul(part, NULL, 10))
                   : json_object_get(root, part);
        p += n + (p[n] == '/');
    }
    return root;
}

static void says(json_t *root, const char *path, const char *want)
{
    char *got = json_dumps(at(root, path), JSON_ENCODE_ANY | JSON_COMPACT |
                                               JSON_REAL_PRECISION(12));
    ok(strcmp(got ? got : "", want) == 0, "%s is %s (want %s)", path,
       got ? got : "not there", want);
    free(got);
}

/* python3-jsonschema judges; see tests/validate.py. */
static void validates(const char *text, const char *name)
{
    char path[32], command[160];
    scratch_write(path, text, strlen(text));
    snprintf(command, sizeof command,
             "said=$(tests/validate.py %s) || { echo \"$said\" >&2; false; }",
             path);
    fflush(stdout);
    ok(system(command) == 0, "%s is valid", name);
    remove(path);
}

static void full_report(void)
{
    static fixture f;
    fixture_full(&f);
    char *text = emit(&f.report, true);
    validates(text, "the full report");
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    says(root, "call_id", "\"call \\\"42\\\"\\n\\t\xef\xbf\xbd of the day\"");
    says(root, "call/queue", "null");
    says(root, "call/why/queue", "\"not_given\"");
    says(root, "input/duration_s", "100.0");
    says(root, "input/bandwidth_hz", "3400");
    says(root, "input/roles/confidence", "0.3333");
    says(root, "settings/changed", "{\"speech.snr_min_db\":6.25}");
    says(root, "quality/parties/agent/clipped_share", "0.0");
    says(root, "quality/parties/agent/dropout_s", "0.0");
    says(root, "quality/parties/agent/agc_suspected", "false");
    says(root, "quality/parties/customer/agc_suspected", "true");
    says(root, "quality/notes/1/party", "null");
    says(root, "quality/notes/1/end_s", "100.0");
    says(root, "parties/agent/longest_turn_s", "12.346");
    says(root, "parties/agent/response_latency/n", "0");
    says(root, "parties/agent/activation/why/closing", "\"too_short\"");
    says(root, "segments/0/pitch/median_st", "0.0");
    says(root, "segments/0/loudness/lufs", "-24.13");
    says(root, "segments/0/ipus", "[[1.0,9.0]]");
    says(root, "segments/0/interrupted_by", "\"e0\"");
    says(root, "segments/0/effect", "null");
    says(root, "segments/0/why", "{\"response_latency_s\":\"first_turn\"}");
    says(root, "segments/4/why/tone", "\"too_short\"");
    says(root, "events/0/why/competitive", "\"too_short\"");
    says(root, "events/1/competitive", "true");
    says(root, "events/2/competitive", "");
    says(root, "events/3/form", "\"simultaneous_start\"");
    says(root, "exchanges/1/customer_after", "null");
    says(root, "exchanges/0/agent/did/0",
         "{\"cue\":\"faster\",\"value\":1.2,\"unit\":\"%\"}");
    says(root, "episodes/0/recovered", "null");
    says(root, "episodes/1/recovered", "true");
    says(root, "highlights/1/evidence/0/ref", "null");
    says(root, "highlights/1/rank", "2");
    says(root, "pacing/5/value", "3");
    says(root, "pacing/10/norm",
         "{\"low\":0.0,\"high\":60.0,\"source\":\"a source\"}");
    says(root, "pacing/14/why",
         "{\"value\":\"none_found\",\"norm\":\"none_defensible\","
         "\"text\":\"not_measured\"}");
    ok(!at(root, "parties/mixed"), "no third party");
    json_decref(root);
    free(text);
}

/* What the streamed parts add up to is what jansson writes of the whole. */
static void layout(void)
{
    static fixture f;
    fixture_full(&f);
    for (int pretty = 0; pretty < 2; pretty++) {
        size_t flags = pretty ? JSON_INDENT(1) : JSON_COMPACT;
        char *text = emit(&f.report, pretty);
        json_t *root = json_loads(text, 0, NULL);
        char *whole = json_dumps(root, flags | JSON_REAL_PRECISION(12));
        ok(strncmp(whole, text, strlen(whole)) == 0 &&
               strlen(text) == strlen(whole) + 1,
           "%s: as jansson lays it out", pretty ? "pretty" : "one line");
        ok(pretty || strchr(text, '\n') == text + strlen(text) - 1,
           "one line is one line");
        char *again = emit(&f.report, pretty);
        ok(strcmp(text, again) == 0, "the same bytes again");
        json_decref(root);
        free(whole);
        free(again);
        free(text);
    }
}

static void other_reports(void)
{
    static fixture f;
    fixture_mono(&f);
    char *text = emit(&f.report, false);
    validates(text, "the mono report");
    json_t *root = json_loads(text, 0, NULL);
    says(root, "parties/agent/talk_s", "null");
    says(root, "parties/agent/pitch/why/median_hz", "\"mono\"");
    says(root, "parties/agent/baseline/tilt_db/from", "null");
    says(root, "parties/mixed/talk_s", "40.0");
    says(root, "input/roles/why", "{\"agent\":\"mono\",\"customer\":\"mono\"}");
    json_decref(root);
    free(text);
    fixture_silent(&f);
    text = emit(&f.report, true);
    validates(text, "the silent report");
    root = json_loads(text, 0, NULL);
    says(root, "segments", "[]");
    says(root, "parties/customer/why/turns", "\"no_speech\"");
    json_decref(root);
    free(text);
}

/* NaN and infinity are bugs elsewhere; here they must not break the JSON. */
static void not_numbers(void)
{
    static fixture f;
    fixture_full(&f);
    f.segments[1].activation = cad_known((double)NAN);
    f.segments[1].pitch.median_hz = cad_known((double)INFINITY);
    f.report.party[CAD_AGENT].turns = cad_known((double)NAN);
    f.evidence[0].value = (double)NAN;
    char *text = emit(&f.report, false);
    json_t *root = json_loads(text, 0, NULL);
    says(root, "segments/1/activation", "null");
    says(root, "segments/1/why/activation", "\"not_measured\"");
    says(root, "segments/1/pitch/why/median_hz", "\"not_measured\"");
    says(root, "parties/agent/why/turns", "\"not_measured\"");
    says(root, "highlights/0/evidence/0/value", "null");
    json_decref(root);
    free(text);
}

static void rounds(double value, int decimals, const char *want)
{
    json_t *array = json_pack("[o]", cad_json_rounded(value, decimals));
    says(array, "0", want);
    json_decref(array);
}

static void numbers(void)
{
    rounds(86399.9994, 3, "86399.999");
    rounds(0.0005, 3, "0.001");
    rounds(-0.0004, 3, "0.0");
    rounds(-26.4449, 2, "-26.44");
    rounds(1.0 / 3.0, 4, "0.3333");
}

/* The emitter and the schema know the same words. */
static void words_in_schema(void)
{
    json_t *schema = json_loads(cad_report_schema(), 0, NULL);
    size_t n = 0;
    while (cad_word_why((cad_why)n))
        n++;
    json_t *list = at(schema, "$defs/why_code/enum");
    ok(json_array_size(list) == n - 1, "%zu reasons", n - 1);
    for (size_t i = 1; i < n; i++)
        if (strcmp(cad_word_why((cad_why)i),
                   json_string_value(json_array_get(list, i - 1))) != 0)
            ok(false, "reason %s", cad_word_why((cad_why)i));
    for (n = 0; cad_word_note((cad_note_code)n);)
        n++;
    list = at(schema, "$defs/note/properties/code/enum");
    ok(json_array_size(list) == n, "%zu codes of notes", n);
    for (n = 0; cad_word_highlight_kind((cad_highlight_kind)n);)
        n++;
    list = at(schema, "$defs/highlight/properties/kind/enum");
    ok(json_array_size(list) == n, "%zu kinds of highlight", n);
    for (n = 0; cad_word_event_kind((cad_event_kind)n);)
        n++;
    list = at(schema, "$defs/event/properties/kind/enum");
    ok(json_array_size(list) == n, "%zu kinds of event", n);
    json_decref(schema);
}

/* Whatever the bytes, it is a string that holds what of them is text. */
static void strings(void)
{
    static const char *const texts[][2] = {
        {"", ""},
        {"plain", "plain"},
        {"a \"b\" \\ \n\t\x1f\x7f", "a \"b\" \\ \n\t\x1f\x7f"},
        {"\xc3\xa9 \xe2\x82\xac \xf0\x9f\x99\x82",
         "\xc3\xa9 \xe2\x82\xac \xf0\x9f\x99\x82"},
        {"\xff", "\xef\xbf\xbd"},
        {"a\xc3", "a\xef\xbf\xbd"},               /* cut off */
        {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"}, /* too long */
        {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char *said = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&said, &length);
        cad_emit_json_string(texts[i][0], out);
        fclose(out);
        json_t *read = json_loads(said, JSON_DECODE_ANY, NULL);
        ok(read && !strcmp(json_string_value(read), texts[i][1]), "string %zu",
           i);
        json_decref(read);
        free(said);
    }
}

static void full_disk(void)
{
    static fixture f;
    fixture_full(&f);
    FILE *out = fopen("/dev/full", "w");
    cad_error error = {0};
    ok(out && cad_emit_json(&f.report, true, out, &error) == CAD_ERR_WRITE &&
           strstr(error.text, "No space left"),
       "a full disk: %s", error.text);
    if (out)
        fclose(out);
}

static void probe(void)
{
    static fixture f;
    fixture_full(&f);
    cad_probe_channel channel = {0, 2, cad_known(-24.0),
                                 cad_unknown(CAD_WHY_NO_SPEECH),
                                 f.report.quality.party[CAD_AGENT]};
    cad_probe p = {.input = f.report.input,
                   .loudness_lufs = cad_unknown(CAD_WHY_NO_SPEECH),
                   .p56_dbov = cad_known(-26.0),
                   .channel_count = 1,
                   .channels = &channel,
                   .refusal_count = 2,
                   .refusals = f.notes};
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    ok(cad_emit_probe_json(&p, out, NULL) == CAD_OK, "probe written");
    fclose(out);
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    says(root, "layout", "\"two_channel\"");
    says(root, "why", "{\"loudness_lufs\":\"no_speech\"}");
    says(root, "channels/0/channel", "2");
    says(root, "channels/0/quality/snr_db", "35.56");
    says(root, "refusals/1", "{\"code\":\"narrow_band\",\"text\":\"=dull\"}");
    says(root, "files/0/name", "\"caf\xc3\xa9.wav\"");

    /* what cannot be probed has the same keys */
    cad_error why = {CAD_ERR_EMPTY, -1, "a.wav: no samples"};
    char *said = NULL;
    out = open_memstream(&said, &length);
    ok(cad_emit_refusal_json(&why, out, NULL) == CAD_OK, "refusal written");
    fclose(out);
    json_t *refused = json_loads(said, JSON_REJECT_DUPLICATES, NULL);
    says(refused, "refusals",
         "[{\"code\":\"empty\",\"text\":\"a.wav: no samples\"}]");
    says(refused, "why/layout", "\"not_measured\"");
    const char *key;
    json_t *value;
    size_t lost = 0;
    json_object_foreach(root, key, value) lost +=
        !json_object_get(refused, key);
    ok(!lost && json_object_size(refused) == json_object_size(root),
       "a refusal has the keys of a probe");
    json_decref(refused);
    free(said);
    json_decref(root);
    free(text);
}

/* Each allocation of jansson fails in turn: an error, never a crash. */
static long allow_allocations;

static void *scarce_malloc(size_t size)
{
    return allow_allocations-- > 0 ? malloc(size) : NULL;
}

static void memory_runs_out(void)
{
    static fixture f;
    fixture_full(&f);
    json_set_alloc_funcs(scarce_malloc, free);
    FILE *out = fopen("/dev/null", "w");
    long failures = 0, odd = 0;
    cad_status status = CAD_ERR_MEMORY;
    for (long k = 0; status != CAD_OK && k < 100000; k += 7) {
        allow_allocations = k;
        status = cad_emit_json(&f.report, true, out, NULL);
        failures += status == CAD_ERR_MEMORY;
        odd += status != CAD_ERR_MEMORY && status != CAD_OK;
    }
    fclose(out);
    json_set_alloc_funcs(malloc, free);
    ok(status == CAD_OK && failures > 100 && !odd,
       "%ld allocations failed in turn, each an error", failures);
}

int main(void)
{
    full_report();
    layout();
    other_reports();
    not_numbers();
    numbers();
    words_in_schema();
    strings();
    full_disk();
    probe();
    memory_runs_out();
    return tap_done();
}
