#include "audio/layout.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "model/model.h"
#include "tap.h"

enum { RATE = 8000, SECONDS = 60, N = RATE * SECONDS };

static float x[N], y[N], a[N], b[N];
static struct cad_layout_settings settings; /* of models/default.json */

static float noise(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (float)(*seed >> 8) / 8388608.0f - 1.0f;
}

/* Two talkers of noise in turns of 4 s; `together` adds overlap in s. */
static void talk(double together)
{
    uint32_t seed = 1;
    for (int i = 0; i < N; i++) {
        double t = fmod((double)i / RATE, 8.0);
        bool first = t < 4.0 + together, second = t >= 4.0;
        a[i] = first ? 0.2f * noise(&seed) : 0.0f;
        b[i] = second ? 0.2f * noise(&seed) : 0.0f;
    }
}

static void mix(float aa, float ab, float ba, float bb)
{
    for (int i = 0; i < N; i++) {
        x[i] = aa * a[i] + ab * b[i];
        y[i] = ba * a[i] + bb * b[i];
    }
}

static struct cad_pair_verdict decide(size_t n)
{
    struct cad_pair_sums sums;
    cad_pair_init(&sums, RATE, &settings);
    for (size_t i = 0; i < n; i += 1000)
        cad_pair_feed(&sums, x + i, y + i, 1, n - i < 1000 ? n - i : 1000);
    return cad_pair_decide(&sums);
}

static void test_same(void)
{
    talk(0);
    mix(1, 1, 1, 1);
    ok(decide(N).same, "copies are the same");
    ok(decide(1).silent_channel == 2 && !decide(1).same,
       "one sample is nothing at all");
    ok(decide(400).same, "50 ms are enough for a copy");
    mix(1, 1, 0.75f, 0.75f);
    ok(decide(N).same, "a copy 2.5 dB lower is the same");
    mix(1, 1, 0.5f, 0.5f);
    ok(decide(N).same, "and one 6 dB lower");
    mix(1, 1, 0.3f, 0.3f);
    ok(!decide(N).same, "one 10.5 dB lower is not claimed to be");
    mix(1, 1, -1, -1);
    ok(decide(N).same && decide(N).inverted, "so is an inverted copy");
}

static void test_two(void)
{
    talk(0);
    mix(1, 0, 0, 1);
    ok(!decide(N).same && decide(N).silent_channel == -1, "two talkers");
    mix(1, 0.25f, 0.25f, 1);
    ok(!decide(N).same, "two talkers with leakage of -12 dB");
    mix(1, 0.5f, 0.5f, 1);
    ok(!decide(N).same, "two talkers with leakage of -6 dB");
    mix(1, 0, 0.25f, 0);
    ok(!decide(N).same && decide(N).silent_channel == -1,
       "one talker with leakage of -12 dB on the other side");
    talk(3.5);
    mix(1, 0.25f, 0.25f, 1);
    ok(!decide(N).same, "overlap half of the time, and leakage");
}

/* The same hold music on both sides, then two talkers. */
static void test_shared_stretch(void)
{
    talk(0);
    mix(1, 0, 0, 1);
    for (int i = 0; i < 40 * RATE; i++)
        x[i] = y[i] = 2 * a[i] + 2 * b[i];
    struct cad_pair_verdict verdict = decide(N);
    ok(!verdict.same, "40 s of shared music (r %.2f) do not make one call",
       verdict.correlation);
}

/* What both channels share is 26 dB louder than where they differ: it decides
   the sums over the whole, but not the windows. */
static void test_loud_share(void)
{
    talk(0);
    mix(1, 0, 0, 1);
    for (int i = 0; i < N; i++) {
        bool shared = i < N * 2 / 3;
        x[i] = shared ? a[i] + b[i] : 0.05f * x[i];
        y[i] = shared ? a[i] + b[i] : 0.05f * y[i];
    }
    struct cad_pair_verdict verdict = decide(N);
    ok(verdict.correlation > 0.99, "one signal by the sums: %.4f",
       verdict.correlation);
    ok(!verdict.same, "but two parties in 2 of 6 windows");
}

static void test_silent(void)
{
    talk(0);
    mix(1, 0, 0, 0);
    ok(decide(N).silent_channel == 1, "digital silence on the right");
    for (int i = 0; i < N; i++)
        y[i] = 0.03f;
    ok(decide(N).silent_channel == 1, "a constant is silence too");
    mix(0, 0.002f, 1, 0);
    ok(decide(N).silent_channel == 0, "54 dB under is silent");
    mix(0, 0.01f, 1, 0);
    ok(decide(N).silent_channel == -1, "40 dB under is not");
    mix(0, 0, 0, 0);
    ok(decide(N).silent_channel == 2, "both silent");
    /* a customer who says 0.3 s in the whole call, 12 dB down */
    mix(1, 0, 0, 0);
    for (int i = 0; i < 2400; i++)
        y[30000 + i] = 0.25f * b[40000 + i];
    ok(decide(N).silent_channel == -1, "one short word is somebody");
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    cad_model model;
    if (!arena || cad_model_load(arena, NULL, &model, NULL))
        return 99;
    settings = model.settings.layout;
    cad_arena_free(arena);
    test_same();
    test_two();
    test_shared_stretch();
    test_loud_share();
    test_silent();
    return tap_done();
}
