/*
 * Every allocation failing in turn, over all that the library does: the answer
 * is "out of memory" or the same bytes as ever, and nothing is lost.
 *
 * The linker puts the functions below in front of malloc() and the arena's
 * for all calls out of our own code (the Makefile's WRAPPED); jansson is asked
 * to use them, too. libsndfile and FFTW keep theirs: FFTW ends the process
 * when it gets no memory. MEMORY_EVERY=1 fails each (make soak); otherwise some
 * on each path.
 */
#include "tap.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <callcadence/callcadence.h>

#include "base/arena.h"

/* ---- what fails ------------------------------------------------------- */

static size_t asked, fails_at; /* fails_at 0: none */
static long live;              /* blocks out of our own code */
static bool lasting;           /* and all that follow fail, too */
static bool token_buffer;      /* what failed may be jansson's */

static bool fails(void)
{
    asked++;
    return fails_at && (asked == fails_at || (lasting && asked > fails_at));
}

static void *count(void *p)
{
    live += p != NULL;
    return p;
}

void *__real_malloc(size_t n);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t n);
void __real_free(void *p);
void *__real_cad_arena_alloc(cad_arena *a, size_t n, size_t size);
void *__real_cad_arena_grow(cad_arena *a, void *p, size_t old, size_t n,
                            size_t size);
char *__real_cad_arena_strdup(cad_arena *a, const char *text);

void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t n);
void __wrap_free(void *p);
void *__wrap_cad_arena_alloc(cad_arena *a, size_t n, size_t size);
void *__wrap_cad_arena_grow(cad_arena *a, void *p, size_t old, size_t n,
                            size_t size);
char *__wrap_cad_arena_strdup(cad_arena *a, const char *text);
char *__wrap_cad_arena_printf(cad_arena *a, const char *format, ...)
    CAD_PRINTF(2, 3);

void *__wrap_malloc(size_t n)
{
    return fails() ? NULL : count(__real_malloc(n));
}

/* jansson does not look whether the buffer for a long token has grown: the
   token then lacks a byte. Its sizes are powers of two. */
static void *for_jansson(size_t n)
{
    void *p = __wrap_malloc(n);
    token_buffer = token_buffer || (!p && n >= 32 && !(n & (n - 1)));
    return p;
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : count(__real_calloc(n, size));
}

void *__wrap_realloc(void *p, size_t n)
{
    if (fails())
        return NULL;
    return p ? __real_realloc(p, n) : count(__real_malloc(n));
}

void __wrap_free(void *p)
{
    live -= p != NULL;
    __real_free(p);
}

void *__wrap_cad_arena_alloc(cad_arena *a, size_t n, size_t size)
{
    return fails() ? NULL : __real_cad_arena_alloc(a, n, size);
}

void *__wrap_cad_arena_grow(cad_arena *a, void *p, size_t old, size_t n,
                            size_t size)
{
    return fails() ? NULL : __real_cad_arena_grow(a, p, old, n, size);
}

char *__wrap_cad_arena_strdup(cad_arena *a, const char *text)
{
    return fails() ? NULL : __real_cad_arena_strdup(a, text);
}

char *__wrap_cad_arena_printf(cad_arena *a, const char *format, ...)
{
    va_list args;
    char text[1024];
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (n >= (int)sizeof text)
        abort(); /* longer than anything in this test */
    return fails() ? NULL : __real_cad_arena_strdup(a, text);
}

/* ---- the paths -------------------------------------------------------- */

static const cad_call rushed = {
    .file = "samples/rushed.flac", .from_s = 20, .to_s = 62, .agent_id = "7"};
static cad_engine *engine;
static char report[] = "/tmp/callcadence-memory.XXXXXX"; /* files of ours */
static char profile[] = "/tmp/callcadence-memory.XXXXXX";
static char model[] = "/tmp/callcadence-memory.XXXXXX";

static cad_status make_engine(FILE *out, cad_error *error)
{
    cad_engine *one = NULL;
    cad_status status = cad_engine_new(model, &one, error);
    fprintf(out, "%d\n", one != NULL);
    cad_engine_free(&one);
    return status;
}

static cad_status analyze(const cad_call *call, FILE *out, cad_error *error)
{
    cad_report *r = NULL;
    cad_status status = cad_analyze(engine, call, &r, error);
    if (!status)
        status = cad_emit_json(r, true, out, error);
    cad_report_free(&r);
    return status;
}

static cad_status two_parties(FILE *out, cad_error *error)
{
    return analyze(&rushed, out, error);
}

static cad_status one_channel(FILE *out, cad_error *error)
{
    const cad_call mono = {.file = "samples/mono.flac",
                           .to_s = 20,
                           .segments_file = "samples/mono.rttm"};
    return analyze(&mono, out, error);
}

static cad_status two_files(FILE *out, cad_error *error)
{
    const cad_call pair = {.agent_file = "samples/pair_agent.flac",
                           .customer_file = "samples/pair_customer.flac",
                           .to_s = 12};
    return analyze(&pair, out, error);
}

static cad_report *whole; /* to be written in every format */

static cad_status formats(FILE *out, cad_error *error)
{
    static cad_status (*const writers[])(const cad_report *, FILE *,
                                         cad_error *) = {
        cad_emit_rttm,     cad_emit_labels, cad_emit_segments_csv,
        cad_emit_textgrid, cad_emit_vtt,    cad_frames_csv};
    cad_status status = CAD_OK;
    for (size_t i = 0; i < sizeof writers / sizeof *writers && !status; i++)
        status = writers[i](whole, out, error);
    return status;
}

static cad_status page(FILE *out, cad_error *error)
{
    const cad_page linked = {.audio = CAD_PAGE_LINK, .links = {"rushed.flac"}};
    return cad_emit_html(whole, &linked, out, error);
}

static cad_status page_with_sound(FILE *out, cad_error *error)
{
    cad_call brief = rushed;
    brief.to_s = 22;
    const cad_page sound = {.audio = CAD_PAGE_EMBED, .call = &brief};
    return cad_emit_html(whole, &sound, out, error);
}

static cad_status probe(FILE *out, cad_error *error)
{
    cad_probe *p = NULL;
    char key[65];
    cad_status status = cad_probe_call(engine, &rushed, &p, error);
    if (!status)
        status = cad_emit_probe_json(p, out, error);
    cad_probe_free(&p);
    if (!status)
        status = cad_call_key(engine, &rushed, key, error);
    if (!status)
        fprintf(out, "%s\n", key);
    return status;
}

static cad_status explain(FILE *out, cad_error *error)
{
    cad_status status = cad_explain(NULL, out, error);
    return status ? status : cad_explain("activation", out, error);
}

static void see(void *user, const cad_call_comparison *call)
{
    size_t number = 0;
    fprintf(user, "%s: %zu drifts\n", call->call_id, call->drift_count);
    if (cad_compare_tap(call, &number, user, NULL) ||
        cad_compare_junit(call, user, NULL))
        fputs("not written\n", user);
}

static cad_status compare(FILE *out, cad_error *error)
{
    const cad_compare_visitor visitor = {.user = out, .call = see};
    cad_tolerances *t = NULL;
    cad_compare_totals totals;
    cad_status status = cad_tolerances_load(NULL, &t, error);
    if (!status)
        status = cad_compare("samples/rushed.report.json", report, t, &visitor,
                             &totals, error);
    if (!status)
        fprintf(out, "%zu\n", totals.drifts);
    cad_tolerances_free(&t);
    return status;
}

static cad_status read_reports(cad_coach **c, cad_error *error)
{
    static const char *const names[] = {"samples/calmed.report.json",
                                        "samples/rushed.report.json", NULL};
    cad_status status = cad_coach_new(model, c, error);
    for (size_t i = 0; names[i] && !status; i++)
        status = cad_coach_add(*c, names[i], error);
    return status;
}

static cad_coach *reader; /* its files are to be written */

static cad_status coach_files(FILE *out, cad_error *error)
{
    cad_status status = CAD_OK;
    for (size_t i = 0; !status && i < cad_coach_agents(reader); i++) {
        status = cad_coach_json(reader, i, out, error);
        if (!status)
            status = cad_coach_profile(reader, i, out, error);
    }
    return status;
}

static cad_status coach(FILE *out, cad_error *error)
{
    cad_coach *c = NULL;
    cad_status status = read_reports(&c, error);
    if (!status)
        fprintf(out, "%zu agents\n", cad_coach_agents(c));
    cad_coach_free(&c);
    return status;
}

static cad_status tables(FILE *out, cad_error *error)
{
    cad_tables *t = NULL;
    FILE *spool = tmpfile();
    char key[65];
    cad_status status = cad_tables_new(out, out, out, spool, &t, error);
    if (!status)
        status = cad_tables_add(t, report, error);
    if (!status)
        status = cad_tables_add(t, "samples/calmed.report.json", error);
    if (!status)
        status = cad_tables_finish(t, error);
    if (!status)
        status = cad_report_file_key(report, key, error);
    cad_tables_free(&t);
    fclose(spool);
    return status;
}

static cad_status load_profile(FILE *out, cad_error *error)
{
    cad_profile *p = NULL;
    cad_status status = cad_profile_load(profile, &p, error);
    cad_call call = rushed;
    call.to_s = 26;
    call.profile = p;
    if (!status)
        status = analyze(&call, out, error);
    cad_profile_free(&p);
    return status;
}

/* ---- all of them ------------------------------------------------------ */

enum { POINTS = 24 };

typedef cad_status path(FILE *out, cad_error *error);

static struct run {
    cad_status status;
    char *text;
    size_t bytes, asked;
    long lost;
    char why[512];
} run(path *walk, size_t at)
{
    struct run r = {0};
    cad_error error = {.status = CAD_OK};
    FILE *out = open_memstream(&r.text, &r.bytes);
    long before = live;
    asked = 0;
    fails_at = at;
    token_buffer = false;
    r.status = walk(out, &error);
    r.asked = asked;
    fails_at = 0;
    r.lost = live - before;
    fclose(out);
    snprintf(r.why, sizeof r.why, "%s", error.text);
    if (r.status && (error.status != r.status || !error.text[0]))
        r.status = CAD_ERR_BUG; /* a failure that does not say so */
    return r;
}

/* Memory that is back at once makes jansson drop a byte; memory that stays
   away is an error even there. */
static bool is_jansson(path *walk, size_t at)
{
    if (!token_buffer)
        return false;
    lasting = true;
    struct run r = run(walk, at);
    lasting = false;
    __real_free(r.text);
    return r.status == CAD_ERR_MEMORY;
}

static void walk_failing(const char *name, path *walk, size_t every)
{
    struct run sound = run(walk, 0);
    size_t wrong = 0, lost = 0, tried = 0, first = 0, excused = 0;
    if (!every)
        every = sound.asked / POINTS + 1;
    ok(!sound.status && sound.bytes && !sound.lost, "%s: sound, %zu bytes",
       name, sound.bytes);
    for (size_t at = 1 + sound.asked % every; at <= sound.asked; at += every) {
        struct run r = run(walk, at);
        bool same = !r.status && r.bytes == sound.bytes &&
                    !memcmp(r.text, sound.text, r.bytes);
        bool bad = !same && r.status != CAD_ERR_MEMORY;
        if (bad && is_jansson(walk, at)) {
            excused++;
            bad = false;
        }
        if ((bad || r.lost) && !first)
            first = at;
        if (bad)
            printf("# %zu: %d %s\n", at, r.status, r.why);
        wrong += bad;
        lost += r.lost != 0;
        tried++;
        __real_free(r.text);
    }
    ok(tried && !wrong,
       "%s: %zu of %zu failed in turn, %zu wrong answers, %zu of jansson's",
       name, tried, sound.asked, wrong, excused);
    ok(!lost, "%s: nothing is lost (%zu; first of either: %zu)", name, lost,
       first);
    __real_free(sound.text);
}

static void write_file(char *name, path *walk, const char *text)
{
    int fd = mkstemp(name);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    if (!out || (walk && walk(out, NULL)) || (text && fputs(text, out) < 0))
        ok(false, "a file of ours");
    if (out)
        fclose(out);
}

int main(void)
{
    const char *every = getenv("MEMORY_EVERY");
    size_t step = every ? (size_t)atoi(every) : 0;
    json_set_alloc_funcs(for_jansson, __wrap_free);
    write_file(model, NULL, "{\"speech\": {\"steady_s\": 0.26}}");
    write_file(profile, NULL,
               "{\"schema\": \"callcadence/profile/1\", \"agent_id\": \"7\", "
               "\"calls\": 9, \"measures\": {\"rate_syl_s\": {\"value\": 4.5, "
               "\"spread\": 0.1, \"n\": 9}}, \"pacing\": {}}");
    if (!ok(!cad_engine_new(NULL, &engine, NULL), "an engine"))
        return tap_done();
    write_file(report, two_parties, NULL);
    if (!ok(!cad_analyze(engine, &rushed, &whole, NULL), "a report"))
        return tap_done();
    walk_failing("engine", make_engine, step);
    walk_failing("two parties", two_parties, step);
    walk_failing("one channel", one_channel, step);
    walk_failing("two files", two_files, step);
    walk_failing("formats", formats, step);
    walk_failing("page", page, step);
    walk_failing("page with sound", page_with_sound, step);
    walk_failing("probe", probe, step);
    walk_failing("explain", explain, step);
    walk_failing("compare", compare, step);
    walk_failing("coach", coach, step);
    if (ok(!read_reports(&reader, NULL), "reports read"))
        walk_failing("coach's files", coach_files, step ? step : 5);
    cad_coach_free(&reader);
    walk_failing("tables", tables, step);
    walk_failing("profile", load_profile, step);
    cad_report_free(&whole);
    cad_engine_free(&engine);
    ok(live == 0, "%ld blocks left", live);
    remove(model);
    remove(profile);
    remove(report);
    return tap_done();
}
