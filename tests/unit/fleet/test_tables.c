#include <callcadence/emit.h>
#include <callcadence/fleet.h>

#include "report_fixture.h"
#include "scratch_file.h"
#include "tap.h"

enum { CALLS, SEGMENTS, MOMENTS, TABLES };

struct tables {
    FILE *out[TABLES], *spool;
    char *text[TABLES];
    size_t size[TABLES];
    cad_tables *tables;
};

static void begin(struct tables *t)
{
    cad_error error;
    *t = (struct tables){.spool = tmpfile()};
    for (int i = 0; i < TABLES; i++)
        t->out[i] = open_memstream(&t->text[i], &t->size[i]);
    if (cad_tables_new(t->out[CALLS], t->out[SEGMENTS], t->out[MOMENTS],
                       t->spool, &t->tables, &error))
        exit(99);
}

static void end(struct tables *t)
{
    cad_error error = {0};
    ok(!cad_tables_finish(t->tables, &error), "finished %s", error.text);
    cad_tables_free(&t->tables);
    ok(!t->tables, "freed, and the pointer is NULL");
    for (int i = 0; i < TABLES; i++)
        fclose(t->out[i]);
    fclose(t->spool);
}

static void forget(struct tables *t)
{
    for (int i = 0; i < TABLES; i++)
        free(t->text[i]);
}

static size_t lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void add_report(struct tables *t, const cad_report *report)
{
    char path[32], *text = NULL;
    size_t n;
    cad_error error = {0};
    FILE *out = open_memstream(&text, &n);
    if (cad_emit_json(report, true, out, &error) || fclose(out))
        exit(99);
    scratch_write(path, text, n);
    ok(!cad_tables_add(t->tables, path, &error), "call %s added %s",
       report->call_id, error.text);
    unlink(path);
    free(text);
}

static void add(struct tables *t, const char *id, double first, double second)
{
    static fixture f;
    fixture_full(&f);
    f.report.call_id = id;
    f.report.highlights[0].confidence = first;
    f.report.highlights[1].confidence = second;
    f.report.highlight_count = 2;
    add_report(t, &f.report);
}

static void test_rows(void)
{
    struct tables t;
    begin(&t);
    add(&t, "a,b", 0.5, 0.25);
    add(&t, "=c", 0.75, 0.7); /* its second is surer than the other's first */
    end(&t);
    static fixture f;
    fixture_full(&f);
    ok(lines(t.text[CALLS]) == 3, "a header and a row a call");
    ok(strstr(t.text[CALLS], "\n\"a,b\",") != NULL, "quotes where needed");
    ok(strstr(t.text[CALLS], "\n\"'=c\",") != NULL, "no id is a formula");
    ok(lines(t.text[SEGMENTS]) == 1 + 2 * f.report.segment_count,
       "a row a segment");
    ok(lines(t.text[MOMENTS]) == 5, "a row a highlight");
    const char *second = strstr(t.text[MOMENTS], "\n2,\"a,b\"");
    ok(strstr(t.text[MOMENTS], "\n1,\"'=c\"") != NULL && second &&
           strstr(second, "\n3,\"'=c\"") && strstr(second, "\n4,\"a,b\""),
       "the first of each call before any second, then by confidence");
    forget(&t);
}

/* The rows of segments.csv are those that the call's own table has. */
static void test_same_rows(void)
{
    static fixture f;
    struct tables t;
    cad_error error;
    char *own = NULL;
    size_t n;
    begin(&t);
    add(&t, "one", 0.5, 0.5);
    end(&t);
    fixture_full(&f);
    f.report.call_id = "one";
    FILE *out = open_memstream(&own, &n);
    if (cad_emit_segments_csv(&f.report, out, &error) || fclose(out))
        exit(99);
    ok(!strcmp(own, t.text[SEGMENTS]), "segments.csv of one call is its own");
    free(own);
    forget(&t);
}

/* A cue is a column of its own, and the table comes only where it is asked
   for. */
static void test_exchanges(void)
{
    static fixture f;
    struct tables t;
    cad_error error;
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    begin(&t);
    if (!out || cad_tables_exchanges(t.tables, out, &error))
        exit(99);
    add(&t, "one", 0.5, 0.5);
    end(&t);
    fclose(out);
    fixture_full(&f);
    size_t rows = f.report.exchange_count;
    ok(rows > 0 && lines(text) == 1 + rows, "a row an exchange");
    ok(strstr(text, ",agent.did.faster,agent.did.slower,") != NULL &&
           strstr(text, "\none,") != NULL,
       "a column a cue");
    free(text);
    forget(&t);
}

/* A note's word may be the end or the beginning of another's. */
static void test_notes(void)
{
    static fixture f;
    static cad_note notes[] = {{CAD_NOTE_NOISE_RISE, "n", CAD_AGENT, 1, 2},
                               {CAD_NOTE_NOISE, "n", CAD_AGENT, -1, -1},
                               {CAD_NOTE_NOISE_RISE, "n", CAD_AGENT, 3, 4},
                               {CAD_NOTE_DUAL_MONO, "n", CAD_NOBODY, -1, -1},
                               {CAD_NOTE_MONO, "n", CAD_NOBODY, -1, -1}};
    struct tables t;
    begin(&t);
    fixture_full(&f);
    f.report.quality.notes = notes;
    f.report.quality.note_count = sizeof notes / sizeof *notes;
    add_report(&t, &f.report);
    end(&t);
    ok(strstr(t.text[CALLS], ",noise_rise noise dual_mono mono,") != NULL,
       "every kind of note once");
    forget(&t);
}

static void test_refusals(void)
{
    struct tables t;
    cad_error error = {0};
    char path[32];
    begin(&t);
    scratch_write(path, "{\"schema\"", 9);
    ok(cad_tables_add(t.tables, path, &error) == CAD_ERR_FORMAT &&
           strstr(error.text, path),
       "half a report: %s", error.text);
    unlink(path);
    ok(cad_tables_add(t.tables, path, &error) == CAD_ERR_MISSING, "no file");
    end(&t);
    ok(lines(t.text[CALLS]) == 1 && lines(t.text[SEGMENTS]) == 1 &&
           lines(t.text[MOMENTS]) == 1,
       "headers alone");
    forget(&t);
}

int main(void)
{
    test_rows();
    test_same_rows();
    test_notes();
    test_exchanges();
    test_refusals();
    return tap_done();
}
