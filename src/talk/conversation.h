/*
 * conversation.h - who speaks when, as units, turns and events.
 *
 * Frame indexes are 10 ms frames; end is exclusive.
 */
#ifndef CAD_TALK_CONVERSATION_H
#define CAD_TALK_CONVERSATION_H

#include "base/arena.h"
#include "base/vec.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/report.h>

/* Inter-pausal unit: one party's speech with inner pauses under 0.2 s. */
struct cad_ipu {
    cad_party party;
    size_t start, end;
    int turn; /* index into turns, or -1 until turns are found */
};
typedef CAD_VEC(struct cad_ipu) cad_ipu_list;

struct cad_turn {
    cad_party party;
    cad_segment_kind kind; /* a backchannel is a turn of its own kind */
    size_t start, end;     /* of its first and last unit */
    size_t first_ipu;      /* index into ipus of its party, contiguous */
    size_t ipu_count;
    bool took_floor;
    cad_figure response_latency_s;
};
typedef CAD_VEC(struct cad_turn) cad_turn_list;
typedef CAD_VEC(cad_event) cad_conversation_events;

struct cad_conversation {
    size_t frames;
    size_t parties;                 /* 2, or 1 for a mixed or one-sided call */
    cad_ipu_list ipus[CAD_PARTIES]; /* by party, sorted by start */
    cad_turn_list turns;            /* sorted by start */
    cad_conversation_events events; /* sorted by start; event.segment holds
                                       the TURN index until segments exist */
    uint8_t *hold; /* [frames] 1: hold, ring or tones: not silence */
};

#endif
