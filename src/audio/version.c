#include "audio/version.h"

#include <samplerate.h>
#include <sndfile.h>
#include <stdio.h>
#include <string.h>

void cad_audio_version(char *out, size_t room)
{
    const char *samplerate = src_get_version();
    snprintf(out, room, "%s, %.*s", sf_version_string(),
             (int)strcspn(samplerate, " "), samplerate);
}
