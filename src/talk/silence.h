/* silence.h - mutual silence and hold. test: tests/unit/talk/test_silence.c */
#ifndef CAD_TALK_SILENCE_H
#define CAD_TALK_SILENCE_H

#include "talk/conversation.h"

/*
 * cad_hold_find - where the call is on hold, ringing or playing music.
 *
 *   line      events of line sounds of both channels (with party set)
 *   speech    [2][frames] final speech; either may be NULL
 *   channels  [2] for long digital silence on both sides; either may be NULL,
 *             or NULL: not looked for
 *   c->hold   filled; hold events appended to c->events
 */
cad_status cad_hold_find(struct cad_conversation *c, const cad_event *line,
                         size_t line_count, const uint8_t *const *speech,
                         const struct cad_channel *const *channels,
                         const struct cad_talk_settings *settings,
                         cad_arena *arena, cad_error *error);

/* Gaps in which nobody speaks, between the first and the last speech, hold
   left out; silences of talk.silence_list_s and more become events. */
struct cad_silence_figures {
    size_t n;
    double total_s, longest_s, longest_start_s;
};
cad_status cad_silence_find(struct cad_conversation *c,
                            const struct cad_talk_settings *settings,
                            cad_arena *arena, struct cad_silence_figures *out,
                            cad_error *error);

#endif
