/* Neighbours' formats: each is written and read back. */
#include <callcadence/emit.h>

#include "emit/csv.h"
#include "talk/segment_file.h"
#include "report_fixture.h"
#include "scratch_file.h"
#include "tap.h"

typedef cad_status writer(const cad_report *, FILE *, cad_error *);

static char *text_of(writer *write_to, const cad_report *report)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    if (write_to(report, out, NULL) != CAD_OK)
        ok(false, "written");
    fclose(out);
    return text;
}

static int lines(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

/* RTTM, labels and the table tell our own reader who speaks when. */
static void reads_back(writer *write_to, const char *name)
{
    static fixture f;
    fixture_full(&f);
    char path[32], *text = text_of(write_to, &f.report);
    cad_arena *arena = cad_arena_new();
    cad_given_spans spans = {0};
    cad_error error = {0};
    scratch_write(path, text, strlen(text));
    cad_status status = cad_segment_file_read(arena, path, &spans, &error);
    bool same = status == CAD_OK && spans.count == f.report.segment_count;
    for (size_t i = 0; same && i < spans.count; i++)
        same = spans.items[i].party == f.segments[i].party &&
               fabs(spans.items[i].start_s - f.segments[i].start_s) < 5e-4 &&
               fabs(spans.items[i].end_s - f.segments[i].end_s) < 5e-4;
    ok(same, "%s: %zu spans come back within half a millisecond %s", name,
       spans.count, error.text);
    remove(path);
    cad_arena_free(arena);
    free(text);
}

static void starts_with(const char *text, const char *want, const char *name)
{
    ok(strncmp(text, want, strlen(want)) == 0, "%s: %.*s", name,
       (int)strcspn(text, "\n"), text);
}

static void rttm(void)
{
    static fixture f;
    fixture_full(&f);
    char *text = text_of(cad_emit_rttm, &f.report);
    starts_with(text,
                "SPEAKER call_\"42\"____of_the_day 1 1.000 8.000 <NA> <NA> "
                "customer <NA> <NA>\n",
                "one line a unit, no blank in the name");
    ok(lines(text) == 5, "5 units, 5 lines");
    free(text);
}

static void labels(void)
{
    static fixture f;
    fixture_full(&f);
    char *text = text_of(cad_emit_labels, &f.report);
    starts_with(text,
                "1.000\t9.000\tcustomer turn level\n5.000\t6.000\t"
                "[interruption agent yielded]\n",
                "segments and events by time");
    ok(lines(text) == 5 + FIXTURE_EVENTS, "a line an item");
    ok(strstr(text, "[overlap agent simultaneous_start]") != NULL &&
           strstr(text, "0123456789*#ABCD]") != NULL,
       "events say what they are");
    free(text);
}

static int cells(const char *line)
{
    int n = 1;
    bool quoted = false;
    for (; *line && (*line != '\n' || quoted); line++) {
        quoted ^= *line == '"';
        n += *line == ',' && !quoted;
    }
    return n;
}

static void table(void)
{
    static fixture f;
    fixture_full(&f);
    f.report.call_id = "=HYPERLINK(\"evil\",1)";
    char *text = text_of(cad_emit_segments_csv, &f.report);
    starts_with(text,
                "call_id,id,turn_id,party,kind,start_s,end_s,ipus,speech_s,"
                "overlap_s,took_floor,interrupted_by,exchange,effect,"
                "response_latency_s,pitch.median_hz,pitch.median_st,"
                "pitch.p10_st,pitch.p90_st,pitch.slope_st_s,pitch.voiced_s,"
                "loudness.lufs,loudness.level_dbfs,loudness.rel_db,"
                "effort.tilt_db,effort.rel_db,rate.syllables,"
                "rate.articulation_syl_s,rate.speech_syl_s,"
                "rate.uncertainty_pct,rate.rel_pct,"
                "rate.pauses,rate.pause_s,activation,confidence,tone\r\n",
                "the header");
    const char *row = strchr(text, '\n') + 1;
    starts_with(row,
                "\"'=HYPERLINK(\"\"evil\"\",1)\",s0,t0,customer,turn,1.0,9.0,"
                "1,8.0,0.0,true,e0,,,,204.5,0.0,-2.1,3.0,-0.4,2.9,-24.13,",
                "a formula is text, a number is a number");
    int width = cells(text), bad = 0, bare = 0;
    for (; *row; row = strchr(row, '\n') + 1) {
        bad += cells(row) != width;
        bare += strchr(row, '\n')[-1] != '\r';
    }
    ok(width == 36 && !bad, "%d cells in every row", width);
    ok(!bare, "a record ends with CR LF, as RFC 4180 has it");
    free(text);
    fixture_silent(&f);
    text = text_of(cad_emit_segments_csv, &f.report);
    ok(lines(text) == 1, "no segment: the header alone");
    free(text);
}

static void cell(const char *text, const char *want)
{
    char *got = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&got, &length);
    cad_csv_text(out, text);
    fclose(out);
    ok(strcmp(got, want) == 0, "cell %s", got);
    free(got);
}

/* As jansson writes them into the JSON. */
static void numbers(void)
{
    static const double values[] = {0.5, 100,      1e-5,    -1.5e-7, 1e300,
                                    0.1, -12.3456, 1234567, 0,       1e15};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        json_t *number = json_real(values[i]);
        char text[CAD_SCALAR_MAX];
        char *want =
            json_dumps(number, JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));
        const char *got = cad_scalar_text(number, 12, text);
        ok(strcmp(got, want) == 0, "number %s, as JSON %s", got, want);
        free(want);
        json_decref(number);
    }
}

static void formulas(void)
{
    cell("plain text", "plain text");
    cell("a,b", "\"a,b\"");
    cell("say \"a\"", "\"say \"\"a\"\"\"");
    cell("=1+1", "\"'=1+1\"");
    cell("+1", "\"'+1\"");
    cell("-1", "\"'-1\"");
    cell("@x", "\"'@x\"");
    cell("\tx", "\"' x\"");
    cell("two\nlines", "two lines");
    cell("caf\xe9", "caf\xef\xbf\xbd");
    cell("a=b", "a=b");
    cell("", "");
}

/* The interval tiers of a TextGrid: bounds in ms, and whether they tile. */
typedef struct grid {
    int tiers, intervals, points;
    bool tiles;
} grid;

static double value_of(const char *line)
{
    return strtod(strchr(line, '=') + 1, NULL);
}

static grid read_grid(const char *text)
{
    grid g = {.tiles = true};
    double end = 0.0, at = 0.0;
    int promised = 0;
    for (const char *line = text; *line; line = strchr(line, '\n') + 1) {
        if (strncmp(line, "xmax", 4) == 0)
            end = value_of(line);
        else if (strncmp(line, "        xmin", 12) == 0)
            g.tiers++, at = 0.0;
        else if (strncmp(line, "        intervals: size", 23) == 0)
            promised += (int)value_of(line);
        else if (strncmp(line, "        points [", 16) == 0)
            g.points++;
        else if (strncmp(line, "            xmin", 16) == 0) {
            g.intervals++;
            g.tiles = g.tiles && fabs(value_of(line) - at) < 1e-9;
        } else if (strncmp(line, "            xmax", 16) == 0) {
            g.tiles = g.tiles && value_of(line) > at;
            at = value_of(line);
        } else if (strncmp(line, "    item", 8) == 0)
            g.tiles = g.tiles && (!g.tiers || fabs(at - end) < 1e-9);
    }
    g.tiles = g.tiles && promised == g.intervals;
    return g;
}

static void textgrid(void)
{
    static fixture f;
    fixture_full(&f);
    char *text = text_of(cad_emit_textgrid, &f.report);
    grid g = read_grid(text);
    ok(g.tiers == 5 && g.tiles, "5 tiers; the intervals tile the call");
    /* customer: 3 segments with gaps around; agent: 2; each also as units */
    ok(g.intervals == 2 * (7 + 5), "%d intervals", g.intervals);
    ok(g.points == FIXTURE_EVENTS, "%d points", g.points);
    free(text);
    /* pieces of one turn touch; an overlong one meets the end of the call */
    f.segments[2] = f.segments[0];
    f.segments[2].start_s = 8.9996;
    f.segments[2].end_s = 200.0;
    f.events[1].start_s = f.events[0].start_s;
    text = text_of(cad_emit_textgrid, &f.report);
    g = read_grid(text);
    ok(g.tiers == 5 && g.tiles, "still they tile");
    ok(g.points == FIXTURE_EVENTS - 1, "events at one time share a point");
    free(text);
    fixture_mono(&f);
    text = text_of(cad_emit_textgrid, &f.report);
    ok(read_grid(text).tiers == 3 && strstr(text, "\"mixed speech\""),
       "a mono call has one party");
    free(text);
    fixture_silent(&f);
    text = text_of(cad_emit_textgrid, &f.report);
    g = read_grid(text);
    ok(g.tiles && g.intervals == 4, "nobody speaks: empty tiers");
    free(text);
}

static void vtt(void)
{
    static fixture f;
    fixture_full(&f);
    f.report.call_id = "a --> b & <c>\n";
    f.highlights[0].text = "Up -->\n\n<b>\xff";
    char *text = text_of(cad_emit_vtt, &f.report);
    starts_with(text,
                "WEBVTT\n\nNOTE a --&gt; b &amp; &lt;c&gt; \n\n"
                "s0\n00:00:01.000 --> 00:00:09.000\n<v customer>turn level\n"
                "\ne0\n00:00:05.000 --> 00:00:06.000\n"
                "[interruption agent yielded]\n",
                "head and cues");
    ok(strstr(text, "<i>Up --&gt;  &lt;b&gt;\xef\xbf\xbd</i>\n") != NULL,
       "text cannot break out of its cue");
    int cues = 0;
    double last = 0.0, sorted = 1.0;
    for (char *at = text; (at = strstr(at, " --> ")); at++, cues++) {
        double start = strtod(at - 9, NULL) * 60.0 + strtod(at - 6, NULL);
        sorted = start >= last ? sorted : 0.0;
        last = start;
    }
    ok(cues == 5 + FIXTURE_EVENTS + 2 && sorted > 0.0,
       "%d cues in order of start", cues);
    free(text);
}

static void full_disk(void)
{
    static writer *const all[] = {cad_emit_rttm, cad_emit_labels,
                                  cad_emit_segments_csv, cad_emit_textgrid,
                                  cad_emit_vtt};
    static fixture f;
    fixture_full(&f);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        FILE *out = fopen("/dev/full", "w");
        cad_error error = {0};
        ok(out && all[i](&f.report, out, &error) == CAD_ERR_WRITE, "%s",
           error.text);
        if (out)
            fclose(out);
    }
}

int main(void)
{
    numbers();
    rttm();
    reads_back(cad_emit_rttm, "RTTM");
    labels();
    reads_back(cad_emit_labels, "labels");
    table();
    reads_back(cad_emit_segments_csv, "CSV");
    formulas();
    textgrid();
    vtt();
    full_disk();
    return tap_done();
}
