/*
 * background.h - other people heard in the room of a party.
 *
 * In an open office the voices of others lie under a party's own, far more
 * evenly so than the party's soft words do. Found are stretches of speech far
 * under the party's own level near them, before and after: a party whose gain
 * falls or who moves away from the telephone for longer stays heard. Only
 * where such stretches are many is anything taken back, and then all that is
 * as low.
 *
 *   source  measured: see models/default.json, background
 *   test    tests/unit/talk/test_background.c
 */
#ifndef CAD_TALK_BACKGROUND_H
#define CAD_TALK_BACKGROUND_H

#include "talk/conversation.h"

struct cad_background {
    bool found;
    double level_db;       /* of those voices re the party's own */
    double heard_s;        /* speech taken back */
    double start_s, end_s; /* of the first and the last of it */
    float *own_db; /* the party's own level, a value a second; NULL: none */
};

/*
 * cad_background_find - take background voices out of speech[].
 *
 *   speech   [channel->frames] 0/1, in and out; as it was where none is found
 *   other    [channel->frames] 0/1, the other party's
 *   scratch  3 bytes a frame
 *   arena    holds out->own_db
 *   cost     under 0.1 us a frame
 */
cad_status cad_background_find(const struct cad_channel *channel,
                               uint8_t *speech, const uint8_t *other,
                               const struct cad_settings *settings,
                               cad_arena *scratch, cad_arena *arena,
                               struct cad_background *out, cad_error *error);

/* How far the speech in [start_s, end_s) lies above such voices, dB; HUGE_VAL
   where none were found or nobody speaks. */
double cad_background_above_db(const struct cad_background *background,
                               const struct cad_voice *voice, double start_s,
                               double end_s);

#endif
