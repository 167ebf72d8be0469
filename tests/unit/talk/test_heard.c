/* Units against the voiced frames in them. */
#include "tap.h"

#include "talk/heard.h"
#include "talk_case.h"

enum { FRAMES = 2000 };

int main(void)
{
    static float f0_hz[FRAMES];
    struct talk_case t;
    talk_open(&t);
    t.model.settings.talk.heard_before_s = 0.15;
    t.model.settings.talk.heard_after_s = 0.25;
    const struct cad_talk_settings *s = &t.model.settings.talk;
    struct cad_ipu items[] = {{CAD_AGENT, 100, 300, -1},
                              {CAD_AGENT, 400, 500, -1},
                              {CAD_AGENT, 600, 800, -1}};
    cad_ipu_list units = {items, 3, 3}, heard;
    struct cad_voice voice = {.frames = FRAMES, .f0_hz = f0_hz};
    f0_hz[150] = f0_hz[200] = 120.0f; /* far from both ends */
    f0_hz[415] = f0_hz[474] = 120.0f; /* near both; none in the third */
    ok(!cad_heard_units(&units, &voice, s, t.arena, &heard, NULL) &&
           heard.count == 3,
       "every unit stays");
    ok(heard.items[0].start == 135 && heard.items[0].end == 226,
       "0.15 s before the first voiced frame to 0.25 s after the last");
    ok(heard.items[1].start == 400 && heard.items[1].end == 500,
       "a unit voiced up to there is heard as a whole");
    ok(heard.items[2].start == 600 && heard.items[2].end == 800,
       "a whisper is left alone");
    ok(items[0].start == 100, "the units themselves are as they were");

    voice.frames = 450; /* the track ends within a unit */
    ok(!cad_heard_units(&units, &voice, s, t.arena, &heard, NULL) &&
           heard.items[1].end == 441,
       "frames beyond the track are not read");
    ok(!cad_heard_units(&units, NULL, s, t.arena, &heard, NULL) &&
           heard.items == items,
       "without a voice the units are what they are");
    cad_arena_fail_after(t.arena, 1);
    ok(cad_heard_units(&units, &voice, s, t.arena, &heard, NULL) ==
           CAD_ERR_MEMORY,
       "no memory is said");
    talk_close(&t);
    return tap_done();
}
