/* Packed values and growing tracks. */
#include "dsp/track.h"
#include "tap.h"

int main(void)
{
    double worst = 0.0;
    for (double db = -119.0; db <= 7.0; db += 0.037) {
        float power = (float)pow(10.0, db / 10.0);
        double back = (double)cad_band_db(cad_band_code(power));
        worst = fmax(worst, fabs(back - db));
    }
    ok(worst <= 0.2501, "band codes are within a quarter decibel: %.4f", worst);
    ok(cad_band_code(0.0f) == 0, "silence is code 0");
    ok(cad_band_code(1e-13f) == 0, "and so is what rounds to it");
    ok(cad_band_code(1e9f) == 255, "beyond the range: the last code");
    ok(cad_band_code(NAN) == 0, "not a number: silence");

    ok(cad_frames_of(0.0) == 0 && cad_frames_of(1.0) == 100, "0 s, 1 s");
    ok(cad_frames_of(0.29) == 29, "0.29 s, a hair less as a double, is 29");
    ok(cad_frames_of(0.004) == 0 && cad_frames_of(0.006) == 1, "the nearest");
    ok(cad_frames_of(-3.0) == 0 && cad_frames_of(NAN) == 0,
       "before the call, and never: 0");

    cad_arena *arena = cad_arena_new();
    struct cad_channel c = {0};
    ok(cad_channel_reserve(arena, &c, 100), "room for 100 frames");
    c.power[99] = 0.5f;
    c.bands[99 * CAD_BANDS + 19] = 7;
    ok(cad_channel_reserve(arena, &c, 50000) && c.room == 50000,
       "room for 50000");
    ok(c.power[99] == 0.5f && c.bands[99 * CAD_BANDS + 19] == 7,
       "what was there stays");
    ok(c.power[49999] == 0.0f && c.pitch[49999].period_q8[0] == 0,
       "what is new is zero");
    cad_arena_fail_after(arena, 3);
    ok(!cad_channel_reserve(arena, &c, 500000) && c.room == 50000,
       "out of memory: refused, the channel keeps its room");
    cad_arena_free(arena);
    return tap_done();
}
