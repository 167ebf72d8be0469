/*
 * behind.h - does a file go on with sound behind what is decoded? Recorders
 * and cat put streams one after the other; only the first one is read.
 *
 *   source  RFC 3533, section 4 (chained Ogg); RFC 9639, section 8 (fLaC and
 *           STREAMINFO begin a stream); RIFF chunks
 *   test    tests/unit/audio/test_behind.c
 */
#ifndef CAD_AUDIO_BEHIND_H
#define CAD_AUDIO_BEHIND_H

#include "audio/header.h"

/* Ogg: a stream begins behind the end of another. */
bool cad_behind_ogg(struct cad_input_file *file);

/* FLAC: a second one begins. */
bool cad_behind_flac(struct cad_input_file *file);

/* WAV: over `enough` bytes follow its samples that are neither chunks nor
   padding with zeros. */
bool cad_behind_wav(struct cad_input_file *file,
                    const struct cad_header *header, uint64_t enough);

#endif
