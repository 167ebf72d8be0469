/* coach_plot.c - a figure of each call as a dot. */
#include "fleet/coach_html.h"

#include "base/error.h"
#include "dsp/stats.h"
#include "emit/html_write.h"

#include <math.h>
#include <string.h>

struct frame {
    double width, height, left, right, top, bottom;
    double low, high; /* of the figure */
    size_t calls;
    const struct cad_coach_call *call; /* of each */
};

/* By date where every call has one, else in order. */
static double x_of(const struct frame *f, size_t call)
{
    const struct cad_coach_call *last = &f->call[f->calls - 1];
    double days = last->dated ? last->day - f->call->day : 0;
    double share = days > 0       ? (f->call[call].day - f->call->day) / days
                   : f->calls > 1 ? (double)call / (double)(f->calls - 1)
                                  : 0.5;
    return f->left + share * (f->width - f->left - f->right);
}

static double y_of(const struct frame *f, double value)
{
    double share = (value - f->low) / (f->high - f->low);
    return f->height - f->bottom -
           fmin(fmax(share, 0), 1) * (f->height - f->top - f->bottom);
}

/* All dots and the spread are in sight, with some air. */
static struct frame frame_of(const struct cad_coach_view *v, size_t figure,
                             const struct cad_coach_habit *h,
                             enum cad_coach_plot_size size)
{
    struct frame f =
        size == CAD_COACH_LARGE
            ? (struct frame){300, 130, 40, 10, 10, 22, 0, 0, 0, NULL}
            : (struct frame){220, 44, 4, 4, 4, 4, 0, 0, 0, NULL};
    double middle = h->typical.value.value, spread = h->typical.spread.value;
    f.low = f.high = middle;
    f.calls = v->agent->calls.count;
    f.call = v->agent->calls.items;
    for (size_t i = 0; i < f.calls; i++) {
        cad_figure value = v->agent->calls.items[i].figure[figure];
        if (!cad_is_known(value))
            continue;
        f.low = fmin(f.low, value.value);
        f.high = fmax(f.high, value.value);
    }
    bool above = f.low >= 0; /* then so is its axis */
    f.low = fmin(f.low, middle - spread);
    f.high = fmax(f.high, middle + spread);
    double air = fmax(0.08 * (f.high - f.low), 0.02 * fabs(middle) + 1e-3);
    f.low = above ? fmax(f.low - air, 0) : f.low - air;
    f.high += air;
    return f;
}

/* ---- parts --------------------------------------------------------------- */

static void put_habit(FILE *out, const struct frame *f,
                      const struct cad_coach_habit *h)
{
    double middle = h->typical.value.value, spread = h->typical.spread.value;
    double top = y_of(f, middle + spread), bottom = y_of(f, middle - spread);
    double width = f->width - f->left - f->right;
    cad_html(out,
             "<rect class=\"spread\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
             "height=\"%.1f\"/>\n<path class=\"median\" d=\"M%.1f "
             "%.1fh%.1f\"/>\n",
             f->left, top, width, fmax(bottom - top, 1), f->left,
             y_of(f, middle), width);
}

/* Where the agent's own course goes: the middle of each five calls. */
static void put_line(FILE *out, const struct frame *f, const double *values,
                     const size_t *at, size_t n)
{
    enum { WINDOW = 5 };
    double few[WINDOW];
    /* across long gaps it would draw what nobody measured */
    if (n < WINDOW + 2 || 3 * n < 2 * f->calls)
        return;
    fputs("<path class=\"course\" d=\"", out);
    for (size_t i = WINDOW / 2; i + WINDOW / 2 < n; i++) {
        memcpy(few, values + i - WINDOW / 2, sizeof few);
        cad_html(out, "%c%.1f %.1f", i == WINDOW / 2 ? 'M' : 'L',
                 x_of(f, at[i]), y_of(f, cad_median(few, WINDOW)));
    }
    fputs("\"/>\n", out);
}

static void put_dot(const struct cad_coach_view *v, const struct frame *f,
                    size_t figure, size_t call, double value, double radius)
{
    FILE *out = v->out;
    const struct cad_coach_call *c = &v->agent->calls.items[call];
    if (v->pages[call]) {
        fputs("<a tabindex=\"-1\" href=\"", out);
        cad_html_url(out, v->pages[call]);
        fputs("\">", out);
    }
    cad_html(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s: ",
             x_of(f, call), y_of(f, value), radius, c->call_id);
    cad_html_figure(out, cad_coach_shown(figure, cad_known(value)),
                    cad_coach_decimals(figure), cad_coach_shown_unit(figure));
    fputs("</title></circle>\n", out);
    if (v->pages[call])
        fputs("</a>", out);
}

static void put_axis(const struct cad_coach_view *v, const struct frame *f,
                     size_t figure, const struct cad_coach_habit *h)
{
    FILE *out = v->out;
    const double marks[] = {f->high, h->typical.value.value, f->low};
    int decimals = cad_coach_decimals(figure);
    double last = -1e9;
    for (size_t i = 0; i < 3; i++) {
        double y = fmin(fmax(y_of(f, marks[i]) + 4, 12), f->height - 22);
        if (fabs(y - last) < 13) /* it would stand on the one above */
            continue;
        cad_html(out, "<text class=\"mark\" x=\"%.1f\" y=\"%.1f\">",
                 f->left - 5, y);
        cad_html_figure(out, cad_coach_shown(figure, cad_known(marks[i])),
                        decimals, NULL);
        fputs("</text>\n", out);
        last = y;
    }
    const struct cad_coach_call *calls = v->agent->calls.items;
    const char *from = calls[0].started_at,
               *to = calls[f->calls - 1].started_at;
    if (!from || !to)
        return;
    char day[2][11];
    snprintf(day[0], sizeof day[0], "%s", from);
    snprintf(day[1], sizeof day[1], "%s", to);
    cad_html(out,
             "<text x=\"%.1f\" y=\"%.1f\">%s</text><text class=\"mark\" "
             "x=\"%.1f\" y=\"%.1f\">%s</text>\n",
             f->left, f->height - 6, day[0], f->width - f->right, f->height - 6,
             day[1]);
}

/* ---- the whole ----------------------------------------------------------- */

static void put_dots(const struct cad_coach_view *v, const struct frame *f,
                     size_t figure, enum cad_coach_plot_size size,
                     const double *values, const size_t *at, size_t n)
{
    double radius = size == CAD_COACH_SMALL ? 2.2 : f->calls > 120 ? 2.2 : 4;
    fputs("<g class=\"dots\">\n", v->out);
    for (size_t i = 0; i < n; i++)
        put_dot(v, f, figure, at[i], values[i], radius);
    fputs("</g>\n", v->out);
}

cad_status cad_coach_plot(const struct cad_coach_view *v, size_t figure,
                          const struct cad_coach_habit *h,
                          enum cad_coach_plot_size size, cad_error *error)
{
    size_t calls = v->agent->calls.count, n = 0;
    cad_arena *scratch = cad_arena_new();
    double *values = scratch ? CAD_NEW(scratch, double, calls) : NULL;
    size_t *at = values ? CAD_NEW(scratch, size_t, calls) : NULL;
    for (size_t i = 0; i < calls && at; i++) {
        cad_figure value = v->agent->calls.items[i].figure[figure];
        if (!cad_is_known(value))
            continue;
        values[n] = value.value;
        at[n++] = i;
    }
    if (at && n) {
        const struct frame f = frame_of(v, figure, h, size);
        cad_html(v->out,
                 "<svg class=\"dotplot\" viewBox=\"0 0 %.0f %.0f\" "
                 "aria-hidden=\"true\">\n",
                 f.width, f.height);
        put_habit(v->out, &f, h);
        if (v->dated)
            put_line(v->out, &f, values, at, n);
        put_dots(v, &f, figure, size, values, at, n);
        if (size == CAD_COACH_LARGE)
            put_axis(v, &f, figure, h);
        fputs("</svg>\n", v->out);
    }
    cad_arena_free(scratch);
    return at ? CAD_OK : cad_fail_memory(error);
}
