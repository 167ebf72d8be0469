/*
 * ogg.h - is the end of an Ogg file there? Its pages carry no length, but the
 * last one is marked.
 *
 *   source  RFC 3533, section 6
 *   test    tests/unit/audio/test_decode.c
 */
#ifndef CAD_AUDIO_OGG_H
#define CAD_AUDIO_OGG_H

#include <stdbool.h>

#include "audio/input.h"

/* True where the last page says that it is the last. */
bool cad_ogg_ends(struct cad_input_file *file);

#endif
