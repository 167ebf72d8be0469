/* Where the noise becomes louder and stays so. */
#include "feature/speech.h"
#include "feature/speech_steps.h"

#include "signals.h"
#include "tap.h"

#include <string.h>

enum { FRAMES = 20000 };

static float power[FRAMES];
static uint8_t noise[FRAMES];
static struct cad_channel channel = {.frames = FRAMES, .power = power};
static const struct cad_speech_settings settings = {.rise_block_s = 5,
                                                    .rise_reach_s = 60};
static struct cad_speech_work work = {.channel = &channel,
                                      .noise = noise,
                                      .frames = FRAMES,
                                      .settings = &settings};

/* Frames of noise as they scatter, every other second of them a pause. */
static void set_noise(size_t from, size_t end, double level_db)
{
    uint64_t seed = from + 1;
    for (size_t f = from; f < end; f++) {
        double scatter_db = 2.0 * signal_random(&seed);
        power[f] = (float)pow(10.0, (level_db + scatter_db) / 10.0);
        noise[f] = f / 100 % 2 == 0;
        if (!noise[f])
            power[f] = 0.01f; /* a voice at -20 dB */
    }
}

static struct cad_noise_rise find(cad_arena *arena)
{
    struct cad_noise_rise rise;
    ok(cad_speech_rise(&work, arena, &rise.db, &rise.at_s), "found");
    return rise;
}

static void test_rises(cad_arena *arena)
{
    for (size_t at = 3000; at <= 17000; at += 3500) {
        set_noise(0, at, -60.0);
        set_noise(at, FRAMES, -48.0);
        struct cad_noise_rise rise = find(arena);
        near(rise.db, 12.0, 1.0, "a rise of 12 dB");
        near(rise.at_s, (double)at / 100.0, 7.5, "and where");
    }
}

static void test_none(cad_arena *arena)
{
    set_noise(0, FRAMES, -60.0);
    near(find(arena).db, 0.0, 1.0, "steady noise");
    set_noise(0, 10000, -48.0);
    set_noise(10000, FRAMES, -60.0);
    near(find(arena).db, 0.0, 1.0, "noise that falls");
    set_noise(0, FRAMES, -60.0);
    set_noise(9000, 10000, -40.0);
    near(find(arena).db, 0.0, 1.0, "a car that goes by in 10 s");
    set_noise(0, FRAMES, -60.0);
    for (size_t block = 0; block < FRAMES; block += 1000)
        set_noise(block, block + 500, -50.0);
    near(find(arena).db, 0.0, 1.0, "noise that comes and goes");
}

static void test_unknown(cad_arena *arena)
{
    set_noise(0, 10000, -60.0);
    set_noise(10000, FRAMES, -40.0);
    memset(noise + 1400, 0, FRAMES - 1400);
    near(find(arena).db, 0.0, 0.0, "no pause is heard after it");
    work.frames = 0;
    near(find(arena).db, 0.0, 0.0, "no frames");
    work.frames = FRAMES;
    cad_arena_fail_after(arena, 1);
    struct cad_noise_rise rise;
    ok(!cad_speech_rise(&work, arena, &rise.db, &rise.at_s), "no memory");
    cad_arena_fail_after(arena, 0);
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    if (!ok(arena != NULL, "an arena"))
        return tap_done();
    test_rises(arena);
    test_none(arena);
    test_unknown(arena);
    cad_arena_free(arena);
    return tap_done();
}
