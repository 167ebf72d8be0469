/*
 * reading.h - from tracks and turns to segments, tone, effects and words.
 *
 * Each stage takes the report as filled so far and adds its own part; the
 * order is that of the functions below (src/analyze.c calls them).
 */
#ifndef CAD_READING_READING_H
#define CAD_READING_READING_H

#include "base/arena.h"
#include "dsp/track.h"
#include "model/model.h"
#include "model/profile.h"
#include "talk/conversation.h"

#include <callcadence/report.h>

/* What the stages read. Voices of parties that do not exist are NULL. */
struct cad_reading {
    const cad_model *model;
    const cad_profile *profile; /* the agent's, or NULL */
    cad_arena *arena;
    const struct cad_voice *voice[CAD_PARTIES];
    const struct cad_conversation *talk;
    double duration_s;
};

/* segment.c: turns cut into segments with their figures (pitch, loudness,
   effort, rate); the talk's events, with event.segment now a segment index;
   pitch of each party, against which its segments are told. */
cad_status cad_segments_make(const struct cad_reading *in, cad_report *report,
                             cad_error *error);
/* party.c: which parties there are, talk shares, turns, latency,
   interruptions; conversation figures and quarters (but for activation). */
cad_status cad_parties_sum(const struct cad_reading *in, cad_report *report,
                           cad_error *error);
/* baseline.c: each party's habit, and the relative figures of its segments. */
cad_status cad_baseline_find(const struct cad_reading *in, cad_report *report,
                             cad_error *error);
/* activation.c: activation, confidence and tone of each segment; the
   parties' opening, closing, p90, trend; quarters. */
cad_status cad_activation_score(const struct cad_reading *in,
                                cad_report *report, cad_error *error);
/* changes.c: where each party's activation goes to another level and stays. */
cad_status cad_changes_find(const struct cad_reading *in, cad_report *report,
                            cad_error *error);
/* whole.c: each party's voice over the whole call, and its end against its
   opening. */
cad_status cad_whole_call_describe(const struct cad_reading *in,
                                   cad_report *report, cad_error *error);
/* exchange.c: exchanges with expectation, change, move and effect. */
cad_status cad_exchanges_find(const struct cad_reading *in, cad_report *report,
                              cad_error *error);
/* episode.c: raised and withdrawn episodes. */
cad_status cad_episodes_find(const struct cad_reading *in, cad_report *report,
                             cad_error *error);
/* attribution.c: what chance alone would give; coupling; verdict. */
cad_status cad_attribution_test(const struct cad_reading *in,
                                cad_report *report, cad_error *error);
/* pacing.c: the sixteen pacing notes. */
cad_status cad_pacing_note_all(const struct cad_reading *in,
                               cad_report *report, cad_error *error);
/* highlight.c: at most ten ranked places to listen. */
cad_status cad_highlights_rank(const struct cad_reading *in,
                               cad_report *report, cad_error *error);

#endif
