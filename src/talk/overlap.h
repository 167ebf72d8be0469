/*
 * overlap.h - what an onset does while the other holds the floor.
 *
 * The judgement looks ahead: a contribution (units of one party with short
 * pauses between them) either takes the floor, or is a backchannel, or fails
 * and leaves the floor where it was.
 *
 *   source  design definitions; thresholds are settings of `talk`
 *   test    tests/unit/talk/test_overlap.c
 */
#ifndef CAD_TALK_OVERLAP_H
#define CAD_TALK_OVERLAP_H

#include "talk/conversation.h"

enum cad_fate { CAD_FATE_FAILS, CAD_FATE_TAKES, CAD_FATE_BACKCHANNEL };

/* What one contribution did to the holder of the floor. */
struct cad_onset {
    enum cad_fate fate;
    size_t chain_count;  /* units of the contribution */
    size_t chain_end;    /* its end, frames */
    size_t holder_end;   /* end of the holder's speech at the onset */
    size_t holder_units; /* taken: the holder's units that came before */
    bool simultaneous;   /* both began together after silence */
    bool terminal;       /* takes the floor over the end of the other's turn */
    bool cut_in;         /* an interruption */
    cad_outcome outcome;
    size_t cut_start;   /* the onset that cut in */
    size_t overlap_end; /* last frame heard together, plus one */
    size_t overlap;     /* frames heard together, from cut_start or the onset */
    double confidence;  /* of whatever it was: 0.5 at a threshold */
};

/*
 * cad_onset_judge - of own->items[at], which begins while `holder`'s party
 * has the floor and has spoken before.
 */
struct cad_onset cad_onset_judge(const cad_ipu_list *own, size_t at,
                                 const cad_ipu_list *holder,
                                 const struct cad_talk_settings *settings);

/* Append the event of an onset, if there is one. turn: that of the onset. */
cad_status cad_onset_event(const struct cad_onset *onset,
                           const struct cad_ipu *unit, int turn,
                           cad_arena *arena, cad_conversation_events *events,
                           cad_error *error);

/*
 * cad_overlap_compete - fill `competitive` of every interruption: both heard
 * together long enough, and the one or the other raises level or pitch against
 * the own speech just before. Frames that are not clean do not count.
 *
 *   voices  [2] agent, customer; f0_hz may be NULL (level only). NULL: no
 *           interruption is judged (not_measured)
 *   source  French & Local (1983); Kurtic et al. (2013)
 *   test    tests/unit/talk/test_compete.c
 */
void cad_overlap_compete(cad_conversation_events *events,
                         const struct cad_voice *const *voices,
                         const struct cad_talk_settings *settings);

#endif
