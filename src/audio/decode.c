#include "audio/decode.h"

#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <string.h>

#include "audio/behind.h"
#include "audio/dither.h"
#include "audio/format.h"
#include "audio/input.h"
#include "audio/mpeg.h"
#include "audio/ogg.h"
#include "audio/raw.h"
#include "audio/refusal.h"
#include "base/error.h"

struct cad_decoder {
    struct cad_audio_info info;
    struct cad_input_file file;
    SNDFILE *sound;
    uint64_t left;    /* sample frames to the end of the clip */
    bool clipped_end; /* the clip ends before the recording */
    bool endless;     /* Ogg without its last page */
    int container;    /* libsndfile's word for it */
    struct cad_header header;
    uint64_t second_bytes; /* of a second in the file, about */
    uint64_t estimate;     /* MPEG: frames as far as can be guessed */
    bool estimated;        /* MPEG: the length is a guess, or two blocks off */
    const cad_raw *raw;
    uint64_t start; /* the clip's first frame in the recording */
    bool coarse;    /* 8 bits a sample, in even steps */
    struct cad_dither dither;
};

enum {
    MPEG_SLACK = 2 * 1152, /* encoders count their own delay or not */
    /* The decoder gives up in damage without a word; more unread bytes than
       tags take at the end tell. */
    MPEG_TAGS = 16 * 1024
};

/* libsndfile's word for a stream whose length nobody wrote down */
static const uint64_t frames_unknown = (uint64_t)1 << 50;

/* Beyond this nothing is a sample: +18 dB over full scale. */
static const float sample_max = 8.0f;

/* ---- libsndfile's view of the file ------------------------------------ */

static sf_count_t view_size(void *user)
{
    const struct cad_input_file *file = user;
    return (sf_count_t)file->size;
}

static sf_count_t view_seek(sf_count_t offset, int whence, void *user)
{
    struct cad_input_file *file = user;
    sf_count_t from = whence == SEEK_SET   ? 0
                      : whence == SEEK_CUR ? (sf_count_t)file->at
                                           : (sf_count_t)file->size;
    if (from + offset < 0)
        return -1;
    file->at = (uint64_t)(from + offset);
    return from + offset;
}

static sf_count_t view_read(void *to, sf_count_t n, void *user)
{
    struct cad_input_file *file = user;
    size_t got = n > 0 ? cad_input_peek(file, file->at, to, (size_t)n) : 0;
    file->at += got;
    return (sf_count_t)got;
}

static sf_count_t view_write(const void *from, sf_count_t n, void *user)
{
    (void)from, (void)n, (void)user;
    return 0;
}

static sf_count_t view_tell(void *user)
{
    const struct cad_input_file *file = user;
    return (sf_count_t)file->at;
}

static SNDFILE *open_view(struct cad_input_file *file, SF_INFO *info)
{
    SF_VIRTUAL_IO view = {view_size, view_seek, view_read, view_write,
                          view_tell};
    return sf_open_virtual(&view, SFM_READ, info, file);
}

/* ---- open ------------------------------------------------------------- */

/* libsndfile mends a length that claims more than there is; what the header
   claimed is put back together in proportion. */
static uint64_t frames_claimed(struct cad_decoder *d,
                               const struct cad_header *header, uint64_t frames)
{
    if (header->data_unknown || d->endless || frames >= frames_unknown)
        return 0;
    if (d->estimated && !header->has_data)
        return cad_mpeg_says_length(&d->file) ? frames : 0;
    if (!header->has_data || header->data_at >= d->file.size)
        return d->estimated ? 0 : frames;
    uint64_t there = d->file.size - header->data_at;
    if (header->data_declared <= there)
        return d->estimated ? 0 : frames;
    double share = (double)header->data_declared / (double)there;
    return (uint64_t)((double)frames * share + 0.5);
}

static cad_status read_failed(const struct cad_decoder *d, double at_s,
                              cad_error *error)
{
    cad_fail_path(error, CAD_ERR_READ, d->info.path,
                  "read error at %.3f s: is the disk or share all right?",
                  at_s);
    if (error)
        error->at_s = at_s;
    return CAD_ERR_READ;
}

static cad_status drop_frames(cad_arena *arena, struct cad_decoder *d,
                              uint64_t frames, cad_error *error)
{
    enum { DROP = 4096 };
    float *drop = CAD_NEW(arena, float, (size_t)d->info.channels *DROP);
    if (!drop)
        return cad_fail_memory(error);
    for (uint64_t dropped = 0; frames;) {
        sf_count_t want = frames < DROP ? (sf_count_t)frames : DROP;
        sf_count_t got = sf_readf_float(d->sound, drop, want);
        if (d->file.read_errno)
            return read_failed(d, (double)dropped / d->info.rate_hz, error);
        if (got <= 0)
            return cad_fail_path(error, CAD_ERR_ARGUMENT, d->info.path,
                                 "the clip starts after the recording ends");
        frames -= (uint64_t)got;
        dropped += (uint64_t)got;
    }
    return CAD_OK;
}

static cad_status check_clip(const struct cad_decoder *d, double from_s,
                             double to_s, uint64_t frames, cad_error *error)
{
    double end_s = (double)frames / d->info.rate_hz;
    if (!(from_s >= 0) || isnan(to_s))
        return cad_fail_path(error, CAD_ERR_ARGUMENT, d->info.path,
                             "clip from %g to %g s: seconds from the start of "
                             "the recording, from 0 on",
                             from_s, to_s);
    if (to_s > 0 && to_s <= from_s)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, d->info.path,
                             "clip %g to %g s: the end must follow the start",
                             from_s, to_s);
    if (from_s > 0 && from_s >= end_s)
        return cad_fail_path(error, CAD_ERR_ARGUMENT, d->info.path,
                             "clip from %g s: the recording ends at %.3f s",
                             from_s, end_s);
    return CAD_OK;
}

/* From here on all counts are those of the clip. */
static cad_status start_clip(cad_arena *arena, struct cad_decoder *d,
                             const SF_INFO *sf, double from_s, double to_s,
                             cad_error *error)
{
    uint64_t frames = (uint64_t)sf->frames;
    uint64_t longest =
        d->info.frames_declared > frames ? d->info.frames_declared : frames;
    cad_status status = check_clip(d, from_s, to_s, frames, error);
    if (status)
        return status;
    uint64_t from = (uint64_t)llround(fmin(from_s * d->info.rate_hz, 1e15));
    uint64_t end = longest;
    if (to_s > 0 && to_s * d->info.rate_hz < (double)longest) {
        end = (uint64_t)llround(to_s * d->info.rate_hz);
        d->clipped_end = true;
    }
    d->start = from;
    d->left = d->clipped_end ? end - from : UINT64_MAX;
    if (d->info.frames_declared)
        d->info.frames_declared = end > from ? end - from : 0;
    if (d->estimated)
        d->estimate = end > from ? end - from : 0;
    if (!from)
        return CAD_OK;
    if (cad_seeks_exactly(sf->format) &&
        sf_seek(d->sound, (sf_count_t)from, SEEK_SET) == (sf_count_t)from)
        return CAD_OK;
    return drop_frames(arena, d, from, error);
}

/* MPEG frames in another container, such as WAV */
static bool is_mpeg_coded(int format)
{
    int codec = format & SF_FORMAT_SUBMASK;
    return codec == SF_FORMAT_MPEG_LAYER_I ||
           codec == SF_FORMAT_MPEG_LAYER_II ||
           codec == SF_FORMAT_MPEG_LAYER_III;
}

static cad_status open_sound(cad_arena *arena, struct cad_decoder *d,
                             SF_INFO *sf, cad_error *error)
{
    struct cad_header *header = &d->header;
    const char *path = d->info.path;
    if (d->raw->encoding) {
        cad_status status = cad_raw_info(d->raw, path, sf, error);
        if (status)
            return status;
    } else {
        cad_header_read(&d->file, header);
    }
    d->sound = open_view(&d->file, sf);
    bool mpeg = (sf->format & SF_FORMAT_TYPEMASK) == SF_FORMAT_MPEG;
    d->estimated = mpeg || is_mpeg_coded(sf->format);
    if (!d->sound || (mpeg && !cad_mpeg_is(&d->file)))
        return cad_refuse(path, &d->file, header, error);
    cad_status status =
        cad_check_shape(path, sf->samplerate, sf->channels, error);
    if (status)
        return status;
    d->info.rate_hz = sf->samplerate;
    d->info.channels = sf->channels;
    d->coarse = cad_is_8bit_pcm(sf->format);
    d->info.format = cad_format_text(arena, sf->format);
    if (!d->info.format)
        return cad_fail_memory(error);
    if (sf->frames <= 0)
        return cad_fail_path(error, CAD_ERR_EMPTY, path,
                             "no samples after its header; export it again");
    d->container = sf->format & SF_FORMAT_TYPEMASK;
    uint64_t bytes = header->data_declared;
    if (!bytes || bytes > d->file.size)
        bytes = d->file.size;
    d->second_bytes =
        (uint64_t)((double)bytes / (double)sf->frames * sf->samplerate);
    d->endless = d->container == SF_FORMAT_OGG && !cad_ogg_ends(&d->file);
    d->info.frames_declared = frames_claimed(d, header, (uint64_t)sf->frames);
    return CAD_OK;
}

static cad_status prepare(cad_arena *arena, struct cad_decoder *d,
                          const char *path, const cad_raw *raw,
                          cad_error *error)
{
    static const cad_raw with_header;
    const char *slash = strrchr(path, '/');
    d->file.fd = -1;
    d->raw = raw ? raw : &with_header;
    d->info.path = cad_arena_strdup(arena, path);
    d->info.name = cad_arena_strdup(arena, slash ? slash + 1 : path);
    if (!d->info.path || !d->info.name)
        return cad_fail_memory(error);
    return cad_input_open(path, &d->file, error);
}

cad_status cad_decoder_open(cad_arena *arena, const char *path,
                            const cad_raw *raw, double from_s, double to_s,
                            cad_decoder **out, cad_error *error)
{
    SF_INFO sf = {0};
    *out = NULL;
    struct cad_decoder *d = CAD_NEW(arena, struct cad_decoder, 1);
    if (!d)
        return cad_fail_memory(error);
    cad_status status = prepare(arena, d, path, raw, error);
    if (!status)
        status = open_sound(arena, d, &sf, error);
    if (!status)
        status = start_clip(arena, d, &sf, from_s, to_s, error);
    if (status)
        cad_decoder_close(&d);
    *out = d;
    return status;
}

/* ---- read ------------------------------------------------------------- */

static uint64_t clear_bad(float *x, size_t n)
{
    uint64_t bad = 0;
    for (size_t i = 0; i < n; i++)
        if (!(fabsf(x[i]) <= sample_max)) {
            x[i] = 0.0f;
            bad++;
        }
    return bad;
}

/* As of now: the hash of these bytes was made after the opening. */
static bool goes_on(struct cad_decoder *d)
{
    cad_input_resize(&d->file);
    switch (d->container) {
    case SF_FORMAT_OGG:
        return cad_behind_ogg(&d->file);
    case SF_FORMAT_FLAC:
        return cad_behind_flac(&d->file);
    default:
        return cad_behind_wav(&d->file, &d->header, d->second_bytes);
    }
}

static cad_status end_of_sound(struct cad_decoder *d, cad_error *error)
{
    struct cad_audio_info *info = &d->info;
    double at_s = (double)(d->start + info->frames_read) / info->rate_hz;
    d->left = 0;
    if (d->file.read_errno)
        return read_failed(d, at_s, error);
    if (!info->frames_read)
        return cad_fail_path(error, CAD_ERR_EMPTY, info->path,
                             "none of its samples can be decoded; export it "
                             "again");
    uint64_t slack = d->estimated ? MPEG_SLACK : 0;
    if (d->estimate && d->file.size > d->file.at + MPEG_TAGS) {
        info->frames_declared = d->estimate;
        slack = 0;
    }
    info->truncated =
        info->frames_read + slack < info->frames_declared || d->endless;
    info->goes_on = !info->truncated && goes_on(d);
    return CAD_OK;
}

cad_status cad_decoder_read(cad_decoder *d, float *interleaved, size_t room,
                            size_t *got, cad_error *error)
{
    size_t channels = (size_t)d->info.channels;
    uint64_t want = room / channels;
    *got = 0;
    if (want > d->left)
        want = d->left;
    if (!want)
        return CAD_OK;
    sf_count_t n = sf_readf_float(d->sound, interleaved, (sf_count_t)want);
    if (n <= 0)
        return end_of_sound(d, error);
    *got = (size_t)n;
    uint64_t at = d->start + d->info.frames_read;
    d->info.frames_read += (uint64_t)n;
    if (d->left != UINT64_MAX)
        d->left -= (uint64_t)n;
    d->info.bad_samples += clear_bad(interleaved, *got * channels);
    if (d->coarse)
        cad_dither_8bit(&d->dither, interleaved, *got, channels,
                        d->info.rate_hz, at);
    return CAD_OK;
}

const struct cad_audio_info *cad_decoder_info(const cad_decoder *decoder)
{
    return &decoder->info;
}

void cad_decoder_close(cad_decoder **decoder)
{
    struct cad_decoder *d = *decoder;
    if (!d)
        return;
    if (d->sound)
        sf_close(d->sound);
    cad_input_close(&d->file);
    *decoder = NULL;
}
