/*
 * mpeg.h - what an MPEG audio file says of itself.
 *
 * Eleven set bits are all that libsndfile asks for, and headerless mu-law may
 * well start with them.
 *
 *   source  ISO/IEC 11172-3, 2.4.2.3; ISO/IEC 13818-3
 *   test    tests/unit/audio/test_mpeg.c
 */
#ifndef CAD_AUDIO_MPEG_H
#define CAD_AUDIO_MPEG_H

#include <stdbool.h>

#include "audio/input.h"

/* A frame at the start, and another of its kind right behind it. */
bool cad_mpeg_is(struct cad_input_file *file);

/* Does it carry its length (a Xing, Info or VBRI block)? Otherwise any length
   is a guess from the bit rate. */
bool cad_mpeg_says_length(struct cad_input_file *file);

#endif
