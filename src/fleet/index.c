/* index.c - the rows of index.html, and the calls that have none. */
#include "fleet/index.h"

#include "base/error.h"
#include "emit/html_write.h"
#include "emit/titles.h"
#include "fleet/columns.h"
#include "fleet/index_parts.h"
#include "fleet/page_files.h"

#include <callcadence/coach.h>

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- columns ------------------------------------------------------------- */

const struct cad_index_column cad_index_columns[CAD_INDEX_COLUMNS] = {
    {"Length", "input.duration_s", CAD_INDEX_CLOCK, 1},
    {"Agent\342\200\231s share of both\342\200\231s talk, %",
     "parties.agent.talk_share", 0, 100},
    {"Both at once, % of speech", "conversation.overlap_share", 1, 100},
    {"Longest silence, s", "conversation.silence.longest_s", 1, 1},
    {"Hold, s", "conversation.hold_s", 1, 1},
    {"Agent cut in", "parties.agent.interruptions.made", 0, 1},
    {"Customer cut in", "parties.customer.interruptions.made", 0, 1},
    {"Agent\342\200\231s wait, s", "parties.agent.response_latency.median_s", 2,
     1},
    {"Agent\342\200\231s pace, syllables/s", "parties.agent.articulation_syl_s",
     1, 1},
    {"Customer at the opening", "parties.customer.activation.opening", 2, 1},
    {"Customer at the highest", "parties.customer.activation.p90", 2, 1},
    {"Customer at the end", "parties.customer.activation.closing", 2, 1},
    {"Escalated", "attribution.escalated", 0, 1},
    {"Calmed", "attribution.calmed", 0, 1},
};

static const char *text_at(const json_t *report, const char *path)
{
    return json_string_value(cad_columns_at(report, path));
}

static void put_text_cell(FILE *out, const char *text)
{
    cad_html(out, "<td><bdi>%s</bdi></td>", text ? text : "");
}

/* Thousands of rows: the reason of a null is in its title alone. */
static void put_number_cell(FILE *out, cad_figure figure,
                            const struct cad_index_column *column)
{
    if (!cad_is_known(figure)) {
        fputs("<td title=\"", out);
        cad_html_words(out, cad_word_why(figure.why));
        fputs("\">\xE2\x80\x93</td>", out);
        return;
    }
    figure.value *= column->scale;
    if (column->decimals == CAD_INDEX_CLOCK) {
        cad_html(out, "<td data-v=\"%.0f\">", figure.value);
        cad_html_length(out, figure.value);
    } else {
        fputs("<td>", out);
        cad_html_figure(out, figure, column->decimals, NULL);
    }
    fputs("</td>", out);
}

/* ---- a call -------------------------------------------------------------- */

static void put_agent_cell(struct cad_index *x, const char *path,
                           const char *agent)
{
    char name[CAD_COACH_NAME + 16];
    cad_coach_name(agent, name);
    strcat(name, ".coach.html");
    if (!agent || !cad_page_beside(x->scratch, path, name)) {
        put_text_cell(x->rows, agent);
        return;
    }
    fputs("<td><a href=\"", x->rows);
    cad_html_url(x->rows, name);
    cad_html(x->rows, "\"><bdi>%s</bdi></a></td>", agent);
}

/* To the minute: 2026-05-04 10:30. */
static void put_start_cell(FILE *out, const char *start)
{
    char text[17] = "";
    if (start)
        snprintf(text, sizeof text, "%s", start);
    if (text[0] && text[10] == 'T')
        text[10] = ' ';
    cad_html(out, "<td>%s</td>", text);
}

static const char *code_of(const json_t *notes, size_t i)
{
    const char *code =
        json_string_value(json_object_get(json_array_get(notes, i), "code"));
    return code && strcmp(code, "roles_assumed") ? code : "";
}

/* " (agent, customer)": whose side each note of that code is about. */
static void put_sides(FILE *out, const json_t *notes, size_t first)
{
    const char *code = code_of(notes, first), *last = "";
    for (size_t i = first; i < json_array_size(notes); i++) {
        const char *party = json_string_value(
            json_object_get(json_array_get(notes, i), "party"));
        if (!party || !strcmp(party, last) || strcmp(code_of(notes, i), code))
            continue;
        cad_html(out, "%s%s", *last ? ", " : " (", party);
        last = party;
    }
    fputs(*last ? ")" : "", out);
}

/* Each kind of note once, with its sides. */
static void put_notes_cell(FILE *out, const json_t *notes)
{
    bool any = false;
    fputs("<td>", out);
    for (size_t i = 0; i < json_array_size(notes); i++) {
        const char *code = code_of(notes, i);
        size_t before = 0;
        while (before < i && strcmp(code_of(notes, before), code))
            before++;
        if (!*code || before < i)
            continue;
        fputs(any ? ", " : "", out);
        cad_html_words(out, code);
        put_sides(out, notes, i);
        any = true;
    }
    fputs("</td>", out);
}

static bool count_call(struct cad_index *x, const json_t *report)
{
    const char *start = text_at(report, "call.started_at");
    cad_figure length = cad_columns_figure(report, "input.duration_s");
    x->calls++;
    cad_raised_add(&x->raised, cad_raised_of(&x->raised, report));
    x->agents |= text_at(report, "call.agent_id") != NULL;
    x->queues |= text_at(report, "call.queue") != NULL;
    x->audio_s += cad_is_known(length) ? length.value : 0;
    if (start && (!*x->first || strcmp(start, x->first) < 0))
        snprintf(x->first, sizeof x->first, "%.10s", start);
    if (start && strcmp(start, x->last) > 0)
        snprintf(x->last, sizeof x->last, "%.10s", start);
    const char *id = text_at(report, "call_id");
    return !json_object_set_new(x->read, id, json_true());
}

/* The call page beside a report, or "": kept for the call's moments. */
static bool find_page(struct cad_index *x, const char *path)
{
    char *stem = cad_page_stem(x->scratch, path);
    char *name = stem ? cad_arena_printf(x->scratch, "%s.html", stem) : NULL;
    x->link = name && cad_page_beside(x->scratch, path, name) ? name : NULL;
    return name != NULL;
}

void cad_index_call_link(const struct cad_index *x, const char *id,
                         double time_s, FILE *out)
{
    if (!x->link) {
        cad_html(out, "<bdi>%s</bdi>", id);
        return;
    }
    fputs("<a href=\"", out);
    cad_html_url(out, x->link);
    if (time_s >= 0)
        cad_html(out, "#t=%.2f", time_s);
    cad_html(out, "\"><bdi>%s</bdi></a>", id);
}

bool cad_index_call(struct cad_index *x, const char *path, const json_t *report)
{
    FILE *out = x->rows;
    const char *start = text_at(report, "call.started_at");
    cad_arena_reset(x->scratch);
    if (!count_call(x, report) || !find_page(x, path))
        return false;
    fputs("<tr><th scope=\"row\">", out);
    cad_index_call_link(x, text_at(report, "call_id"), -1, out);
    fputs("</th>", out);
    put_agent_cell(x, path, text_at(report, "call.agent_id"));
    put_text_cell(out, text_at(report, "call.queue"));
    put_start_cell(out, start);
    put_notes_cell(out, cad_columns_at(report, "quality.notes"));
    for (size_t i = 0; i < CAD_INDEX_COLUMNS; i++) {
        const struct cad_index_column *c = &cad_index_columns[i];
        put_number_cell(out, cad_columns_figure(report, c->path), c);
    }
    cad_html(out, "<td>%zu</td>",
             json_array_size(json_object_get(report, "highlights")));
    fputs("</tr>\n", out);
    if (x->calls <= CAD_INDEX_OPEN_ROWS)
        x->open_rows = ftell(out);
    return true;
}

void cad_index_moment(struct cad_index *x, const json_t *report,
                      const json_t *highlight, FILE *spool)
{
    double at_s = json_number_value(json_object_get(highlight, "start_s"));
    const char *kind = text_at(highlight, "kind");
    const char *text = text_at(highlight, "text");
    fputs("<th scope=\"row\">", spool);
    cad_index_call_link(x, text_at(report, "call_id"), fmax(at_s, 0), spool);
    cad_html(spool, "</th><td data-v=\"%.2f\">", at_s);
    cad_html_place(spool, at_s);
    cad_html(spool, "</td><td><b class=\"what %s\">", kind ? kind : "");
    cad_html_words(spool, cad_title(CAD_TITLE_MOMENT, kind));
    fputs("</b></td><td>", spool);
    cad_html_sentence(spool, text ? text : "");
    fputs("</td>", spool);
    put_text_cell(spool, text_at(report, "call.agent_id"));
    put_text_cell(spool, text_at(report, "call.queue"));
    cad_html(spool, "<td>%.2f</td></tr>\n",
             json_number_value(json_object_get(highlight, "confidence")));
}

/* ---- calls that could not be read ---------------------------------------- */

bool cad_index_failure(struct cad_index *x, const char *id, const char *text)
{
    json_t *said = json_string(text);
    return !json_object_set_new(x->failed, id, said ? said : json_true());
}

/* One line of a journal; a torn one tells nothing. */
static bool read_line(json_t *states, const char *text)
{
    json_t *line = json_loads(text, 0, NULL);
    const char *id = text_at(line, "call_id"),
               *status = text_at(line, "status");
    bool good = true;
    if (id && status)
        good = !json_object_set_new(
            states, id,
            strcmp(status, "failed")
                ? json_true()
                : json_incref(json_object_get(line, "error")));
    json_decref(line);
    return good;
}

/* The last word on a call counts. Of several journals (shards, or runs with
   and without) none is later than another: one that has it read is enough. */
static bool merge(struct cad_index *x, json_t *states)
{
    const char *id;
    json_t *state;
    bool good = true;
    json_object_foreach(states, id, state)
    {
        json_t *to = json_is_string(state) ? x->failed : x->done;
        good = !json_object_set(to, id, state) && good;
    }
    return good;
}

cad_status cad_index_journal(struct cad_index *x, const char *path,
                             cad_error *error)
{
    char *line = NULL;
    size_t room = 0;
    json_t *states = json_object();
    FILE *in = fopen(path, "rb");
    bool good = states != NULL, lost = false;
    while (in && good && getline(&line, &room, in) > 0)
        good = read_line(states, line);
    if (in) {
        lost = ferror(in) != 0;
        fclose(in);
    }
    good = good && merge(x, states);
    free(line);
    json_decref(states);
    if (lost || !in)
        return cad_fail_errno(error, CAD_ERR_READ, errno, "%.300s: cannot read",
                              path);
    return good ? CAD_OK : cad_fail_memory(error);
}
