/*
 * raw.h - headerless recordings by description.
 *
 *   test    tests/unit/audio/test_decode.c
 */
#ifndef CAD_AUDIO_RAW_H
#define CAD_AUDIO_RAW_H

#include <sndfile.h>

#include <callcadence/analyze.h>

/* Fills libsndfile's description; ERR_ARGUMENT: an encoding that is not
   known, or a rate or channel count outside what is read. */
cad_status cad_raw_info(const cad_raw *raw, const char *path, SF_INFO *out,
                        cad_error *error);

#endif
