/*
 * activity - who is found speaking, against known truth.
 *
 *   activity [AUDIO] [--model FILE] [--all] [--no-peer]
 *
 * Four sets: rooms labelled by hand (AUDIO/activity; as recorded, telephone,
 * and that with pink noise), made calls (AUDIO/made, each channel alone, so
 * leakage, tones and music count as false alarms here), sounds that are no
 * speech (AUDIO/line, behind the search for sounds of the line) and calls
 * without truth (AUDIO/calls). Figures: frames missed, false alarms and their
 * sum, in per cent of all frames. Truth of both kinds bridges pauses under 0.2
 * s, so the detector's are bridged alike; frames within 50 ms of an edge of the
 * made calls do not count. Settings were chosen on the even files of the rooms
 * and the odd ones of the calls; both halves are printed. Beside it, on the
 * rooms, Praat's own division into silent and sounding. --all: every file.
 */
#include "conditions.h"
#include "praat.h"

#include "base/arena.h"
#include "feature/defects.h"
#include "feature/line.h"
#include "feature/pitch.h"
#include "feature/speech.h"
#include "gate.h"
#include "model/model.h"

#include <glob.h>
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PATH_SIZE = 4096, BRIDGE = 20, COLLAR = 5, ANY = 2 };

struct score {
    double frames, miss, alarm;
};

static cad_plans *plans;
static cad_model model;
static bool all, peer = true;
static double spent_s, heard_frames;

/* ---- from samples to decisions ---------------------------------------- */

static void *must(void *memory)
{
    if (!memory) {
        fprintf(stderr, "activity: out of memory\n");
        exit(4);
    }
    return memory;
}

static struct cad_channel make_channel(cad_arena *arena, size_t frames)
{
    struct cad_channel c = {.frames = frames, .room = frames};
    c.power = must(CAD_NEW(arena, float, frames));
    c.bands = must(CAD_NEW(arena, uint8_t, frames * CAD_BANDS));
    c.flags = must(CAD_NEW(arena, uint8_t, frames));
    c.pitch = must(CAD_NEW(arena, struct cad_pitch_frame, frames));
    c.line = must(CAD_NEW(arena, struct cad_line_frame, frames));
    return c;
}

/* Act 1, as far as the detector looks at it. */
static struct cad_channel measure(cad_arena *arena, const float *x, size_t n)
{
    struct cad_channel c = make_channel(arena, n / CAD_HOP);
    float *padded = must(CAD_NEW(arena, float, n + 2 * CAD_REACH));
    float *scratch = must(CAD_NEW(arena, float, CAD_SPECTRUM_SCRATCH));
    float power[CAD_BINS];
    struct cad_defect_count count = {0};
    struct cad_gate gate;
    cad_pitch_stream *pitch = NULL;
    cad_gate_init(&gate, &model.settings.measure);
    if (cad_pitch_open(arena, plans, &model.settings.pitch, &pitch, NULL))
        must(NULL);
    memcpy(padded + CAD_REACH, x, n * sizeof *x);
    for (size_t f = 0; f < c.frames; f++) {
        const float *centre = padded + CAD_REACH + f * CAD_HOP + CAD_HOP / 2;
        double sum = 0.0;
        for (int i = -CAD_HOP / 2; i < CAD_HOP / 2; i++)
            sum += (double)(centre[i] * centre[i]);
        c.power[f] = (float)(sum / CAD_HOP);
        c.flags[f] = cad_defects_feed(&count, x + f * CAD_HOP, CAD_HOP);
        cad_spectrum_power(plans, centre - CAD_STFT / 2, scratch, power);
        cad_bands_pack(power, c.bands + f * CAD_BANDS);
        c.line[f] = cad_line_measure(power, &model.settings.line);
        enum cad_gate_state state =
            cad_gate_look(&gate, power, c.flags[f] & CAD_FRAME_DIGITAL);
        c.flags[f] |= cad_gate_flags(state);
        cad_pitch_frame(pitch, centre, state != CAD_GATE_SHUT, &c.pitch[f]);
    }
    return c;
}

/* blocked: where a sound of the line is, or NULL. */
static uint8_t *detect(cad_arena *arena, const struct cad_channel *channel,
                       const uint8_t *blocked)
{
    uint8_t *speech = must(CAD_NEW(arena, uint8_t, channel->frames));
    clock_t before = clock();
    if (cad_speech_detect(channel, blocked, &model.settings.speech, arena,
                          speech, NULL, NULL, NULL))
        must(NULL);
    spent_s += (double)(clock() - before) / CLOCKS_PER_SEC;
    heard_frames += (double)channel->frames;
    return speech;
}

/* ---- against truth ---------------------------------------------------- */

static void mark(uint8_t *truth, size_t frames, double start_s, double end_s)
{
    for (size_t f = 0; f < frames; f++) {
        double t = ((double)f + 0.5) / CAD_FRAMES_PER_S;
        if (t >= start_s && t < end_s)
            truth[f] = 1;
    }
}

static void add_collar(uint8_t *truth, size_t frames)
{
    uint8_t *copy = must(malloc(frames + 1));
    memcpy(copy, truth, frames);
    for (size_t f = 1; f < frames; f++)
        if (copy[f] != copy[f - 1])
            for (size_t k = f > COLLAR ? f - COLLAR : 0;
                 k < f + COLLAR && k < frames; k++)
                truth[k] = ANY;
    free(copy);
}

static void bridge(uint8_t *speech, size_t frames)
{
    size_t last = frames;
    for (size_t f = 0; f < frames; f++) {
        if (!speech[f])
            continue;
        if (last < frames && f - last <= BRIDGE)
            memset(speech + last, 1, f - last);
        last = f;
    }
}

static struct score judge(const uint8_t *speech, const uint8_t *truth,
                          size_t frames)
{
    struct score s = {.frames = (double)frames};
    for (size_t f = 0; f < frames; f++) {
        s.miss += truth[f] == 1 && !speech[f];
        s.alarm += truth[f] == 0 && speech[f];
    }
    return s;
}

static void add(struct score *to, struct score s)
{
    to->frames += s.frames;
    to->miss += s.miss;
    to->alarm += s.alarm;
}

static void print_score(const char *name, struct score s)
{
    double scale = 100.0 / (s.frames + 1e-9);
    printf("  %-34s %5.2f / %5.2f / %5.2f\n", name, scale * s.miss,
           scale * s.alarm, scale * (s.miss + s.alarm));
}

/* What run.py makes its tables of. */
static void print_row(const char *set, const char *condition, const char *tool,
                      struct score s)
{
    double scale = 100.0 / (s.frames + 1e-9);
    printf("= activity %s %s %s miss=%.2f alarm=%.2f total=%.2f\n", set,
           condition, tool, scale * s.miss, scale * s.alarm,
           scale * (s.miss + s.alarm));
}

static struct score print_halves(const char *name, const struct score half[2])
{
    struct score sum = half[0];
    char label[80];
    add(&sum, half[1]);
    print_score(name, sum);
    for (int h = 0; h < 2; h++) {
        snprintf(label, sizeof label, "  %s files", h ? "odd" : "even");
        print_score(label, half[h]);
    }
    return sum;
}

static struct score measure_and_judge(const float *x, size_t n,
                                      const uint8_t *truth)
{
    cad_arena *arena = must(cad_arena_new());
    struct cad_channel channel = measure(arena, x, n);
    uint8_t *speech = detect(arena, &channel, NULL);
    bridge(speech, channel.frames);
    struct score s = judge(speech, truth, channel.frames);
    cad_arena_free(arena);
    return s;
}

/* ---- rooms labelled by hand ------------------------------------------- */

static const struct {
    const char *name, *code;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", "recorded", false, INFINITY},
                  {"telephone", "telephone", true, INFINITY},
                  {"telephone + 20 dB", "20dB", true, 20.0},
                  {"telephone + 10 dB", "10dB", true, 10.0}};

static uint8_t *read_labels(const char *wav, size_t frames)
{
    char path[PATH_SIZE], kind[8];
    double start_s, end_s;
    uint8_t *truth = must(calloc(frames + 1, 1));
    snprintf(path, sizeof path, "%.*s.lab", (int)strlen(wav) - 4, wav);
    FILE *file = fopen(path, "r");
    while (file && fscanf(file, "%lf %lf %7s", &start_s, &end_s, kind) == 3)
        if (kind[0] == 'V')
            mark(truth, frames, start_s, end_s);
    if (file)
        fclose(file);
    return truth;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Intensity within 25 dB of the loudest, silences and sounds of 0.1 s and
   more: its defaults. */
static struct score judge_praat(const float *x, size_t n, const uint8_t *truth)
{
    enum { ROOM = 20000 };
    static double edges[ROOM];
    size_t count, frames = n / CAD_HOP;
    uint8_t *speech = must(calloc(frames + 1, 1));
    if (!praat_run(praat_sounding, x, n, edges, ROOM, &count)) {
        fprintf(stderr, "activity: praat failed\n");
        exit(1);
    }
    for (size_t i = 0; i + 1 < count; i += 2)
        mark(speech, frames, edges[i], edges[i + 1]);
    bridge(speech, frames);
    struct score s = judge(speech, truth, frames);
    free(speech);
    return s;
}

static struct score room(const char *path, size_t condition,
                         struct score *praat)
{
    size_t n = 0;
    float *x = conditions_read(path, 0, &n);
    if (!x)
        return (struct score){0};
    uint8_t *truth = read_labels(path, n / CAD_HOP);
    if (conditions[condition].line)
        conditions_telephone(x, n, conditions[condition].snr_db, 17);
    struct score s = measure_and_judge(x, n, truth);
    if (peer)
        add(praat, judge_praat(x, n, truth));
    if (all)
        print_score(name_of(path), s);
    free(truth);
    free(x);
    return s;
}

static void rooms(const glob_t *files)
{
    if (!files->gl_pathc)
        return;
    printf("rooms labelled by hand (%zu files): miss / false / total, %%\n",
           files->gl_pathc);
    for (size_t c = 0; c < sizeof conditions / sizeof *conditions; c++) {
        struct score half[2] = {{0}}, praat = {0};
        for (size_t i = 0; i < files->gl_pathc; i++)
            add(&half[i % 2], room(files->gl_pathv[i], c, &praat));
        struct score ours = print_halves(conditions[c].name, half);
        print_row("rooms", conditions[c].code, "ours", ours);
        if (!peer)
            continue;
        print_score("  praat", praat);
        print_row("rooms", conditions[c].code, "praat", praat);
    }
}

/* ---- made calls ------------------------------------------------------- */

static uint8_t *read_spans(json_t *truth, const char *party, size_t frames)
{
    uint8_t *out = must(calloc(frames + 1, 1));
    json_t *spans = json_object_get(json_object_get(truth, "speech"), party);
    for (size_t i = 0; i < json_array_size(spans); i++) {
        json_t *span = json_array_get(spans, i);
        mark(out, frames, json_number_value(json_array_get(span, 0)),
             json_number_value(json_array_get(span, 1)));
    }
    add_collar(out, frames);
    return out;
}

static struct score side(const char *path, json_t *truth, const char *party)
{
    char key[32];
    size_t n = 0;
    snprintf(key, sizeof key, "%s_channel", party);
    int channel = (int)json_integer_value(json_object_get(truth, key)) - 1;
    float *x = conditions_read(path, channel, &n);
    if (!x)
        return (struct score){0};
    uint8_t *spans = read_spans(truth, party, n / CAD_HOP);
    struct score s = measure_and_judge(x, n, spans);
    free(spans);
    free(x);
    return s;
}

static void made(const glob_t *files)
{
    struct score half[2] = {{0}};
    if (!files->gl_pathc)
        return;
    printf("made calls, channel by channel: miss / false / total, %%\n");
    for (size_t i = 0; i < files->gl_pathc; i++) {
        const char *path = files->gl_pathv[i];
        char json_path[PATH_SIZE];
        snprintf(json_path, sizeof json_path, "%.*s.truth.json",
                 (int)strlen(path) - 5, path);
        json_t *truth = json_load_file(json_path, 0, NULL);
        if (!truth) {
            printf("skipped: %s: no truth beside it\n", path);
            continue;
        }
        struct score s = side(path, truth, "agent");
        add(&s, side(path, truth, "customer"));
        print_score(name_of(path), s);
        add(&half[(i + 1) % 2], s); /* 01_ is the first */
        json_decref(truth);
    }
    print_row("made", "telephone", "ours", print_halves("all", half));
}

/* ---- without truth ---------------------------------------------------- */

static void shares(const char *title, const glob_t *files)
{
    double sum = 0.0;
    size_t count = 0;
    if (!files->gl_pathc)
        return;
    printf("%s: share called speech, %%\n", title);
    for (size_t i = 0; i < files->gl_pathc; i++)
        for (int channel = 0; channel < 2; channel++) {
            size_t n = 0, talk = 0;
            float *x = conditions_read(files->gl_pathv[i], channel, &n);
            if (!x)
                continue;
            cad_arena *arena = must(cad_arena_new());
            struct cad_channel c = measure(arena, x, n);
            uint8_t *speech = detect(arena, &c, NULL);
            for (size_t f = 0; f < c.frames; f++)
                talk += speech[f];
            double share = 100.0 * (double)talk / ((double)c.frames + 1e-9);
            printf("  %-34s %5.1f\n", name_of(files->gl_pathv[i]), share);
            sum += share;
            count++;
            cad_arena_free(arena);
            free(x);
        }
    printf("  mean %.1f\n", sum / ((double)count + 1e-9));
}

/* ---- no speech ---------------------------------------------------------- */

/* Of a sound that is no speech, per cent: called speech, or shown a pitch,
   behind the search for sounds of the line as in a report. */
struct heard {
    double speech, pitch;
};

static struct heard hear(const char *path, size_t condition, bool *readable)
{
    size_t n = 0, speech = 0, pitch = 0;
    float *x = conditions_read(path, 0, &n);
    *readable = x != NULL;
    if (!x)
        return (struct heard){0};
    if (conditions[condition].line)
        conditions_telephone(x, n, conditions[condition].snr_db, 1);
    cad_arena *arena = must(cad_arena_new());
    struct cad_channel c = measure(arena, x, n);
    cad_event_list events = {0};
    uint8_t *blocked = must(CAD_NEW(arena, uint8_t, c.frames));
    uint8_t *voicing = must(CAD_NEW(arena, uint8_t, c.frames));
    float *f0_hz = must(CAD_NEW(arena, float, c.frames));
    if (cad_line_find(&c, &model.settings.line, arena, blocked, &events, NULL))
        must(NULL);
    uint8_t *talk = detect(arena, &c, blocked);
    if (cad_pitch_track(&c, talk, blocked, &model.settings.pitch, arena, f0_hz,
                        voicing, NULL))
        must(NULL);
    for (size_t f = 0; f < c.frames; f++) {
        speech += talk[f];
        pitch += f0_hz[f] > 0.0f;
    }
    double percent = 100.0 / ((double)c.frames + 1e-9);
    cad_arena_free(arena);
    free(x);
    return (struct heard){percent * (double)speech, percent * (double)pitch};
}

/* People are heard in ivr_*, and babies cry like them. */
static bool is_sound(const char *name)
{
    return strncmp(name, "ivr", 3) && strncmp(name, "noise_baby", 10) &&
           strncmp(name, "README", 6);
}

static void sounds(const glob_t *files)
{
    enum { CONDITIONS = sizeof conditions / sizeof *conditions };
    struct heard sum[CONDITIONS] = {{0}};
    size_t count = 0;
    if (!files->gl_pathc)
        return;
    printf("sounds that are no speech: speech / pitch, %% of each; as "
           "recorded, telephone, + 20 dB, + 10 dB\n");
    for (size_t i = 0; i < files->gl_pathc; i++) {
        const char *name = name_of(files->gl_pathv[i]);
        double most = 0.0;
        struct heard h[CONDITIONS];
        bool readable = is_sound(name);
        for (size_t k = 0; k < CONDITIONS && readable; k++) {
            h[k] = hear(files->gl_pathv[i], k, &readable);
            sum[k].speech += h[k].speech;
            sum[k].pitch += h[k].pitch;
            most = fmax(most, fmax(h[k].speech, h[k].pitch));
        }
        if (!readable)
            continue;
        count++;
        if (most <= 0.0 && !all)
            continue;
        printf("  %-32s", name);
        for (size_t k = 0; k < CONDITIONS; k++)
            printf(" %5.1f / %5.1f", h[k].speech, h[k].pitch);
        printf("\n");
    }
    printf("  of %zu sounds, the others never\n", count);
    for (size_t k = 0; k < CONDITIONS && count; k++)
        printf("= activity sounds %s ours speech=%.2f pitch=%.2f\n",
               conditions[k].code, sum[k].speech / (double)count,
               sum[k].pitch / (double)count);
}

/* ---- main ------------------------------------------------------------- */

static glob_t find(const char *audio, const char *pattern)
{
    char path[PATH_SIZE];
    glob_t files = {0};
    snprintf(path, sizeof path, "%s/%s", audio, pattern);
    if (glob(path, 0, NULL, &files))
        printf("skipped: activity: nothing at %s\n", path);
    return files;
}

int main(int argc, char **argv)
{
    const char *model_path = NULL, *audio = NULL;
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--all"))
            all = true;
        else if (!strcmp(argv[i], "--no-peer"))
            peer = false;
        else if (!strcmp(argv[i], "--model") && i + 1 < argc)
            model_path = argv[++i];
        else
            audio = argv[i];
    if (!audio)
        audio = conditions_audio(1, argv);
    cad_arena *arena = must(cad_arena_new());
    cad_error error = {0};
    if (cad_model_load(arena, model_path, &model, &error) ||
        cad_plans_new(&plans, &error)) {
        fprintf(stderr, "activity: %s\n", error.text);
        return 2;
    }
    if (peer && !praat_present())
        printf("skipped: activity: no praat to compare with\n");
    peer = peer && praat_present();
    glob_t set = find(audio, "activity/*.wav");
    rooms(&set);
    globfree(&set);
    set = find(audio, "made/*.flac");
    made(&set);
    globfree(&set);
    set = find(audio, "line/*");
    sounds(&set);
    globfree(&set);
    set = find(audio, "calls/*[cv3]");
    shares("calls", &set);
    globfree(&set);
    printf("%.2f us a frame\n", 1e6 * spent_s / (heard_frames + 1e-9));
    cad_plans_free(&plans);
    cad_arena_free(arena);
    return 0;
}
