/*
 * What must not move the marks: gain, sampling rate, hold music, and how much
 * of the call is there. The call is a sample said twice, so that each half has
 * turns enough for a habit of its own.
 */
#include "scratch_file.h"
#include "signals.h"
#include "tap.h"

#include <callcadence/analyze.h>

#include <math.h>
#include <samplerate.h>
#include <sndfile.h>

enum { RATE = 8000, MUSIC_S = 10 };

static cad_engine *engine;

/* Interleaved: agent, customer. */
struct sound {
    float *x;
    size_t frames;
    int rate_hz;
};

static struct sound sound_new(size_t frames, int rate_hz)
{
    struct sound s = {calloc(2 * frames, sizeof(float)), frames, rate_hz};
    if (!s.x) {
        printf("Bail out! no memory\n");
        exit(1);
    }
    return s;
}

/* The sample twice; half of it is the sample. */
static struct sound read_twice(const char *path)
{
    SF_INFO info = {0};
    SNDFILE *file = sf_open(path, SFM_READ, &info);
    if (!file || info.channels != 2 || info.samplerate != RATE) {
        printf("Bail out! %s\n", path);
        exit(1);
    }
    size_t n = (size_t)info.frames;
    struct sound s = sound_new(2 * n, RATE);
    if (sf_readf_float(file, s.x, info.frames) != info.frames)
        printf("# %s is short\n", path);
    sf_close(file);
    memcpy(s.x + 2 * n, s.x, 2 * n * sizeof *s.x);
    return s;
}

static struct sound louder(const struct sound *s, double agent_db,
                           double customer_db)
{
    struct sound out = sound_new(s->frames, s->rate_hz);
    const double gain[2] = {pow(10, agent_db / 20), pow(10, customer_db / 20)};
    for (size_t i = 0; i < 2 * s->frames; i++)
        out.x[i] = (float)((double)s->x[i] * gain[i % 2]);
    return out;
}

static struct sound at_rate(const struct sound *s, int rate_hz)
{
    size_t frames = (size_t)((double)s->frames * rate_hz / s->rate_hz);
    struct sound out = sound_new(frames, rate_hz);
    SRC_DATA data = {.data_in = s->x,
                     .data_out = out.x,
                     .input_frames = (long)s->frames,
                     .output_frames = (long)frames,
                     .src_ratio = (double)rate_hz / s->rate_hz};
    ok(!src_simple(&data, SRC_SINC_BEST_QUALITY, 2), "%d Hz", rate_hz);
    return out;
}

/* A tune on the agent's side: chords of three notes with their overtones. */
static struct sound with_music(const struct sound *s, size_t at)
{
    static const double notes[] = {262, 330, 392, 523, 392, 330, 220, 262,
                                   330, 440, 330, 262, 175, 220, 262, 349};
    size_t n = (size_t)MUSIC_S * RATE, note = RATE * 2 / 5;
    struct sound out = sound_new(s->frames + n, s->rate_hz);
    float *tune = calloc(n, sizeof *tune);
    for (size_t i = 0; tune && i + note <= n; i += note)
        for (int k = 1; k <= 3; k++)
            signal_sine(tune + i, note, RATE, k * notes[i / note % 16],
                        0.1 / k);
    memcpy(out.x, s->x, 2 * at * sizeof *s->x);
    for (size_t i = 0; tune && i < n; i++)
        out.x[2 * (at + i)] = tune[i];
    memcpy(out.x + 2 * (at + n), s->x + 2 * at,
           2 * (s->frames - at) * sizeof *s->x);
    free(tune);
    return out;
}

/* As a recording that begins while it rings elsewhere. */
static struct sound after_silence(const struct sound *s, double silence_s)
{
    size_t n = (size_t)(silence_s * s->rate_hz);
    struct sound out = sound_new(s->frames + n, s->rate_hz);
    memcpy(out.x + 2 * n, s->x, 2 * s->frames * sizeof *s->x);
    return out;
}

static struct sound part(const struct sound *s, size_t from, size_t frames)
{
    struct sound out = sound_new(frames, s->rate_hz);
    memcpy(out.x, s->x + 2 * from, 2 * frames * sizeof *s->x);
    return out;
}

static cad_report *analyze(struct sound *s)
{
    char path[32];
    scratch_write(path, "", 0);
    SF_INFO info = {.samplerate = s->rate_hz,
                    .channels = 2,
                    .format = SF_FORMAT_WAV | SF_FORMAT_PCM_16};
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    cad_report *report = NULL;
    cad_error error = {0};
    sf_writef_float(file, s->x, (sf_count_t)s->frames);
    sf_close(file);
    cad_status status =
        cad_analyze(engine, &(cad_call){.file = path}, &report, &error);
    remove(path);
    free(s->x);
    if (!ok(!status, "analysed %s", error.text))
        exit(tap_done());
    return report;
}

/* ---- the same place in both --------------------------------------------- */

/* What the variant did to the times of the call: from `at` on they move by
   `by`; what lies outside first..last is not there. */
struct shift {
    double first_s, last_s, at_s, by_s;
};

static const struct shift none = {0, 1e9, 1e9, 0};

/* Both hold nine tenths of what either does. */
static bool is_same_place(double a0, double a1, double b0, double b1)
{
    return fmin(a1, b1) - fmax(a0, b0) > 0.9 * (fmax(a1, b1) - fmin(a0, b0));
}

static bool is_moved(const struct shift *s, double *start_s, double *end_s)
{
    if (*start_s < s->first_s || *end_s > s->last_s)
        return false;
    double by = *start_s >= s->at_s ? s->by_s : 0;
    *start_s += by;
    *end_s += by;
    return true;
}

/* How far activation, tilt and pitch of a turn may move. */
struct slack {
    double activation, tilt_db, pitch_st;
};

static void compare_segments(const cad_report *a, const cad_report *b,
                             const struct shift *shift, struct slack slack,
                             const char *what)
{
    size_t both = 0, asked = 0, tones = 0;
    double largest = 0, tilt_db = 0, pitch_st = 0;
    for (size_t i = 0; i < a->segment_count; i++) {
        const cad_segment *s = &a->segments[i];
        double start_s = s->start_s, end_s = s->end_s;
        if (s->kind != CAD_TURN || !is_moved(shift, &start_s, &end_s))
            continue;
        asked++;
        for (size_t j = 0; j < b->segment_count; j++) {
            const cad_segment *t = &b->segments[j];
            if (t->party != s->party || t->kind != CAD_TURN ||
                !is_same_place(start_s, end_s, t->start_s, t->end_s))
                continue;
            both++;
            tones += t->tone == s->tone;
            largest =
                fmax(largest, fabs(t->activation.value - s->activation.value));
            tilt_db = fmax(tilt_db, fabs(t->effort.tilt_db.value -
                                         s->effort.tilt_db.value));
            pitch_st =
                fmax(pitch_st, fabs(12.0 * log2(t->pitch.median_hz.value /
                                                s->pitch.median_hz.value)));
        }
    }
    ok(asked > 8 && both + 1 >= asked, "%s: %zu of %zu turns are there", what,
       both, asked);
    ok(tones == both, "%s: %zu keep their tone", what, tones);
    near(largest, 0, slack.activation, what);
    near(tilt_db, 0, slack.tilt_db, what);
    near(pitch_st, 0, slack.pitch_st, what);
}

static void compare_exchanges(const cad_report *a, const cad_report *b,
                              const struct shift *shift, const char *what)
{
    size_t asked = 0, same = 0, effects = 0;
    for (size_t i = 0; i < a->exchange_count; i++) {
        const cad_exchange *x = &a->exchanges[i];
        double start_s = x->start_s, end_s = x->end_s;
        /* so must be what the customer said before and after */
        double before_s = a->segments[x->customer_before].start_s;
        double after_s = a->segments[x->customer_after].end_s;
        bool torn =
            before_s < shift->at_s && after_s > shift->at_s && shift->at_s > 0;
        if (torn || before_s < shift->first_s || after_s > shift->last_s ||
            !is_moved(shift, &start_s, &end_s))
            continue;
        asked++;
        for (size_t j = 0; j < b->exchange_count; j++) {
            const cad_exchange *y = &b->exchanges[j];
            if (!is_same_place(start_s, end_s, y->start_s, y->end_s))
                continue;
            same += x->customer.change == y->customer.change;
            effects += x->effect == y->effect;
        }
    }
    ok(asked >= 3 && same == asked, "%s: %zu of %zu changes", what, same,
       asked);
    ok(effects == asked, "%s: %zu of %zu effects", what, effects, asked);
}

/* A highlight of a change in the customer's voice is found again. */
static void compare_moments(const cad_report *a, const cad_report *b,
                            const struct shift *shift, const char *what)
{
    for (size_t i = 0; i < a->highlight_count; i++) {
        const cad_highlight *h = &a->highlights[i];
        double start_s = h->start_s, end_s = h->end_s;
        if (h->kind > CAD_HIGHLIGHT_CUSTOMER_FELL ||
            !is_moved(shift, &start_s, &end_s))
            continue;
        bool found = false;
        for (size_t j = 0; j < b->highlight_count; j++)
            found = found || (b->highlights[j].kind == h->kind &&
                              fabs(b->highlights[j].start_s - start_s) < 1);
        ok(found, "%s: the moment at %.1f s", what, h->start_s);
    }
}

static void hold(const cad_report *base, struct sound variant,
                 struct shift shift, struct slack slack, const char *what)
{
    cad_report *report = analyze(&variant);
    compare_segments(base, report, &shift, slack, what);
    compare_exchanges(base, report, &shift, what);
    compare_moments(base, report, &shift, what);
    cad_report_free(&report);
}

/* What is said is heard alike however long nothing was said before. */
static void test_silence_before(void)
{
    struct sound call = read_twice("samples/rushed.flac");
    struct sound copy = part(&call, 0, call.frames);
    cad_report *base = analyze(&copy);
    static const double lengths_s[] = {3, 10};
    for (size_t i = 0; i < 2; i++) {
        struct shift later = {0, 1e9, 0, lengths_s[i]};
        struct slack none_at_all = {0.01, 0.01, 0.01};
        hold(base, after_silence(&call, lengths_s[i]), later, none_at_all,
             "silence before");
    }
    cad_report_free(&base);
    free(call.x);
}

int main(void)
{
    cad_error error = {0};
    if (!ok(!cad_engine_new(NULL, &engine, &error), "an engine"))
        return tap_done();
    test_silence_before();
    struct sound loud = read_twice("samples/calmed.flac");
    struct sound call = louder(&loud, -10, -10);
    struct sound copy = part(&call, 0, call.frames);
    cad_report *base = analyze(&copy);
    size_t half = call.frames / 2;
    double half_s = (double)half / RATE;
    struct shift held = {0, 1e9, half_s, MUSIC_S};
    struct shift first = {0, half_s, 1e9, 0};
    struct shift second = {half_s, 1e9, 0, -half_s};
    /* 0.03: models/tolerances.json; a resampler moves a frame at an edge */
    struct slack louder_by = {0.03, 0.05, 0.05},
                 resampled_by = {0.05, 0.1, 0.1};
    hold(base, louder(&call, 10, 10), none, louder_by, "10 dB louder");
    hold(base, louder(&call, 0, -10), none, louder_by, "one side softer");
    hold(base, at_rate(&call, 16000), none, resampled_by, "16 kHz");
    hold(base, at_rate(&call, 44100), none, resampled_by, "44.1 kHz");
    /* the music's level counts as that of the line */
    struct slack held_by = {0.05, 0.1, 0.2};
    hold(base, with_music(&call, half), held, held_by, "hold music");
    /* half the turns: their medians and spreads are others */
    struct slack halved_by = {0.25, 0.05, 0.1};
    hold(base, part(&call, 0, half), first, halved_by, "first half");
    hold(base, part(&call, half, half), second, halved_by, "second half");
    cad_report_free(&base);
    cad_engine_free(&engine);
    free(call.x);
    free(loud.x);
    return tap_done();
}
