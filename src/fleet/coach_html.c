/* coach_html.c - an agent over time, as a page for the agent and the coach. */
#include "fleet/coach_html.h"

#include "base/error.h"
#include "emit/html.h"
#include "emit/html_shell.h"
#include "emit/html_write.h"
#include "emit/stream.h"
#include "model/builtin.h"

#include <callcadence/figures.h>

#include <math.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- links --------------------------------------------------------------- */

void cad_coach_put_call(const struct cad_coach_view *v,
                        const struct cad_coach_call *call, double time_s)
{
    const char *page = v->pages[call - v->agent->calls.items];
    FILE *out = v->out;
    if (page) {
        fputs("<a href=\"", out);
        cad_html_url(out, page);
        if (time_s >= 0)
            cad_html(out, "#t=%.2f", time_s);
        fputs("\">", out);
    }
    cad_html(out, "<bdi>%s</bdi>", call->call_id);
    if (time_s >= 0) {
        fputs(", ", out);
        cad_html_place(out, time_s);
    }
    fputs(page ? "</a>" : "", out);
}

/* ---- top ----------------------------------------------------------------- */

static void put_way(FILE *out, const char *path, const char *agent,
                    const char *name)
{
    if (!path)
        return;
    fputs("<a href=\"", out);
    cad_html_url(out, path);
    if (agent) {
        fputs("#agent=", out);
        cad_html_url(out, agent);
    }
    cad_html(out, "\">%s</a>\n", name);
}

static void put_top(const struct cad_coach_view *v,
                    const cad_coach_links *links)
{
    FILE *out = v->out;
    const char *id = v->agent->id;
    const struct cad_coach_call *calls = v->agent->calls.items;
    size_t n = v->agent->calls.count, dated = 0;
    while (dated < n && calls[dated].dated)
        dated++;
    fputs("<main>\n<header>\n<nav class=\"ways\" aria-label=\"Other "
          "pages\">\n",
          out);
    put_way(out, links->agents, NULL, "All agents");
    put_way(out, links->index, NULL, "All calls");
    put_way(out, id ? links->index : NULL, id, "This agent's calls");
    cad_html(out,
             "</nav>\n<p class=\"kind\">%s</p>\n"
             "<h1><bdi>%s</bdi></h1>\n<dl class=\"facts figures\">\n"
             "<div><dt>Calls</dt><dd>%zu</dd></div>\n",
             id ? "An agent over time" : "Calls, perhaps of several people",
             id ? id : "Calls without an agent", n);
    if (dated) {
        char from[11], to[11]; /* the day is enough here */
        snprintf(from, sizeof from, "%s", calls[0].started_at);
        snprintf(to, sizeof to, "%s", calls[dated - 1].started_at);
        cad_html(out,
                 "<div class=\"wide\"><dt>Days</dt><dd>%s to %s</dd></div>\n",
                 from, to);
    }
    fputs(
        id ? "</dl>\n<p class=\"hint\">Each figure is set against this "
             "agent's own calls and no one else's.</p>\n</header>\n"
           : "</dl>\n<p class=\"hint\">Nobody said whose calls these are, and "
             "they may be of several people: no course, no strengths and "
             "nothing to practise are drawn from them.</p>\n</header>\n",
        out);
}

/* ---- where to begin ------------------------------------------------------ */

static void put_point(const struct cad_coach_view *v,
                      const struct cad_coach_point *p,
                      const struct cad_coach_places *places)
{
    FILE *out = v->out;
    size_t shown = 0;
    cad_html(out, "<h3>%s",
             p->is_kind ? cad_coach_kind_title(p->kind)
                        : cad_coach_figure_title(p->figure));
    cad_html_def(out, p->is_kind ? "highlights"
                                 : cad_coach_figure_measure(p->figure));
    cad_html(out, "</h3>\n<p>%s</p>\n", p->text);
    for (size_t i = 0; p->is_kind && i < places->count; i++) {
        const struct cad_coach_place *e = &places->items[i];
        if (e->what->kind != p->kind)
            continue;
        fputs(shown++ ? "<li>" : "<ul class=\"places\">\n<li>", out);
        cad_coach_put_call(v, e->call, fmax(e->what->start_s, 0));
        fputs(": ", out);
        cad_html_sentence(out, e->what->text);
        fputs("</li>\n", out);
    }
    fputs(shown ? "</ul>\n" : "", out);
    cad_html(out, "<p class=\"caveat\">%s: it rests on %zu %s.</p>\n",
             p->is_kind ? "Places to listen, not a finding"
                        : "A figure to listen for, not a finding",
             p->calls, p->calls == 1 ? "call" : "calls");
}

static void put_cards(const struct cad_coach_view *v, const char *title,
                      const struct cad_coach_point *points, size_t count,
                      const struct cad_coach_places *places, const char *class)
{
    FILE *out = v->out;
    double least = v->coach->model.settings.coach.focus_min_calls;
    cad_html(out, "<h2>%s</h2>\n<div class=\"points\">\n", title);
    for (size_t i = 0; i < count; i++) {
        cad_html(out, "<div class=\"point %s\">\n", class);
        put_point(v, &points[i], places);
        fputs("</div>\n", out);
    }
    if (!count)
        cad_html(out, "<p>%s in %.0f calls or more.</p>\n",
                 (double)v->agent->calls.count < least
                     ? "Too few calls to say: nothing was marked"
                     : "Nothing was marked",
                 least);
    fputs("</div>\n", out);
}

static void put_points(const struct cad_coach_view *v,
                       const struct cad_coach_focus *focus,
                       const struct cad_coach_places *places)
{
    FILE *out = v->out;
    char scale[CAD_SCALE_TEXT];
    bool named = v->agent->id != NULL;
    fputs("<section id=\"focus\" aria-label=\"Where to begin\">\n", out);
    if (named) {
        put_cards(v, "Strengths", focus->strength, focus->strengths, places,
                  "kept");
        put_cards(v, "One thing to practise", &focus->practice,
                  focus->has_practice, places, "practice");
    }
    if (focus->rares)
        put_cards(v,
                  named ? "Other places to listen, in too few calls to say more"
                        : "Places to listen",
                  focus->rare, focus->rares, places, "rare");
    else if (!named)
        fputs("<h2>Places to listen</h2>\n<p>Nothing was marked in these "
              "calls.</p>\n",
              out);
    cad_html(out,
             "<p class=\"hint\">Where a voice rises or falls: %s.</p>\n"
             "</section>\n",
             cad_scale_text(v->agent->raised.from, scale));
}

static cad_status put_focus(const struct cad_coach_view *v, cad_error *error)
{
    struct cad_coach_focus focus;
    struct cad_coach_places places = {0};
    cad_arena *scratch = cad_arena_new();
    if (!scratch)
        return cad_fail_memory(error);
    cad_status status = cad_coach_find_focus(v->coach, v->agent, &focus, error);
    if (!status && !cad_coach_find_places(scratch, v->coach, v->agent, &places))
        status = cad_fail_memory(error);
    if (!status)
        put_points(v, &focus, &places);
    cad_arena_free(scratch);
    return status;
}

/* ---- what followed what -------------------------------------------------- */

static void put_coupling(FILE *out, const struct cad_coach_attribution *a,
                         double p_max)
{
    if (!cad_is_known(a->beta)) {
        fputs("<p>Too few calls to say whether the agent's moves and the "
              "customers' changes go together.</p>\n",
              out);
        return;
    }
    const char *verdict =
        a->p.value >= p_max ? "no pattern beyond chance"
        : a->beta.value > 0
            ? "where the agent's voice was higher than was to be expected, the "
              "customer's was so, too, in the turn after it"
            : "where the agent's voice was higher than was to be expected, the "
              "customer's was lower in the turn after it";
    cad_html(out,
             "<p>Over %zu calls: %s (slope %.2f, error %.2f, p = %.3f).</p>\n",
             a->coupled, verdict, a->beta.value, a->se.value, a->p.value);
}

static void put_times(FILE *out, double n)
{
    static const char *const few[] = {"never", "once", "twice"};
    if (n < 3)
        fputs(few[(size_t)fmax(n, 0)], out);
    else
        cad_html(out, "%.0f times", n);
}

static void put_sums(FILE *out, const struct cad_coach_attribution *a,
                     double least)
{
    cad_html(out,
             "<p>Over %.0f exchanges of %zu %s the customer's voice rose after "
             "an agent who moved up or cut in ",
             a->sum[CAD_COACH_EXCHANGES], a->calls,
             a->calls == 1 ? "call" : "calls");
    put_times(out, a->sum[CAD_COACH_ESCALATED]);
    cad_html(out,
             ", and a raised voice came down after an agent who moved down ");
    put_times(out, a->sum[CAD_COACH_CALMED]);
    cad_html(out,
             ": an order in time, not a reason. By chance alone, from the same "
             "exchanges shifted, it would be %.1f and %.1f%s.</p>\n",
             a->sum[CAD_COACH_ESCALATED_BY_CHANCE],
             a->sum[CAD_COACH_CALMED_BY_CHANCE],
             a->sum[CAD_COACH_EXCHANGES] < least
                 ? "; with so few exchanges that is coarse"
                 : "");
}

static cad_status put_attribution(const struct cad_coach_view *v,
                                  cad_error *error)
{
    struct cad_coach_attribution a;
    FILE *out = v->out;
    cad_status status = cad_coach_attribute(v->coach, v->agent, &a, error);
    if (status)
        return status;
    cad_html_section(out, "attribution", "What followed what", "attribution");
    if (a.calls)
        put_sums(out, &a,
                 v->coach->model.settings.exchange.verdict_min_exchanges);
    put_coupling(out, &a, v->coach->model.settings.coach.trend_p_max);
    fputs("</section>\n", out);
    return CAD_OK;
}

/* ---- the calls ----------------------------------------------------------- */

static void put_call_row(const struct cad_coach_view *v,
                         const struct cad_coach_call *call)
{
    FILE *out = v->out;
    fputs("<tr><th scope=\"row\">", out);
    cad_coach_put_call(v, call, -1);
    cad_html(out, "</th><td>%s</td>", call->started_at ? call->started_at : "");
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
        if (!cad_coach_repeats(i))
            cad_html_cell(out, cad_coach_shown(i, call->figure[i]),
                          cad_coach_decimals(i), NULL);
    for (size_t i = 0; i <= CAD_COACH_CALMED; i++)
        cad_html_cell(out, call->effect[i], 0, NULL);
    fputs("</tr>\n", out);
}

static void put_calls(const struct cad_coach_view *v)
{
    FILE *out = v->out;
    static const char *const effects[] = {"Exchanges", "Escalated", "Calmed"};
    cad_html_section(out, "calls", "Calls", "pacing");
    fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
          "aria-label=\"Calls\"><table>\n<thead><tr><th scope=\"col\">Call"
          "</th><th scope=\"col\">Started</th>",
          out);
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++)
        if (!cad_coach_repeats(i))
            cad_html(out,
                     "<th scope=\"col\" class=\"n\">%s <small>%s</small>"
                     "</th>",
                     cad_coach_figure_title(i), cad_coach_shown_unit(i));
    for (size_t i = 0; i < COUNT(effects); i++)
        cad_html(out, "<th scope=\"col\" class=\"n\">%s</th>", effects[i]);
    fputs("</tr></thead>\n<tbody>\n", out);
    for (size_t i = 0; i < v->agent->calls.count; i++)
        put_call_row(v, &v->agent->calls.items[i]);
    cad_html_table_close(out);
    fputs("</section>\n", out);
}

/* ---- the whole ----------------------------------------------------------- */

static cad_status put_page(const struct cad_coach_view *v, cad_arena *arena,
                           const cad_coach_links *links, cad_error *error)
{
    static cad_coach_part *const parts[] = {cad_coach_put_courses, put_focus,
                                            cad_coach_put_habits,
                                            put_attribution};
    const size_t first = v->agent->id ? 0 : 1; /* nobody has no own course */
    const struct cad_html_shell shell = {
        .title = v->agent->id ? v->agent->id : "Calls without an agent",
        .style = cad_builtin_fleet_css,
        .script = cad_builtin_coach_js,
        .skip_to = "focus"};
    cad_status status = cad_html_shell_open(v->out, arena, &shell, error);
    put_top(v, links);
    for (size_t i = first; i < COUNT(parts) && !status; i++)
        status = parts[i](v, error);
    put_calls(v);
    if (!status)
        status = cad_html_all_definitions(v->out, error);
    cad_html_shell_foot(v->out);
    fputs("<p>For this agent and a coach. It compares no agents, and its "
          "figures are not made for decisions about anyone's work.</p>\n",
          v->out);
    cad_html_shell_close(v->out, &shell);
    return status ? status : cad_stream_done(v->out, error);
}

/* The caller's paths last until the next is asked for. */
static bool find_pages(struct cad_coach_view *v, cad_arena *arena,
                       const cad_coach_links *links)
{
    size_t n = v->agent->calls.count;
    v->pages = CAD_NEW(arena, const char *, n);
    for (size_t i = 0; v->pages && links->page_of && i < n; i++) {
        const char *page =
            links->page_of(links->user, v->agent->calls.items[i].report);
        if (page && !(v->pages[i] = cad_arena_strdup(arena, page)))
            return false;
    }
    return v->pages != NULL;
}

cad_status cad_coach_html(cad_coach *coach, size_t at,
                          const cad_coach_links *links, FILE *out,
                          cad_error *error)
{
    cad_status status = cad_coach_check(coach, at, out, error);
    if (status)
        return status;
    static const cad_coach_links none = {NULL, NULL, NULL, NULL};
    struct cad_coach_habit habits[CAD_COACH_FIGURES];
    struct cad_coach_view v = {.coach = coach,
                               .agent = cad_coach_ordered(coach, at),
                               .habits = habits,
                               .out = out};
    status = cad_coach_habits(coach, v.agent, habits, error);
    if (status)
        return status;
    v.trends = cad_coach_clear_trends(coach, habits);
    v.dated = v.agent->id != NULL;
    for (size_t i = 0; i < v.agent->calls.count; i++)
        v.dated &= v.agent->calls.items[i].dated;
    cad_arena *arena = cad_arena_new();
    if (!links)
        links = &none;
    if (!arena || !find_pages(&v, arena, links))
        status = cad_fail_memory(error);
    else
        status = put_page(&v, arena, links, error);
    cad_arena_free(arena);
    return status;
}
