/*
 * html.h - the parts of the call page, in the order in which they stand.
 *
 *   test    tests/unit/emit/test_html.c, tests/cli/html.t, tests/browser/
 */
#ifndef CAD_EMIT_HTML_H
#define CAD_EMIT_HTML_H

#include "base/arena.h"

#include <callcadence/emit.h>

struct cad_html_page {
    const cad_report *report;
    const cad_page *options;
    cad_arena *arena; /* the page's own */
    FILE *out;
    double duration_s; /* never 0 */
};

/* One part; those that only write leave failures to the check at the end. */
typedef cad_status cad_html_part(const struct cad_html_page *, cad_error *);

cad_html_part cad_html_top;     /* the recording and what is wrong with it */
cad_html_part cad_html_glance;  /* the call in a few figures */
cad_html_part cad_html_lanes;   /* who spoke when, on one time axis */
cad_html_part cad_html_moments; /* the ranked places to listen */
cad_html_part cad_html_exchanges;
cad_html_part cad_html_pacing;
cad_html_part cad_html_quarters; /* and each party's figures */
cad_html_part cad_html_segments; /* all that is drawn, as tables */
cad_html_part cad_html_definitions;
cad_html_part cad_html_audio; /* the player */

/* The rows below the lanes: pitch, level and pace of each party. */
cad_html_part cad_html_curves;

/* A row of the timeline: its label stays in sight, its track zooms. */
void cad_html_row_open(const struct cad_html_page *page, const char *class,
                       const char *label, const char *scale);
void cad_html_svg_open(const struct cad_html_page *page, int height_px);
void cad_html_row_close(const struct cad_html_page *page);

/* Where a time stands on the axis, in percent of its width. */
static inline double cad_html_percent(const struct cad_html_page *page,
                                      double time_s)
{
    double at = 100.0 * time_s / page->duration_s;
    return at < 0 ? 0 : at > 100 ? 100 : at;
}

/* A section with a heading and the definition behind it; a table that scrolls
   sideways on a narrow screen. "#Name": a column of numbers. */
void cad_html_section(FILE *out, const char *id, const char *title,
                      const char *measure);
void cad_html_table_open(FILE *out, const char *name,
                         const char *const columns[], size_t count);
void cad_html_table_close(FILE *out);

/* The definition of a measure, a click away. */
void cad_html_def(FILE *out, const char *measure);

/* A section with all of them. errors: ERR_MEMORY */
cad_status cad_html_all_definitions(FILE *out, cad_error *error);

/* "Agent", "Customer", "Both voices". */
const char *cad_html_party(cad_party party);

#endif
