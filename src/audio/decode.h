/*
 * decode.h - recordings as blocks of float samples; libsndfile stops here.
 *
 * Reads every encoding that libsndfile decodes, headerless files by
 * description, and refuses the rest by name with the way out. Samples that
 * are not finite, or beyond any sense, are set to 0 and counted.
 *
 *   test    tests/unit/audio/test_decode.c, tests/cli/refusals.t
 */
#ifndef CAD_AUDIO_DECODE_H
#define CAD_AUDIO_DECODE_H

#include <stdint.h>

#include "base/arena.h"

#include <callcadence/analyze.h>

typedef struct cad_decoder cad_decoder;

/* What the header says, and, after the last block, what was there. With a
   clip the counts are those of the clip. */
struct cad_audio_info {
    const char *path, *name; /* name: last part of the path */
    const char *format;      /* "WAV/ULAW" */
    int rate_hz, channels;
    uint64_t frames_declared; /* 0: unknown */
    uint64_t frames_read;
    uint64_t bad_samples; /* NaN, infinite, |x| > 8: were set to 0 */
    bool truncated; /* frames_declared may be 0: no saying how much is gone */
    bool goes_on;   /* sound follows behind what was read (behind.h) */
};

/*
 * cad_decoder_open - check a recording and get ready to read it.
 *
 *   raw     encoding of a headerless file, or all zero
 *   from_s, to_s  clip; to_s <= 0: to the end
 *   memory  in `arena`, but for libsndfile's own, freed by cad_decoder_close()
 *   errors  ERR_MISSING (no such file, a folder, a FIFO, no permission: each
 *           said), ERR_FORMAT (names the codec and the ffmpeg line),
 *           ERR_EMPTY, ERR_ARGUMENT (clip beyond the end, raw encoding
 *           unknown), ERR_READ (a failing disk), ERR_MEMORY. Rates outside
 *           4..192 kHz and more than 8 channels are refused.
 */
cad_status cad_decoder_open(cad_arena *arena, const char *path,
                            const cad_raw *raw, double from_s, double to_s,
                            cad_decoder **out, cad_error *error);

/* The next samples, interleaved, into `room` floats (at least one a channel);
 *got sample frames, 0 at the end. A truncated end is the end (info.truncated),
 *a failing disk is ERR_READ. */
cad_status cad_decoder_read(cad_decoder *decoder, float *interleaved,
                            size_t room, size_t *got, cad_error *error);

const struct cad_audio_info *cad_decoder_info(const cad_decoder *decoder);
void cad_decoder_close(cad_decoder **decoder);

/* SHA-256 of a file's bytes as 64 hex digits (libmd). */
cad_status cad_file_sha256(const char *path, char hex[65], cad_error *error);

#endif
