/* gate: open above the quiet, faint where only the low band rises, shut in
   steady noise and silence; blind to gain */
#include "gate.h"
#include "model/model.h"

#include "tap.h"

static cad_model model;

/* A flat spectrum with a little ripple, so that there is a least frame. */
static void fill(float *power, int f, double gain, double low_gain)
{
    double ripple = 1.0 + 0.02 * ((f * 7) % 5);
    for (int k = 0; k < CAD_BINS; k++)
        power[k] = (float)(1e-6 * ripple * gain * (k <= 32 ? low_gain : 1.0));
}

/* The state after 3 s of noise and 5 frames of something else. */
static enum cad_gate_state after_noise(double level, double gain,
                                       double low_gain)
{
    struct cad_gate gate;
    float power[CAD_BINS];
    enum cad_gate_state state = CAD_GATE_SHUT;
    cad_gate_init(&gate, &model.settings.measure);
    for (int f = 0; f < 305; f++) {
        bool noise = f < 300;
        fill(power, f, noise ? level : level * gain, noise ? 1.0 : low_gain);
        state = cad_gate_look(&gate, power, false);
    }
    return state;
}

static void test_states(double level)
{
    ok(after_noise(level, 1.0, 1.0) == CAD_GATE_SHUT, "steady noise: shut");
    ok(after_noise(level, 4.0, 1.0) == CAD_GATE_OPEN, "6 dB above it: open");
    /* 32 of 109 bins, 5 dB up: the whole band rises by 2 dB only */
    ok(after_noise(level, 1.0, 3.2) == CAD_GATE_FAINT,
       "5 dB below 1 kHz alone: faint");
    ok(after_noise(level, 1.0, 1.5) == CAD_GATE_SHUT,
       "2 dB below 1 kHz alone: shut");
}

static void test_silence(void)
{
    struct cad_gate gate;
    float power[CAD_BINS] = {0.0f};
    cad_gate_init(&gate, &model.settings.measure);
    ok(cad_gate_look(&gate, power, false) == CAD_GATE_SHUT, "silence: shut");
    fill(power, 0, 1.0, 1.0);
    ok(cad_gate_look(&gate, power, true) == CAD_GATE_SHUT,
       "a codec's idle code: shut");
    ok(cad_gate_look(&gate, power, false) == CAD_GATE_OPEN,
       "nothing to compare with yet: open");
    ok(cad_gate_flags(CAD_GATE_OPEN) == CAD_FRAME_ENERGY &&
           cad_gate_flags(CAD_GATE_FAINT) == CAD_FRAME_FAINT &&
           cad_gate_flags(CAD_GATE_SHUT) == 0,
       "flags");
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    if (!ok(arena && !cad_model_load(arena, NULL, &model, NULL), "model"))
        return tap_done();
    test_states(1.0);
    test_states(100.0);
    test_silence();
    cad_arena_free(arena);
    return tap_done();
}
