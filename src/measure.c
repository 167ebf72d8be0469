#include "measure.h"

#include "base/error.h"
#include "lane.h"

/* One decoder, one or two lanes, and a second of samples between them. */
struct pass {
    const cad_call *call;
    cad_decoder *decoder;
    cad_lane *lane[2];
    size_t channels, stride, room;
    float *interleaved, *mono;
    struct cad_pair_sums pair;
};

static void take_channel(const float *interleaved, size_t stride, size_t n,
                         float *mono)
{
    for (size_t i = 0; i < n; i++)
        mono[i] = interleaved[i * stride];
}

/* Fill a whole second, so that frames never straddle two blocks. */
static cad_status read_block(struct pass *p, size_t *got, cad_error *error)
{
    *got = 0;
    while (*got < p->room) {
        size_t n = 0;
        cad_status status =
            cad_decoder_read(p->decoder, p->interleaved + *got * p->stride,
                             (p->room - *got) * p->stride, &n, error);
        if (status || n == 0)
            return status;
        *got += n;
    }
    return CAD_OK;
}

static cad_status push_block(struct pass *p, size_t n, cad_error *error)
{
    bool last = n < p->room;
    for (size_t c = 0; c < p->channels; c++) {
        take_channel(p->interleaved + c, p->stride, n, p->mono);
        cad_status status = cad_lane_push(p->lane[c], p->mono, n, last, error);
        if (status)
            return status;
    }
    if (p->channels == 2)
        cad_pair_feed(&p->pair, p->interleaved, p->interleaved + 1, p->stride,
                      n);
    return CAD_OK;
}

static cad_status stream(struct pass *p, cad_error *error)
{
    size_t n = p->room;
    while (n == p->room) {
        if (p->call->stop && p->call->stop(p->call->stop_user))
            return cad_fail(error, CAD_ERR_STOPPED, "stopped");
        cad_status status = read_block(p, &n, error);
        if (!status)
            status = push_block(p, n, error);
        if (status)
            return status;
    }
    return CAD_OK;
}

static cad_status prepare(struct pass *p, const cad_engine *engine,
                          cad_arena *arena, cad_error *error)
{
    const struct cad_audio_info *info = cad_decoder_info(p->decoder);
    p->stride = (size_t)info->channels;
    p->channels = info->channels > 1 ? 2 : 1;
    p->room = (size_t)info->rate_hz;
    p->interleaved = CAD_NEW(arena, float, p->room * p->stride);
    p->mono = CAD_NEW(arena, float, p->room);
    if (!p->interleaved || !p->mono)
        return cad_fail_memory(error);
    cad_pair_init(&p->pair, info->rate_hz, &engine->model.settings.layout);
    for (size_t c = 0; c < p->channels; c++) {
        cad_status status =
            cad_lane_open(engine, arena, info->rate_hz, &p->lane[c], error);
        if (status)
            return status;
    }
    return CAD_OK;
}

static void finish(struct pass *p, struct cad_recording *out)
{
    out->info = *cad_decoder_info(p->decoder);
    out->channel_count = p->channels;
    for (size_t c = 0; c < p->channels; c++)
        out->channel[c] = cad_lane_finish(p->lane[c]);
    if (p->channels == 2)
        out->pair = cad_pair_decide(&p->pair);
    out->duration_s = (double)out->info.frames_read / (double)out->info.rate_hz;
}

static cad_status refuse_empty(const struct cad_recording *r, cad_error *error)
{
    if (r->info.frames_read)
        return CAD_OK;
    return cad_fail(error, CAD_ERR_EMPTY, "%s: holds no samples", r->info.path);
}

/* What was read as silence is silence to all that follows. */
static cad_status refuse_bad(const struct cad_recording *r, double most,
                             cad_error *error)
{
    const struct cad_audio_info *info = &r->info;
    double samples = (double)info->frames_read * info->channels;
    double share = (double)info->bad_samples / samples;
    if (share <= most)
        return CAD_OK;
    return cad_fail(error, CAD_ERR_FORMAT,
                    "%s: %.0f %% of its samples are not numbers or far over "
                    "full scale; export it again, or, if they are on the scale "
                    "of 16-bit integers, ffmpeg -i FILE -af volume=1/32768 "
                    "OUT.flac",
                    info->path, 100.0 * share);
}

cad_status cad_measure_file(const cad_engine *engine, const cad_call *call,
                            const char *path, cad_arena *arena,
                            struct cad_recording *out, cad_error *error)
{
    struct pass p = {.call = call};
    *out = (struct cad_recording){0};
    cad_status status = cad_decoder_open(arena, path, &call->raw, call->from_s,
                                         call->to_s, &p.decoder, error);
    if (!status)
        status = cad_file_sha256(path, out->sha256, error);
    if (!status)
        status = prepare(&p, engine, arena, error);
    if (!status)
        status = stream(&p, error);
    if (!status) {
        finish(&p, out);
        status = refuse_empty(out, error);
        if (!status)
            status = refuse_bad(
                out, engine->model.settings.measure.bad_samples_max, error);
    }
    cad_lane_close(p.lane[0]);
    cad_lane_close(p.lane[1]);
    if (p.decoder)
        cad_decoder_close(&p.decoder);
    return status;
}
