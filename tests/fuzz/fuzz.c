#include "fuzz.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- files ------------------------------------------------------------ */

static struct {
    int fd;
    char path[40];
} slots[FUZZ_SLOTS];

static void remove_files(void)
{
    for (int i = 0; i < FUZZ_SLOTS; i++)
        unlink(slots[i].path);
}

static void make_files(void)
{
    for (int i = 0; i < FUZZ_SLOTS; i++) {
        snprintf(slots[i].path, sizeof slots[i].path,
                 "/tmp/callcadence-fuzz.XXXXXX");
        slots[i].fd = mkstemp(slots[i].path);
        fuzz_must(slots[i].fd >= 0, "a scratch file");
    }
    atexit(remove_files);
}

const char *fuzz_file(int slot, const void *bytes, size_t n)
{
    if (!slots[0].fd)
        make_files();
    fuzz_must(!ftruncate(slots[slot].fd, 0), "room for a scratch file");
    fuzz_must(pwrite(slots[slot].fd, bytes, n, 0) == (ssize_t)n,
              "a scratch file's bytes");
    return slots[slot].path;
}

FILE *fuzz_sink(void)
{
    static FILE *sink;
    if (!sink)
        sink = fopen("/dev/null", "w");
    fuzz_must(sink != NULL, "/dev/null");
    return sink;
}

void fuzz_must(bool good, const char *what)
{
    if (good)
        return;
    printf("# must hold: %s\n", what);
    fflush(stdout);
    remove_files();
    abort();
}

const cad_engine *fuzz_engine(void)
{
    static cad_engine *engine;
    cad_error error;
    if (!engine)
        fuzz_must(!cad_engine_new(NULL, &engine, &error), "an engine");
    return engine;
}

/* ---- calls ------------------------------------------------------------ */

enum { RATE_HZ = 8000, SOUND_BYTES = 4, SCORE_SAMPLES = 30 * RATE_HZ };

const cad_raw fuzz_raw = {"s16le", RATE_HZ, 2};

static void add_sample(int16_t *at, double x)
{
    double sum = *at + 32767.0 * x;
    *at = (int16_t)fmax(-32768, fmin(32767, sum));
}

/* A sound of the kind in bits 2..4, for the channels in bits 0 and 1. */
static void play_sound(const uint8_t *sound, int16_t *to, size_t n)
{
    static uint32_t noise = 1;
    double phase = 0, gain = pow(10, -(sound[3] % 64) / 20.0);
    double pitch_hz = 60 + sound[2] * 1.5, x = 0;
    for (size_t i = 0; i < n; i++) {
        double time_s = (double)i / RATE_HZ;
        double beat = 0.5 - 0.5 * cos(2 * 3.14159265 * 4.5 * time_s);
        phase = fmod(phase + pitch_hz / RATE_HZ, 1.0);
        noise = noise * 1664525u + 1013904223u;
        double hiss = (double)(noise >> 8) / (1 << 23) - 1;
        switch (sound[0] >> 2 & 7) {
        case 0:
            x += 0.6 * (beat * (2 * phase - 1) - x); /* a voice's pulses */
            break;
        case 1:
            x = hiss;
            break;
        case 2:
            x = 0.5 * sin(2 * 3.14159265 * 4 * pitch_hz * time_s);
            break;
        case 3:
            x = phase < 0.5 ? 1 : -1; /* clips */
            break;
        case 4:
            x = 0;
            break;
        default:
            x += 0.6 * (beat * (2 * phase - 1) + 0.02 * hiss - x);
        }
        for (int c = 0; c < 2; c++)
            if (sound[0] >> c & 1)
                add_sample(&to[2 * i + (size_t)c], gain * x);
    }
    if (sound[3] & 128) /* both heard on both sides, 20 dB down */
        for (size_t i = 0; i < n; i++) {
            int left = to[2 * i], right = to[2 * i + 1];
            add_sample(&to[2 * i], right / 327670.0);
            add_sample(&to[2 * i + 1], left / 327670.0);
        }
}

const char *fuzz_play(int slot, const uint8_t *score, size_t n)
{
    static int16_t call[2 * SCORE_SAMPLES];
    size_t at = 0;
    memset(call, 0, sizeof call);
    for (; n >= SOUND_BYTES && at < SCORE_SAMPLES; n -= SOUND_BYTES) {
        size_t length = (size_t)(score[1] + 1) * RATE_HZ / 100;
        if (length > SCORE_SAMPLES - at)
            length = SCORE_SAMPLES - at;
        play_sound(score, call + 2 * at, length);
        at += length;
        score += SOUND_BYTES;
    }
    return fuzz_file(slot, call, at * 4);
}

static const uint8_t talk[] = {
    0x15, 150, 40,   14,  0x10, 30, 0,    0,  0x16, 200, 90,   16,  0x10, 40,
    0,    0,   0x15, 220, 50,   14, 0x16, 90, 99,   16,  0x17, 60,  110,  10,
    0x15, 99,  60,   8,   0x10, 25, 0,    0,  0x16, 250, 120,  6,   0x10, 20,
    0,    0,   0x15, 160, 40,   20, 0x10, 50, 0,    0,   0x16, 120, 80,   18,
    0x10, 255, 0,    0,   0x15, 90, 42,   15,
};

cad_call fuzz_talk(void)
{
    static const char *path;
    if (!path)
        path = fuzz_play(FUZZ_TALK, talk, sizeof talk);
    return (cad_call){
        .call_id = "talk", .agent_id = "7", .file = path, .raw = fuzz_raw};
}

bool fuzz_chance(const uint8_t *data, size_t size, unsigned n)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ data[i]) * 16777619u;
    return (hash >> 16) % n == 0;
}

cad_status fuzz_report(const cad_call *call, const cad_engine *engine, int slot,
                       const char **path)
{
    cad_report *report;
    cad_error error;
    char *text = NULL;
    size_t n = 0;
    cad_status status = cad_analyze(engine, call, &report, &error);
    if (status)
        return status;
    FILE *out = open_memstream(&text, &n);
    fuzz_must(out && !cad_emit_json(report, false, out, &error),
              "a report can be written as JSON");
    fclose(out);
    *path = fuzz_file(slot, text, n);
    free(text);
    cad_report_free(&report);
    return CAD_OK;
}
