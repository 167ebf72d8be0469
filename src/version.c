/* version.c - the libraries behind callcadence. */
#include "audio/version.h"
#include "dsp/version.h"
#include "model/version.h"

#include <stdio.h>

#include <callcadence/analyze.h>

const char *cad_version(void)
{
    return CAD_VERSION;
}

void cad_version_text(char *out, size_t room)
{
    char audio[128];
    cad_audio_version(audio, sizeof audio);
    snprintf(out, room, "%s, %s, jansson-%s", audio, cad_dsp_version(),
             cad_json_version());
}
