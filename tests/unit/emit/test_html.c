/* The call page: whole, well nested, and proof against what names may hold. */
#include <callcadence/emit.h>

#include "emit/html_write.h"
#include "report_fixture.h"
#include "tap.h"

#include <stdlib.h>

static char *page_of(const cad_report *report, const cad_page *options)
{
    char *text = NULL;
    size_t length = 0;
    cad_error error = {0};
    FILE *out = open_memstream(&text, &length);
    if (cad_emit_html(report, options, out, &error) != CAD_OK)
        ok(false, "written: %s", error.text);
    fclose(out);
    return text;
}

static int count_of(const char *text, const char *word)
{
    int n = 0;
    for (; (text = strstr(text, word)) != NULL; text += strlen(word))
        n++;
    return n;
}

/* ---- nesting ------------------------------------------------------------- */

struct nest {
    char open[64][16];
    int depth;
    const char *wrong; /* where it went wrong, or NULL */
};

static bool never_closes(const char *name)
{
    return !strcmp(name, "meta") || !strcmp(name, "!DOCTYPE");
}

/* One tag from "<" on; returns what follows its ">". */
static const char *read_tag(struct nest *n, const char *at)
{
    char name[16] = "";
    bool closing = at[1] == '/';
    sscanf(at + 1 + closing, "%15[A-Za-z0-9!]", name);
    const char *end = at + 1;
    for (bool quoted = false; *end && (quoted || *end != '>'); end++)
        quoted ^= *end == '"';
    if (!*end || !*name) {
        n->wrong = at;
    } else if (closing) {
        if (!n->depth || strcmp(n->open[--n->depth], name) != 0)
            n->wrong = at;
    } else if (end[-1] != '/' && !never_closes(name)) {
        strcpy(n->open[n->depth++], name);
    }
    /* what is in these two is no markup */
    if (!n->wrong && !strcmp(name, "style") && !closing)
        return strstr(end, "</style>");
    if (!n->wrong && !strcmp(name, "script") && !closing)
        return strstr(end, "</script>");
    return *end ? end + 1 : end;
}

static void nested(const char *page, const char *name)
{
    struct nest n = {.depth = 0};
    for (const char *at = page; at && (at = strchr(at, '<')) && !n.wrong;)
        at = read_tag(&n, at);
    ok(!n.wrong && n.depth == 0, "%s: every tag closes%s%.40s", name,
       n.wrong ? ": " : "", n.wrong ? n.wrong : "");
}

static void unique_ids(const char *page, const char *name)
{
    int twice = 0, ids = 0;
    for (const char *at = page; (at = strstr(at, " id=\"")) != NULL; at += 5) {
        char id[80];
        size_t length = strcspn(at + 5, "\"");
        snprintf(id, sizeof id, " id=\"%.*s\"", (int)length, at + 5);
        twice += count_of(page, id) != 1;
        ids++;
    }
    ok(ids > 20 && !twice, "%s: %d ids, each once", name, ids);
}

/* ---- whole --------------------------------------------------------------- */

static void whole(const cad_report *report, const char *name,
                  const char *const sections[])
{
    char *page = page_of(report, NULL), *again = page_of(report, NULL);
    nested(page, name);
    unique_ids(page, name);
    for (; *sections; sections++)
        ok(strstr(page, *sections) != NULL, "%s has %s", name, *sections);
    ok(!strcmp(page, again), "%s: same report, same bytes", name);
    ok(!strstr(page, "http:") && !strstr(page, "https:") &&
           !strstr(page, "url("),
       "%s points nowhere else", name);
    free(page);
    free(again);
}

static void test_whole(void)
{
    static const char *const full[] = {"Content-Security-Policy",
                                       "default-src 'none'",
                                       "style-src-elem 'sha256-",
                                       "script-src 'sha256-",
                                       "id=\"h-notes\"",
                                       "id=\"h-glance\"",
                                       "id=\"h-lanes\"",
                                       "id=\"moments\"",
                                       "id=\"exchanges\"",
                                       "id=\"pacing\"",
                                       "id=\"quarters\"",
                                       "id=\"parties\"",
                                       "id=\"all\"",
                                       "id=\"def-activation\"",
                                       "class=\"player\"",
                                       "class=\"cell\"",
                                       "class=\"cut ",
                                       "class=\"sound hold\"",
                                       "class=\"pin\"",
                                       NULL};
    static const char *const mono[] = {
        "Both voices", "None: both voices are in", "id=\"parties\"", NULL};
    static const char *const silent[] = {"No moment stands out",
                                         "Nothing was noted", NULL};
    static fixture f;
    fixture_full(&f);
    whole(&f.report, "a full report", full);
    fixture_mono(&f);
    whole(&f.report, "a mono call", mono);
    fixture_silent(&f);
    whole(&f.report, "a silent call", silent);
}

/* ---- names from outside -------------------------------------------------- */

static void test_names(void)
{
    static const char evil[] = "</title><script>alert(1)</script>\"'><img "
                               "src=x onerror=alert(2)>&\xff";
    static fixture f;
    fixture_full(&f);
    cad_report *r = &f.report;
    r->call_id = r->call.agent_id = r->call.queue = r->call.direction =
        r->call.started_at = evil;
    r->input.files[0].name = r->input.files[0].format = evil;
    f.notes[0].text = evil;
    f.highlights[0].text = evil;
    f.evidence[0].metric = f.evidence[0].unit = evil;
    r->pacing[0].text = evil;
    f.changed[0].key = evil;
    snprintf(f.events[0].digits, sizeof f.events[0].digits, "%.40s", evil);
    cad_page link = {.links = {"a b/\"><script>\xc3\xa9?#%.wav", NULL}};
    char *page = page_of(r, &link);
    nested(page, "a call named <script>");
    ok(count_of(page, "<script") == 1, "one script: ours");
    ok(!strstr(page, "<img") && !strstr(page, "alert(1)</script>"),
       "names are text");
    ok(strstr(page, "&lt;script&gt;alert(1)") != NULL, "and readable");
    ok(strstr(page, "\xEF\xBF\xBD") != NULL, "a byte that is no UTF-8 shows");
    free(page);
}

static void test_links(void)
{
    static fixture f;
    fixture_full(&f);
    cad_page link = {.links = {"../a b/\"><script>\xc3\xa9?#%.wav", NULL}};
    char *page = page_of(&f.report, &link);
    ok(strstr(page, "src=\"../a%20b/%22%3E%3Cscript%3E%C3%A9%3F%23%25.wav\"") !=
           NULL,
       "a link is percent-encoded");
    free(page);
    link.links[0] = "javascript:alert(1)";
    page = page_of(&f.report, &link);
    ok(strstr(page, "src=\"javascript%3Aalert%281%29\"") != NULL,
       "no name is a scheme");
    free(page);
    f.report.input.files[0].format = "WAV/GSM610";
    page = page_of(&f.report, &link);
    ok(!strstr(page, "<audio"), "what browsers cannot play is not linked");
    free(page);
}

/* ---- copies -------------------------------------------------------------- */

static void test_copies(void)
{
    static fixture f;
    fixture_full(&f);
    cad_call call = {.file = "samples/level.wav"};
    cad_page embed = {.audio = CAD_PAGE_EMBED, .call = &call};
    char *page = page_of(&f.report, &embed);
    const char *data = strstr(page, "data:audio/wav;base64,UklGR");
    ok(data != NULL, "a WAV that browsers play is embedded as it is");
    ok(strstr(page, "media-src 'self' data: file:") != NULL, "and may play");
    free(page);
    f.report.input.files[0].format = "WAV/GSM610";
    page = page_of(&f.report, &embed);
    ok(strstr(page, "data:audio/ogg;base64,T2dnU") != NULL,
       "what they cannot play becomes Ogg");
    free(page);
    call.file = "no/such/file.wav";
    cad_error error = {0};
    FILE *out = tmpfile();
    ok(cad_emit_html(&f.report, &embed, out, &error) == CAD_ERR_MISSING &&
           strstr(error.text, "no/such/file.wav"),
       "a recording that went away: %s", error.text);
    fclose(out);
}

/* ---- pieces -------------------------------------------------------------- */

static void says(const char *want, cad_figure figure, int decimals,
                 const char *unit)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    cad_html_figure(out, figure, decimals, unit);
    fclose(out);
    ok(!strcmp(text, want), "%s: %s", want, text);
    free(text);
}

static void test_pieces(void)
{
    says("\xE2\x88\x92"
         "0.25\xC2\xA0st",
         cad_known(-0.25), 2, "st");
    says("12\xC2\xA0%", cad_known(12), 0, "%");
    says("<span class=\"no\" title=\"too short\">\xE2\x80\x93"
         "<span class=\"sr\"> (too short)</span></span>",
         cad_unknown(CAD_WHY_TOO_SHORT), 2, "s");
}

static void test_full_disk(void)
{
    static fixture f;
    fixture_full(&f);
    FILE *out = fopen("/dev/full", "w");
    cad_error error = {0};
    if (!out) {
        skip("a full disk", "there is no /dev/full");
        return;
    }
    ok(cad_emit_html(&f.report, NULL, out, &error) == CAD_ERR_WRITE,
       "a full disk: %s", error.text);
    fclose(out);
}

int main(void)
{
    test_whole();
    test_names();
    test_links();
    test_copies();
    test_pieces();
    test_full_disk();
    return tap_done();
}
