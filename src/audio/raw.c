#include "audio/raw.h"

#include <string.h>

#include "audio/input.h"
#include "audio/refusal.h"

enum raw_format {
    ULAW = SF_FORMAT_ULAW,
    ALAW = SF_FORMAT_ALAW,
    S16LE = SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE,
    S16BE = SF_FORMAT_PCM_16 | SF_ENDIAN_BIG,
    U8 = SF_FORMAT_PCM_U8,
    GSM = SF_FORMAT_GSM610
};

static const struct {
    const char *name;
    enum raw_format format;
    int channels_max;
} raw_encodings[] = {
#define X(format, name, channels_max) {name, format, channels_max},
    CAD_RAW_MAP(X)
#undef X
};

cad_status cad_raw_info(const cad_raw *raw, const char *path, SF_INFO *out,
                        cad_error *error)
{
    size_t i = 0, count = sizeof raw_encodings / sizeof *raw_encodings;
    while (i < count && strcmp(raw_encodings[i].name, raw->encoding) != 0)
        i++;
    if (i == count)
        return cad_fail_path(
            error, CAD_ERR_ARGUMENT, path,
            "raw encoding %.20s is not known; one of " CAD_RAW_NAMES,
            raw->encoding);
    if (raw->rate_hz < CAD_RATE_MIN_HZ || raw->rate_hz > CAD_RATE_MAX_HZ)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, path,
                             "raw rate %d Hz is outside %d to %d Hz",
                             raw->rate_hz, CAD_RATE_MIN_HZ, CAD_RATE_MAX_HZ);
    if (raw->channels < 1 || raw->channels > raw_encodings[i].channels_max)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, path,
                             "raw %s in %d channels; at most %d are read",
                             raw->encoding, raw->channels,
                             raw_encodings[i].channels_max);
    out->format = SF_FORMAT_RAW | (int)raw_encodings[i].format;
    out->samplerate = raw->rate_hz;
    out->channels = raw->channels;
    return CAD_OK;
}
