/*
 * coach_focus.h - what a coach begins with: two or three things that are there
 * to be kept, then one to practise; and what was marked in too few calls for
 * either. All from the agent's own calls; nothing is counted against another
 * agent.
 *
 *   test    tests/unit/fleet/test_coach_focus.c
 */
#ifndef CAD_FLEET_COACH_FOCUS_H
#define CAD_FLEET_COACH_FOCUS_H

#include "fleet/coach_sums.h"

enum { CAD_COACH_FOCUS_MOST = 8 };

/* One of the two is known: what was marked in calls, or a figure of each. */
struct cad_coach_point {
    bool is_kind;
    size_t kind, figure;
    size_t calls, of; /* kind: with a mark, of those that could have one;
                         figure: with it */
    char text[320];
};

struct cad_coach_focus {
    struct cad_coach_point strength[CAD_COACH_FOCUS_MOST], practice;
    size_t strengths;
    bool has_practice;
    struct cad_coach_point
        rare[CAD_COACH_KINDS]; /* places to listen, no more */
    size_t rares;
};

/*
 * Strengths: kinds of moments that speak for the agent, those of the most calls
 * first; then figures whose trend is clear and goes where practice wants it;
 * then figures that are there already. To practise: by the same order, the
 * other way. Without an agent's name there are neither: those calls may be of
 * several people. errors: ERR_MEMORY
 */
cad_status cad_coach_find_focus(const struct cad_coach *coach,
                                const struct cad_coach_agent *agent,
                                struct cad_coach_focus *out, cad_error *error);

/* "Let the customer speak": a kind as a heading. */
const char *cad_coach_kind_title(size_t kind);
/* "Longest stretch with the floor": a figure as a heading. */
const char *cad_coach_figure_title(size_t figure);
/* The measure that defines it, for cad_html_def(). */
const char *cad_coach_figure_measure(size_t figure);

#endif
