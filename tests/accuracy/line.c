/*
 * line - are the sounds of the line found, and is speech never one?
 *
 * Prints a line for every file of line/ and every inserted sound of made/,
 * then the talk-off test: all the speech there is, where every event is a
 * false one. As recorded, then over a telephone (300-3400 Hz, mu-law) and with
 * pink noise at 20 and 10 dB.
 *
 *   line [AUDIO] [--brief]
 *
 * --brief: not the lines of files that are right.
 */
#include "conditions.h"

#include "dsp/spectrum.h"
#include "feature/line.h"
#include "model/model.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {
#define X(name, code) code,
    CAD_EVENT_MAP(X)
#undef X
};

static const struct condition {
    const char *name, *code;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", "recorded", false, INFINITY},
                  {"telephone", "telephone", true, INFINITY},
                  {"telephone + 20 dB", "20dB", true, 20.0},
                  {"telephone + 10 dB", "10dB", true, 10.0}};

static cad_plans *plans;
static const struct condition *condition;
static cad_model model;
static bool brief;

static bool make_channel(cad_arena *arena, const float *x, size_t n,
                         struct cad_channel *c)
{
    c->frames = n / CAD_HOP;
    float *padded = CAD_NEW(arena, float, n + 2 * CAD_REACH);
    float *scratch = CAD_NEW(arena, float, CAD_SPECTRUM_SCRATCH);
    c->power = CAD_NEW(arena, float, c->frames);
    c->bands = CAD_NEW(arena, uint8_t, c->frames * CAD_BANDS);
    c->line = CAD_NEW(arena, struct cad_line_frame, c->frames);
    if (!padded || !scratch || !c->power || !c->bands || !c->line)
        return false;
    memcpy(padded + CAD_REACH, x, n * sizeof *x);
    for (size_t f = 0; f < c->frames; f++) {
        const float *centre = padded + CAD_REACH + f * CAD_HOP + CAD_HOP / 2;
        float power[CAD_BINS];
        double sum = 0.0;
        for (int i = -CAD_HOP / 2; i < CAD_HOP / 2; i++)
            sum += (double)(centre[i] * centre[i]);
        c->power[f] = (float)(sum / CAD_HOP);
        cad_spectrum_power(plans, centre - CAD_STFT / 2, scratch, power);
        cad_bands_pack(power, c->bands + f * CAD_BANDS);
        c->line[f] = cad_line_measure(power, &model.settings.line);
    }
    return true;
}

static cad_arena *find(const char *path, int channel, cad_event_list *events,
                       double *duration_s)
{
    size_t n;
    float *x = conditions_read(path, channel, &n);
    if (!x)
        return NULL;
    if (condition->line)
        conditions_telephone(x, n, condition->snr_db, 1);
    cad_arena *arena = cad_arena_new();
    struct cad_channel c = {0};
    *duration_s = (double)n / CAD_RATE_HZ;
    *events = (cad_event_list){0};
    if (!make_channel(arena, x, n, &c) ||
        cad_line_find(&c, &model.settings.line, arena,
                      CAD_NEW(arena, uint8_t, c.frames), events, NULL)) {
        fprintf(stderr, "line: out of memory\n");
        exit(1);
    }
    free(x);
    return arena;
}

static void print_events(const cad_event_list *events)
{
    for (size_t i = 0; i < events->count; i++) {
        const cad_event *e = &events->items[i];
        printf(" %s[%.2f-%.2f%s%s]", kinds[e->kind], e->start_s, e->end_s,
               e->digits[0] ? " " : "", e->digits);
    }
    printf("\n");
}

struct tally {
    size_t files, events;
    double hours;
};

/* Every event of a file of speech is a false one. */
static void talk_off(const char *path, int channel, struct tally *tally)
{
    cad_event_list events;
    double duration_s;
    cad_arena *arena = find(path, channel, &events, &duration_s);
    if (!arena)
        return;
    tally->files++;
    tally->events += events.count;
    tally->hours += duration_s / 3600.0;
    if (events.count) {
        printf("  FALSE %s %d:", path, channel);
        print_events(&events);
    }
    cad_arena_free(arena);
}

static int visible(const struct dirent *entry)
{
    static const char *const ends[] = {".wav", ".flac", ".ogg", ".mp3"};
    size_t n = strlen(entry->d_name);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t m = strlen(ends[i]);
        if (n > m && !strcmp(entry->d_name + n - m, ends[i]))
            return 1;
    }
    return 0;
}

static bool nothing_in(const char *audio, const char *folder, int n)
{
    if (n <= 0)
        printf("skipped: line: nothing in %s/%s\n", audio, folder);
    return n <= 0;
}

static struct tally folder_talk_off(const char *audio, const char *folder)
{
    char path[4096];
    struct dirent **list;
    struct tally tally = {0};
    snprintf(path, sizeof path, "%s/%s", audio, folder);
    int n = scandir(path, &list, visible, alphasort);
    for (int i = 0; i < n; i++) {
        snprintf(path, sizeof path, "%s/%s/%s", audio, folder, list[i]->d_name);
        /* the one call with inserted sounds is looked at by itself */
        for (int c = 0; c < 2 && !strstr(path, "_hold_"); c++)
            talk_off(path, c, &tally);
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    if (!nothing_in(audio, folder, n))
        printf("%-10s %4zu channels %6.2f h: %zu false\n", folder, tally.files,
               tally.hours, tally.events);
    return tally;
}

/* What line/ holds is in the first word of a file's name; "" is nothing. */
static const struct {
    const char *word, *kind;
} expected[] = {
    {"busy", "busy"}, {"dial", "dial"},
    {"dtmf", "dtmf"}, {"music", "music"},
    {"ivr", ""},      {"noise", ""},
    {"sit", "sit"},   {"ringback", "ringback"},
};

static const char *expected_of(const char *name)
{
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strncmp(name, expected[i].word, strlen(expected[i].word)))
            return expected[i].kind;
    return "";
}

static void line_folder(const char *audio, size_t *right, size_t *files)
{
    char path[4096];
    struct dirent **list;
    snprintf(path, sizeof path, "%s/line", audio);
    int n = scandir(path, &list, visible, alphasort);
    for (int i = 0; i < n; i++) {
        cad_event_list events;
        double duration_s;
        snprintf(path, sizeof path, "%s/line/%s", audio, list[i]->d_name);
        const char *want = expected_of(list[i]->d_name);
        cad_arena *arena = find(path, 0, &events, &duration_s);
        if (!arena)
            continue;
        bool good = *want ? events.count > 0 : events.count == 0;
        for (size_t k = 0; k < events.count; k++)
            good = good && !strcmp(kinds[events.items[k].kind], want);
        ++*files;
        *right += good;
        if (!good || (*want && !brief)) {
            printf("  %s %s:", good ? "right" : "WRONG", list[i]->d_name);
            print_events(&events);
        }
        cad_arena_free(arena);
        free(list[i]);
    }
    if (n >= 0)
        free(list);
    if (!nothing_in(audio, "line", n))
        printf("line       %zu of %zu files right\n", *right, *files);
}

static void inserts(const char *audio)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/made/12_hold_dtmf.flac", audio);
    for (int c = 0; c < 2; c++) {
        cad_event_list events;
        double duration_s;
        cad_arena *arena = find(path, c, &events, &duration_s);
        if (!arena)
            continue;
        printf("  12_hold_dtmf channel %d:", c + 1);
        print_events(&events);
        cad_arena_free(arena);
    }
}

static void run(const char *audio)
{
    static const char *const speech[] = {
        "activity", "calls", "diarize", "emodb/wav", "made", "pitch", "words"};
    size_t right = 0, files = 0, events = 0;
    double hours = 0.0;
    printf("%s\n", condition->name);
    line_folder(audio, &right, &files);
    inserts(audio);
    for (size_t i = 0; i < sizeof speech / sizeof *speech; i++) {
        struct tally tally = folder_talk_off(audio, speech[i]);
        events += tally.events;
        hours += tally.hours;
    }
    if (files && hours > 0.0)
        printf("= line sounds %s ours right=%.1f false=%.2f\n", condition->code,
               100.0 * (double)right / (double)files, (double)events / hours);
}

int main(int argc, char **argv)
{
    const char *audio = conditions_audio(1, argv);
    cad_arena *arena = cad_arena_new();
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--brief"))
            brief = true;
        else
            audio = argv[i];
    if (cad_plans_new(&plans, NULL) ||
        cad_model_load(arena, NULL, &model, NULL))
        return 1;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        condition = &conditions[i];
        run(audio);
    }
    cad_plans_free(&plans);
    cad_arena_free(arena);
    return 0;
}
