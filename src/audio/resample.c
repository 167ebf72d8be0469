#include "audio/resample.h"

#include <math.h>
#include <samplerate.h>
#include <stdint.h>
#include <string.h>

#include "audio/decimate.h"
#include "base/error.h"

enum {
    WORK_RATE_HZ = 8000,
    BETWEEN_HZ = 11000,
    PIECE = 1024,
    PLACES_MAX = 640 /* filters of the fine stage: 11025 Hz takes 320 */
};

/* To 8 kHz by whole factors as far as they go (coarse), then by a ratio of
   whole numbers (fine), or where those are large by libsamplerate. All NULL:
   8 kHz passes through. */
struct cad_resampler {
    cad_decimator *coarse, *fine;
    SRC_STATE *state;
    double ratio, state_ratio;
    float *between; /* the coarse stage's output */
    uint64_t taken, given;
};

/* SINC_FASTEST is 2.5 times as fast, but 9 dB down at 3.4 kHz: it would dull
   the telephone band. */
static const int quality = SRC_SINC_MEDIUM_QUALITY;

/* The telephone band and a little more. */
static const double pass_hz = 3600.0;

/* What the filter holds back and gives later in one piece: half its length is
   46 periods of the lower rate. */
static const double held_back = 46.0 * 2.0 + 64.0;

static cad_status failed(int code, cad_error *error)
{
    return cad_fail(error, CAD_ERR_BUG, "libsamplerate: %s",
                    src_strerror(code));
}

/* Multiples of 8 kHz go down in one step; others to 11 kHz or more, as far as
   a short filter reaches. */
static int factor_of(int rate_hz)
{
    if (rate_hz % WORK_RATE_HZ == 0)
        return rate_hz / WORK_RATE_HZ;
    return rate_hz < 2 * BETWEEN_HZ ? 1 : rate_hz / BETWEEN_HZ;
}

static int common_divisor(int a, int b)
{
    return b ? common_divisor(b, a % b) : a;
}

static bool open_coarse(cad_arena *arena, struct cad_resampler *r, int rate_hz,
                        int factor)
{
    r->coarse = cad_decimator_new(arena, rate_hz, 1, factor, pass_hz);
    if (!r->coarse)
        return false;
    r->between = CAD_NEW(arena, float, cad_decimator_room(r->coarse, PIECE));
    return r->between != NULL;
}

/* From rate_hz / factor, which need not be whole. */
static bool open_rest(cad_arena *arena, struct cad_resampler *r, int rate_hz,
                      int factor)
{
    int code = 0, to_hz = WORK_RATE_HZ * factor;
    int divisor = common_divisor(rate_hz, to_hz);
    if (rate_hz == to_hz)
        return true;
    if (rate_hz < to_hz || rate_hz % factor || to_hz / divisor > PLACES_MAX)
        r->state = src_new(quality, 1, &code);
    else
        r->fine = cad_decimator_new(arena, rate_hz / factor, to_hz / divisor,
                                    rate_hz / divisor, pass_hz);
    return r->state || r->fine;
}

cad_status cad_resampler_open(cad_arena *arena, int rate_hz,
                              cad_resampler **out, cad_error *error)
{
    int factor = factor_of(rate_hz);
    *out = NULL;
    struct cad_resampler *r = CAD_NEW(arena, struct cad_resampler, 1);
    if (!r)
        return cad_fail_memory(error);
    r->ratio = (double)WORK_RATE_HZ / rate_hz;
    r->state_ratio = r->ratio * factor;
    if ((factor > 1 && !open_coarse(arena, r, rate_hz, factor)) ||
        !open_rest(arena, r, rate_hz, factor))
        return cad_fail_memory(error);
    *out = r;
    return CAD_OK;
}

size_t cad_resampler_room(const cad_resampler *r, size_t n)
{
    if (r->coarse)
        n = cad_decimator_room(r->coarse, n);
    if (r->fine)
        n = cad_decimator_room(r->fine, n);
    if (!r->state)
        return n;
    return (size_t)(ceil((double)n * r->state_ratio) +
                    held_back * fmax(r->state_ratio, 1.0));
}

/* Exactly round(n * 8000 / rate) samples in all: cut or pad the last ones. */
static size_t settle_length(struct cad_resampler *r, float *out, size_t made,
                            size_t room)
{
    uint64_t wanted = (uint64_t)llround((double)r->taken * r->ratio);
    uint64_t rest = wanted > r->given ? wanted - r->given : 0;
    if (rest > room)
        rest = room;
    for (size_t i = made; i < rest; i++)
        out[i] = 0.0f;
    return (size_t)rest;
}

static cad_status convert(struct cad_resampler *r, const float *x, size_t n,
                          bool last, float *out, size_t room, size_t *made,
                          cad_error *error)
{
    SRC_DATA data = {.data_in = x,
                     .input_frames = (long)n,
                     .end_of_input = last,
                     .src_ratio = r->state_ratio};
    do {
        data.data_out = out + *made;
        data.output_frames = (long)(room - *made);
        int code = src_process(r->state, &data);
        if (code)
            return failed(code, error);
        data.data_in += data.input_frames_used;
        data.input_frames -= data.input_frames_used;
        *made += (size_t)data.output_frames_gen;
    } while (*made < room && (data.input_frames || data.output_frames_gen));
    if (data.input_frames)
        return cad_fail(error, CAD_ERR_BUG, "resampler: no room for output");
    return CAD_OK;
}

/* The stage after the coarse one. */
static cad_status refine(struct cad_resampler *r, const float *x, size_t n,
                         bool last, float *out, size_t room, size_t *made,
                         cad_error *error)
{
    if (r->state)
        return convert(r, x, n, last, out, room, made, error);
    *made += cad_decimator_push(r->fine, x, n, last, out + *made);
    return CAD_OK;
}

/* Both stages, in pieces that fit between them. */
static cad_status convert_twice(struct cad_resampler *r, const float *x,
                                size_t n, bool last, float *out, size_t room,
                                size_t *made, cad_error *error)
{
    cad_status status = CAD_OK;
    do {
        size_t take = n < PIECE ? n : PIECE;
        bool end = last && take == n;
        size_t between =
            cad_decimator_push(r->coarse, x, take, end, r->between);
        if (between || end)
            status =
                refine(r, r->between, between, end, out, room, made, error);
        x += take;
        n -= take;
    } while (n && !status);
    return status;
}

cad_status cad_resampler_push(cad_resampler *r, const float *x, size_t n,
                              bool last, float *out, size_t *got,
                              cad_error *error)
{
    size_t room = cad_resampler_room(r, n), made = 0;
    bool rest = r->state || r->fine;
    cad_status status = CAD_OK;
    *got = 0;
    if (!r->coarse && !rest) {
        if (n)
            memmove(out, x, n * sizeof *x);
        *got = n;
        return CAD_OK;
    }
    if (!rest)
        made = cad_decimator_push(r->coarse, x, n, last, out);
    else if (r->coarse)
        status = convert_twice(r, x, n, last, out, room, &made, error);
    else
        status = refine(r, x, n, last, out, room, &made, error);
    if (status)
        return status;
    r->taken += n;
    if (last)
        made = settle_length(r, out, made, room);
    r->given += made;
    *got = made;
    return CAD_OK;
}

void cad_resampler_close(cad_resampler **resampler)
{
    struct cad_resampler *r = *resampler;
    if (r && r->state)
        src_delete(r->state);
    *resampler = NULL;
}
