/*
 * coach.h - the figures that a coach keeps of each call; public face in
 * callcadence/coach.h.
 *
 *   test    tests/unit/fleet/test_coach.c
 */
#ifndef CAD_FLEET_COACH_H
#define CAD_FLEET_COACH_H

#include "base/vec.h"
#include "fleet/raised.h"
#include "model/model.h"
#include "model/profile.h"

#include <callcadence/coach.h>

/* The measures of a profile, then the pacing notes. */
enum { CAD_COACH_FIGURES = CAD_PROFILE_MEASURES + CAD_PACING_COUNT };

/* What stands in a report under "attribution". */
enum cad_coach_effect {
    CAD_COACH_EXCHANGES,
    CAD_COACH_ESCALATED,
    CAD_COACH_CALMED,
    CAD_COACH_ESCALATED_BY_CHANCE,
    CAD_COACH_CALMED_BY_CHANCE,
    CAD_COACH_BETA,
    CAD_COACH_SE,
    CAD_COACH_P,
    CAD_COACH_EFFECTS
};

/* A highlight that is the agent's doing. */
struct cad_coach_example {
    size_t kind; /* into cad_coach_kinds */
    double start_s, end_s, confidence;
    const char *text;
};

struct cad_coach_call {
    const char *call_id, *started_at; /* started_at or NULL */
    const char *report;               /* its file, as it was named */
    bool dated;
    double day;         /* of started_at, while dated */
    double monologue_s; /* the shortest that is marked; 0: not known */
    cad_figure figure[CAD_COACH_FIGURES];
    cad_figure effect[CAD_COACH_EFFECTS];
    CAD_VEC(struct cad_coach_example) examples;
};

struct cad_coach_agent {
    const char *id; /* or NULL */
    CAD_VEC(struct cad_coach_call) calls;
    struct cad_raised raised;
};

struct cad_coach {
    cad_arena *arena; /* the coach lives in it */
    cad_model model;
    struct cad_raised raised; /* of no call yet */
    double monologue_s;       /* of the built-in model */
    CAD_VEC(struct cad_coach_agent) agents;
};

struct cad_coach_kind {
    const char *kind; /* of a highlight */
    bool strength;
};

enum { CAD_COACH_KINDS = 9 };
extern const struct cad_coach_kind cad_coach_kinds[CAD_COACH_KINDS];

/* "rate_syl_s", "syllables/s"; "latency", "s". */
const char *cad_coach_figure_id(size_t figure);
const char *cad_coach_figure_unit(size_t figure);

/* How a figure is shown: a share in percent, and with how many decimals. */
cad_figure cad_coach_shown(size_t figure, cad_figure value);
const char *cad_coach_shown_unit(size_t figure);
int cad_coach_decimals(size_t figure);

/* The agent whose calls are now in order of started_at, then of call_id;
   those without a date last. */
struct cad_coach_agent *cad_coach_ordered(struct cad_coach *coach, size_t at);

/* What the face asks: a coach that has that agent, a place to write to. */
cad_status cad_coach_check(const struct cad_coach *coach, size_t at,
                           const FILE *out, cad_error *error);

#endif
