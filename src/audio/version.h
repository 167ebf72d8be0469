/* version.h - which libraries decode and resample. */
#ifndef CAD_AUDIO_VERSION_H
#define CAD_AUDIO_VERSION_H

#include <stddef.h>

/* "libsndfile-1.2.0, libsamplerate-0.2.2" */
void cad_audio_version(char *out, size_t room);

#endif
