#include "pitch_trackers.h"

#include "praat.h"

#include "base/arena.h"
#include "feature/pitch.h"
#include "feature/speech.h"
#include "gate.h"
#include "model/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static cad_plans *plans;
static cad_model model;
static cad_arena *model_arena;
static double spent_s, heard_frames;

bool pitch_ours_open(const char *model_path)
{
    cad_error error = {0};
    model_arena = cad_arena_new();
    if (model_arena &&
        !cad_model_load(model_arena, model_path, &model, &error) &&
        !cad_plans_new(&plans, &error))
        return true;
    fprintf(stderr, "pitch: %s\n", error.text);
    return false;
}

void pitch_ours_close(void)
{
    cad_plans_free(&plans);
    cad_arena_free(model_arena);
}

double pitch_ours_us_a_frame(void)
{
    return heard_frames > 0.0 ? 1e6 * spent_s / heard_frames : 0.0;
}

static double cpu_s(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void reserve(cad_arena *arena, size_t frames, struct cad_channel *out)
{
    out->frames = out->room = frames;
    out->power = CAD_NEW(arena, float, frames);
    out->bands = CAD_NEW(arena, uint8_t, frames * CAD_BANDS);
    out->flags = CAD_NEW(arena, uint8_t, frames);
    out->tilt_cdb = CAD_NEW(arena, int16_t, frames);
    out->pitch = CAD_NEW(arena, struct cad_pitch_frame, frames);
    out->line = CAD_NEW(arena, struct cad_line_frame, frames);
}

/* Act 1 for one channel, only what pitch and speech need. */
static void measure(const float *x, size_t n, bool gated, cad_arena *arena,
                    struct cad_channel *out)
{
    enum { PAD = CAD_REACH + CAD_HOP };
    float *padded = CAD_NEW(arena, float, n + 2 * PAD);
    float *scratch = CAD_NEW(arena, float, CAD_SPECTRUM_SCRATCH);
    memcpy(padded + PAD, x, n * sizeof *x);
    reserve(arena, n / CAD_HOP, out);
    struct cad_gate gate;
    cad_gate_init(&gate, &model.settings.measure);
    for (size_t f = 0; f < out->frames; f++) {
        const float *hop = padded + PAD + f * CAD_HOP;
        float power[CAD_BINS];
        double sum = 0.0;
        for (int i = 0; i < CAD_HOP; i++)
            sum += (double)hop[i] * (double)hop[i];
        out->power[f] = (float)(sum / CAD_HOP);
        cad_spectrum_power(plans, hop + CAD_HOP / 2 - CAD_STFT / 2, scratch,
                           power);
        cad_bands_pack(power, out->bands + f * CAD_BANDS);
        out->flags[f] = cad_gate_flags(
            gated ? cad_gate_look(&gate, power, false) : CAD_GATE_OPEN);
    }
    cad_pitch_stream *stream;
    if (cad_pitch_open(arena, plans, &model.settings.pitch, &stream, NULL))
        abort();
    double start_s = cpu_s();
    for (size_t f = 0; f < out->frames; f++)
        cad_pitch_frame(stream, padded + PAD + f * CAD_HOP + CAD_HOP / 2,
                        out->flags[f] != 0, &out->pitch[f]);
    spent_s += cpu_s() - start_s;
}

void pitch_ours(const float *x, size_t n, bool as_in_a_call, float *f0_hz)
{
    cad_arena *arena = cad_arena_new();
    struct cad_channel channel = {0};
    measure(x, n, as_in_a_call, arena, &channel);
    uint8_t *speech = CAD_NEW(arena, uint8_t, channel.frames);
    uint8_t *nobody_else = CAD_NEW(arena, uint8_t, channel.frames);
    uint8_t *voicing = CAD_NEW(arena, uint8_t, channel.frames);
    memset(speech, 1, channel.frames);
    if (as_in_a_call &&
        cad_speech_detect(&channel, NULL, &model.settings.speech, arena, speech,
                          NULL, NULL, NULL))
        abort();
    double start_s = cpu_s();
    if (cad_pitch_track(&channel, speech, nobody_else, &model.settings.pitch,
                        arena, f0_hz, voicing, NULL))
        abort();
    spent_s += cpu_s() - start_s;
    heard_frames += (double)channel.frames;
    cad_arena_free(arena);
}

static const char praat_pitch[] =
    "form: \"pitch\"\n"
    "  infile: \"in\", \"\"\n"
    "  outfile: \"out\", \"\"\n"
    "endform\n"
    "Read from file: in$\n"
    "length = Get total duration\n"
    "frames = round (100 * length) - 1\n"
    "To Pitch (ac): 0.01, 75, 15, \"no\", 0.03, 0.45, 0.01, 0.35, 0.14, 500\n"
    "for f from 1 to frames\n"
    "  v = Get value at time: f * 0.01, \"Hertz\", \"nearest\"\n"
    "  if v = undefined\n    v = 0\n  endif\n"
    "  appendFileLine: out$, v\n"
    "endfor\n";

/* Half a hop of silence at either end: Praat centres its frames in the sound,
   and so they come to lie on ours. */
bool pitch_praat(const float *x, size_t n, float *f0_hz)
{
    size_t frames = n / CAD_HOP, room = (frames + 1) * CAD_HOP, count = 0;
    float *padded = calloc(room, sizeof *padded);
    double *values = calloc(frames + 1, sizeof *values);
    if (!padded || !values)
        abort();
    memcpy(padded + CAD_HOP / 2, x, frames * CAD_HOP * sizeof *x);
    bool good = praat_run(praat_pitch, padded, room, values, frames, &count) &&
                count == frames;
    for (size_t f = 0; f < count; f++)
        f0_hz[f] = (float)values[f];
    free(padded);
    free(values);
    return good;
}
