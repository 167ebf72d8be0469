#include "tap.h"

#include "model/model.h"
#include "talk/units.h"

#include <string.h>

enum { FRAMES = 400 };

static void say(uint8_t *speech, size_t start, size_t end)
{
    memset(speech + start, 1, end - start);
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    cad_model model;
    if (!ok(!cad_model_load(arena, NULL, &model, NULL), "model loads"))
        return tap_done();
    const struct cad_talk_settings *s = &model.settings.talk;
    uint8_t speech[FRAMES] = {0};
    cad_ipu_list units = {0};

    ok(!cad_units_find(speech, FRAMES, CAD_AGENT, s, arena, &units, NULL) &&
           units.count == 0,
       "nobody speaks: no unit");

    say(speech, 10, 50);
    say(speech, 69, 100);  /* a pause of 0.19 s: the same unit */
    say(speech, 120, 150); /* a pause of 0.20 s: another one */
    say(speech, 390, FRAMES);
    ok(!cad_units_find(speech, FRAMES, CAD_CUSTOMER, s, arena, &units, NULL),
       "units are found");
    ok(units.count == 3, "three units, got %zu", units.count);
    ok(units.items[0].start == 10 && units.items[0].end == 100,
       "a pause under 0.2 s is bridged");
    ok(units.items[1].start == 120 && units.items[1].end == 150,
       "a pause of 0.2 s parts units");
    ok(units.items[2].end == FRAMES, "speech at the end is closed there");
    ok(units.items[0].party == CAD_CUSTOMER && units.items[0].turn == -1,
       "party set, no turn yet");

    cad_arena *poor = cad_arena_new();
    cad_ipu_list none = {0};
    cad_arena_fail_after(poor, 1);
    ok(cad_units_find(speech, FRAMES, CAD_AGENT, s, poor, &none, NULL) ==
           CAD_ERR_MEMORY,
       "no memory is said");
    cad_arena_free(poor);
    cad_arena_free(arena);
    return tap_done();
}
