/* html_curves.c - pitch, level and pace of each party, below the lanes. */
#include "base/error.h"
#include "emit/html.h"
#include "emit/html_write.h"

#include <math.h>

enum { CURVE_PX = 44 };
static const double step_s = 0.5;

static cad_figure pitch_of(const cad_curve_point *p)
{
    return p->pitch_st;
}

static cad_figure level_of(const cad_curve_point *p)
{
    return p->level_dbfs;
}

static cad_figure rate_of(const cad_curve_point *p)
{
    return p->rate_syl_s;
}

struct curve {
    const char *name, *scale;
    cad_figure (*value_of)(const cad_curve_point *point);
    double low, high; /* of the row, re the reference */
};

static const struct curve curves[] = {
    {"pitch",
     "\xC2\xB1"
     "12 st",
     pitch_of, -12, 12},
    {"level",
     "\xC2\xB1"
     "15 dB",
     level_of, -15, 15},
    {"pace",
     "\xC2\xB1"
     "4 syl/s",
     rate_of, -4, 4},
};

/* The party's own habit is the line in the middle of each row. */
static double reference_of(const cad_report *r, cad_party party,
                           const struct curve *curve)
{
    cad_figure own =
        curve->value_of == level_of  ? r->quality.party[party].active_level_dbfs
        : curve->value_of == rate_of ? r->party[party].articulation_syl_s
                                     : cad_known(0);
    return cad_is_known(own) ? own.value : 0;
}

static double y_of(const struct curve *curve, double value)
{
    double share = (value - curve->low) / (curve->high - curve->low);
    return CURVE_PX - 1 - fmin(fmax(share, 0), 1) * (CURVE_PX - 2);
}

/* A line through the steps that have a value; one alone is a dot. */
static void put_line(const struct cad_html_page *page,
                     const struct curve *curve, const cad_curve_point *points,
                     size_t count, double reference)
{
    FILE *out = page->out;
    bool drawing = false;
    fputs("<path class=\"line\" d=\"", out);
    for (size_t i = 0; i < count; i++) {
        cad_figure value = curve->value_of(&points[i]);
        if (cad_is_known(value))
            cad_html(out, drawing ? "L%d %.1f" : "M%d %.1fh0",
                     (int)lround(((double)i + 0.5) * step_s * 100),
                     y_of(curve, value.value - reference));
        drawing = cad_is_known(value);
    }
    fputs("\"/>\n", out);
}

static void put_curve(const struct cad_html_page *page, cad_party party,
                      const struct curve *curve, const cad_curve_point *points,
                      size_t count)
{
    char label[40];
    snprintf(label, sizeof label, "%s %s", cad_html_party(party), curve->name);
    cad_html_row_open(page,
                      party == CAD_AGENT      ? "curve agent"
                      : party == CAD_CUSTOMER ? "curve customer"
                                              : "curve mixed",
                      label, curve->scale);
    cad_html_svg_open(page, CURVE_PX);
    fprintf(page->out, "<path class=\"zero\" d=\"M0 %dH%ld\"/>", CURVE_PX / 2,
            lround(page->duration_s * 100));
    put_line(page, curve, points, count,
             reference_of(page->report, party, curve));
    fputs("</svg>\n", page->out);
    cad_html_row_close(page);
}

cad_status cad_html_curves(const struct cad_html_page *page, cad_error *error)
{
    const cad_curve_point *points[CAD_PARTIES] = {NULL};
    size_t count[CAD_PARTIES] = {0};
    for (cad_party p = CAD_AGENT; p < CAD_PARTIES; p++) {
        count[p] = cad_report_curve(page->report, p, step_s, 0, NULL);
        cad_curve_point *room = CAD_NEW(page->arena, cad_curve_point, count[p]);
        if (!room)
            return cad_fail_memory(error);
        cad_report_curve(page->report, p, step_s, count[p], room);
        points[p] = room;
    }
    for (size_t c = 0; c < sizeof curves / sizeof *curves; c++)
        for (cad_party p = CAD_AGENT; p < CAD_PARTIES; p++)
            if (count[p])
                put_curve(page, p, &curves[c], points[p], count[p]);
    return CAD_OK;
}
