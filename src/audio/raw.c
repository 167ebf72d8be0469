#include "audio/raw.h"

#include <string.h>

#include "audio/input.h"
#include "audio/refusal.h"

static const struct {
    const char *name;
    int format;
    int channels_max;
} raw_encodings[] = {
    {"ulaw", SF_FORMAT_ULAW, CAD_CHANNELS_MAX},
    {"alaw", SF_FORMAT_ALAW, CAD_CHANNELS_MAX},
    {"s16le", SF_FORMAT_PCM_16 | SF_ENDIAN_LITTLE, CAD_CHANNELS_MAX},
    {"s16be", SF_FORMAT_PCM_16 | SF_ENDIAN_BIG, CAD_CHANNELS_MAX},
    {"u8", SF_FORMAT_PCM_U8, CAD_CHANNELS_MAX},
    {"gsm", SF_FORMAT_GSM610, 1}, /* the codec itself is mono */
};

cad_status cad_raw_info(const cad_raw *raw, const char *path, SF_INFO *out,
                        cad_error *error)
{
    size_t i = 0, count = sizeof raw_encodings / sizeof *raw_encodings;
    while (i < count && strcmp(raw_encodings[i].name, raw->encoding) != 0)
        i++;
    if (i == count)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, path,
                             "raw encoding %.20s is not known; one of ulaw, "
                             "alaw, s16le, s16be, u8, gsm",
                             raw->encoding);
    if (raw->rate_hz < CAD_RATE_MIN_HZ || raw->rate_hz > CAD_RATE_MAX_HZ)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, path,
                             "raw rate %d Hz is outside %d to %d Hz",
                             raw->rate_hz, CAD_RATE_MIN_HZ, CAD_RATE_MAX_HZ);
    if (raw->channels < 1 || raw->channels > raw_encodings[i].channels_max)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, path,
                             "raw %s in %d channels; 1 to %d are read",
                             raw->encoding, raw->channels,
                             raw_encodings[i].channels_max);
    out->format = SF_FORMAT_RAW | raw_encodings[i].format;
    out->samplerate = raw->rate_hz;
    out->channels = raw->channels;
    return CAD_OK;
}
