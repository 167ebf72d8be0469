/* coach_sums.h - an agent's calls summed up. */
#ifndef CAD_FLEET_COACH_SUMS_H
#define CAD_FLEET_COACH_SUMS_H

#include "fleet/coach.h"

struct cad_coach_habit {
    struct cad_typical typical;
    struct {
        cad_figure change, days, p;
        size_t n; /* dated calls with the figure */
    } trend;
};

/* One figure over the calls, which are in order. errors: ERR_MEMORY */
cad_status cad_coach_habit(const struct cad_coach *coach,
                           const struct cad_coach_agent *agent, size_t figure,
                           struct cad_coach_habit *out, cad_error *error);

/* All of them. errors: ERR_MEMORY */
cad_status cad_coach_habits(const struct cad_coach *coach,
                            const struct cad_coach_agent *agent,
                            struct cad_coach_habit out[CAD_COACH_FIGURES],
                            cad_error *error);

/* The median wait is a measure and a pacing figure: said once to a reader. */
bool cad_coach_repeats(size_t figure);

/*
 * Which trends are clear though so many are looked at: those whose p is at most
 * p_clear. Of those, chance alone is expected to give a share of trend_p_max at
 * most (Benjamini & Hochberg, J. R. Stat. Soc. B 57, 1995).
 */
struct cad_coach_trends {
    size_t looked_at, clear;
    double p_clear; /* -1: none is */
};

struct cad_coach_trends
cad_coach_clear_trends(const struct cad_coach *coach,
                       const struct cad_coach_habit habits[CAD_COACH_FIGURES]);

struct cad_coach_attribution {
    size_t calls;               /* in which chance could be reckoned */
    double sum[CAD_COACH_BETA]; /* of exchanges and effects in these */
    size_t coupled;             /* calls with a slope */
    cad_figure beta, se, p;
};

cad_status cad_coach_attribute(const struct cad_coach *coach,
                               const struct cad_coach_agent *agent,
                               struct cad_coach_attribution *out,
                               cad_error *error);

#endif
