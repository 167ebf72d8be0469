/*
 * units.h - inter-pausal units from speech frames.
 *
 *   test    tests/unit/talk/test_units.c
 */
#ifndef CAD_TALK_UNITS_H
#define CAD_TALK_UNITS_H

#include "talk/conversation.h"

/* Append the units of one party. Pauses under talk.ipu_pause_s are bridged. */
cad_status cad_units_find(const uint8_t *speech, size_t frames, cad_party party,
                          const struct cad_talk_settings *settings,
                          cad_arena *arena, cad_ipu_list *out,
                          cad_error *error);

#endif
