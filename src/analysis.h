/*
 * analysis.h - everything that one call's three acts hand to each other.
 *
 * All of it lives in the call's arena.
 */
#ifndef CAD_ANALYSIS_H
#define CAD_ANALYSIS_H

#include "feature/defects.h"
#include "feature/line.h"
#include "feature/speech.h"
#include "measure.h"
#include "talk/background.h"
#include "talk/conversation.h"
#include "talk/leakage.h"
#include "talk/silence.h"

/* One party's side of the call, from its channel to its voice. */
struct cad_side {
    const struct cad_channel *channel; /* NULL: this party has none */
    uint8_t *blocked;     /* line sounds, then leakage too */
    uint8_t *provisional; /* speech before leakage is known */
    uint8_t *unlike;      /* 0/1: speech hardly like the rest of it */
    cad_event_list line;
    struct cad_leak leak;
    struct cad_noise noise;
    struct cad_background background; /* other voices in the room */
    struct cad_defects defects;
    struct cad_voice voice;
};

struct cad_analysis {
    const cad_engine *engine;
    const cad_call *call;
    cad_arena *arena;
    cad_arena *scratch; /* emptied after each stage */
    size_t recording_count;
    struct cad_recording recording[2];
    size_t frames; /* of the longer side */
    double duration_s;
    cad_layout layout;
    cad_party missing; /* one_sided: whose side has nothing in it */
    cad_source source[CAD_PARTIES];
    struct cad_side side[CAD_PARTIES];
    size_t given, given_beyond; /* segments of a file; end after the call's */
    struct cad_sync sync;
    struct cad_conversation talk;
    struct cad_silence_figures silence;
};

/* An empty analysis in an arena of its own. */
cad_status cad_analysis_new(const cad_engine *engine, const cad_call *call,
                            struct cad_analysis **out, cad_error *error);
void cad_analysis_free(struct cad_analysis *a); /* itself lives in its arena */
/* Act 1 and the layout; then act 2. */
cad_status cad_analysis_measure(struct cad_analysis *a, cad_error *error);
cad_status cad_analysis_listen(struct cad_analysis *a, cad_error *error);

static inline bool cad_side_exists(const struct cad_side *side)
{
    return side->channel != NULL;
}

#endif
