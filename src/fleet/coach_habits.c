/* coach_habits.c - an agent's figures by call, against the agent's own. */
#include "fleet/coach_html.h"

#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/words.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

int cad_coach_decimals(size_t figure)
{
    const char *unit = cad_coach_figure_unit(figure);
    static const char *const tenths[] = {"syllables/s", "st", "moves", "runs"};
    if (!strcmp(unit, "%"))
        return 0;
    for (size_t i = 0; i < COUNT(tenths); i++)
        if (!strcmp(unit, tenths[i]))
            return 1;
    return 2;
}

/* ---- habits -------------------------------------------------------------- */

static void put_trend(FILE *out, const struct cad_coach_habit *h, int decimals)
{
    if (!cad_is_known(h->trend.change)) {
        cad_html_figure(out, h->trend.change, decimals, NULL);
        return;
    }
    double change = h->trend.change.value, p = h->trend.p.value;
    if (change > 0)
        putc('+', out);
    cad_html_figure(out, cad_known(change), decimals, NULL);
    cad_html(out,
             " in %.0f\xC2\xA0"
             "days <small>(p\xC2\xA0=\xC2\xA0%.2f)"
             "</small>",
             h->trend.days.value, p);
}

/* The course of a voice by call: for looking after oneself. */
static cad_status put_course(const struct cad_coach_view *v, size_t figure,
                             cad_error *error)
{
    struct cad_coach_habit h;
    FILE *out = v->out;
    int decimals = cad_coach_decimals(figure);
    cad_status status = cad_coach_habit(v->coach, v->agent, figure, &h, error);
    if (status)
        return status;
    cad_html(out, "<figure>\n<figcaption><b>%s</b>",
             cad_coach_figure_title(figure));
    cad_html_def(out, cad_coach_figure_measure(figure));
    fputs(" median ", out);
    cad_html_figure(out, h.typical.value, decimals,
                    cad_coach_figure_unit(figure));
    fputs(", spread ", out);
    cad_html_figure(out, h.typical.spread, decimals, NULL);
    cad_html(out, ", %zu %s<br>trend ", h.typical.n,
             h.typical.n == 1 ? "call" : "calls");
    put_trend(out, &h, decimals);
    fputs("</figcaption>\n", out);
    status = cad_coach_plot(v, figure, &h, CAD_COACH_LARGE, error);
    fputs("</figure>\n", out);
    return status;
}

/* With as many trends as are looked at, some look clear by chance alone. */
static cad_status put_chance(const struct cad_coach_view *v, cad_error *error)
{
    size_t n = 0, clear = 0;
    double p_max = v->coach->model.settings.coach.trend_p_max;
    for (size_t i = 0; i < CAD_COACH_FIGURES; i++) {
        struct cad_coach_habit h;
        cad_status status = cad_coach_habit(v->coach, v->agent, i, &h, error);
        if (status)
            return status;
        n += cad_is_known(h.trend.p);
        clear += cad_is_known(h.trend.p) && h.trend.p.value < p_max;
    }
    if (n)
        cad_html(v->out,
                 "<p class=\"hint\">p: how often chance alone would give a "
                 "trend as clear. %zu %s looked at on this page: chance alone "
                 "would give about %.1f with p below %.2f; there %s %zu.</p>\n",
                 n, n == 1 ? "trend is" : "trends are", (double)n * p_max,
                 p_max, clear == 1 ? "is" : "are", clear);
    return CAD_OK;
}

cad_status cad_coach_put_courses(const struct cad_coach_view *v,
                                 cad_error *error)
{
    cad_status status = CAD_OK;
    fputs("<section id=\"course\" aria-labelledby=\"h-course\">\n"
          "<h2 id=\"h-course\">Own course, call by call</h2>\n"
          "<p class=\"hint\">A dot is a call, at its date where all have one; "
          "the band is the median and the spread over all of them, the line "
          "the middle of each five. A range that narrows, a pace that goes up "
          "or waits that change through a shift are a reason to ask whether a "
          "break is due.</p>\n",
          v->out);
    status = put_chance(v, error);
    fputs("<div class=\"courses\">\n", v->out);
    for (size_t i = 0; i < CAD_PROFILE_MEASURES && !status; i++)
        status = put_course(v, i, error);
    fputs("</div>\n</section>\n", v->out);
    return status;
}

static cad_figure latest_of(const struct cad_coach_agent *agent, size_t figure,
                            const struct cad_coach_habit *h)
{
    for (size_t i = agent->calls.count; i-- > 0;)
        if (cad_is_known(agent->calls.items[i].figure[figure]))
            return agent->calls.items[i].figure[figure];
    return h->typical.value; /* why none is known */
}

static cad_status put_habit_row(const struct cad_coach_view *v, size_t figure,
                                cad_error *error)
{
    struct cad_coach_habit h;
    FILE *out = v->out;
    int decimals = cad_coach_decimals(figure);
    const cad_norm *norm =
        &v->coach->model.norms[figure - CAD_PROFILE_MEASURES];
    cad_status status = cad_coach_habit(v->coach, v->agent, figure, &h, error);
    if (status)
        return status;
    cad_html(out, "<tr><th scope=\"row\">%s", cad_coach_figure_title(figure));
    cad_html_def(out, cad_coach_figure_measure(figure));
    cad_html(out, "<br><small>%s", cad_coach_figure_unit(figure));
    if (!h.typical.n) { /* dashes alone would leave one guessing */
        fputs("; ", out);
        cad_html_words(out, cad_word_why(h.typical.value.why));
    }
    cad_html(out, "</small></th><td class=\"n\">%zu</td>", h.typical.n);
    cad_html_cell(out, h.typical.value, decimals, NULL);
    cad_html_cell(out, h.typical.spread, decimals, NULL);
    cad_html_cell(out, latest_of(v->agent, figure, &h), decimals, NULL);
    fputs("<td class=\"plotted\">", out);
    status = cad_coach_plot(v, figure, &h, CAD_COACH_SMALL, error);
    fputs("</td><td>", out);
    put_trend(out, &h, decimals);
    fputs("</td><td>", out);
    if (norm->known)
        cad_html(out, "<span title=\"%s\">%.0f to %.0f</span>", norm->source,
                 norm->low, norm->high);
    fputs("</td></tr>\n", out);
    return status;
}

cad_status cad_coach_put_habits(const struct cad_coach_view *v,
                                cad_error *error)
{
    static const char *const columns[] = {
        "Measure", "#Calls",       "#Median",   "#Spread",
        "#Latest", "Call by call", "Own trend", "Reference"};
    cad_status status = CAD_OK;
    cad_html_section(v->out, "pacing", "Pacing against own habit", "pacing");
    cad_html_table_open(v->out, "Pacing", columns, COUNT(columns));
    for (size_t i = CAD_PROFILE_MEASURES; i < CAD_COACH_FIGURES && !status; i++)
        status = put_habit_row(v, i, error);
    cad_html_table_close(v->out);
    fputs("</section>\n", v->out);
    return status;
}
