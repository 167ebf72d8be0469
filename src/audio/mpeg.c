#include "audio/mpeg.h"

#include <string.h>

/* kbit/s by [MPEG-1, MPEG-2 and 2.5][layer I, II, III][index] */
static const short rates_kbit[2][3][15] = {
    {{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
     {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
     {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}},
    {{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
     {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
     {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}},
};

/* Behind an ID3 tag, if there is one. */
static uint64_t start_of(struct cad_input_file *file)
{
    unsigned char tag[10];
    if (cad_input_peek(file, 0, tag, 10) < 10 || memcmp(tag, "ID3", 3) != 0)
        return 0;
    return 10 + ((uint64_t)tag[6] << 21 | (uint64_t)tag[7] << 14 |
                 (uint64_t)tag[8] << 7 | tag[9]);
}

/* Bytes of the frame with this header; 0: none. */
static uint64_t frame_bytes(const unsigned char h[4])
{
    static const int hz[4][3] = {{11025, 12000, 8000}, /* MPEG-2.5 */
                                 {0, 0, 0},
                                 {22050, 24000, 16000},
                                 {44100, 48000, 32000}};
    int version = h[1] >> 3 & 3, layer = 4 - (h[1] >> 1 & 3);
    int rate = h[2] >> 4, hz_index = h[2] >> 2 & 3, padding = h[2] >> 1 & 1;
    if (h[0] != 0xff || (h[1] & 0xe0) != 0xe0 || layer == 4 || !rate ||
        rate == 15 || hz_index == 3 || !hz[version][hz_index])
        return 0;
    int bits = 1000 * rates_kbit[version != 3][layer - 1][rate];
    int rate_hz = hz[version][hz_index];
    if (layer == 1)
        return (uint64_t)(12 * bits / rate_hz + padding) * 4;
    int eighth = layer == 3 && version != 3 ? 72 : 144;
    return (uint64_t)(eighth * bits / rate_hz + padding);
}

bool cad_mpeg_is(struct cad_input_file *file)
{
    unsigned char first[4], second[4];
    uint64_t at = start_of(file);
    if (cad_input_peek(file, at, first, 4) < 4)
        return false;
    if (at && first[0] != 0xff)
        return true; /* an ID3 tag is proof enough; padding may follow it */
    uint64_t n = frame_bytes(first);
    if (!n || cad_input_peek(file, at + n, second, 4) < 4)
        return n != 0;
    /* version, layer and sample rate stay */
    return frame_bytes(second) && second[1] >> 1 == first[1] >> 1 &&
           (second[2] & 0x0c) == (first[2] & 0x0c);
}

bool cad_mpeg_says_length(struct cad_input_file *file)
{
    unsigned char start[256];
    size_t n = cad_input_peek(file, start_of(file), start, sizeof start);
    for (size_t i = 0; i + 4 <= n; i++)
        if (!memcmp(start + i, "Xing", 4) || !memcmp(start + i, "Info", 4) ||
            !memcmp(start + i, "VBRI", 4))
            return true;
    return false;
}
