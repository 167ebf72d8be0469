/* coach_habits.c - an agent's figures by call, against the agent's own. */
#include "fleet/coach_html.h"

#include "base/decimal.h"
#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/words.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- habits -------------------------------------------------------------- */

static void put_trend(const struct cad_coach_view *v, size_t figure)
{
    const struct cad_coach_habit *h = &v->habits[figure];
    int decimals = cad_coach_decimals(figure);
    FILE *out = v->out;
    if (!cad_is_known(h->trend.change)) {
        cad_html_figure(out, h->trend.change, decimals, NULL);
        return;
    }
    double change = cad_coach_shown(figure, h->trend.change).value,
           p = h->trend.p.value;
    if (cad_decimal_round(change, decimals) > 0)
        putc('+', out);
    cad_html_figure(out, cad_known(change), decimals, NULL);
    cad_html(out,
             " in %.0f\xC2\xA0"
             "days%s <small>(p\xC2\xA0=\xC2\xA0%.2f)"
             "</small>",
             h->trend.days.value,
             p <= v->trends.p_clear ? ", <b>clear</b>" : "", p);
}

static void put_norm(FILE *out, const cad_norm *norm)
{
    if (norm->known)
        cad_html(out, "<span title=\"%s\">%.0f to %.0f</span>", norm->source,
                 norm->low, norm->high);
}

/* The wait is not in the table of pacing: its reference stands here. */
static void put_course_norm(const struct cad_coach_view *v, size_t figure)
{
    const cad_norm *norm = &v->coach->model.norms[CAD_PACING_LATENCY];
    if (figure != CAD_PROFILE_LATENCY_S || !norm->known)
        return;
    fputs(", reference ", v->out);
    put_norm(v->out, norm);
}

/* The course of a voice by call: for looking after oneself. */
static cad_status put_course(const struct cad_coach_view *v, size_t figure,
                             cad_error *error)
{
    const struct cad_coach_habit *h = &v->habits[figure];
    FILE *out = v->out;
    int decimals = cad_coach_decimals(figure);
    cad_html(out, "<figure>\n<figcaption><b>%s</b>",
             cad_coach_figure_title(figure));
    cad_html_def(out, cad_coach_figure_measure(figure));
    fputs(" median ", out);
    cad_html_figure(out, cad_coach_shown(figure, h->typical.value), decimals,
                    cad_coach_shown_unit(figure));
    fputs(", spread ", out);
    cad_html_figure(out, cad_coach_shown(figure, h->typical.spread), decimals,
                    NULL);
    put_course_norm(v, figure);
    cad_html(out, ", %zu\xC2\xA0%s<br>trend ", h->typical.n,
             h->typical.n == 1 ? "call" : "calls");
    put_trend(v, figure);
    fputs("</figcaption>\n", out);
    cad_status status = cad_coach_plot(v, figure, h, CAD_COACH_LARGE, error);
    fputs("</figure>\n", out);
    return status;
}

/* With as many trends as are looked at, some have a low p by chance alone. */
static void put_chance(const struct cad_coach_view *v)
{
    const struct cad_coach_trends *t = &v->trends;
    double share = v->coach->model.settings.coach.trend_p_max;
    if (!t->looked_at)
        return;
    cad_html(v->out,
             "<p class=\"hint\">p: how often chance alone would give a trend "
             "as clear. With the %zu %s looked at here, chance alone gives "
             "about %.1f with p below %.2f; <b>clear</b> is what still holds "
             "when that is allowed for (Benjamini and Hochberg): ",
             t->looked_at, t->looked_at == 1 ? "trend" : "trends",
             (double)t->looked_at * share, share);
    if (t->clear)
        cad_html(v->out, "%zu.</p>\n", t->clear);
    else
        fputs("none.</p>\n", v->out);
}

cad_status cad_coach_put_courses(const struct cad_coach_view *v,
                                 cad_error *error)
{
    cad_status status = CAD_OK;
    fputs("<section id=\"course\" aria-labelledby=\"h-course\">\n"
          "<h2 id=\"h-course\">Own course, call by call</h2>\n"
          "<p class=\"hint\">A dot is a call",
          v->out);
    fputs(v->dated
              ? " at its date; the band is the median and the spread over all "
                "of them, the line the middle of each five.</p>\n"
              : ", by name: some of them have no date, so there is no order in "
                "time and no trend. The band is the median and the spread over "
                "all of them.</p>\n",
          v->out);
    put_chance(v);
    fputs("<div class=\"courses\">\n", v->out);
    for (size_t i = 0; i < CAD_PROFILE_MEASURES && !status; i++)
        status = put_course(v, i, error);
    fputs("</div>\n</section>\n", v->out);
    return status;
}

/* Without dates the last by name is not the latest. */
static cad_figure latest_of(const struct cad_coach_view *v, size_t figure,
                            const struct cad_coach_habit *h)
{
    const struct cad_coach_agent *agent = v->agent;
    if (!v->dated)
        return cad_unknown(CAD_WHY_NOT_GIVEN);
    for (size_t i = agent->calls.count; i-- > 0;)
        if (cad_is_known(agent->calls.items[i].figure[figure]))
            return agent->calls.items[i].figure[figure];
    return h->typical.value; /* why none is known */
}

static cad_status put_habit_row(const struct cad_coach_view *v, size_t figure,
                                cad_error *error)
{
    const struct cad_coach_habit *h = &v->habits[figure];
    FILE *out = v->out;
    int decimals = cad_coach_decimals(figure);
    cad_html(out, "<tr><th scope=\"row\">%s", cad_coach_figure_title(figure));
    cad_html_def(out, cad_coach_figure_measure(figure));
    cad_html(out, "<br><small>%s", cad_coach_shown_unit(figure));
    if (!h->typical.n) { /* dashes alone would leave one guessing */
        fputs("; ", out);
        cad_html_words(out, cad_word_why(h->typical.value.why));
    }
    cad_html(out, "</small></th><td class=\"n\">%zu</td>", h->typical.n);
    const cad_figure shown[] = {h->typical.value, h->typical.spread,
                                latest_of(v, figure, h)};
    for (size_t i = 0; i < COUNT(shown); i++)
        cad_html_cell(out, cad_coach_shown(figure, shown[i]), decimals, NULL);
    fputs("<td class=\"plotted\">", out);
    cad_status status = cad_coach_plot(v, figure, h, CAD_COACH_SMALL, error);
    fputs("</td><td>", out);
    put_trend(v, figure);
    fputs("</td><td>", out);
    put_norm(out, &v->coach->model.norms[figure - CAD_PROFILE_MEASURES]);
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
        if (!cad_coach_repeats(i))
            status = put_habit_row(v, i, error);
    cad_html_table_close(v->out);
    fputs("</section>\n", v->out);
    return status;
}
