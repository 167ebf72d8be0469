#include "audio/format.h"

#include <sndfile.h>

struct format_name {
    int format;
    const char *name;
};

static const struct format_name containers[] = {
    {SF_FORMAT_WAV, "WAV"},   {SF_FORMAT_WAVEX, "WAV"},
    {SF_FORMAT_RF64, "RF64"}, {SF_FORMAT_W64, "W64"},
    {SF_FORMAT_AIFF, "AIFF"}, {SF_FORMAT_AU, "AU"},
    {SF_FORMAT_CAF, "CAF"},   {SF_FORMAT_FLAC, "FLAC"},
    {SF_FORMAT_OGG, "OGG"},   {SF_FORMAT_MPEG, "MPEG"},
    {SF_FORMAT_RAW, "RAW"},   {SF_FORMAT_NIST, "NIST"},
    {SF_FORMAT_VOC, "VOC"},   {SF_FORMAT_IRCAM, "IRCAM"},
    {SF_FORMAT_SVX, "SVX"},   {SF_FORMAT_PAF, "PAF"},
    {SF_FORMAT_PVF, "PVF"},   {SF_FORMAT_AVR, "AVR"},
    {SF_FORMAT_HTK, "HTK"},   {SF_FORMAT_WVE, "WVE"},
    {SF_FORMAT_SDS, "SDS"},   {SF_FORMAT_MAT4, "MAT4"},
    {SF_FORMAT_MAT5, "MAT5"}, {SF_FORMAT_XI, "XI"},
    {SF_FORMAT_SD2, "SD2"},   {SF_FORMAT_MPC2K, "MPC2K"},
};

static const struct format_name encodings[] = {
    {SF_FORMAT_PCM_S8, "PCM_S8"},
    {SF_FORMAT_PCM_U8, "PCM_U8"},
    {SF_FORMAT_PCM_16, "PCM_16"},
    {SF_FORMAT_PCM_24, "PCM_24"},
    {SF_FORMAT_PCM_32, "PCM_32"},
    {SF_FORMAT_FLOAT, "FLOAT"},
    {SF_FORMAT_DOUBLE, "DOUBLE"},
    {SF_FORMAT_ULAW, "ULAW"},
    {SF_FORMAT_ALAW, "ALAW"},
    {SF_FORMAT_IMA_ADPCM, "IMA_ADPCM"},
    {SF_FORMAT_MS_ADPCM, "MS_ADPCM"},
    {SF_FORMAT_GSM610, "GSM610"},
    {SF_FORMAT_VOX_ADPCM, "VOX_ADPCM"},
    {SF_FORMAT_NMS_ADPCM_16, "NMS_ADPCM_16"},
    {SF_FORMAT_NMS_ADPCM_24, "NMS_ADPCM_24"},
    {SF_FORMAT_NMS_ADPCM_32, "NMS_ADPCM_32"},
    {SF_FORMAT_G721_32, "G721_32"},
    {SF_FORMAT_G723_24, "G723_24"},
    {SF_FORMAT_G723_40, "G723_40"},
    {SF_FORMAT_DWVW_12, "DWVW_12"},
    {SF_FORMAT_DWVW_16, "DWVW_16"},
    {SF_FORMAT_DWVW_24, "DWVW_24"},
    {SF_FORMAT_DPCM_8, "DPCM_8"},
    {SF_FORMAT_DPCM_16, "DPCM_16"},
    {SF_FORMAT_VORBIS, "VORBIS"},
    {SF_FORMAT_OPUS, "OPUS"},
    {SF_FORMAT_ALAC_16, "ALAC"},
    {SF_FORMAT_ALAC_20, "ALAC"},
    {SF_FORMAT_ALAC_24, "ALAC"},
    {SF_FORMAT_ALAC_32, "ALAC"},
    {SF_FORMAT_MPEG_LAYER_I, "LAYER_I"},
    {SF_FORMAT_MPEG_LAYER_II, "LAYER_II"},
    {SF_FORMAT_MPEG_LAYER_III, "LAYER_III"},
};

static const char *name_of(const struct format_name *names, size_t count,
                           int format)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].format == format)
            return names[i].name;
    return "OTHER";
}

const char *cad_format_text(cad_arena *arena, int format)
{
    return cad_arena_printf(
        arena, "%s/%s",
        name_of(containers, sizeof containers / sizeof *containers,
                format & SF_FORMAT_TYPEMASK),
        name_of(encodings, sizeof encodings / sizeof *encodings,
                format & SF_FORMAT_SUBMASK));
}

bool cad_seeks_exactly(int format)
{
    switch (format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_PCM_U8:
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_PCM_24:
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
    case SF_FORMAT_ULAW:
    case SF_FORMAT_ALAW:
        return (format & SF_FORMAT_TYPEMASK) != SF_FORMAT_FLAC;
    default:
        return false;
    }
}

bool cad_is_8bit_pcm(int format)
{
    int codec = format & SF_FORMAT_SUBMASK;
    return codec == SF_FORMAT_PCM_U8 || codec == SF_FORMAT_PCM_S8;
}
