/* Act 1 on signals of which the truth is known, at many rates. */
#include "engine.h"
#include "measure.h"
#include "signals.h"
#include "tap.h"
#include "unit/audio/scratch.h"

enum { SECONDS = 3 };

static cad_engine *engine;

static const char *write_wav(const char *name, const float *left,
                             const float *right, size_t n, unsigned rate_hz)
{
    unsigned channels = right ? 2 : 1;
    float *both = malloc(n * channels * sizeof *both);
    for (size_t i = 0; i < n; i++) {
        both[i * channels] = left[i];
        if (right)
            both[i * channels + 1] = right[i];
    }
    struct wav_lies wav = {.tag = 3,
                           .channels = channels,
                           .rate = rate_hz,
                           .bits = 32,
                           .data = both,
                           .bytes = n * channels * sizeof *both,
                           .data_says = -1,
                           .riff_says = -1};
    const char *path = scratch_wav(name, &wav);
    free(both);
    return path;
}

static struct cad_channel *measure(cad_arena *arena, const char *path,
                                   struct cad_recording *r)
{
    const cad_call call = {.file = path};
    cad_error error = {0};
    if (cad_measure_file(engine, &call, path, arena, r, &error)) {
        printf("# %s\n", error.text);
        return NULL;
    }
    return r->channel[0];
}

static double mean_db(const float *power, size_t start, size_t end)
{
    double sum = 0.0;
    for (size_t f = start; f < end; f++)
        sum += (double)power[f];
    return 10.0 * log10(sum / (double)(end - start));
}

/* Harmonics 2..17 of 180 Hz: a telephone voice without its fundamental.
   0.02 a harmonic, whatever the rate. */
static void test_rate(unsigned rate_hz)
{
    size_t n = rate_hz * SECONDS + rate_hz / 200; /* half a frame over */
    float *x = calloc(n, sizeof *x);
    signal_harmonics(x, n, rate_hz, 180.0, 2, 17, 0.02);
    char name[32];
    snprintf(name, sizeof name, "%u.wav", rate_hz);
    cad_arena *arena = cad_arena_new();
    struct cad_recording r;
    struct cad_channel *c =
        measure(arena, write_wav(name, x, NULL, n, rate_hz), &r);
    if (!ok(c != NULL, "%u Hz is measured", rate_hz))
        return;
    near((double)c->frames, SECONDS * 100 + 1, 0, "frames: the last is half");
    double want_db = 10.0 * log10(16 * 0.02 * 0.02 / 2.0);
    /* 0.1 dB: the resampler's pass band, up to 3060 Hz here */
    near(mean_db(c->power, 50, 250), want_db, 0.1, "level");
    /* in the first second: what never changes is no longer searched */
    double f0_hz = 8000.0 * 256.0 / c->pitch[50].period_q8[0];
    near(f0_hz, 180.0, 0.5, "strongest candidate");
    near(r.duration_s, SECONDS + 0.005, 1e-4, "duration");
    /* the last harmonic, to the width of a Hann window's lobe */
    near(c->bandwidth_hz, 17 * 180.0, 2.0 * rate_hz / 256, "upper band edge");
    free(x);
    cad_arena_free(arena);
}

/* RMS of 0.1 reads -20 dBFS; +6.02 dB moves level and loudness by 6.02 and
   leaves tilt and pitch alone. */
static void test_gain(void)
{
    enum { N = 8000 * SECONDS };
    float *x = calloc(N, sizeof *x);
    signal_sine(x, N, 8000, 1000.0, 0.1 * sqrt(2.0));
    cad_arena *arena = cad_arena_new();
    struct cad_recording a, b;
    struct cad_channel *c =
        measure(arena, write_wav("a.wav", x, NULL, N, 8000), &a);
    signal_gain(x, N, 2.0);
    struct cad_channel *d =
        measure(arena, write_wav("b.wav", x, NULL, N, 8000), &b);
    if (!ok(c && d, "two levels are measured"))
        return;
    near(mean_db(c->power, 50, 250), -20.0, 0.01, "a sine of -20 dBFS rms");
    near(mean_db(d->power, 50, 250) - mean_db(c->power, 50, 250), 6.0206, 0.001,
         "+6.02 dB: level");
    near(d->loudness_lufs - c->loudness_lufs, 6.0206, 0.01,
         "+6.02 dB: loudness");
    near(d->p56_dbov - c->p56_dbov, 6.0206, 0.02, "+6.02 dB: active level");
    bool same = true;
    for (size_t f = 0; f < c->frames; f++)
        same = same && abs(c->tilt_cdb[f] - d->tilt_cdb[f]) <= 1 &&
               abs(c->pitch[f].period_q8[0] - d->pitch[f].period_q8[0]) <= 1;
    ok(same, "+6.02 dB: tilt and pitch stay");
    free(x);
    cad_arena_free(arena);
}

/* A recorder's offset of 0.4 is not heard: not in level, tilt or pitch. */
static void test_offset(void)
{
    enum { N = 8000 * SECONDS };
    float *x = calloc(N, sizeof *x);
    signal_harmonics(x, N, 8000, 180.0, 2, 17, 0.02);
    cad_arena *arena = cad_arena_new();
    struct cad_recording a, b;
    struct cad_channel *c =
        measure(arena, write_wav("centred.wav", x, NULL, N, 8000), &a);
    for (size_t i = 0; i < N; i++)
        x[i] += 0.4f;
    struct cad_channel *d =
        measure(arena, write_wav("offset.wav", x, NULL, N, 8000), &b);
    if (!ok(c && d, "a tone, and the same on an offset"))
        return;
    /* floats near 0.4 are 3e-8 apart: -150 dB */
    near(mean_db(d->power, 1, 299), mean_db(c->power, 1, 299), 0.001, "level");
    bool same = true;
    for (size_t f = 1; f < 299; f++)
        same = same && abs(c->tilt_cdb[f] - d->tilt_cdb[f]) <= 1 &&
               abs(c->pitch[f].period_q8[0] - d->pitch[f].period_q8[0]) <= 1;
    ok(same, "tilt and pitch are those without it");
    free(x);
    cad_arena_free(arena);
}

/* Channels are measured apart: the right one is the left one alone. */
static void test_channels(void)
{
    enum { N = 8000 * SECONDS };
    float *x = calloc(N, sizeof *x), *y = calloc(N, sizeof *y);
    signal_harmonics(x, N, 8000, 120.0, 1, 20, 0.02);
    signal_harmonics(y, N, 8000, 210.0, 1, 15, 0.01);
    cad_arena *arena = cad_arena_new();
    struct cad_recording two, one;
    measure(arena, write_wav("two.wav", y, x, N, 8000), &two);
    measure(arena, write_wav("one.wav", x, NULL, N, 8000), &one);
    if (!ok(two.channel_count == 2 && one.channel_count == 1, "counts"))
        return;
    const struct cad_channel *c = two.channel[1], *d = one.channel[0];
    bool same = c->frames == d->frames;
    for (size_t f = 0; same && f < c->frames; f++)
        same = c->power[f] == d->power[f] && c->k_power[f] == d->k_power[f] &&
               c->tilt_cdb[f] == d->tilt_cdb[f] &&
               c->pitch[f].period_q8[0] == d->pitch[f].period_q8[0];
    ok(same, "a channel measures the same alone and beside another");
    free(x);
    free(y);
    cad_arena_free(arena);
}

static void test_digital_silence(void)
{
    enum { N = 8000 * SECONDS };
    float *x = calloc(N, sizeof *x);
    signal_harmonics(x, N / 2, 8000, 120.0, 1, 20, 0.02);
    cad_arena *arena = cad_arena_new();
    struct cad_recording r;
    struct cad_channel *c =
        measure(arena, write_wav("half.wav", x, NULL, N, 8000), &r);
    if (!ok(c != NULL, "half a tone, half nothing"))
        return;
    ok(!(c->flags[100] & CAD_FRAME_DIGITAL) &&
           c->flags[200] & CAD_FRAME_DIGITAL,
       "digital silence is marked");
    ok(!(c->flags[200] & CAD_FRAME_ENERGY) && !c->pitch[200].period_q8[0],
       "and has no pitch");
    free(x);
    cad_arena_free(arena);
}

int main(void)
{
    cad_error error = {0};
    if (!ok(!cad_engine_new(NULL, &engine, &error), "an engine"))
        return tap_done();
    static const unsigned rates[] = {8000, 11025, 16000, 22050, 44100, 48000};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
        test_rate(rates[i]);
    test_gain();
    test_offset();
    test_channels();
    test_digital_silence();
    cad_engine_free(&engine);
    scratch_remove();
    return tap_done();
}
