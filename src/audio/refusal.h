/*
 * refusal.h - why a recording cannot be read, and the way out.
 *
 *   test    tests/unit/audio/test_refusal.c, tests/cli/refusals.t
 */
#ifndef CAD_AUDIO_REFUSAL_H
#define CAD_AUDIO_REFUSAL_H

#include "audio/header.h"

#include <callcadence/analyze.h>

/* Refuses a rate or a channel count outside what is read (the limits stand in
   analyze.h); CAD_OK: fine. */
cad_status cad_check_shape(const char *path, double rate_hz, double channels,
                           cad_error *error);

/* ERR_FORMAT: names the codec, the kind of file or the damage that kept
   libsndfile from opening it; ERR_READ where the disk did. */
cad_status cad_refuse(const char *path, struct cad_input_file *file,
                      const struct cad_header *header, cad_error *error);

#endif
