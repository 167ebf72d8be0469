/* Clipping, dropouts and pumping gain: each built, and each nearly built. */
#include "feature/defects.h"

#include "model/model.h"
#include "signals.h"
#include "tap.h"

#include <string.h>

enum { RATE = 8000, HOP = CAD_HOP };

static cad_model model;

static struct cad_defect_count feed(const float *x, size_t n, size_t step)
{
    struct cad_defect_count count = {0};
    for (size_t i = 0; i < n; i += step)
        cad_defects_feed(&count, x + i, n - i < step ? n - i : step);
    return count;
}

/* To the codes of G.711 mu-law and back, without clipping. */
static float mulaw(float x)
{
    double size = fabs((double)x) * 32768.0 + 132.0;
    int segment = (int)floor(log2(size)) - 7;
    double step = pow(2.0, segment + 3);
    double back = (floor(size / step) + 0.5) * step - 132.0;
    return (float)(x < 0.0f ? -back / 32768.0 : back / 32768.0);
}

static void test_clipping(void)
{
    static float x[4 * RATE], y[4 * RATE];
    enum { N = 4 * RATE };
    signal_glide(x, N, RATE, 100.0, 220.0, 1, 12, 0.1);
    ok(feed(x, N, HOP).clipped == 0, "a voice that is not clipped");
    for (int i = 0; i < N; i++)
        y[i] = mulaw(x[i]);
    struct cad_defect_count count = feed(y, N, HOP);
    ok(count.clipped * 10000 <= N, "coarse steps are hardly clipping: %d",
       (int)count.clipped);

    double limit = 0.5 * count.peak;
    size_t want = 0;
    for (int i = 0; i < N; i++) {
        y[i] = (float)fmin(fmax((double)x[i], -limit), limit);
        want += fabs((double)x[i]) >= limit;
    }
    count = feed(y, N, HOP);
    near((double)count.clipped, (double)want, 0.01 * (double)want,
         "clipped samples (all that were cut, and a few that just reached)");
    ok(feed(y, N, 7).clipped == count.clipped, "in any pieces the same");
    signal_gain(y, N, 0.25);
    ok(feed(y, N, HOP).clipped == count.clipped, "after the gain fell, too");

    struct cad_defect_count later = feed(y, N, HOP);
    float louder[3] = {0.0f, 0.9f, 0.0f};
    cad_defects_feed(&later, louder, 3);
    ok(later.clipped == 0, "a larger peak: that was not the rail");
}

static void test_flags(void)
{
    struct cad_defect_count count = {0};
    float x[HOP] = {0};
    ok(cad_defects_feed(&count, x, HOP) == CAD_FRAME_DIGITAL, "zeros");
    ok(cad_defects_feed(&count, x, 0) == 0, "nothing is nothing");
    x[40] = 0.001f;
    ok(cad_defects_feed(&count, x, HOP) == 0, "one bit is not constant");
    x[40] = 0.0f;
    count.peak = 0.3;
    for (int i = 0; i < HOP; i += 3)
        x[i] = -8.0f / 32768.0f;
    ok(cad_defects_feed(&count, x, HOP) == CAD_FRAME_DIGITAL, "idle codes");
    x[40] = 8.0f / 32768.0f;
    ok(cad_defects_feed(&count, x, HOP) == CAD_FRAME_DIGITAL, "and a third");
    x[41] = 16.0f / 32768.0f;
    ok(cad_defects_feed(&count, x, HOP) == 0, "a fourth value is noise");
    for (int i = 0; i < HOP; i++)
        x[i] = i % 2 ? 0.3f : -0.3f;
    ok(cad_defects_feed(&count, x, HOP) == 0, "a loud square is a sound");
    count = (struct cad_defect_count){.samples = 4 * HOP};
    for (int i = 0; i < HOP; i++)
        x[i] = 0.25f;
    ok(cad_defects_feed(&count, x, HOP) == CAD_FRAME_DIGITAL, "constant");
    x[0] = -0.3f;
    x[1] = x[2] = x[3] = 0.3f;
    ok(cad_defects_feed(&count, x, HOP) == CAD_FRAME_CLIPPED, "a flat top");
    ok(count.samples == 6 * HOP && count.clipped == 4, "counted");
}

/* ---- of tracks -------------------------------------------------------- */

enum { FRAMES = 6000 };
static float power[FRAMES];
static uint8_t flags[FRAMES], speech[FRAMES];

/* A minute: 2 s of speech at changing levels, 2 s of noise 30 dB down. */
static struct cad_channel conversation(void)
{
    uint64_t seed = 88;
    memset(flags, 0, sizeof flags);
    for (int f = 0; f < FRAMES; f++) {
        speech[f] = f / 200 % 2 == 0;
        double db = -25.0 + 3.0 * sin(f / 37.0) + 4.0 * sin(f / 130.0);
        if (!speech[f])
            db = -55.0 + 4.0 * signal_random(&seed);
        power[f] = (float)pow(10.0, 0.1 * db);
    }
    return (struct cad_channel){.frames = FRAMES,
                                .power = power,
                                .flags = flags,
                                .samples = FRAMES * HOP,
                                .peak = 0.5};
}

static struct cad_defects find(const struct cad_channel *channel)
{
    struct cad_defects out = {0};
    cad_error error = {0};
    cad_arena *arena = cad_arena_new();
    ok(cad_defects_find(channel, speech, &model.settings.defects, arena, &out,
                        &error) == CAD_OK,
       "found %s", error.text);
    cad_arena_free(arena);
    return out;
}

static void lose(int from, int to)
{
    for (int f = from; f < to; f++) {
        flags[f] = CAD_FRAME_DIGITAL;
        power[f] = 0.0f;
        speech[f] = 0;
    }
}

static void test_dropouts(void)
{
    struct cad_channel c = conversation();
    near(find(&c).dropout_s.value, 0.0, 0.0, "no dropout");
    lose(450, 454);
    lose(900, 920);
    near(find(&c).dropout_s.value, 0.24, 1e-9, "two holes in words, s");

    c = conversation();
    lose(200, 400);
    lose(620, 780);
    near(find(&c).dropout_s.value, 0.0, 0.0, "DTX of a silent side");
    lose(1080, 1085);
    for (int f = 1070; f < 1080; f++)
        power[f] = 1e-5f;
    near(find(&c).dropout_s.value, 0.0, 0.0, "a gate that closes softly");

    memset(speech, 0, sizeof speech);
    ok(find(&c).dropout_s.why == CAD_WHY_NO_SPEECH, "nothing to cut into");
}

static void test_agc(void)
{
    struct cad_channel c = conversation();
    struct cad_defects d = find(&c);
    ok(cad_is_known(d.agc_suspected) && d.agc_suspected.value == 0.0,
       "steady noise, changing levels: no gain control");
    for (int f = 0; f < FRAMES; f++)
        if (!speech[f])
            power[f] *= (float)pow(10.0, 0.1 * fmin(10.0, f % 200 * 0.1));
    ok(find(&c).agc_suspected.value == 1.0, "noise that rises after speech");

    c = conversation();
    for (int f = 0; f < FRAMES; f++)
        if (speech[f])
            power[f] = (float)pow(10.0, -2.5 + 0.3 * sin(f / 3.0));
    ok(find(&c).agc_suspected.value == 1.0, "a level that never moves");

    memset(speech, 0, sizeof speech);
    ok(find(&c).agc_suspected.why == CAD_WHY_NO_EVIDENCE, "no speech");
}

static void test_share(void)
{
    struct cad_channel c = conversation();
    c.clipped_samples = c.samples / 100;
    near(find(&c).clipped_share.value, 0.01, 1e-12, "clipped share");
    c.peak = 0.001;
    near(find(&c).clipped_share.value, 0.0, 0.0, "few bits are no rail");
    c.samples = 0;
    ok(find(&c).clipped_share.why == CAD_WHY_TOO_SHORT, "no samples");
    struct cad_channel none = {0};
    ok(!cad_is_known(find(&none).agc_suspected), "no frames");
}

static void test_memory(void)
{
    struct cad_channel c = conversation();
    struct cad_defects out;
    cad_error error = {0};
    cad_arena *arena = cad_arena_new();
    cad_arena_fail_after(arena, 1);
    ok(cad_defects_find(&c, speech, &model.settings.defects, arena, &out,
                        &error) == CAD_ERR_MEMORY,
       "no memory");
    cad_arena_free(arena);
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    if (!ok(cad_model_load(arena, NULL, &model, &error) == CAD_OK, "model %s",
            error.text))
        return tap_done();
    test_clipping();
    test_flags();
    test_dropouts();
    test_agc();
    test_share();
    test_memory();
    cad_arena_free(arena);
    return tap_done();
}
