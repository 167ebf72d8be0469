/*
 * syllables - is the rate of speech right, against syllables marked by hand?
 *
 *   syllables [AUDIO] [--model FILE] [--speaker NN]... [--truth] [--each]
 *
 * The sentences of AUDIO/emodb, a second apart, make a recording a speaker,
 * which goes through the whole of act 1, the speech detector and the pitch
 * track. Rate is syllables over the sentence, from the first
 * mark to the last. Figures: correlation with the true rate, a sentence and
 * four sentences at a time (of one speaker where there are enough); mean
 * bias; mean error after the best gain. The same for the articulation rate,
 * the marked pauses taken out. --truth: speech as marked instead of detected.
 */
#include "conditions.h"

#include "engine.h"
#include "feature/pitch.h"
#include "feature/speech.h"
#include "feature/syllable.h"
#include "lane.h"

#include <glob.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PATH_SIZE = 4096,
    MAX_MARKS = 200,
    MAX_FILES = 400,
    POOL = 4,
    GAP = CAD_RATE_HZ
};

struct sentence {
    char name[32];
    float *x;
    size_t n, first; /* samples, and where they start in the recording */
    size_t syllables;
    double start_s, end_s, pauses_s;
    size_t marks;
    struct {
        double s;
        bool silent;
    } mark[MAX_MARKS];
    double counted;
};

static const struct {
    const char *name;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", false, INFINITY},
                  {"telephone", true, INFINITY},
                  {"telephone + 20 dB", true, 20.0},
                  {"telephone + 15 dB", true, 15.0},
                  {"telephone + 10 dB", true, 10.0}};

enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static cad_engine *engine;
static struct sentence sentences[MAX_FILES];
static size_t sentence_count;
static bool truth_mask, each;

static void *must(void *memory)
{
    if (!memory) {
        fprintf(stderr, "syllables: out of memory\n");
        exit(4);
    }
    return memory;
}

/* ---- truth ------------------------------------------------------------- */

/* "time label": the label holds from then to the next; "." and "(" are no
   syllables. */
static bool read_marks(const char *path, struct sentence *s)
{
    char line[256], label[64];
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while (s->marks < MAX_MARKS && fgets(line, sizeof line, file)) {
        label[0] = '\0';
        double at_s;
        if (sscanf(line, "%lf %63s", &at_s, label) < 1)
            continue;
        s->mark[s->marks].s = at_s;
        s->mark[s->marks++].silent = label[0] == '.' || label[0] == '(';
    }
    fclose(file);
    for (size_t i = 0; i + 1 < s->marks; i++) {
        if (s->mark[i].silent)
            continue;
        s->start_s = s->syllables ? s->start_s : s->mark[i].s;
        s->end_s = s->mark[i + 1].s;
        s->syllables++;
    }
    for (size_t i = 0; i + 1 < s->marks; i++)
        if (s->mark[i].silent && s->mark[i].s > s->start_s &&
            s->mark[i].s < s->end_s)
            s->pauses_s += s->mark[i + 1].s - s->mark[i].s;
    return s->syllables > 0;
}

static bool wanted(const char *name, int argc, char **argv)
{
    bool any = false;
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--speaker"))
            continue;
        any = true;
        if (!strncmp(name, argv[i + 1], 2))
            return true;
    }
    return !any;
}

static void read_sentences(const char *audio, int argc, char **argv)
{
    char path[PATH_SIZE];
    glob_t found;
    snprintf(path, sizeof path, "%s/emodb/silb/*.silb", audio);
    if (glob(path, 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc && sentence_count < MAX_FILES; i++) {
        struct sentence *s = &sentences[sentence_count];
        const char *name = strrchr(found.gl_pathv[i], '/') + 1;
        memset(s, 0, sizeof *s);
        snprintf(s->name, sizeof s->name, "%.*s", (int)strcspn(name, "."),
                 name);
        snprintf(path, sizeof path, "%s/emodb/wav/%s.wav", audio, s->name);
        if (wanted(s->name, argc, argv) && read_marks(found.gl_pathv[i], s) &&
            (s->x = conditions_read(path, 0, &s->n)))
            sentence_count++;
    }
    globfree(&found);
}

/* ---- measuring --------------------------------------------------------- */

static struct cad_channel *measure(cad_arena *arena, const float *x, size_t n)
{
    cad_lane *lane;
    if (cad_lane_open(engine, arena, CAD_RATE_HZ, &lane, NULL))
        must(NULL);
    for (size_t at = 0; at < n; at += CAD_RATE_HZ) {
        size_t left = n - at;
        bool last = left <= CAD_RATE_HZ;
        if (cad_lane_push(lane, x + at, last ? left : CAD_RATE_HZ, last, NULL))
            must(NULL);
    }
    struct cad_channel *channel = cad_lane_finish(lane);
    cad_lane_close(lane);
    return channel;
}

static void mask_of_marks(const struct sentence *s, uint8_t *speech,
                          size_t frames)
{
    double first_s = (double)s->first / CAD_RATE_HZ;
    for (size_t i = 0; i + 1 < s->marks; i++)
        for (size_t f = 0; f < frames; f++)
            if (cad_frame_s(f) - first_s >= s->mark[i].s &&
                cad_frame_s(f) - first_s < s->mark[i + 1].s &&
                !s->mark[i].silent)
                speech[f] = 1;
}

/* What lies between the middles of the gaps around a sentence is its own. */
static double sum_of(const struct sentence *s, const float *weight,
                     size_t frames)
{
    double sum = 0.0;
    size_t from = (s->first - GAP / 2) / CAD_HOP;
    size_t to = (s->first + s->n + GAP / 2) / CAD_HOP;
    for (size_t f = from; f < to && f < frames; f++)
        sum += (double)weight[f];
    return sum;
}

/* A recording of the sentences [from, to), of one speaker. */
static void count(size_t from, size_t to, const float *x, size_t n)
{
    cad_arena *arena = must(cad_arena_new());
    struct cad_channel *c = measure(arena, x, n);
    const struct cad_settings *settings = &engine->model.settings;
    uint8_t *speech = must(CAD_NEW(arena, uint8_t, c->frames));
    uint8_t *voicing = must(CAD_NEW(arena, uint8_t, c->frames));
    float *f0_hz = must(CAD_NEW(arena, float, c->frames));
    float *weight = must(CAD_NEW(arena, float, c->frames));
    if (!truth_mask && cad_speech_detect(c, NULL, &settings->speech, arena,
                                         speech, NULL, NULL))
        must(NULL);
    for (size_t i = from; truth_mask && i < to; i++)
        mask_of_marks(&sentences[i], speech, c->frames);
    if (cad_pitch_track(c, speech, &settings->pitch, arena, f0_hz, voicing,
                        NULL) ||
        cad_syllable_weights(c, speech, f0_hz, &settings->syllable, arena,
                             weight, NULL))
        must(NULL);
    for (size_t i = from; i < to; i++)
        sentences[i].counted = sum_of(&sentences[i], weight, c->frames);
    cad_arena_free(arena);
}

/* ---- figures ----------------------------------------------------------- */

static double correlation(const double *x, const double *y, size_t n)
{
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (size_t i = 0; i < n; i++) {
        sx += x[i];
        sy += y[i];
        sxx += x[i] * x[i];
        syy += y[i] * y[i];
        sxy += x[i] * y[i];
    }
    double dn = (double)n;
    return (sxy - sx * sy / dn) /
           sqrt((sxx - sx * sx / dn) * (syy - sy * sy / dn));
}

static double duration_s(const struct sentence *s, bool articulation)
{
    return s->end_s - s->start_s - (articulation ? s->pauses_s : 0.0);
}

static double pooled(bool articulation)
{
    static double got[MAX_FILES], want[MAX_FILES];
    size_t n = 0;
    for (size_t i = 0; i + POOL <= sentence_count; i += POOL, n++) {
        double counted = 0.0, true_count = 0.0, s = 0.0;
        for (size_t k = i; k < i + POOL; k++) {
            counted += sentences[k].counted;
            true_count += (double)sentences[k].syllables;
            s += duration_s(&sentences[k], articulation);
        }
        got[n] = counted / s;
        want[n] = true_count / s;
    }
    return correlation(got, want, n);
}

static double best_error(void)
{
    double best = INFINITY;
    for (double gain = 0.7; gain < 1.6; gain += 0.005) {
        double sum = 0.0;
        for (size_t i = 0; i < sentence_count; i++)
            sum += fabs(gain * sentences[i].counted /
                            (double)sentences[i].syllables -
                        1.0);
        best = fmin(best, sum);
    }
    return 100.0 * best / (double)sentence_count;
}

static void print_figures(const char *name)
{
    static double got[2][MAX_FILES], want[2][MAX_FILES];
    double got_sum = 0.0, want_sum = 0.0;
    for (size_t i = 0; i < sentence_count; i++) {
        const struct sentence *s = &sentences[i];
        for (int a = 0; a < 2; a++) {
            got[a][i] = s->counted / duration_s(s, a);
            want[a][i] = (double)s->syllables / duration_s(s, a);
        }
        got_sum += got[0][i];
        want_sum += want[0][i];
    }
    printf("%-20s %5.3f %7.3f %+7.1f %7.1f %12.3f %7.3f\n", name,
           correlation(got[0], want[0], sentence_count), pooled(false),
           100.0 * (got_sum / want_sum - 1.0), best_error(),
           correlation(got[1], want[1], sentence_count), pooled(true));
}

/* The files are normalised by their peaks: one active level for all makes
   the noise the same to each. */
static void add_sentence(float *x, const struct sentence *s)
{
    double gain = pow(10.0, (-26.0 - conditions_active_db(s->x, s->n)) / 20.0);
    for (size_t i = 0; i < s->n; i++)
        x[s->first + i] = (float)(gain * (double)s->x[i]);
}

static void run_speaker(int condition, size_t from, size_t to)
{
    size_t n = GAP;
    for (size_t i = from; i < to; i++) {
        sentences[i].first = n;
        n += sentences[i].n + GAP;
    }
    float *x = must(calloc(n, sizeof *x));
    for (size_t i = from; i < to; i++)
        add_sentence(x, &sentences[i]);
    if (conditions[condition].line)
        conditions_telephone(x, n, conditions[condition].snr_db, from + 1);
    count(from, to, x, n);
    free(x);
}

static void run(int condition)
{
    for (size_t from = 0, to; from < sentence_count; from = to) {
        for (to = from + 1;
             to < sentence_count &&
             !strncmp(sentences[from].name, sentences[to].name, 2);)
            to++;
        run_speaker(condition, from, to);
    }
    for (size_t i = 0; each && i < sentence_count; i++)
        printf("%s, %s: %zu, counted %.2f in %.2f s\n", sentences[i].name,
               conditions[condition].name, sentences[i].syllables,
               sentences[i].counted, duration_s(&sentences[i], false));
    print_figures(conditions[condition].name);
}

int main(int argc, char **argv)
{
    const char *audio = conditions_audio(argc, argv), *path = NULL;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--model") && i + 1 < argc)
            path = argv[i + 1];
        truth_mask = truth_mask || !strcmp(argv[i], "--truth");
        each = each || !strcmp(argv[i], "--each");
    }
    cad_error error = {0};
    if (cad_engine_new(path, &engine, &error)) {
        fprintf(stderr, "syllables: %s\n", error.text);
        return 2;
    }
    read_sentences(audio, argc, argv);
    if (!sentence_count) {
        printf("syllables: no sentences in %s: skipped\n", audio);
        return 0;
    }
    printf("%zu sentences%29s %7s %12s\n%-20s %5s %7s %7s %7s %12s %7s\n",
           sentence_count, "", "", "articulation", "syllable rate", "r",
           "r of 4", "bias %", "error %", "r", "r of 4");
    for (int c = 0; c < CONDITIONS; c++)
        run(c);
    cad_engine_free(&engine);
    return 0;
}
