/*
 * tone_emodb - is an agitated voice told from a calm one, by its own speaker?
 *
 *   tone_emodb [AUDIO] [--model FILE] [--speaker NN]
 *
 * A call is made of each speaker of AUDIO/emodb: every angry, happy, neutral
 * and sad sentence is a customer turn (order shuffled with a fixed seed),
 * another speaker's neutral sentences answer as the agent; both pass a
 * telephone line. The figures are of activation in the report, within
 * speakers: AUC of agitated (angry, happy) against calm (neutral, sad), of
 * angry against neutral; coverage; mean |activation| of neutral sentences and
 * how many of them are marked raised or lowered. Acted sentences, normalised
 * to one peak: level says nothing here.
 */
#include "conditions.h"

#include "signals.h"

#include <callcadence/callcadence.h>

#include <glob.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RATE = 8000, MAX_TURNS = 80, MAX_SAMPLES = 900 * RATE };

static const char *const speakers[] = {"03", "08", "09", "10", "11"};
enum { SPEAKERS = sizeof speakers / sizeof *speakers };

static const struct {
    const char *name;
    double snr_db, gain_db;
} conditions[] = {{"telephone, 35 dB", 35, 0},
                  {"random gain +-10 dB", 35, 10},
                  {"noise at 15 dB", 15, 0}};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

struct turn {
    char mood; /* W angry, F happy, N neutral, T sad */
    double start_s, end_s;
    cad_figure activation;
    cad_tone tone;
};

struct call {
    float *side[2]; /* agent, customer */
    size_t n;
    struct turn turns[MAX_TURNS];
    size_t count;
};

struct score {
    double agitated, agitated_pairs, angry, angry_pairs;
    double turns, covered, neutral, neutral_sum, raised, lowered;
};

/* ---- the call ---------------------------------------------------------- */

static bool list(const char *audio, const char *pattern, glob_t *out)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/emodb/wav/%s", audio, pattern);
    return glob(path, 0, NULL, out) == 0;
}

static uint64_t next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static void shuffle(glob_t *files, uint64_t *seed)
{
    for (size_t i = files->gl_pathc; i > 1; i--) {
        size_t j = next(seed) % i;
        char *swap = files->gl_pathv[i - 1];
        files->gl_pathv[i - 1] = files->gl_pathv[j];
        files->gl_pathv[j] = swap;
    }
}

/* Append a sentence at -26 dB (+ gain) to one side; the other is silent. */
static bool say(struct call *call, int side, const char *path, double gain_db)
{
    size_t n;
    float *x = conditions_read(path, 0, &n);
    if (!x || call->n + n + RATE > MAX_SAMPLES)
        return free(x), false;
    double scale =
        pow(10.0, (gain_db - 26.0 - conditions_active_db(x, n)) / 20.0);
    for (size_t i = 0; i < n; i++)
        call->side[side][call->n + i] = (float)(scale * (double)x[i]);
    call->n += n + (size_t)(0.4 * RATE);
    free(x);
    return true;
}

static bool make_call(const char *audio, size_t speaker, double gain_db,
                      struct call *call)
{
    char pattern[32];
    glob_t own, other;
    uint64_t seed = 20 + speaker;
    snprintf(pattern, sizeof pattern, "%s*.wav", speakers[speaker]);
    if (!list(audio, pattern, &own))
        return false;
    snprintf(pattern, sizeof pattern, "%s???N*.wav",
             speakers[(speaker + 1) % SPEAKERS]);
    if (!list(audio, pattern, &other))
        return globfree(&own), false;
    shuffle(&own, &seed);
    call->n = RATE / 2;
    call->count = 0;
    bool good = true;
    for (size_t i = 0; i < own.gl_pathc && good; i++) {
        const char *path = own.gl_pathv[i];
        struct turn *turn = &call->turns[call->count++];
        double gain = gain_db * ((double)(next(&seed) % 2001) / 1000.0 - 1.0);
        turn->mood = strrchr(path, '/')[6];
        turn->start_s = (double)call->n / RATE;
        good = say(call, 1, path, gain);
        turn->end_s = (double)call->n / RATE - 0.4;
        good = good && say(call, 0, other.gl_pathv[i % other.gl_pathc], 0.0);
    }
    globfree(&own);
    globfree(&other);
    return good;
}

/* ---- the report --------------------------------------------------------- */

static void read_turns(const cad_report *report, struct call *call)
{
    for (size_t t = 0; t < call->count; t++) {
        struct turn *turn = &call->turns[t];
        double longest_s = 0.0;
        turn->activation = cad_unknown(CAD_WHY_NO_SPEECH);
        turn->tone = CAD_TONE_UNKNOWN;
        for (size_t i = 0; i < report->segment_count; i++) {
            const cad_segment *s = &report->segments[i];
            double shared_s =
                fmin(s->end_s, turn->end_s) - fmax(s->start_s, turn->start_s);
            if (s->party != CAD_CUSTOMER || shared_s <= longest_s)
                continue;
            longest_s = shared_s;
            turn->activation = s->activation;
            turn->tone = s->tone;
        }
    }
}

static bool is_agitated(char mood)
{
    return mood == 'W' || mood == 'F';
}

static void add_pairs(const struct call *call, struct score *score)
{
    for (size_t i = 0; i < call->count; i++)
        for (size_t j = 0; j < call->count; j++) {
            const struct turn *a = &call->turns[i], *b = &call->turns[j];
            if (!cad_is_known(a->activation) || !cad_is_known(b->activation) ||
                !is_agitated(a->mood) || is_agitated(b->mood))
                continue;
            double x = a->activation.value, y = b->activation.value;
            double won = x > y ? 1.0 : x < y ? 0.0 : 0.5;
            score->agitated += won;
            score->agitated_pairs++;
            if (a->mood == 'W' && b->mood == 'N') {
                score->angry += won;
                score->angry_pairs++;
            }
        }
    for (size_t i = 0; i < call->count; i++) {
        const struct turn *t = &call->turns[i];
        bool known = cad_is_known(t->activation);
        score->turns++;
        score->covered += known;
        if (t->mood != 'N' || !known)
            continue;
        score->neutral++;
        score->neutral_sum += fabs(t->activation.value);
        score->raised += t->tone == CAD_TONE_RAISED;
        score->lowered += t->tone == CAD_TONE_LOWERED;
    }
}

static bool measure(const cad_engine *engine, struct call *call,
                    const char *folder, double snr_db, struct score *score)
{
    char paths[2][256];
    cad_error error;
    cad_report *report;
    bool good = true;
    for (int side = 0; side < 2; side++) {
        snprintf(paths[side], sizeof paths[side], "%s/%d.wav", folder, side);
        conditions_telephone(call->side[side], call->n, snr_db,
                             7 + (uint64_t)side);
        good =
            good && !conditions_write(paths[side], call->side[side], call->n);
    }
    cad_call job = {.agent_file = paths[0], .customer_file = paths[1]};
    if (good && cad_analyze(engine, &job, &report, &error)) {
        fprintf(stderr, "%s\n", error.text);
        good = false;
    } else if (good) {
        read_turns(report, call);
        add_pairs(call, score);
        cad_report_free(&report);
    }
    remove(paths[0]);
    remove(paths[1]);
    return good;
}

static void print(const char *name, const char *speaker, const struct score *s)
{
    printf("%-20s %-4s %.4f %.4f %5.1f %% %.2f %4.1f %% %4.1f %%\n", name,
           speaker, s->agitated / s->agitated_pairs, s->angry / s->angry_pairs,
           100.0 * s->covered / s->turns, s->neutral_sum / s->neutral,
           100.0 * s->raised / s->neutral, 100.0 * s->lowered / s->neutral);
}

static bool run(const cad_engine *engine, const char *audio, const char *only,
                const char *folder)
{
    struct call call = {.side = {malloc(MAX_SAMPLES * sizeof(float)),
                                 malloc(MAX_SAMPLES * sizeof(float))}};
    bool good = call.side[0] && call.side[1];
    printf("condition            who  AUC    angry   cover |neutral| raised "
           "lowered\n");
    for (size_t c = 0; c < CONDITIONS && good; c++) {
        struct score all = {0};
        for (size_t s = 0; s < SPEAKERS && good; s++) {
            struct score one = {0};
            if (only && strcmp(only, speakers[s]) != 0)
                continue;
            for (int side = 0; side < 2; side++)
                memset(call.side[side], 0, MAX_SAMPLES * sizeof(float));
            good = make_call(audio, s, conditions[c].gain_db, &call) &&
                   measure(engine, &call, folder, conditions[c].snr_db, &one);
            print(conditions[c].name, speakers[s], &one);
            double *sum = (double *)&all, *part = (double *)&one;
            for (size_t i = 0; i < sizeof all / sizeof *sum; i++)
                sum[i] += part[i];
        }
        print(conditions[c].name, "all", &all);
    }
    free(call.side[0]);
    free(call.side[1]);
    return good;
}

int main(int argc, char **argv)
{
    const char *model = NULL, *only = NULL;
    while (argc > 2 && argv[argc - 2][0] == '-') {
        if (!strcmp(argv[argc - 2], "--model"))
            model = argv[argc - 1];
        else
            only = argv[argc - 1];
        argc -= 2;
    }
    const char *audio = conditions_audio(argc, argv);
    glob_t any;
    if (!list(audio, "*.wav", &any)) {
        printf("skipped: tone_emodb: no %s/emodb\n", audio);
        return 0;
    }
    globfree(&any);
    cad_engine *engine;
    cad_error error;
    char folder[] = "/tmp/tone_emodb.XXXXXX";
    if (!mkdtemp(folder) || cad_engine_new(model, &engine, &error)) {
        fprintf(stderr, "no engine or no scratch folder\n");
        return 1;
    }
    bool good = run(engine, audio, only, folder);
    cad_engine_free(&engine);
    rmdir(folder);
    return good ? 0 : 1;
}
