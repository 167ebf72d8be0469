/* Syllables: bumps of a known number, gain, noise, voicing, allocation. */
#include "dsp/spectrum.h"
#include "feature/syllable.h"
#include "model/model.h"

#include <string.h>

#include "signals.h"
#include "tap.h"

enum { SECONDS = 6, N = SECONDS * 8000, FRAMES = SECONDS * 100 };
static float x[N + 2 * CAD_REACH], power_of[FRAMES], f0_hz[FRAMES];
static float weight[FRAMES];
static uint8_t speech[FRAMES], flags[FRAMES];
static struct cad_syllable_frame envelopes[FRAMES];
static struct cad_pitch_frame pitch[FRAMES];
static const struct cad_channel channel = {.frames = FRAMES,
                                           .power = power_of,
                                           .flags = flags,
                                           .pitch = pitch,
                                           .syllable = envelopes};
static _Alignas(64) float scratch[CAD_SPECTRUM_SCRATCH];
static cad_plans *plans;
static cad_model model;

/* Speech from 1 s to 5 s: a harmonic tone that swells `rate_hz` times a
   second, by depth_db. */
static void make_bumps(double rate_hz, double depth_db)
{
    memset(x, 0, sizeof x);
    float *start = x + CAD_REACH + 8000;
    signal_harmonics(start, 32000, 8000, 140.0, 2, 24, 0.01);
    for (int i = 0; i < 32000; i++) {
        double swell = 0.5 - 0.5 * cos(2.0 * SIGNAL_PI * rate_hz * i / 8000.0);
        start[i] *= (float)pow(10.0, depth_db * (swell - 1.0) / 20.0);
    }
}

static void measure(void)
{
    float power[CAD_BINS];
    for (size_t f = 0; f < FRAMES; f++) {
        const float *centre = x + CAD_REACH + f * CAD_HOP + CAD_HOP / 2;
        cad_spectrum_power(plans, centre - CAD_STFT / 2, scratch, power);
        envelopes[f] = cad_syllable_measure(power);
        speech[f] = f >= 100 && f < 500;
        f0_hz[f] = speech[f] ? 140.0f : 0.0f;
        pitch[f].strength[0] = speech[f] ? 230 : 20;
    }
}

static double count(void)
{
    cad_arena *arena = cad_arena_new();
    cad_status status = cad_syllable_weights(
        &channel, speech, f0_hz, &model.settings.syllable, arena, weight, NULL);
    cad_arena_free(arena);
    double sum = 0.0;
    for (size_t f = 0; f < FRAMES; f++)
        sum += (double)weight[f];
    return status == CAD_OK ? sum : -1.0;
}

/* In a clear case every counter sees every bump: gain times their number. */
static void known_counts(void)
{
    double gain = model.settings.syllable.gain;
    static const double rates[] = {2.0, 4.0, 6.0, 8.0};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        char name[64];
        snprintf(name, sizeof name, "%.0f bumps a second", rates[i]);
        make_bumps(rates[i], 20.0);
        measure();
        near(count(), gain * 4.0 * rates[i], gain * 1.1, name);
    }
    make_bumps(4.0, 0.0);
    measure();
    near(count(), gain, 0.3, "a level tone is one bump");
}

static void placement(void)
{
    make_bumps(4.0, 20.0);
    measure();
    count();
    double inside = 0.0, all = 0.0;
    for (size_t f = 0; f < FRAMES; f++) {
        double phase = fmod((double)f * 0.04 + 0.02, 1.0); /* 4 a second */
        inside += fabs(phase - 0.5) < 0.15 ? (double)weight[f] : 0.0;
        all += (double)weight[f];
    }
    ok(inside > 0.95 * all, "the weight is at the bumps (%.3f)", inside / all);
}

static void gain_and_noise(void)
{
    make_bumps(5.0, 25.0);
    measure();
    double clean = count();
    signal_gain(x, N + 2 * CAD_REACH, 3.981);
    measure();
    near(count(), clean, 0.05, "+12 dB changes nothing");

    make_bumps(5.0, 25.0);
    double rms = signal_rms(x + CAD_REACH + 8000, 32000);
    signal_noise(x, N + 2 * CAD_REACH, rms * pow(10.0, -15.0 / 20.0), 11);
    measure();
    near(count() / clean, 1.0, 0.15, "noise 15 dB below");
}

/* The detector heard only the first half of it. */
static void beside_speech(void)
{
    double gain = model.settings.syllable.gain;
    make_bumps(4.0, 20.0);
    measure();
    memset(speech + 300, 0, 200);
    memset(f0_hz + 300, 0, 200 * sizeof *f0_hz);
    double heard = gain * 8.0, off = model.settings.syllable.off_path_weight;
    /* 1.5 s of it, and what lies within 0.4 s of that */
    near(count(), heard + gain * off * 7.0, gain * 1.6,
         "clear voicing near speech counts, up to a distance");
    for (size_t f = 300; f < 500; f++)
        pitch[f].strength[0] = 100;
    near(count(), heard, gain * 0.6, "what may be noise does not");
    measure();
    memset(speech + 300, 0, 200);
    for (size_t i = CAD_REACH + 300 * CAD_HOP; i < CAD_REACH + 500 * CAD_HOP;
         i++)
        x[i] *= 0.05f; /* -26 dB */
    float power[CAD_BINS];
    for (size_t f = 300; f < 500; f++) {
        cad_spectrum_power(
            plans, x + CAD_REACH + f * CAD_HOP + CAD_HOP / 2 - CAD_STFT / 2,
            scratch, power);
        envelopes[f] = cad_syllable_measure(power);
    }
    near(count(), heard, gain * 0.6, "nor what is much softer");
}

static void voicing_and_failure(void)
{
    make_bumps(4.0, 20.0);
    measure();
    for (size_t f = 300; f < 500; f++) { /* the second half is whispered */
        f0_hz[f] = 0.0f;
        pitch[f].strength[0] = f % 10 ? 60 : 110;
    }
    near(count(), model.settings.syllable.gain * 8.0, 1.1,
         "what is not voiced is not counted");
    memset(speech, 0, sizeof speech);
    near(count(), 0.0, 0.0, "no speech, nothing counted");

    measure();
    cad_error error = {0};
    cad_arena *arena = cad_arena_new();
    cad_arena_fail_after(arena, 1);
    cad_status status =
        cad_syllable_weights(&channel, speech, f0_hz, &model.settings.syllable,
                             arena, weight, &error);
    ok(status == CAD_ERR_MEMORY && error.text[0], "no memory is said");
    cad_arena_free(arena);
}

/* ---- pace --------------------------------------------------------------- */

static const struct cad_voice voice = {
    .frames = FRAMES, .speech = speech, .syllable = weight};

static void say(size_t from, size_t to)
{
    memset(speech + from, 1, to - from);
}

static struct cad_syllable_pace pace(size_t start, size_t end)
{
    return cad_syllable_pace(&voice, start, end, &model.settings.syllable);
}

/* Nuclei at 1.0, 1.2, 1.4 s: 0.4 s and two edges, however much of the
   consonants about them was found. */
static void pace_of_a_unit(void)
{
    double want_s = 0.4 + 2.0 * model.settings.syllable.edge_s;
    static const size_t found[][2] = {{95, 146}, {80, 170}, {100, 141}};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        memset(speech, 0, sizeof speech);
        memset(weight, 0, sizeof weight);
        weight[100] = weight[120] = weight[140] = 1.0f;
        say(found[i][0], found[i][1]);
        struct cad_syllable_pace p = pace(0, FRAMES);
        near(p.syllables, 3.0, 1e-6, "three syllables");
        near(p.articulated_s, want_s, 1e-6, "from nucleus to nucleus");
        near(p.spoken_s, want_s, 1e-6, "no pause");
    }
    /* Two weak peaks make one syllable between them. */
    say(95, 150);
    weight[100] = weight[104] = weight[140] = weight[144] = 0.5f;
    near(pace(0, FRAMES).articulated_s, want_s, 1e-6, "half peaks");
}

static void pace_with_a_pause(void)
{
    memset(speech, 0, sizeof speech);
    memset(weight, 0, sizeof weight);
    for (size_t f = 100; f <= 300; f += 20)
        weight[f] = f < 190 || f > 230 ? 1.0f : 0.0f;
    say(95, 190);
    say(235, 310);
    double edge_s = model.settings.syllable.edge_s;
    struct cad_syllable_pace p = pace(0, FRAMES);
    near(p.syllables, 9.0, 1e-6, "two units of five and four");
    near(p.articulated_s, 0.8 + 0.6 + 4.0 * edge_s, 1e-6, "without the pause");
    near(p.spoken_s, 2.0 + 2.0 * edge_s, 1e-6, "and with it");
    size_t pause = cad_frames_of(model.settings.syllable.pause_s);
    say(190, 235 - pause);
    near(pace(0, FRAMES).articulated_s, 1.4 + 4.0 * edge_s, 1e-6,
         "the shortest pause");
    say(190, 236 - pause);
    near(pace(0, FRAMES).articulated_s, 2.0 + 2.0 * edge_s, 1e-6,
         "a gap shorter than a pause is none");
}

/* A pause of 0.2 s between two nuclei: both edges would fill it twice. */
static void pace_of_short_pauses(void)
{
    memset(speech, 0, sizeof speech);
    memset(weight, 0, sizeof weight);
    for (size_t f = 100; f < 220; f += 22) {
        weight[f] = 1.0f;
        say(f, f + 1);
    }
    struct cad_syllable_pace p = pace(0, FRAMES);
    near(p.syllables, 6.0, 1e-6, "six syllables apart");
    near(p.articulated_s, p.spoken_s, 1e-6,
         "without pauses it takes no longer than with them");
}

/* What cuts through speech takes no edge: the rate is that of the whole. */
static void pace_of_a_window(void)
{
    memset(speech, 0, sizeof speech);
    memset(weight, 0, sizeof weight);
    for (size_t f = 60; f < 560; f += 20)
        weight[f] = 1.0f;
    say(50, 560);
    struct cad_syllable_pace p = pace(150, 450);
    near(p.syllables / p.articulated_s, 5.0, 1e-6, "five a second");
    near(p.articulated_s, 3.0, 1e-6, "all of the window");
    near(pace(0, 50).articulated_s, 0.0, 1e-12, "no speech takes no time");
    memset(weight, 0, sizeof weight);
    near(pace(0, FRAMES).spoken_s, 0.0, 1e-12, "nor does speech of no nucleus");
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    if (!ok(cad_plans_new(&plans, NULL) == CAD_OK &&
                cad_model_load(arena, NULL, &model, NULL) == CAD_OK,
            "plans and model"))
        return tap_done();
    known_counts();
    placement();
    gain_and_noise();
    beside_speech();
    voicing_and_failure();
    pace_of_a_unit();
    pace_with_a_pause();
    pace_of_short_pauses();
    pace_of_a_window();
    cad_plans_free(&plans);
    cad_arena_free(arena);
    return tap_done();
}
