/* The speech detector on made voices, noises and gain controls. */
#include "feature/speech.h"

#include "model/model.h"
#include "signals.h"
#include "tap.h"
#include "tracks.h"

enum { RATE = 8000 };

static cad_plans *plans;
static cad_model model;

struct result {
    struct cad_channel channel;
    uint8_t *speech, *unlike;
    struct cad_noise noise;
};

/* Words of two syllables, 0.35 s long with a hiss at the end, 50 ms apart. */
static void say(float *x, double from_s, double to_s, double amplitude)
{
    double at_s = from_s;
    for (int word = 0; at_s < to_s - 0.2; word++) {
        double end_s = to_s - at_s < 0.6 ? to_s : at_s + 0.35;
        size_t a = (size_t)(at_s * RATE), n = (size_t)((end_s - at_s) * RATE);
        size_t vowel = n * 3 / 4;
        double f_hz = 110.0 + 20.0 * (word % 4);
        signal_glide(x + a, vowel / 2, RATE, f_hz, f_hz * 1.1, 1, 20,
                     amplitude);
        signal_glide(x + a + vowel / 2, vowel - vowel / 2, RATE, f_hz * 1.1,
                     f_hz * 0.9, 2, 12, 0.6 * amplitude);
        signal_noise(x + a + vowel, n - vowel, amplitude, (uint64_t)word + 7);
        at_s = end_s + 0.05;
    }
}

static struct result detect(cad_arena *arena, const float *x, size_t n,
                            const uint8_t *blocked)
{
    struct result r = {0};
    cad_error error = {0};
    ok(tracks_of(arena, plans, x, n, &r.channel), "tracks");
    r.speech = CAD_NEW(arena, uint8_t, r.channel.frames);
    r.unlike = CAD_NEW(arena, uint8_t, r.channel.frames);
    ok(cad_speech_detect(&r.channel, blocked, &model.settings.speech, arena,
                         r.speech, r.unlike, &r.noise, &error) == CAD_OK,
       "detected %s", error.text);
    return r;
}

static double speech_s(const struct result *r, double from_s, double to_s)
{
    size_t n = 0, end = (size_t)(to_s * 100.0 + 0.5);
    for (size_t f = (size_t)(from_s * 100.0 + 0.5); f < end; f++)
        n += f < r->channel.frames && r->speech[f];
    return (double)n / 100.0;
}

static double first_s(const struct result *r, double from_s)
{
    size_t f = (size_t)(from_s * 100.0);
    while (f < r->channel.frames && !r->speech[f])
        f++;
    return (double)f / 100.0;
}

static double last_s(const struct result *r, double to_s)
{
    size_t f = (size_t)(to_s * 100.0);
    while (f > 0 && !r->speech[f - 1])
        f--;
    return (double)f / 100.0;
}

/* Two utterances in noise 25 dB down, as every other test takes them. */
static size_t two_utterances(float *x)
{
    signal_noise(x, 8 * RATE, 0.003, 1);
    say(x, 1.0, 3.0, 0.02);
    say(x, 5.0, 6.2, 0.02);
    return 8 * RATE;
}

static void test_edges(cad_arena *arena)
{
    float *x = CAD_NEW(arena, float, 8 * RATE);
    struct result r = detect(arena, x, two_utterances(x), NULL);
    near(first_s(&r, 0.0), 1.0, 0.05, "first onset");
    near(last_s(&r, 4.0), 3.0, 0.05, "first end");
    near(first_s(&r, 4.0), 5.0, 0.05, "second onset");
    near(last_s(&r, 8.0), 6.2, 0.05, "second end");
    ok(cad_is_known(r.noise.floor_dbfs), "the floor is known");
    near(r.noise.floor_dbfs.value, 20.0 * log10(0.003), 1.0, "floor, dBFS");
    near(r.noise.separation_db.value,
         r.noise.active_dbfs.value - r.noise.floor_dbfs.value, 1e-9,
         "separation is their distance");
}

/* Band codes shift by whole steps: only rounding may differ. */
static void test_gain(cad_arena *arena)
{
    float *x = CAD_NEW(arena, float, 8 * RATE);
    size_t n = two_utterances(x);
    struct result r = detect(arena, x, n, NULL);
    double gains_db[] = {-20.0, 20.0, 6.0};
    for (int i = 0; i < 3; i++) {
        float *y = CAD_NEW(arena, float, n);
        memcpy(y, x, n * sizeof *x);
        signal_gain(y, n, pow(10.0, gains_db[i] / 20.0));
        struct result s = detect(arena, y, n, NULL);
        size_t differ = 0;
        for (size_t f = 0; f < r.channel.frames; f++)
            differ += r.speech[f] != s.speech[f];
        ok(differ <= 2, "%+.0f dB changes %zu frames", gains_db[i], differ);
        near(s.noise.active_dbfs.value - r.noise.active_dbfs.value, gains_db[i],
             0.1, "active level follows the gain");
    }
}

/* Digital zero around the utterances instead of noise, as DTX leaves it. */
static void test_digital(cad_arena *arena)
{
    float *x = CAD_NEW(arena, float, 12 * RATE);
    signal_noise(x + RATE / 2, 3 * RATE, 0.003, 1);
    say(x, 1.0, 3.0, 0.02);
    signal_noise(x + 8 * RATE, 3 * RATE, 0.003, 2);
    say(x, 8.5, 10.5, 0.02);
    struct result r = detect(arena, x, 12 * RATE, NULL);
    near(speech_s(&r, 0.0, 4.0), 1.8, 0.25, "first utterance");
    near(speech_s(&r, 4.0, 8.2), 0.0, 0.0, "digital silence is no speech");
    near(first_s(&r, 4.0), 8.5, 0.05, "onset in comfort noise");
    near(r.noise.floor_dbfs.value, 20.0 * log10(0.003), 1.0,
         "digital silence is no noise either");
}

/* A voice in digital zero, as a synthesiser or a noise gate gives it: there
   is no noise to learn from. */
static void test_no_noise(cad_arena *arena)
{
    size_t n = 5 * RATE / 2;
    float *x = CAD_NEW(arena, float, n);
    say(x, 0.5, 2.0, 0.02);
    struct result r = detect(arena, x, n, NULL);
    near(first_s(&r, 0.0), 0.5, 0.05, "onset out of nothing");
    near(last_s(&r, 2.4), 2.0, 0.05, "end into nothing");
    ok(speech_s(&r, 0.0, 2.5) > 1.2, "and the words between");
}

static void test_no_speech(cad_arena *arena)
{
    size_t n = 20 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.01, 3);
    struct result r = detect(arena, x, n, NULL);
    near(speech_s(&r, 0.0, 20.0), 0.0, 0.0, "steady noise");
    ok(r.noise.active_dbfs.why == CAD_WHY_NO_SPEECH, "no active level");

    memset(x, 0, n * sizeof *x);
    signal_noise(x, n, 0.001, 3);
    signal_noise(x + n / 4, n / 4, 0.003, 4);
    signal_noise(x + n / 2, n / 2, 0.01, 5);
    r = detect(arena, x, n, NULL);
    near(speech_s(&r, 0.0, 20.0), 0.0, 0.0, "comfort noise in steps");

    memset(x, 0, n * sizeof *x);
    signal_noise(x, n, 0.001, 3);
    for (size_t i = 0; i < n; i++)
        x[i] *= (float)pow(10.0, 1.5 * (double)i / (double)n);
    r = detect(arena, x, n, NULL);
    near(speech_s(&r, 0.0, 20.0), 0.0, 0.0, "noise that rises by 30 dB");

    memset(x, 0, n * sizeof *x);
    r = detect(arena, x, n, NULL);
    near(speech_s(&r, 0.0, 20.0), 0.0, 0.0, "digital silence");
    ok(!cad_is_known(r.noise.floor_dbfs), "digital silence has no floor");
}

/* Half a second of hiss that swells and fades, 12 dB above the noise. */
static void breathe(float *x, double at_s)
{
    enum { N = RATE / 2 };
    static float hiss[N];
    memset(hiss, 0, sizeof hiss);
    signal_noise(hiss, N, 0.012, 31);
    for (size_t i = 0; i < N; i++)
        x[(size_t)(at_s * RATE) + i] +=
            hiss[i] * (float)sin(3.14159265 * (double)i / N);
}

static void test_breath(cad_arena *arena)
{
    size_t n = 10 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.003, 1);
    say(x, 1.0, 3.0, 0.02);
    breathe(x, 4.5);
    breathe(x, 6.45);
    say(x, 7.0, 9.0, 0.02);
    struct result r = detect(arena, x, n, NULL);
    near(speech_s(&r, 4.0, 6.0), 0.0, 0.0, "a breath alone");
    near(first_s(&r, 6.0), 7.0, 0.05, "a breath before a word is none of it");
}

/* A cough, keys and a knock lie as high above the noise as a voice does. */
static void test_unvoiced(cad_arena *arena)
{
    size_t n = 14 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.003, 1);
    say(x, 1.0, 3.0, 0.02);
    signal_noise(x + 5 * RATE, RATE / 4, 0.1, 9);
    for (int key = 0; key < 12; key++)
        signal_noise(x + 7 * RATE + key * 1300, 160, 0.1, 20 + (uint64_t)key);
    x[10 * RATE] = 0.9f;
    struct result r = detect(arena, x, n, NULL);
    near(speech_s(&r, 0.0, 4.0), 1.8, 0.25, "the voice");
    near(speech_s(&r, 4.5, 5.8), 0.0, 0.0, "a cough");
    near(speech_s(&r, 6.5, 9.5), 0.0, 0.0, "a keyboard");
    near(speech_s(&r, 9.5, 14.0), 0.0, 0.0, "a knock");
}

/* An engine hums as a voice does, but it holds still; a word may be drawn
   out for a second. */
static void test_held(cad_arena *arena)
{
    size_t n = 20 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.003, 1);
    say(x, 1.0, 4.0, 0.02);
    signal_glide(x + 6 * RATE, RATE, RATE, 120.0, 100.0, 1, 20, 0.02);
    signal_harmonics(x + 10 * RATE, 4 * RATE, RATE, 95.0, 1, 20, 0.02);
    say(x, 17.0, 19.0, 0.02);
    struct result r = detect(arena, x, n, NULL);
    near(speech_s(&r, 5.0, 8.0), 1.0, 0.15, "a word of a second");
    near(speech_s(&r, 9.0, 15.0), 0.0, 0.0, "an engine");
    near(first_s(&r, 15.0), 17.0, 0.05, "speech after it");
}

/* An engine that revs, hardly: but for its level it passes for a voice. */
static double revs_s(cad_arena *arena, double length_s)
{
    size_t n = 20 * RATE, length = (size_t)(length_s * RATE), end;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.001, 1);
    say(x, 1.0, 4.0, 0.02);
    for (size_t i = 0; i < length; i = end) {
        double up = 1.0 + 0.3 * (double)(i / (RATE / 5) % 3);
        end = i + RATE / 5 < length ? i + RATE / 5 : length;
        signal_glide(x + 10 * RATE + i, end - i, RATE, 100.0 * up, 110.0 * up,
                     1 + (int)(i / (RATE / 5) % 2), 20, 0.02);
    }
    struct result r = detect(arena, x, n, NULL);
    return speech_s(&r, 9.0, 20.0);
}

static void test_revs(cad_arena *arena)
{
    struct cad_speech_settings *s = &model.settings.speech, kept = *s;
    s->like_min = -1000.0;
    s->unlike_below = 1000.0;
    near(revs_s(arena, 1.5), 0.0, 0.0, "an engine for 1.5 s");
    near(revs_s(arena, 1.0), 1.0, 0.1, "for one: as long as a vowel");
    s->movement_db = 0.0;
    near(revs_s(arena, 1.5), 0.0, 0.0, "from frame to frame alone it holds");
    s->tremble_share = 0.0;
    near(revs_s(arena, 1.5), 1.5, 0.1, "nothing asked of its level");
    s->movement_db = kept.movement_db;
    near(revs_s(arena, 1.5), 0.0, 0.0, "over a syllable alone it does, too");
    *s = kept;
}

/* A growl of 62 Hz that moves as syllables do is no voice; a voice that ends
   in creak is. */
static void growl(float *x, double f0_hz, double amplitude)
{
    for (int i = 0; i < 4; i++)
        signal_glide(x + (size_t)(0.2 * i * RATE), (size_t)(0.17 * RATE), RATE,
                     f0_hz + 2.0, f0_hz - 2.0, 1, 40,
                     (i % 2 ? 0.4 : 1.0) * amplitude);
}

static void test_low(cad_arena *arena)
{
    size_t n = 14 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.003, 1);
    say(x, 1.0, 4.0, 0.02);
    growl(x + 6 * RATE, 64.0, 0.02);
    growl(x + 9 * RATE, 95.0, 0.02);
    say(x, 12.0, 12.4, 0.02);
    growl(x + (size_t)(12.4 * RATE), 64.0, 0.01);
    struct result r = detect(arena, x, n, NULL);
    near(speech_s(&r, 5.0, 8.0), 0.0, 0.0, "a growl below any voice");
    ok(speech_s(&r, 8.0, 11.0) > 0.5, "the same at the pitch of a voice");
    ok(speech_s(&r, 12.0, 13.5) > 0.6, "a word that ends in creak");
}

/* A bleat: one vowel, a level that trembles, a pitch that holds; words change
   all three. */
static void bleat(float *x, double f0_hz, double amplitude)
{
    size_t n = (size_t)(0.8 * RATE);
    signal_harmonics(x, n, RATE, f0_hz, 1, 20, amplitude);
    for (size_t i = 0; i < n; i++)
        x[i] *=
            (float)(0.6 + 0.4 * sin(2.0 * SIGNAL_PI * 9.0 * (double)i / RATE));
}

/* How much of four bleats is called speech, after words or without, and of the
   words and of the bleats is told to be unlike the rest. */
static double unlike_s[2];

static double bleats_s(cad_arena *arena, double f0_hz, bool words)
{
    size_t n = 34 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.0005, 1);
    if (words)
        say(x, 1.0, 14.0, 0.02);
    for (int i = 0; i < 4; i++)
        bleat(x + (18 + 4 * i) * RATE, f0_hz, 0.02);
    struct result r = detect(arena, x, n, NULL);
    if (words)
        ok(speech_s(&r, 0.0, 15.0) > 10.0, "the words");
    struct result unlike = {.channel = r.channel, .speech = r.unlike};
    unlike_s[0] = speech_s(&unlike, 0.0, 15.0);
    unlike_s[1] = speech_s(&unlike, 15.0, 34.0);
    return speech_s(&r, 15.0, 34.0);
}

/* Dropped for what it is or, where words tell what a voice is like on this
   line, for being unlike them; each rule alone does. */
static void test_bleat(cad_arena *arena)
{
    struct cad_speech_settings *s = &model.settings.speech, kept = *s;
    near(bleats_s(arena, 220.0, false), 0.0, 0.0, "bleats at 220 Hz");
    near(bleats_s(arena, 300.0, false), 0.0, 0.0, "bleats at 300 Hz");
    s->island_gap_s = 0.0;
    near(bleats_s(arena, 300.0, false), 0.0, 0.5, "each run of frames alone");
    *s = kept;
    s->like_min = -1000.0;
    ok(bleats_s(arena, 220.0, false) > 3.0, "nothing to compare them with");
    near(bleats_s(arena, 220.0, true), 0.0, 0.0, "unlike the words");
    s->unlike_below = 13.5;
    near(bleats_s(arena, 220.0, true), 0.0, 0.0, "their sound counts, too");
    s->unlike_shape = 0.0;
    ok(bleats_s(arena, 220.0, true) > 3.0, "and nothing but it does here");
    near(unlike_s[0], 0.0, 0.0, "the words are like themselves");
    ok(unlike_s[1] > 3.0, "the bleats are told to be unlike them");
    s->unlike_doubt = 1000.0;
    ok(bleats_s(arena, 220.0, true) > 3.0 && unlike_s[1] <= 0.0,
       "from unlike_doubt on");
    *s = kept;
    s->like_min = -1000.0;
    s->unlike_known_s = 20.0;
    ok(bleats_s(arena, 220.0, true) > 3.0, "too few words to compare with");
    *s = kept;
    s->unlike_below = 1000.0;
    near(bleats_s(arena, 220.0, true), 0.0, 0.0, "for what they are");
    *s = kept;
}

/* A burst of noise in which 30 ms in 60 sound voiced, barely: at one pitch it
   may be a voice; where the pitch is another in each frame, as in a sneeze, it
   is none. */
static void test_sneeze(cad_arena *arena)
{
    size_t n = 6 * RATE;
    double kept = model.settings.speech.like_min;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.001, 1);
    signal_noise(x + 2 * RATE, (size_t)(0.9 * RATE), 0.02, 7);
    for (int i = 0; i < 12; i++)
        signal_harmonics(x + (size_t)((2.05 + 0.06 * i) * RATE),
                         (size_t)(0.03 * RATE), RATE, 160, 2, 12, 0.017);
    model.settings.speech.like_min = -1000.0; /* which drops both */
    struct result r = detect(arena, x, n, NULL);
    double voice_s = speech_s(&r, 1.5, 3.5);
    for (size_t f = 1; f < r.channel.frames; f += 2)
        r.channel.pitch[f].period_q8[0] =
            (uint16_t)(r.channel.pitch[f].period_q8[0] * 3 / 2);
    ok(!cad_speech_detect(&r.channel, NULL, &model.settings.speech, arena,
                          r.speech, NULL, &r.noise, NULL),
       "detected");
    ok(voice_s > 0.5, "at one pitch it may be a voice: %.2f s", voice_s);
    near(speech_s(&r, 1.5, 3.5), 0.0, 0.0,
         "a pitch all over the range is none");
    model.settings.speech.like_min = kept;
}

/* Gain falls by 15 dB in speech and comes back within 1.5 s after it: the
   noise in pauses is nearly as loud as the speech. */
static void test_gain_control(cad_arena *arena)
{
    size_t n = 16 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.003, 1);
    double spans[][2] = {{2.0, 5.0}, {8.0, 10.0}, {13.0, 14.5}};
    for (int i = 0; i < 3; i++)
        say(x, spans[i][0], spans[i][1], 0.02);
    double gain_db = 0.0;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / RATE;
        bool talk = false;
        for (int k = 0; k < 3; k++)
            talk |= t >= spans[k][0] && t < spans[k][1];
        gain_db +=
            talk ? (-15.0 - gain_db) / (0.02 * RATE) : -gain_db / (0.7 * RATE);
        x[i] *= (float)pow(10.0, gain_db / 20.0);
    }
    struct result r = detect(arena, x, n, NULL);
    for (int i = 0; i < 3; i++) {
        near(first_s(&r, spans[i][0] - 1.0), spans[i][0], 0.05, "onset, AGC");
        near(last_s(&r, spans[i][1] + 1.0), spans[i][1], 0.1, "end, AGC");
    }
}

/* Drives the level of the last half second to one value, by up to 30 dB:
   the noise of a pause ends as loud as the voice. */
static void drive_gain(float *x, size_t n, double target)
{
    enum { REACH = RATE / 2 };
    double past[REACH] = {0}, sum = 0.0, gain = 0.0;
    for (size_t i = 0; i < n; i++) {
        double power = (double)x[i] * (double)x[i];
        sum += power - past[i % REACH];
        past[i % REACH] = power;
        double wanted = target / sqrt(fmax(sum, 0.0) / REACH + 1e-12);
        gain += (fmin(wanted, 30.0) - gain) / (0.02 * RATE);
        x[i] *= (float)gain;
    }
}

static void test_lifted(cad_arena *arena)
{
    static const double spans[][2] = {
        {2.0, 4.0}, {5.5, 8.0}, {10.0, 12.0}, {13.2, 15.0}, {17.0, 19.0}};
    size_t n = 21 * RATE;
    float *x = CAD_NEW(arena, float, n), *loud = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.0015, 1);
    for (int i = 0; i < 5; i++)
        say(x, spans[i][0], spans[i][1], 0.05);
    drive_gain(x, n, 0.05);
    memcpy(loud, x, n * sizeof *x);
    signal_gain(loud, n, pow(10.0, 6.0 / 20.0));
    struct result r = detect(arena, x, n, NULL);
    struct result s = detect(arena, loud, n, NULL);
    double end_s = 0.0;
    for (int i = 0; i < 5; i++) {
        near(speech_s(&r, end_s + 0.1, spans[i][0] - 0.05), 0.0, 0.0,
             "noise lifted by 30 dB is no speech");
        near(first_s(&r, spans[i][0] - 0.5), spans[i][0], 0.05, "onset");
        end_s = spans[i][1];
    }
    size_t differ = 0;
    for (size_t f = 0; f < r.channel.frames; f++)
        differ += r.speech[f] != s.speech[f];
    ok(differ <= 4, "+6 dB changes %zu frames", differ);
}

/* A line with hardly any noise, silent between the sentences: the hiss inside
   a sentence, 25 dB above that noise, is not what to learn the noise from. */
static void test_soft_word(cad_arena *arena)
{
    size_t n = 16 * RATE;
    float *x = CAD_NEW(arena, float, n);
    for (int i = 0; i < 4; i++) {
        size_t at = (size_t)(4 * i + 1) * RATE, hiss = at + 11 * RATE / 10;
        signal_noise(x + at - RATE / 10, 13 * RATE / 5, 0.0001,
                     (uint64_t)i + 1);
        say(x, 4.0 * i + 1.0, 4.0 * i + 2.1, 0.05);
        signal_noise(x + hiss, 3 * RATE / 10, 0.003, (uint64_t)i + 30);
        for (size_t k = hiss + 3 * RATE / 10; k-- > hiss + 1;)
            x[k] -= x[k - 1];
        say(x, 4.0 * i + 2.4, 4.0 * i + 3.4, 0.05);
    }
    struct result r = detect(arena, x, n, NULL);
    for (int i = 0; i < 4; i++)
        ok(speech_s(&r, 4.0 * i + 2.1, 4.0 * i + 2.4) > 0.2,
           "a hiss between words: %.2f s of .3",
           speech_s(&r, 4.0 * i + 2.1, 4.0 * i + 2.4));
}

/* One sentence without a pause, half of it soft, in noise: what is not found
   at first is no noise to learn from (1.2 s where it is). Its vowels hold more
   still than real ones, which is another rule's. */
static void test_hidden(cad_arena *arena)
{
    size_t n = 3 * RATE;
    double kept = model.settings.speech.movement_db;
    float *x = CAD_NEW(arena, float, n);
    model.settings.speech.movement_db = 0.0;
    for (int part = 0; part < 5; part++)
        say(x, 0.6 * part, 0.6 * part + 0.6, part % 2 ? 0.02 : 0.06);
    signal_noise(x, n, 0.04, 3);
    struct result r = detect(arena, x, n, NULL);
    ok(speech_s(&r, 0.0, 3.0) > 1.6, "a sentence without a pause: %.2f s of 3",
       speech_s(&r, 0.0, 3.0));
    model.settings.speech.movement_db = kept;
}

static void test_hardly_any(cad_arena *arena)
{
    size_t n = 240 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.002, 1);
    double at_s[] = {30.0, 120.0, 200.0};
    for (int i = 0; i < 3; i++)
        say(x, at_s[i], at_s[i] + 0.4, 0.02);
    struct result r = detect(arena, x, n, NULL);
    for (int i = 0; i < 3; i++)
        near(first_s(&r, at_s[i] - 10.0), at_s[i], 0.05, "a lone word");
    near(speech_s(&r, 0.0, 240.0), 1.2, 0.2, "speech in four minutes, s");
}

static void test_nearly_all(cad_arena *arena)
{
    size_t n = 60 * RATE;
    float *x = CAD_NEW(arena, float, n);
    signal_noise(x, n, 0.002, 1);
    say(x, 0.5, 59.5, 0.02);
    struct result r = detect(arena, x, n, NULL);
    ok(speech_s(&r, 0.0, 60.0) > 0.84 * 59.0, "all but the gaps: %.1f s of 59",
       speech_s(&r, 0.0, 60.0));
}

static void test_blocked(cad_arena *arena)
{
    float *x = CAD_NEW(arena, float, 8 * RATE);
    size_t n = two_utterances(x);
    uint8_t *blocked = CAD_NEW(arena, uint8_t, n / CAD_HOP);
    signal_harmonics(x + 4 * RATE, RATE, RATE, 440.0, 1, 2, 0.9);
    memset(blocked + 400, 1, 300);
    struct result r = detect(arena, x, n, blocked);
    near(speech_s(&r, 4.0, 7.0), 0.0, 0.0, "blocked frames are no speech");
    near(first_s(&r, 0.0), 1.0, 0.05, "the rest is as before");
    near(r.noise.floor_dbfs.value, 20.0 * log10(0.003), 1.0, "nor noise");
}

static void test_shift(cad_arena *arena)
{
    size_t n = 8 * RATE, by = 37;
    float *x = CAD_NEW(arena, float, n + by * CAD_HOP);
    signal_noise(x, by * CAD_HOP, 0.003, 77);
    two_utterances(x + by * CAD_HOP);
    struct result a = detect(arena, x + by * CAD_HOP, n, NULL);
    struct result b = detect(arena, x, n + by * CAD_HOP, NULL);
    size_t differ = 0;
    for (size_t f = 0; f < a.channel.frames; f++)
        differ += a.speech[f] != b.speech[f + by];
    ok(differ <= 8, "0.37 s later: %zu frames differ", differ);
}

static void test_refusals(cad_arena *arena)
{
    float *x = CAD_NEW(arena, float, RATE);
    for (size_t n = 0; n <= 3 * CAD_HOP; n += CAD_HOP) {
        struct result r = detect(arena, x, n, NULL);
        near(speech_s(&r, 0.0, 1.0), 0.0, 0.0, "hardly a frame");
    }
    struct result r = detect(arena, x, RATE, NULL);
    for (size_t i = 1; i <= 5; i++) {
        cad_arena *poor = cad_arena_new();
        cad_error error = {0};
        cad_arena_fail_after(poor, i);
        ok(cad_speech_detect(&r.channel, NULL, &model.settings.speech, poor,
                             r.speech, NULL, NULL, &error) == CAD_ERR_MEMORY,
           "request %zu fails", i);
        cad_arena_free(poor);
    }
}

int main(void)
{
    void (*tests[])(cad_arena *) = {
        test_edges,      test_gain,     test_digital,      test_no_noise,
        test_no_speech,  test_unvoiced, test_held,         test_revs,
        test_low,        test_bleat,    test_sneeze,       test_lifted,
        test_soft_word,  test_blocked,  test_gain_control, test_hardly_any,
        test_nearly_all, test_shift,    test_breath,       test_hidden,
        test_refusals};
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    if (!ok(arena && cad_plans_new(&plans, &error) == CAD_OK &&
                cad_model_load(arena, NULL, &model, &error) == CAD_OK,
            "opened %s", error.text))
        return tap_done();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        cad_arena *own = cad_arena_new();
        tests[i](own);
        cad_arena_free(own);
    }
    cad_plans_free(&plans);
    cad_arena_free(arena);
    return tap_done();
}
