#include "audio/resample.h"

#include <math.h>
#include <samplerate.h>
#include <stdint.h>
#include <string.h>

#include "base/error.h"

enum { WORK_RATE_HZ = 8000 };

struct cad_resampler {
    SRC_STATE *state; /* NULL: 8 kHz passes through */
    double ratio;
    uint64_t taken, given;
};

/* SINC_FASTEST would dull 3.2 to 3.4 kHz of the telephone band */
static const int quality = SRC_SINC_MEDIUM_QUALITY;

/* What the filter holds back and gives later in one piece: half its length is
   46 periods of the lower rate. */
static const double held_back = 46.0 * 2.0 + 64.0;

static cad_status failed(int code, cad_error *error)
{
    return cad_fail(error, CAD_ERR_BUG, "libsamplerate: %s",
                    src_strerror(code));
}

cad_status cad_resampler_open(cad_arena *arena, int rate_hz,
                              cad_resampler **out, cad_error *error)
{
    int code = 0;
    *out = NULL;
    struct cad_resampler *r = CAD_NEW(arena, struct cad_resampler, 1);
    if (!r)
        return cad_fail_memory(error);
    r->ratio = (double)WORK_RATE_HZ / rate_hz;
    if (rate_hz != WORK_RATE_HZ) {
        r->state = src_new(quality, 1, &code);
        if (!r->state)
            return cad_fail_memory(error);
    }
    *out = r;
    return CAD_OK;
}

size_t cad_resampler_room(const cad_resampler *r, size_t n)
{
    if (!r->state)
        return n;
    return (size_t)(ceil((double)n * r->ratio) +
                    held_back * fmax(r->ratio, 1.0));
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

cad_status cad_resampler_push(cad_resampler *r, const float *x, size_t n,
                              bool last, float *out, size_t *got,
                              cad_error *error)
{
    *got = 0;
    if (!r->state) {
        if (n)
            memmove(out, x, n * sizeof *x);
        *got = n;
        return CAD_OK;
    }
    size_t room = cad_resampler_room(r, n), made = 0;
    SRC_DATA data = {.data_in = x,
                     .input_frames = (long)n,
                     .end_of_input = last,
                     .src_ratio = r->ratio};
    do {
        data.data_out = out + made;
        data.output_frames = (long)(room - made);
        int code = src_process(r->state, &data);
        if (code)
            return failed(code, error);
        data.data_in += data.input_frames_used;
        data.input_frames -= data.input_frames_used;
        made += (size_t)data.output_frames_gen;
    } while (made < room && (data.input_frames || data.output_frames_gen));
    if (data.input_frames)
        return cad_fail(error, CAD_ERR_BUG, "resampler: no room for output");
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
