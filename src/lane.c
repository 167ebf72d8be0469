#include "lane.h"

#include "audio/resample.h"
#include "base/error.h"
#include "dsp/kweight.h"
#include "feature/defects.h"
#include "feature/effort.h"
#include "feature/line.h"
#include "feature/loudness.h"
#include "feature/pitch.h"
#include "feature/syllable.h"
#include "gate.h"

#include <math.h>
#include <string.h>

enum {
    GROW_FRAMES = 60 * CAD_FRAMES_PER_S, /* a minute at a time */
    LTAS_EVERY = 10 /* frames between looks at the band at the own rate */
};

struct cad_lane {
    const cad_engine *engine;
    cad_arena *arena;
    int rate_hz;
    struct cad_channel *channel;
    /* at the file's own rate */
    size_t native_frames;
    struct cad_kweight kweight;
    struct cad_p56 p56;
    struct cad_defect_count defects;
    double ltas[CAD_BINS];
    /* at 8 kHz */
    cad_resampler *resampler;
    float *window; /* samples from CAD_REACH before the next centre on */
    size_t held;   /* valid samples in window */
    float *fresh;  /* what the resampler gives */
    struct blocker {
        double slope, in, out;
        bool open;
    } dc;
    struct cad_gate gate;
    cad_pitch_stream *pitch;
    float *scratch, *power;
};

/* ---- opening and closing ---------------------------------------------- */

static bool grow(cad_lane *lane, size_t frames)
{
    struct cad_channel *c = lane->channel;
    return frames <= c->room ||
           cad_channel_reserve(lane->arena, c, c->room + GROW_FRAMES);
}

static bool make_buffers(cad_lane *lane)
{
    size_t room = cad_resampler_room(lane->resampler, (size_t)lane->rate_hz);
    lane->fresh = CAD_NEW(lane->arena, float, room);
    /* what is left over, a second of news, and the zeros after the end */
    lane->window =
        CAD_NEW(lane->arena, float, 2 * (2 * CAD_REACH + CAD_HOP) + room);
    lane->scratch = CAD_NEW(lane->arena, float, CAD_SPECTRUM_SCRATCH);
    lane->power = CAD_NEW(lane->arena, float, CAD_BINS);
    return lane->fresh && lane->window && lane->scratch && lane->power &&
           grow(lane, CAD_FRAMES_PER_S);
}

cad_status cad_lane_open(const cad_engine *engine, cad_arena *arena,
                         int rate_hz, cad_lane **out, cad_error *error)
{
    cad_lane *lane = *out = CAD_NEW(arena, cad_lane, 1);
    if (!lane || !(lane->channel = CAD_NEW(arena, struct cad_channel, 1)))
        return cad_fail_memory(error);
    lane->engine = engine;
    lane->arena = arena;
    lane->rate_hz = rate_hz;
    lane->held = CAD_REACH - CAD_HOP / 2; /* silence before the first sample */
    cad_kweight_init(&lane->kweight, rate_hz);
    cad_p56_init(&lane->p56, rate_hz);
    double corner_hz = engine->model.settings.measure.dc_corner_hz;
    lane->dc.slope = exp(-2.0 * acos(-1.0) * corner_hz / CAD_RATE_HZ);
    cad_gate_init(&lane->gate, &engine->model.settings.measure);
    cad_status status =
        cad_resampler_open(arena, rate_hz, &lane->resampler, error);
    if (status)
        return status;
    if (!make_buffers(lane))
        return cad_fail_memory(error);
    return cad_pitch_open(arena, engine->plans, &engine->model.settings.pitch,
                          &lane->pitch, error);
}

void cad_lane_close(cad_lane *lane)
{
    if (lane && lane->resampler)
        cad_resampler_close(&lane->resampler);
}

/* ---- at the file's own rate ------------------------------------------- */

/* A look at the whole band now and then is enough for its upper edge. */
static void look_at_band(cad_lane *lane, const float *x, size_t room)
{
    if (lane->native_frames % LTAS_EVERY || room < CAD_STFT)
        return;
    cad_spectrum_power(lane->engine->plans, x, lane->scratch, lane->power);
    for (size_t k = 0; k < CAD_BINS; k++)
        lane->ltas[k] += (double)lane->power[k];
}

static void measure_native(cad_lane *lane, const float *x, size_t n)
{
    size_t rate = (size_t)lane->rate_hz;
    for (size_t f = 0, start = 0; start < n; f++) {
        size_t end = (f + 1) * rate / CAD_FRAMES_PER_S;
        end = end < n ? end : n;
        size_t count = end - start, at = lane->native_frames;
        struct cad_channel *c = lane->channel;
        c->flags[at] |= cad_defects_feed(&lane->defects, x + start, count);
        c->k_power[at] =
            (float)(cad_kweight_energy(&lane->kweight, x + start, count) *
                    CAD_FRAMES_PER_S / lane->rate_hz);
        look_at_band(lane, x + start, n - start);
        lane->native_frames++;
        start = end;
    }
    cad_p56_feed(&lane->p56, x, n);
}

/* ---- at 8 kHz --------------------------------------------------------- */

/* x points at the frame's centre. */
static void measure_frame(cad_lane *lane, const float *x)
{
    const struct cad_settings *settings = &lane->engine->model.settings;
    struct cad_channel *c = lane->channel;
    size_t f = c->frames++;
    double sum = 0.0;
    for (int i = -CAD_HOP / 2; i < CAD_HOP / 2; i++)
        sum += (double)(x[i] * x[i]);
    c->power[f] = (float)(sum / CAD_HOP);
    cad_spectrum_power(lane->engine->plans, x - CAD_STFT / 2, lane->scratch,
                       lane->power);
    cad_bands_pack(lane->power, c->bands + f * CAD_BANDS);
    c->tilt_cdb[f] = cad_effort_tilt_cdb(lane->power);
    c->syllable[f] = cad_syllable_measure(lane->power);
    c->line[f] = cad_line_measure(lane->power, &settings->line);
    enum cad_gate_state gate = cad_gate_look(&lane->gate, lane->power,
                                             c->flags[f] & CAD_FRAME_DIGITAL);
    c->flags[f] |= cad_gate_flags(gate);
    cad_pitch_frame(lane->pitch, x, gate != CAD_GATE_SHUT, &c->pitch[f]);
}

/* Frames whose right context has arrived; the rest waits for more. */
static void measure_ready(cad_lane *lane)
{
    size_t centre = CAD_REACH;
    while (centre + CAD_REACH <= lane->held &&
           lane->channel->frames < lane->native_frames) {
        measure_frame(lane, lane->window + centre);
        centre += CAD_HOP;
    }
    size_t used = centre - CAD_REACH;
    memmove(lane->window, lane->window + used,
            (lane->held - used) * sizeof *lane->window);
    lane->held -= used;
}

/* A recorder's constant offset, in place: in a window's lowest bins it would
   drown speech. Begins at the first sample, so that the offset is no step. */
static void block_dc(struct blocker *dc, float *x, size_t n)
{
    static const double nothing = 1e-15; /* or the decay ends in denormals */
    if (n && !dc->open)
        dc->in = (double)x[0];
    dc->open = dc->open || n;
    for (size_t i = 0; i < n; i++) {
        double in = (double)x[i];
        double out = in - dc->in + dc->slope * dc->out;
        dc->out = fabs(out) < nothing ? 0.0 : out;
        dc->in = in;
        x[i] = (float)(0.5 * (1.0 + dc->slope) * dc->out); /* 0 dB at the top */
    }
}

static void append(cad_lane *lane, const float *x, size_t n)
{
    memcpy(lane->window + lane->held, x, n * sizeof *x);
    lane->held += n;
    measure_ready(lane);
}

/* Silence after the last sample, as long as frames want it. */
static void append_silence(cad_lane *lane)
{
    float zeros[2 * CAD_REACH] = {0};
    while (lane->channel->frames < lane->native_frames)
        append(lane, zeros, 2 * CAD_REACH);
}

cad_status cad_lane_push(cad_lane *lane, const float *x, size_t n, bool last,
                         cad_error *error)
{
    if (!grow(lane, lane->native_frames + CAD_FRAMES_PER_S + 1))
        return cad_fail_memory(error);
    measure_native(lane, x, n);
    size_t got = 0;
    cad_status status = cad_resampler_push(lane->resampler, x, n, last,
                                           lane->fresh, &got, error);
    if (status)
        return status;
    block_dc(&lane->dc, lane->fresh, got);
    append(lane, lane->fresh, got);
    if (last)
        append_silence(lane);
    return CAD_OK;
}

/* ---- the whole channel ------------------------------------------------ */

/* Below it lies nearly all the energy, once speech's own fall of about 6 dB
   an octave is lifted; coding noise above the band is too weak to count. */
static double band_edge_hz(const cad_lane *lane)
{
    double share = lane->engine->model.settings.measure.bandwidth_share;
    double all = 0.0, below = 0.0;
    for (size_t k = 2; k < CAD_BINS; k++)
        all += lane->ltas[k] * (double)(k * k);
    size_t edge = 0;
    for (size_t k = 2; k < CAD_BINS && below < share * all; k++) {
        below += lane->ltas[k] * (double)(k * k);
        edge = k;
    }
    return (double)edge * lane->rate_hz / CAD_STFT;
}

struct cad_channel *cad_lane_finish(cad_lane *lane)
{
    struct cad_channel *c = lane->channel;
    const float *k_power[] = {c->k_power};
    cad_figure lufs = cad_loudness_integrated(k_power, 1, c->frames);
    c->loudness_lufs = cad_is_known(lufs) ? lufs.value : -HUGE_VAL;
    c->p56_dbov = cad_p56_level_dbov(&lane->p56);
    c->samples = lane->defects.samples;
    c->clipped_samples = lane->defects.clipped;
    c->peak = lane->defects.peak;
    c->bandwidth_hz = band_edge_hz(lane);
    return c;
}
