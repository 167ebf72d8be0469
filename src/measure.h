/*
 * measure.h - act 1: from a recording to the tracks of its channels.
 *
 * One pass over the samples, in blocks of a second; nothing of them is kept
 * but the packed values of dsp/track.h.
 */
#ifndef CAD_MEASURE_H
#define CAD_MEASURE_H

#include "audio/decode.h"
#include "audio/layout.h"
#include "dsp/track.h"
#include "engine.h"

/* A recording and, of its first one or two channels, the tracks. */
struct cad_recording {
    struct cad_audio_info info;
    char sha256[65];
    size_t channel_count;           /* measured: 1 or 2 */
    struct cad_channel *channel[2];
    struct cad_pair_verdict pair;   /* of two channels */
    double duration_s;
};

/*
 * cad_measure_file - decode, measure and forget.
 *
 *   call    clip, raw description and the stop callback
 *   errors  those of cad_decoder_open() and _read()
 *   test    tests/unit/test_measure.c
 */
cad_status cad_measure_file(const cad_engine *engine, const cad_call *call,
                            const char *path, cad_arena *arena,
                            struct cad_recording *out, cad_error *error);

#endif
