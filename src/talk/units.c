#include "talk/units.h"

#include "base/error.h"
#include "talk/times.h"

static size_t run_end(const uint8_t *speech, size_t frames, size_t at)
{
    while (at < frames && speech[at])
        at++;
    return at;
}

cad_status cad_units_find(const uint8_t *speech, size_t frames, cad_party party,
                          const struct cad_talk_settings *settings,
                          cad_arena *arena, cad_ipu_list *out, cad_error *error)
{
    size_t pause = cad_frames_of(settings->ipu_pause_s);
    struct cad_ipu *last = NULL;
    for (size_t at = 0; at < frames; at++) {
        if (!speech[at])
            continue;
        size_t end = run_end(speech, frames, at);
        if (last && at - last->end < pause) {
            last->end = end;
        } else {
            last = CAD_VEC_PUSH(arena, out);
            if (!last)
                return cad_fail_memory(error);
            *last = (struct cad_ipu){party, at, end, -1};
        }
        at = end;
    }
    return CAD_OK;
}
