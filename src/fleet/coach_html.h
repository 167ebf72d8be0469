/*
 * coach_html.h - what the parts of a coach page share.
 *
 *   test    tests/cli/coach_page.t, tests/browser/coach.mjs
 */
#ifndef CAD_FLEET_COACH_HTML_H
#define CAD_FLEET_COACH_HTML_H

#include "fleet/coach_focus.h"
#include "fleet/coach_places.h"

struct cad_coach_view {
    const struct cad_coach *coach;
    const struct cad_coach_agent *agent;  /* calls in order */
    const struct cad_coach_habit *habits; /* by figure */
    struct cad_coach_trends trends;       /* of these */
    bool dated;         /* every call is: they have an order in time */
    const char **pages; /* of each call: a relative path, or NULL */
    FILE *out;
};

/* A call's id, as a link to its page, or to a place in it (from 0 on). */
void cad_coach_put_call(const struct cad_coach_view *view,
                        const struct cad_coach_call *call, double time_s);

/* A figure of each call as a dot, with median, spread and a running middle;
   for eyes only: the same numbers are in the table of calls. */
enum cad_coach_plot_size { CAD_COACH_SMALL, CAD_COACH_LARGE };
cad_status cad_coach_plot(const struct cad_coach_view *view, size_t figure,
                          const struct cad_coach_habit *habit,
                          enum cad_coach_plot_size size, cad_error *error);

/* A section of the page. */
typedef cad_status cad_coach_part(const struct cad_coach_view *view,
                                  cad_error *error);
cad_coach_part cad_coach_put_courses; /* range, pace, pauses, waits by call */
cad_coach_part cad_coach_put_habits;  /* pacing against own habit */

#endif
