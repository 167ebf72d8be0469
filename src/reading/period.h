/*
 * period.h - who has the floor: runs of one party's turns, in order.
 *
 * Backchannels and failed attempts do not make a period of their own. Nor
 * does a word or two of the customer between two turns of the agent, where
 * it is asked for.
 *
 *   test    tests/unit/reading/test_period.c
 */
#ifndef CAD_READING_PERIOD_H
#define CAD_READING_PERIOD_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/settings.h"

#include <callcadence/report.h>

struct cad_period {
    cad_party party;
    size_t count;
    int *segments; /* indexes of its turn segments, in order */
    double start_s, end_s;
};
typedef CAD_VEC(struct cad_period) cad_period_list;

/* settings: a customer's turn shorter than interjection_s, between two of the
   agent's that follow at once, is no period. NULL: each turn is. */
cad_status cad_periods_find(const struct cad_exchange_settings *settings,
                            const cad_report *report, cad_arena *arena,
                            cad_period_list *out, cad_error *error);

/* A segment is an attempt that failed: it cut in, the other held and did not
   lose the floor later on either. */
bool cad_segment_failed(const cad_report *report, int segment);

/* Figures of several segments, weighted by voiced time. The pitch of one that
   lies more than cue_pitch_fall_max_st below the habit is left out. */
struct cad_period_tone {
    bool known;
    double z, confidence, voiced_s;
    cad_figure rate_pct, level_db, pitch_st; /* against own habit */
    double rate_uncertainty_pct;             /* of rate_pct */
};
struct cad_period_tone
cad_period_tone(const struct cad_exchange_settings *settings,
                const cad_report *report, const int *segments, size_t count);

#endif
