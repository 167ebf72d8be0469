/* index_page.c - index.html around its rows. */
#include "fleet/index.h"
#include "fleet/index_parts.h"

#include "base/error.h"
#include "emit/html.h"
#include "emit/html_shell.h"
#include "emit/html_write.h"
#include "emit/stream.h"
#include "model/builtin.h"

#include <callcadence/figures.h>

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct cad_html_shell shell = {
    .title = "Calls",
    .style = cad_builtin_fleet_css,
    .script = cad_builtin_index_js,
    .skip_to = "calls",
};

/* ---- begin and end ------------------------------------------------------- */

struct cad_index *cad_index_new(FILE *page, FILE *rows)
{
    cad_arena *arena = cad_arena_new();
    struct cad_index *x = arena ? CAD_NEW(arena, struct cad_index, 1) : NULL;
    if (!x) {
        cad_arena_free(arena);
        return NULL;
    }
    x->arena = arena;
    x->page = page;
    x->rows = rows;
    x->scratch = cad_arena_new();
    x->read = json_object();
    x->failed = json_object();
    x->done = json_object();
    if (!x->scratch || !x->read || !x->failed || !x->done ||
        cad_raised_begin(arena, &x->raised, NULL))
        cad_index_free(&x);
    return x;
}

void cad_index_free(struct cad_index **index)
{
    struct cad_index *x = *index;
    *index = NULL;
    if (!x)
        return;
    json_decref(x->read);
    json_decref(x->failed);
    json_decref(x->done);
    if (x->scratch)
        cad_arena_free(x->scratch);
    cad_arena_free(x->arena);
}

/* ---- top ----------------------------------------------------------------- */

/* What no call says is no column. */
static const char *columns_of(const struct cad_index *x)
{
    static const char *const classes[] = {"no-agent no-queue no-start",
                                          "no-queue no-start",
                                          "no-agent no-start",
                                          "no-start",
                                          "no-agent no-queue",
                                          "no-queue",
                                          "no-agent",
                                          ""};
    return classes[x->agents | x->queues << 1 | (*x->first != '\0') << 2];
}

static void put_sum(const struct cad_index *x, size_t moments, size_t failed)
{
    FILE *out = x->page;
    cad_html(out,
             "<main class=\"wide-page %s\">\n<header>\n"
             "<p class=\"kind\">Recorded calls</p>\n<h1>%zu %s</h1>\n"
             "<dl class=\"facts figures\">\n",
             columns_of(x), x->calls, x->calls == 1 ? "call" : "calls");
    fputs("<div><dt>Audio</dt><dd>", out);
    cad_html_length(out, x->audio_s);
    fputs("</dd></div>\n", out);
    if (*x->first)
        cad_html(out,
                 "<div class=\"wide\"><dt>Days</dt><dd>%s%s%s</dd></div>\n",
                 x->first, strcmp(x->first, x->last) ? " to " : "",
                 strcmp(x->first, x->last) ? x->last : "");
    cad_html(out, "<div><dt>Moments to listen to</dt><dd>%zu</dd></div>\n",
             moments);
    cad_html(out,
             "<div><dt>Not read</dt><dd>%zu</dd></div>\n</dl>\n</header>\n",
             failed);
}

static bool is_failed(const struct cad_index *x, const char *id)
{
    return !json_object_get(x->done, id);
}

static size_t count_failed(const struct cad_index *x)
{
    const char *id;
    json_t *text;
    size_t n = 0;
    json_object_foreach(x->failed, id, text) n += is_failed(x, id);
    return n;
}

/* Those of which a report of an earlier run is there are in the table, too. */
static void put_failed(const struct cad_index *x, size_t count)
{
    FILE *out = x->page;
    const char *id;
    json_t *text;
    if (!count)
        return;
    cad_html(out,
             "<section class=\"notes\" aria-labelledby=\"h-failed\">\n"
             "<h2 id=\"h-failed\">%zu %s not read</h2>\n"
             "<div class=\"scroll failed\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"Calls that were not read\">\n<ul>\n",
             count, count == 1 ? "call was" : "calls were");
    json_object_foreach(x->failed, id, text)
    {
        const char *said = json_string_value(text);
        if (is_failed(x, id))
            cad_html(out, "<li><b><bdi>%s</bdi></b> <bdi>%s</bdi>%s</li>\n", id,
                     said ? said : "",
                     json_object_get(x->read, id)
                         ? "; the row below is of an earlier run"
                         : "");
    }
    fputs("</ul>\n</div>\n</section>\n", out);
}

/* What only a script can do: hidden until it is there. */
static void put_filters(FILE *out)
{
    fputs("<form class=\"tools filters\" id=\"filters\" hidden>\n"
          "<label>Search <input type=\"search\" id=\"text\" "
          "placeholder=\"call, agent, words\"></label>\n"
          "<label>Agent <select id=\"agent\"><option value=\"\">all</option>"
          "</select></label>\n"
          "<label>Queue <select id=\"queue\"><option value=\"\">all</option>"
          "</select></label>\n"
          "<label>Moments <select id=\"kind\"><option value=\"\">all kinds"
          "</option></select></label>\n"
          "<span class=\"bound\"><label>Figure <select id=\"figure\">"
          "<option value=\"\">any</option></select></label>\n"
          "<select id=\"side\" aria-label=\"at least or at most\">"
          "<option value=\"1\">at least</option>"
          "<option value=\"-1\">at most</option></select>\n"
          "<input type=\"number\" id=\"limit\" step=\"any\" "
          "aria-label=\"bound of the figure\"></span>\n"
          "<button type=\"reset\">Clear</button>\n"
          "<output id=\"shown\" role=\"status\"></output>\n</form>\n",
          out);
}

/* The rest of a long table: without scripts, a click away. */
static void put_fold(FILE *out, const char *id, const char *name, size_t count)
{
    cad_html(out,
             "</tbody></table></div>\n<details class=\"rest\" "
             "id=\"%s-table-rest\"><summary>%zu more</summary>\n"
             "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"%s\"><table class=\"%s-table\">\n<tbody>\n",
             id, count, name, id);
}

static void put_unfold(FILE *out, bool folded)
{
    cad_html_table_close(out);
    fputs(folded ? "</details>\n</section>\n" : "</section>\n", out);
}

static void put_table_open(FILE *out, const char *id, const char *name,
                           bool shown)
{
    cad_html(out,
             "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"%s\"%s><table id=\"%s-table\" "
             "class=\"%s-table\">\n<thead><tr>",
             name, shown ? "" : " hidden", id, id);
}

static void put_head(FILE *out, const char *key, const char *title, bool number)
{
    cad_html(out, "<th scope=\"col\" data-k=\"%s\" class=\"%s\">%s</th>", key,
             number ? "n" : "", title);
}

#define RANKED                                                                 \
    "The first place of every call comes before any call\342\200\231s "        \
    "second, "                                                                 \
    "and so on; among those by confidence, then by length."

cad_status cad_index_open_page(struct cad_index *x, size_t moments,
                               cad_error *error)
{
    FILE *out = x->page;
    char scale[CAD_SCALE_TEXT];
    size_t failed = count_failed(x);
    x->moments = moments < CAD_INDEX_MOMENTS ? moments : CAD_INDEX_MOMENTS;
    cad_status status = cad_html_shell_open(out, x->arena, &shell, error);
    put_sum(x, moments, failed);
    put_failed(x, failed);
    put_filters(out);
    cad_html_section(out, "moments", "Where to listen", "highlights");
    if (moments > CAD_INDEX_MOMENTS)
        cad_html(out,
                 "<p class=\"hint\">The first %d of %zu; all are in "
                 "moments.csv. " RANKED "</p>\n",
                 CAD_INDEX_MOMENTS, moments);
    else if (!moments)
        fputs("<p>No moment stands out in these calls.</p>\n", out);
    else
        cad_html(out,
                 "<p class=\"hint\">Places to listen, not findings. " RANKED
                 " Where a voice rises or falls: %s.</p>\n",
                 cad_scale_text(x->raised.from, scale));
    put_table_open(out, "moments", "Moments of all calls, ranked", moments > 0);
    put_head(out, "rank", "Rank", true);
    put_head(out, "call", "Call", false);
    put_head(out, "at", "At", true);
    put_head(out, "kind", "What", false);
    put_head(out, "text", "In words", false);
    put_head(out, "agent", "Agent", false);
    put_head(out, "queue", "Queue", false);
    put_head(out, "confidence", "Confidence", true);
    fputs("</tr></thead>\n<tbody>\n", out);
    return status;
}

/* ---- the calls ----------------------------------------------------------- */

/* Up to a place, or to the end. */
static cad_status copy_rows(const struct cad_index *x, long to,
                            cad_error *error)
{
    char piece[1 << 14];
    size_t got = 1;
    for (long at = ftell(x->rows); got && at < to; at += (long)got) {
        size_t want =
            to - at < (long)sizeof piece ? (size_t)(to - at) : sizeof piece;
        got = fread(piece, 1, want, x->rows);
        fwrite(piece, 1, got, x->page);
    }
    return ferror(x->rows)
               ? cad_fail(error, CAD_ERR_READ, "cannot read the rows back")
               : CAD_OK;
}

static cad_status put_rows(const struct cad_index *x, cad_error *error)
{
    bool folded = x->calls > CAD_INDEX_OPEN_ROWS;
    long end = ftell(x->rows);
    if (fflush(x->rows) || fseek(x->rows, 0, SEEK_SET))
        return cad_fail(error, CAD_ERR_WRITE, "cannot write the rows");
    cad_status status = copy_rows(x, x->open_rows, error);
    if (folded)
        put_fold(x->page, "calls", "More calls",
                 x->calls - CAD_INDEX_OPEN_ROWS);
    if (folded && !status)
        status = copy_rows(x, end, error);
    put_unfold(x->page, folded);
    return status;
}

void cad_index_moment_at(struct cad_index *x, size_t rank)
{
    if (rank == CAD_INDEX_OPEN_ROWS + 1)
        put_fold(x->page, "moments", "More moments",
                 x->moments - CAD_INDEX_OPEN_ROWS);
    cad_html(x->page, "<tr><td>%zu</td>", rank);
}

static void put_calls_head(FILE *out)
{
    static const char *const names[][2] = {{"call", "Call"},
                                           {"agent", "Agent"},
                                           {"queue", "Queue"},
                                           {"started", "Started"},
                                           {"notes", "Notes on the recording"}};
    put_table_open(out, "calls", "Calls", true);
    for (size_t i = 0; i < COUNT(names); i++)
        put_head(out, names[i][0], names[i][1], false);
    for (size_t i = 0; i < CAD_INDEX_COLUMNS; i++)
        put_head(out, cad_index_columns[i].path, cad_index_columns[i].title,
                 true);
    put_head(out, "highlights", "Moments", true);
    fputs("</tr></thead>\n<tbody>\n", out);
}

cad_status cad_index_close_page(struct cad_index *x, cad_error *error)
{
    FILE *out = x->page;
    char scale[CAD_SCALE_TEXT];
    put_unfold(out, x->moments > CAD_INDEX_OPEN_ROWS);
    cad_html_section(out, "calls", "Calls", "activation");
    cad_html(
        out,
        "<p class=\"hint\">Opening, highest (passed in a tenth of the talk) "
        "and end of the customer are activation: %s. "
        "Escalated and calmed count what followed the agent: an order in time, "
        "not a reason. A dash is a figure that is not known: too little "
        "evidence for it, or one channel for both "
        "voices, which does not tell who speaks; point at it for the "
        "reason.</p>\n",
        cad_scale_text(x->raised.from, scale));
    put_calls_head(out);
    cad_status status = put_rows(x, error);
    if (!status)
        status = cad_html_all_definitions(out, error);
    cad_html_shell_foot(out);
    cad_html_shell_close(out, &shell);
    return status ? status : cad_stream_done(out, error);
}
