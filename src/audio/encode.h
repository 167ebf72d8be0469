/*
 * encode.h - a recording that browsers cannot play, as one that they can.
 *
 *   test    tests/unit/audio/test_encode.c
 */
#ifndef CAD_AUDIO_ENCODE_H
#define CAD_AUDIO_ENCODE_H

#include "base/arena.h"

#include <callcadence/analyze.h>

struct cad_encoded {
    unsigned char *bytes; /* in the arena */
    size_t length, room;
};

/*
 * cad_encode_opus - the clip of a recording as Ogg Opus at 8 kHz, one or two
 * channels, about 16 kbit/s each. Same recording, same bytes.
 *
 *   raw, from_s, to_s  as for cad_decoder_open()
 *   errors  those of decoding; ERR_BUG where libsndfile has no Opus;
 *           ERR_MEMORY
 */
cad_status cad_encode_opus(cad_arena *arena, const char *path,
                           const cad_raw *raw, double from_s, double to_s,
                           struct cad_encoded *out, cad_error *error);

#endif
