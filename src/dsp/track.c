#include "dsp/track.h"

bool cad_channel_reserve(cad_arena *arena, struct cad_channel *channel,
                         size_t frames)
{
    struct cad_channel *c = channel;
    if (frames <= c->room)
        return true;
    struct {
        void **array;
        size_t size;
    } tracks[] = {
        {(void **)&c->power, sizeof *c->power},
        {(void **)&c->k_power, sizeof *c->k_power},
        {(void **)&c->bands, CAD_BANDS},
        {(void **)&c->tilt_cdb, sizeof *c->tilt_cdb},
        {(void **)&c->flags, sizeof *c->flags},
        {(void **)&c->pitch, sizeof *c->pitch},
        {(void **)&c->line, sizeof *c->line},
        {(void **)&c->syllable, sizeof *c->syllable},
    };
    for (size_t i = 0; i < sizeof tracks / sizeof *tracks; i++) {
        void *grown = cad_arena_grow(arena, *tracks[i].array, c->room, frames,
                                     tracks[i].size);
        if (!grown)
            return false;
        *tracks[i].array = grown;
    }
    c->room = frames;
    return true;
}
