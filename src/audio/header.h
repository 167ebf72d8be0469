/*
 * header.h - what a container's header claims, read without libsndfile, which
 * quietly mends lengths and does not say why it refuses.
 *
 *   test    tests/unit/audio/test_header.c
 */
#ifndef CAD_AUDIO_HEADER_H
#define CAD_AUDIO_HEADER_H

#include <stdbool.h>

#include "audio/input.h"

struct cad_header {
    const char *container; /* "WAV"; NULL: none that has chunks */
    bool has_format, has_data;
    unsigned wav_tag;  /* codec of a WAV file, sub-format resolved */
    char caf_codec[5]; /* "aac "; or "" */
    unsigned channels;
    double rate_hz;
    uint64_t data_at;       /* first byte of the samples */
    uint64_t data_declared; /* bytes; 0 while data_unknown */
    bool data_unknown;      /* a streaming writer left the length open */
};

/* Reads the chunks. Where libsndfile would give up over a length (a WAV's left
   at 0 by a streaming writer, a cut CAF's), patches the file's view with the
   length there really is. */
void cad_header_read(struct cad_input_file *file, struct cad_header *out);

#endif
