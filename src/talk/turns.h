/*
 * turns.h - turns with the floor, from both parties' units.
 *
 * A backchannel does not take the floor, a pause does not give it up.
 *
 *   source  Sacks et al. (1974); Heldner & Edlund (2010); design definitions
 *   test    tests/unit/talk/test_turns.c
 */
#ifndef CAD_TALK_TURNS_H
#define CAD_TALK_TURNS_H

#include "talk/conversation.h"

/* Needs c->ipus, c->frames, c->parties, c->hold; fills c->turns and the
   interruptions, overlaps and backchannels of c->events. voices[2] (agent,
   customer) serve the competitive test; NULL: not judged. */
cad_status cad_turns_find(struct cad_conversation *c,
                          const struct cad_voice *const *voices,
                          const struct cad_talk_settings *settings,
                          cad_arena *arena, cad_error *error);

/* The party's turn, and one with the floor: neither a backchannel nor an
   attempt that failed. */
bool cad_turn_holds_floor(const struct cad_turn *turn, cad_party party);

/* Sort events by start. */
void cad_events_sort(struct cad_conversation *c);

#endif
