/*
 * format.h - names for libsndfile's formats, and which of them can be seeked.
 *
 *   test    tests/unit/audio/test_decode.c
 */
#ifndef CAD_AUDIO_FORMAT_H
#define CAD_AUDIO_FORMAT_H

#include <stdbool.h>

#include "base/arena.h"

/* "WAV/ULAW" for an SF_INFO's format; NULL: no memory. */
const char *cad_format_text(cad_arena *arena, int format);

/* Encodings whose frames lie at known bytes: seeking lands on the sample. */
bool cad_seeks_exactly(int format);

/* 256 steps of one size: nothing below half a step is there. */
bool cad_is_8bit_pcm(int format);

#endif
