/* Line sounds: what a measured frame says, cadences of several countries,
   digits at the limits of Q.24, and what must not be found. */
#include "dsp/spectrum.h"
#include "feature/line.h"
#include "model/model.h"

#include <string.h>

#include "signals.h"
#include "tap.h"

enum { SECONDS = 30, N = SECONDS * 8000, FRAMES = SECONDS * 100 };
static float x[N + 2 * CAD_REACH], power_of[FRAMES];
static uint8_t bands[FRAMES * CAD_BANDS], blocked[FRAMES];
static struct cad_line_frame line[FRAMES];
static const struct cad_channel channel = {
    .frames = FRAMES, .power = power_of, .bands = bands, .line = line};
static _Alignas(64) float scratch[CAD_SPECTRUM_SCRATCH];
static cad_plans *plans;
static cad_model model;
static cad_arena *arena;
static cad_event_list found;

static void silence(void)
{
    memset(x, 0, sizeof x);
    signal_noise(x, N + 2 * CAD_REACH, 1e-4, 5); /* the line itself */
}

/* One or two sines from start_s on. */
static void tone(double start_s, double length_s, double a_hz, double b_hz,
                 double amplitude)
{
    float *at = x + CAD_REACH + (size_t)(start_s * 8000.0);
    size_t n = (size_t)(length_s * 8000.0);
    signal_sine(at, n, 8000, a_hz, amplitude);
    if (b_hz > 0.0)
        signal_sine(at, n, 8000, b_hz, amplitude);
}

static void measure(void)
{
    float power[CAD_BINS];
    for (size_t f = 0; f < FRAMES; f++) {
        const float *start = x + CAD_REACH + f * CAD_HOP;
        double rms = signal_rms(start, CAD_HOP);
        power_of[f] = (float)(rms * rms);
        cad_spectrum_power(plans, start + CAD_HOP / 2 - CAD_STFT / 2, scratch,
                           power);
        cad_bands_pack(power, bands + f * CAD_BANDS);
        line[f] = cad_line_measure(power, &model.settings.line);
    }
}

static void find(void)
{
    measure();
    memset(blocked, 0, sizeof blocked);
    found = (cad_event_list){0};
    cad_line_find(&channel, &model.settings.line, arena, blocked, &found, NULL);
}

/* Exactly one event, of this kind, there. */
static void is_one(cad_event_kind kind, double start_s, double end_s,
                   const char *name)
{
    find();
    bool good = found.count == 1 && found.items[0].kind == kind;
    ok(good && fabs(found.items[0].start_s - start_s) <= 0.03 &&
           fabs(found.items[0].end_s - end_s) <= 0.03,
       "%s: %zu found, kind %d, %.2f to %.2f s", name, found.count,
       found.count ? (int)found.items[0].kind : -1,
       found.count ? found.items[0].start_s : 0.0,
       found.count ? found.items[0].end_s : 0.0);
}

/* ... and so sure. */
static void is_sure(double confidence)
{
    near(found.count ? found.items[0].confidence : -1.0, confidence, 1e-9,
         "confidence");
}

static void is_none(const char *name)
{
    find();
    ok(found.count == 0, "%s: %zu found, kind %d", name, found.count,
       found.count ? (int)found.items[0].kind : -1);
}

/* ---- one frame --------------------------------------------------------- */

static struct cad_line_frame frame_of(double a_hz, double a, double b_hz,
                                      double b)
{
    float power[CAD_BINS];
    memset(x, 0, sizeof x);
    signal_sine(x, CAD_STFT, 8000, a_hz, a);
    signal_sine(x, CAD_STFT, 8000, b_hz, b);
    cad_spectrum_power(plans, x, scratch, power);
    return cad_line_measure(power, &model.settings.line);
}

static void frames(void)
{
    for (double hz = 300.0; hz < 3300.0; hz += 617.3) {
        struct cad_line_frame f = frame_of(hz, 0.1, 500.0, 0.0);
        char name[64];
        snprintf(name, sizeof name, "a sine of %.1f Hz", hz);
        near(f.peak_hz_q3[0] / 8.0, hz, 1.0, name);
    }
    struct cad_line_frame f = frame_of(770, 0.1, 1336, 0.1);
    ok(f.dtmf == '5' && f.share >= 253, "770 + 1336 Hz is 5");
    ok(frame_of(941, 0.1, 1633, 0.1).dtmf == 'D', "941 + 1633 Hz is D");
    ok(frame_of(770, 0.1, 1336, 0.1 * pow(10, 4.0 / 20)).dtmf == '5',
       "column 4 dB above the row");
    ok(!frame_of(770, 0.1, 1336, 0.1 * pow(10, 6.0 / 20)).dtmf, "6 dB: none");
    ok(frame_of(770, 0.1, 1336, 0.1 * pow(10, -8.0 / 20)).dtmf == '5',
       "column 8 dB below the row");
    ok(!frame_of(770, 0.1, 1336, 0.1 * pow(10, -10.0 / 20)).dtmf,
       "10 dB: none");
    ok(frame_of(770 * 1.015, 0.1, 1336 * 0.985, 0.1).dtmf == '5',
       "1.5 %% off is still 5");
    ok(!frame_of(770 * 1.035, 0.1, 1336, 0.1).dtmf &&
           !frame_of(770, 0.1, 1336 * 0.965, 0.1).dtmf,
       "3.5 %% off is not");
    f = frame_of(770, 0.0, 1336, 0.0);
    ok(!f.dtmf && !f.share && !f.peak_hz_q3[0], "silence has no peak");
}

/* ---- digits ------------------------------------------------------------ */

static void dial_digits(const char *keys, double start_s, double on_s,
                        double off_s, double amplitude)
{
    static const char rows[] = "123A456B789C*0#D";
    static const double row[] = {697, 770, 852, 941};
    static const double column[] = {1209, 1336, 1477, 1633};
    for (; *keys; keys++, start_s += on_s + off_s) {
        size_t at = (size_t)(strchr(rows, *keys) - rows);
        tone(start_s, on_s, row[at / 4], column[at % 4], amplitude);
    }
}

static void digits(void)
{
    silence();
    dial_digits("123A456B789C*0#D", 1.0, 0.05, 0.05, 0.1);
    is_one(CAD_EVENT_DTMF, 1.0, 2.55, "sixteen keys of 50 ms");
    ok(found.count && !strcmp(found.items[0].digits, "123A456B789C*0#D"),
       "in order: %s", found.count ? found.items[0].digits : "");
    ok(blocked[105] && !blocked[50] && !blocked[300], "and blocked");

    for (int k = 0; k < 8; k++) { /* whatever the phase against the frames */
        silence();
        dial_digits("5551", 1.0 + k * 0.00125, 0.04, 0.04, 0.05);
        find();
        ok(found.count == 1 && !strcmp(found.items[0].digits, "5551"),
           "40 ms on, 40 ms off: %s", found.count ? found.items[0].digits : "");
        silence();
        dial_digits("5551", 1.0 + k * 0.00125, 0.023, 0.06, 0.05);
        is_none("23 ms is too short");
    }

    silence();
    dial_digits("12", 1.0, 0.1, 0.1, 0.05);
    dial_digits("34", 3.0, 0.1, 0.1, 0.05);
    find();
    ok(found.count == 2, "two events when the gap is over 1 s");

    silence();
    dial_digits("2580", 1.0, 0.1, 0.1, 0.1);
    signal_noise(x, N + 2 * CAD_REACH, 0.1 * pow(10.0, -15.0 / 20.0), 8);
    find();
    ok(found.count == 1 && !strcmp(found.items[0].digits, "2580"),
       "in noise 15 dB below: %s", found.count ? found.items[0].digits : "");
}

/* ---- cadences ---------------------------------------------------------- */

static void repeat(int times, double start_s, double on_s, double off_s,
                   double a_hz, double b_hz)
{
    for (int i = 0; i < times; i++)
        tone(start_s + i * (on_s + off_s), on_s, a_hz, b_hz, 0.05);
}

static void ringing(void)
{
    static const struct {
        const char *name;
        double on_s, off_s, a_hz, b_hz;
    } rings[] = {
        {"ringing, US: 440 + 480, 2/4", 2.0, 4.0, 440, 480},
        {"ringing, ETSI: 425, 1/4", 1.0, 4.0, 425, 0},
        {"ringing, France: 440, 1.5/3.5", 1.5, 3.5, 440, 0},
        {"ringing, Japan: 384 + 416, 1/2", 1.0, 2.0, 384, 416},
        {"ringing, Sweden: 425, 1/5", 1.0, 5.0, 425, 0},
    };
    for (size_t i = 0; i < sizeof rings / sizeof *rings; i++) {
        silence();
        repeat(3, 2.0, rings[i].on_s, rings[i].off_s, rings[i].a_hz,
               rings[i].b_hz);
        is_one(CAD_EVENT_RINGBACK, 2.0,
               2.0 + 3 * (rings[i].on_s + rings[i].off_s), rings[i].name);
    }
    silence();
    for (int i = 0; i < 4; i++)
        repeat(2, 2.0 + 3.0 * i, 0.4, 0.2, 400, 450);
    is_one(CAD_EVENT_RINGBACK, 2.0, 14.0, "ringing, UK: .4/.2/.4/2");
    ok(blocked[210] && !blocked[400], "blocked while it sounds");

    silence();
    repeat(3, 2.0, 2.0, 4.0, 440, 480);
    signal_noise(x, N + 2 * CAD_REACH, 0.05 * pow(10.0, -15.0 / 20.0), 8);
    is_one(CAD_EVENT_RINGBACK, 2.0, 20.0, "ringing in noise 15 dB below");
}

/* A ring, ETSI's, three times; then noise from 2 s after the last one on. */
static double ringing_until(double line_rms, double noise_rms)
{
    silence();
    signal_noise(x, N + 2 * CAD_REACH, line_rms, 6);
    repeat(3, 2.0, 1.0, 4.0, 425, 0);
    signal_noise(x + CAD_REACH + 15 * 8000, 8000, noise_rms, 7);
    find();
    ok(found.count == 1 && found.items[0].kind == CAD_EVENT_RINGBACK, "rings");
    return found.count ? found.items[0].end_s : 0.0;
}

static void last_pause(void)
{
    near(ringing_until(1e-4, 7e-4), 17.0, 0.03,
         "34 dB under the ring: its last pause goes on");
    near(ringing_until(1e-4, 2e-3), 15.0, 0.03, "25 dB: it is answered");
    near(ringing_until(3e-3, 6e-3), 17.0, 0.03,
         "7 dB over a noisy line: its last pause goes on");
    near(ringing_until(3e-3, 14e-3), 15.0, 0.03, "14 dB: it is answered");
}

static void how_often(void)
{
    silence();
    tone(2.0, 1.0, 425, 0, 0.05);
    is_one(CAD_EVENT_RINGBACK, 2.0, 3.0, "one ring, picked up");
    is_sure(0.6);
    silence();
    repeat(2, 2.0, 1.0, 4.0, 425, 0);
    is_one(CAD_EVENT_RINGBACK, 2.0, 12.0, "two rings");
    is_sure(0.95);
    silence();
    repeat(2, 2.0, 0.5, 0.5, 425, 0);
    is_none("two bursts of a busy tone");
    silence();
    repeat(3, 2.0, 0.5, 0.5, 425, 0);
    is_one(CAD_EVENT_BUSY, 2.0, 4.5, "three of them");
    is_sure(0.95);
    for (int near_enough = 0; near_enough < 2; near_enough++) {
        silence(); /* a pause of 82 or 68 % of the burst */
        for (int i = 0; i < 3; i++)
            repeat(2, 2.0 + 4.0 * i, 0.5, near_enough ? 0.34 : 0.41, 425, 0);
        find();
        ok((found.count == 1) == near_enough, "double rings: %zu", found.count);
    }
}

static void other_tones(void)
{
    static const struct {
        const char *name;
        double half_s, a_hz, b_hz;
    } busy[] = {
        {"busy, ETSI: 425, .5", 0.5, 425, 0},
        {"busy, US: 480 + 620, .5", 0.5, 480, 620},
        {"congestion, US: .25", 0.25, 480, 620},
        {"busy, UK: 400, .375", 0.375, 400, 0},
        {"busy, Spain: 425, .2", 0.2, 425, 0},
    };
    for (size_t i = 0; i < sizeof busy / sizeof *busy; i++) {
        double half = busy[i].half_s;
        silence();
        repeat(10, 2.0, half, half, busy[i].a_hz, busy[i].b_hz);
        is_one(CAD_EVENT_BUSY, 2.0, 2.0 + 19 * half, busy[i].name);
    }
    silence();
    tone(2.0, 6.0, 350, 440, 0.05);
    is_one(CAD_EVENT_DIAL, 2.0, 8.0, "dial, US: 350 + 440");
    silence();
    tone(2.0, 6.0, 425, 0, 0.05);
    is_one(CAD_EVENT_DIAL, 2.0, 8.0, "dial, ETSI: 425");
    is_sure(0.95);
    silence();
    tone(2.0, 0.33, 950, 0, 0.05);
    tone(2.33, 0.33, 1400, 0, 0.05);
    tone(2.66, 0.33, 1800, 0, 0.05);
    is_one(CAD_EVENT_SIT, 2.0, 2.99, "SIT");
    is_sure(0.99);
    silence();
    tone(2.0, 0.4, 1400, 0, 0.05);
    is_one(CAD_EVENT_BEEP, 2.0, 2.4, "a beep of 1400 Hz");
    is_sure(0.8);
    silence();
    tone(2.0, 0.4, 1400, 0, 0.05);
    tone(2.0, 0.4, 1000, 0, 0.012); /* 6 % of the power: no single tone */
    is_none("a beep of two tones");
}

/* A dial tone of 425 Hz whose frequency swings slowly, so that four standard
   deviations are this share of it. */
static void swinging_tone(double wander)
{
    double phase = 0.0, depth = wander * sqrt(2.0) / 4.0;
    silence();
    for (size_t i = 0; i < 4 * 8000; i++) {
        double swing = sin(2.0 * SIGNAL_PI * 0.5 * (double)i / 8000.0);
        x[CAD_REACH + 16000 + i] += (float)(0.05 * sin(phase));
        phase += 2.0 * SIGNAL_PI * 425.0 * (1.0 + depth * swing) / 8000.0;
    }
}

/* The limit is 2.5 %; peaks are known to 1/8 Hz, which is .03 % of 425 Hz. */
static void swinging_tones(void)
{
    swinging_tone(0.0235);
    is_one(CAD_EVENT_DIAL, 2.0, 6.0, "a tone that wanders by 2.35 %");
    swinging_tone(0.0265);
    is_none("by 2.65 % it is no tone");
}

/* ---- music, and what is none ------------------------------------------- */

/* Chords of held notes that change twice a second. */
static void music(double start_s, double length_s)
{
    static const double root_hz[] = {262, 330, 392, 349, 294, 440};
    for (int i = 0; i < length_s * 2.0; i++) {
        float *at = x + CAD_REACH + (size_t)((start_s + 0.5 * i) * 8000.0);
        double hz = root_hz[i % 6];
        for (int k = 0; k < 4000; k++) { /* struck, and dying away */
            double fade = exp(-k / 3000.0), t = k / 8000.0;
            for (int voice = 0; voice < 3; voice++)
                for (int h = 1; h <= 4; h++)
                    at[k] += (float)(0.02 / h * fade *
                                     sin(2.0 * SIGNAL_PI * hz * h * t *
                                         (1.0 + 0.26 * voice)));
        }
    }
}

static void music_and_none(void)
{
    silence();
    music(5.0, 15.0);
    find();
    ok(found.count == 1 && found.items[0].kind == CAD_EVENT_MUSIC &&
           fabs(found.items[0].start_s - 5.0) < 0.05 &&
           fabs(found.items[0].end_s - 20.0) < 0.15, /* it dies away */
       "music of 15 s: %zu found, %.2f to %.2f s", found.count,
       found.count ? found.items[0].start_s : 0.0,
       found.count ? found.items[0].end_s : 0.0);
    ok(blocked[1200] && !blocked[2500], "and blocked");
    silence();
    music(2.0, 10.0);
    music(14.0, 10.0);
    find();
    ok(found.count == 1, "a pause of 2 s does not end it: %zu", found.count);
    silence();
    music(5.0, 3.0);
    is_none("3 s of it are too few");

    silence();
    is_none("line noise");
    memset(x, 0, sizeof x);
    is_none("digital silence");
    silence();
    tone(2.0, 20.0, 100, 50, 0.05);
    is_none("hum");

    silence(); /* a voice: glides of harmonics, 0.3 s each, with pauses */
    for (int i = 0; i < 50; i++)
        signal_glide(x + CAD_REACH + 8000 + i * 4000, 2400, 8000,
                     140.0 + 7.0 * (i % 9), 120.0 + 11.0 * (i % 7), 2, 20,
                     0.01);
    is_none("gliding harmonics");
    ok(!blocked[110] && !blocked[1200], "nothing is blocked");
    double rms = signal_rms(x + CAD_REACH, N);
    signal_noise(x, N + 2 * CAD_REACH, rms * pow(10.0, -10.0 / 20.0), 3);
    is_none("the same in noise 10 dB below");
}

/* A crowd: in each of eight bands noise that comes and goes by itself, so that
   no pause is left, and no note is held. */
static void crowd(void)
{
    static const double hz[] = {350, 520, 750, 1000, 1350, 1800, 2300, 2900};
    uint64_t seed = 11;
    silence();
    for (int band = 0; band < 8; band++) {
        double turn = 2.0 * 0.95 * cos(2.0 * SIGNAL_PI * hz[band] / 8000.0);
        double y[2] = {0, 0}, gain = 1.0, goal = 1.0;
        for (size_t i = 0; i < N; i++) {
            if (i % 1000 == 0)
                goal = signal_random(&seed) < 0.5 ? 0.1 : 1.0;
            gain += 0.01 * (goal - gain);
            double next = turn * y[0] - 0.95 * 0.95 * y[1] +
                          0.01 * (signal_random(&seed) - 0.5);
            y[1] = y[0];
            y[0] = next;
            x[CAD_REACH + i] += (float)(gain * next);
        }
    }
    model.settings.line.music_held_least = 0.0;
    find();
    double music_s = 0.0;
    for (size_t i = 0; i < found.count; i++)
        music_s += found.items[i].end_s - found.items[i].start_s;
    ok(music_s > 10.0, "a crowd goes on like music for %.1f s", music_s);
    model.settings.line.music_held_least = 0.1;
    is_none("but holds no note");
}

/* Noise so many dB below the sound's own level while it sounds. */
static void in_noise(double start_s, double length_s, double below_db)
{
    size_t n = (size_t)(length_s * 8000.0);
    double rms = signal_rms(x + CAD_REACH + (size_t)(start_s * 8000.0), n);
    signal_noise(x, N + 2 * CAD_REACH, rms * pow(10.0, -below_db / 20.0), 9);
}

static void sounds_in_noise(void)
{
    silence();
    music(5.0, 15.0);
    in_noise(5.0, 15.0, 10.0);
    find();
    ok(found.count == 1 && found.items[0].kind == CAD_EVENT_MUSIC &&
           fabs(found.items[0].start_s - 5.0) < 2.0 && /* a window */
           fabs(found.items[0].end_s - 20.0) < 2.0,
       "music in noise 10 dB below: %zu found, %.2f to %.2f s", found.count,
       found.count ? found.items[0].start_s : 0.0,
       found.count ? found.items[0].end_s : 0.0);
    silence();
    repeat(4, 2.0, 2.0, 4.0, 440, 480);
    in_noise(2.0, 2.0, 10.0);
    find();
    ok(found.count == 1 && found.items[0].kind == CAD_EVENT_RINGBACK &&
           fabs(found.items[0].start_s - 2.0) < 0.1,
       "ringing in noise 10 dB below: %zu found", found.count);
}

/* A window of 2 s may lie across an edge; the event does not. */
static void music_between_words(void)
{
    silence();
    signal_glide(x + CAD_REACH + 4 * 8000, 7200, 8000, 150, 120, 2, 20, 0.01);
    music(5.3, 14.0);
    signal_glide(x + CAD_REACH + 158400, 7200, 8000, 150, 120, 2, 20, 0.01);
    find();
    ok(found.count == 1 && fabs(found.items[0].start_s - 5.3) < 0.05 &&
           fabs(found.items[0].end_s - 19.3) < 0.15,
       "music between words: %.2f to %.2f s",
       found.count ? found.items[0].start_s : 0.0,
       found.count ? found.items[0].end_s : 0.0);
    ok(!blocked[400] && !blocked[480] && !blocked[2000],
       "and they are not blocked");
}

/* An engine that changes its speed and level so many times. */
static void run_engine(double start_s, double length_s, int parts, double level)
{
    size_t first = CAD_REACH + (size_t)(start_s * 8000.0);
    size_t n = (size_t)(length_s * 8000.0) / (size_t)parts;
    for (int i = 0; i < parts; i++)
        signal_glide(x + first + (size_t)i * n, n, 8000, 90.0 + 0.5 * (i % 3),
                     90.0 + 0.5 * ((i + 1) % 3), 3, 30,
                     level * (0.004 + 0.002 * (i % 4)));
}

/* From 5 s on, of so many halves of a second. */
static void engine(int halves)
{
    silence();
    run_engine(5.0, 0.5 * halves, halves, 1.0);
}

static size_t blocked_frames(void)
{
    size_t n = 0;
    for (size_t f = 0; f < FRAMES; f++)
        n += blocked[f];
    return n;
}

/* No speech, but too short for music. At the default cost of a switch nothing
   under 4 s is held in the first place; without it, held_sound_min_s alone
   says what is long enough. Windows step by half a second. */
static void held_sound(void)
{
    engine(10);
    is_none("an engine of 5 s is no event");
    size_t n = blocked_frames();
    ok(n > 450 && n < 520, "but no speech either: %zu frames", n);
    double cost = model.settings.line.music_switch_cost;
    model.settings.line.music_switch_cost = 0.0;
    engine(8);
    find();
    n = blocked_frames();
    ok(n > 380, "nor is one of 4 s: %zu frames", n);
    engine(7);
    find();
    n = blocked_frames();
    ok(n == 0, "one of 3.5 s is left alone: %zu frames", n);
    model.settings.line.music_switch_cost = cost;
}

static void noise(double start_s, double length_s, double rms)
{
    signal_noise(x + CAD_REACH + (size_t)(start_s * 8000.0),
                 (size_t)(length_s * 8000.0), rms, 87);
}

/* Without a cost of a switch stretches overlap. What is softer than a
   hundredth is a pause of the louder, second one, and none of the first. */
static void overlapping(void)
{
    struct cad_line_settings kept = model.settings.line;
    model.settings.line.music_switch_cost = 0.0;
    model.settings.line.held_sound_min_s = 2.0;
    silence();
    noise(1.0, 1.307, 0.00647);
    run_engine(2.307, 2.1, 5, 0.0204);
    noise(4.407, 2.398, 0.00239);
    run_engine(6.805, 0.663, 2, 0.42);
    run_engine(7.468, 0.218, 1, 0.0287);
    run_engine(9.02, 1.116, 3, 0.87);
    is_one(CAD_EVENT_MUSIC, 1.0, 7.69, "the second does not shorten the first");
    model.settings.line = kept;
}

static void refusal(void)
{
    silence();
    dial_digits("1", 1.0, 0.1, 0.1, 0.1);
    measure();
    cad_error error = {0};
    cad_arena *small = cad_arena_new();
    cad_arena_fail_after(small, 1);
    found = (cad_event_list){0};
    cad_status status = cad_line_find(&channel, &model.settings.line, small,
                                      blocked, &found, &error);
    ok(status == CAD_ERR_MEMORY && error.text[0], "no memory is said");
    cad_arena_free(small);
}

int main(void)
{
    arena = cad_arena_new();
    if (!ok(cad_plans_new(&plans, NULL) == CAD_OK &&
                cad_model_load(arena, NULL, &model, NULL) == CAD_OK,
            "plans and model"))
        return tap_done();
    frames();
    digits();
    ringing();
    last_pause();
    how_often();
    other_tones();
    swinging_tones();
    music_and_none();
    crowd();
    sounds_in_noise();
    music_between_words();
    held_sound();
    overlapping();
    refusal();
    cad_plans_free(&plans);
    cad_arena_free(arena);
    return tap_done();
}
