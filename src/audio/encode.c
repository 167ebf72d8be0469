#include "audio/encode.h"

#include "audio/decode.h"
#include "audio/refusal.h"
#include "audio/resample.h"
#include "base/error.h"

#include <sndfile.h>
#include <stdbool.h>
#include <string.h>

enum { OPUS_RATE_HZ = 8000, BLOCK = 4096, CHANNELS_MAX = 2 };

/* libsndfile: bit/s a channel = 6000 + (1 - level) * 250000 */
static const double opus_level = 1.0 - (16000.0 - 6000.0) / 250000.0;

/* ---- a file in memory ---------------------------------------------------- */

struct sink {
    cad_arena *arena;
    struct cad_encoded *out;
    sf_count_t at;
    bool full; /* no memory */
};

static sf_count_t sink_length(void *user)
{
    return (sf_count_t)((struct sink *)user)->out->length;
}

static sf_count_t sink_seek(sf_count_t offset, int whence, void *user)
{
    struct sink *s = user;
    sf_count_t from = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? s->at
                                           : sink_length(user);
    return s->at = from + offset < 0 ? 0 : from + offset;
}

static sf_count_t sink_read(void *to, sf_count_t count, void *user)
{
    (void)to;
    (void)count;
    (void)user;
    return 0;
}

static sf_count_t sink_write(const void *from, sf_count_t count, void *user)
{
    struct sink *s = user;
    struct cad_encoded *out = s->out;
    size_t end = (size_t)(s->at + count);
    if (end > out->room) {
        size_t room = 2 * end + 65536;
        unsigned char *bytes =
            cad_arena_grow(s->arena, out->bytes, out->room, room, 1);
        s->full |= !bytes;
        if (!bytes)
            return 0;
        out->bytes = bytes;
        out->room = room;
    }
    memcpy(out->bytes + s->at, from, (size_t)count);
    s->at += count;
    if (end > out->length)
        out->length = end;
    return count;
}

static sf_count_t sink_tell(void *user)
{
    return ((struct sink *)user)->at;
}

/* ---- the same bytes each time -------------------------------------------- */

static uint32_t ogg_checksum(const unsigned char *page, size_t length)
{
    uint32_t sum = 0; /* RFC 3533: polynomial 04c11db7, no reflection */
    for (size_t i = 0; i < length; i++) {
        sum ^= (uint32_t)page[i] << 24;
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 0x80000000u ? sum << 1 ^ 0x04c11db7u : sum << 1;
    }
    return sum;
}

static size_t ogg_page_length(const unsigned char *page, size_t room)
{
    enum { HEADER = 27, SEGMENTS_AT = 26 };
    if (room < HEADER || memcmp(page, "OggS", 4) != 0 ||
        room < HEADER + (size_t)page[SEGMENTS_AT])
        return 0;
    size_t length = HEADER + (size_t)page[SEGMENTS_AT];
    for (int i = 0; i < page[SEGMENTS_AT]; i++)
        length += page[HEADER + i];
    return length <= room ? length : 0;
}

/* The serial number of a stream is drawn at random; ours is 1. */
static void ogg_fix_serial(struct cad_encoded *file)
{
    enum { SERIAL_AT = 14, SUM_AT = 22 };
    static const unsigned char serial[4] = {1, 0, 0, 0};
    size_t length;
    for (size_t at = 0; at < file->length; at += length) {
        unsigned char *page = file->bytes + at;
        length = ogg_page_length(page, file->length - at);
        if (!length)
            return;
        memcpy(page + SERIAL_AT, serial, 4);
        memset(page + SUM_AT, 0, 4);
        uint32_t sum = ogg_checksum(page, length);
        for (int i = 0; i < 4; i++)
            page[SUM_AT + i] = (unsigned char)(sum >> 8 * i);
    }
}

/* ---- encoding ------------------------------------------------------------ */

struct encoder {
    cad_decoder *decoder;
    cad_resampler *resampler[CHANNELS_MAX];
    int read_channels, channels;
    SNDFILE *file;
    float *read, *one, *resampled[CHANNELS_MAX], *interleaved;
};

static cad_status open_encoder(struct encoder *e, cad_arena *arena,
                               struct sink *sink, cad_error *error)
{
    static const SF_VIRTUAL_IO io = {sink_length, sink_seek, sink_read,
                                     sink_write, sink_tell};
    const struct cad_audio_info *info = cad_decoder_info(e->decoder);
    e->read_channels = info->channels;
    e->channels = info->channels > CHANNELS_MAX ? CHANNELS_MAX : info->channels;
    cad_status status = CAD_OK;
    size_t room = 0;
    for (int c = 0; c < e->channels && !status; c++)
        status =
            cad_resampler_open(arena, info->rate_hz, &e->resampler[c], error);
    if (status)
        return status;
    room = cad_resampler_room(e->resampler[0], BLOCK);
    e->read = CAD_NEW(arena, float, BLOCK *CAD_CHANNELS_MAX);
    e->one = CAD_NEW(arena, float, BLOCK);
    e->interleaved = CAD_NEW(arena, float, room *CHANNELS_MAX);
    bool good = e->read && e->one && e->interleaved;
    for (int c = 0; c < e->channels && good; c++)
        good = (e->resampled[c] = CAD_NEW(arena, float, room)) != NULL;
    if (!good)
        return cad_fail_memory(error);
    SF_INFO out = {.samplerate = OPUS_RATE_HZ,
                   .channels = e->channels,
                   .format = SF_FORMAT_OGG | SF_FORMAT_OPUS};
    SF_VIRTUAL_IO calls = io;
    e->file = sf_open_virtual(&calls, SFM_WRITE, &out, sink);
    if (!e->file)
        return cad_fail(error, CAD_ERR_BUG,
                        "libsndfile cannot encode Opus here");
    double level = opus_level;
    sf_command(e->file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof level);
    return CAD_OK;
}

static cad_status encode_block(struct encoder *e, size_t frames, bool last,
                               cad_error *error)
{
    size_t got = 0;
    for (int c = 0; c < e->channels; c++) {
        for (size_t f = 0; f < frames; f++)
            e->one[f] = e->read[f * (size_t)e->read_channels + (size_t)c];
        cad_status status =
            cad_resampler_push(e->resampler[c], e->one, frames, last,
                               e->resampled[c], &got, error);
        if (status)
            return status;
    }
    for (size_t f = 0; f < got; f++)
        for (int c = 0; c < e->channels; c++)
            e->interleaved[f * (size_t)e->channels + (size_t)c] =
                e->resampled[c][f];
    if (sf_writef_float(e->file, e->interleaved, (sf_count_t)got) !=
        (sf_count_t)got)
        return cad_fail(error, CAD_ERR_MEMORY, "cannot encode: %s",
                        sf_strerror(e->file));
    return CAD_OK;
}

static cad_status encode_all(struct encoder *e, cad_error *error)
{
    size_t frames = 1;
    cad_status status = CAD_OK;
    while (frames && !status) {
        status =
            cad_decoder_read(e->decoder, e->read,
                             BLOCK * (size_t)e->read_channels, &frames, error);
        if (!status)
            status = encode_block(e, frames, frames == 0, error);
    }
    return status;
}

cad_status cad_encode_opus(cad_arena *arena, const char *path,
                           const cad_raw *raw, double from_s, double to_s,
                           struct cad_encoded *out, cad_error *error)
{
    struct encoder e = {0};
    struct sink sink = {.arena = arena, .out = out};
    *out = (struct cad_encoded){0};
    cad_status status =
        cad_decoder_open(arena, path, raw, from_s, to_s, &e.decoder, error);
    if (!status)
        status = open_encoder(&e, arena, &sink, error);
    if (!status)
        status = encode_all(&e, error);
    if (e.file && sf_close(e.file) && !status)
        status = cad_fail(error, CAD_ERR_MEMORY, "cannot end the encoding");
    if (!status && sink.full)
        status = cad_fail_memory(error);
    for (int c = 0; c < CHANNELS_MAX; c++)
        cad_resampler_close(&e.resampler[c]);
    cad_decoder_close(&e.decoder);
    ogg_fix_serial(out);
    return status;
}
