/* heard.h - units as far as a voice is heard. test:
   tests/unit/talk/test_heard.c */
#ifndef CAD_TALK_HEARD_H
#define CAD_TALK_HEARD_H

#include "talk/conversation.h"

/*
 * cad_heard_units - the units without what lies far before their first and
 * after their last voiced frame: noise that a gain control lifts runs on where
 * a voice has ended. Which unit is which stays; one without any voice stays as
 * it is, and so do all where voice is NULL or has no f0_hz.
 *
 *   source  measured: see models/default.json, talk.heard_before_s
 */
cad_status cad_heard_units(const cad_ipu_list *units,
                           const struct cad_voice *voice,
                           const struct cad_talk_settings *settings,
                           cad_arena *arena, cad_ipu_list *out,
                           cad_error *error);

#endif
