/*
 * tone_emodb - is an agitated voice told from a calm one, by its own speaker?
 *
 *   tone_emodb [AUDIO] [--model FILE] [--speaker NN] [--no-peer]
 *
 * In calls made of acted sentences (emodb_call.h). The figures are of
 * activation in the report, within speakers: AUC of agitated (angry, happy)
 * against calm (neutral, sad), of angry against neutral; coverage; mean
 * |activation| of neutral sentences and how many of them are marked raised or
 * lowered. The files are normalised to one peak: level says nothing here.
 * Beside it the median pitch of each turn by Praat, on the same samples.
 */
#include "conditions.h"
#include "emodb_call.h"
#include "pitch_trackers.h"
#include "praat.h"

#include "dsp/stats.h"
#include "dsp/track.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *code;
    bool line;
    double snr_db, gain_db;
} conditions[] = {{"as recorded", "recorded", false, INFINITY, 0},
                  {"telephone", "telephone", true, INFINITY, 0},
                  {"random gain +-10 dB", "gain", true, INFINITY, 10},
                  {"telephone + 20 dB", "20dB", true, 20, 0},
                  {"telephone + 10 dB", "10dB", true, 10, 0}};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

/* What is told of a turn; NAN: nothing. */
struct told {
    double value;
    cad_tone tone;
};

struct score {
    double agitated, agitated_pairs, angry, angry_pairs;
    double turns, covered, neutral, neutral_sum, raised, lowered;
};

static char mood_of(const struct emodb_turn *turn)
{
    return turn->name[5];
}

static bool is_agitated(char mood)
{
    return mood == 'W' || mood == 'F';
}

static void add_pairs(const struct emodb_call *call, const struct told *told,
                      struct score *score)
{
    for (size_t i = 0; i < call->count; i++)
        for (size_t j = 0; j < call->count; j++) {
            char a = mood_of(&call->turns[i]), b = mood_of(&call->turns[j]);
            double x = told[i].value, y = told[j].value;
            if (isnan(x) || isnan(y) || !is_agitated(a) || is_agitated(b))
                continue;
            double won = x > y ? 1.0 : x < y ? 0.0 : 0.5;
            score->agitated += won;
            score->agitated_pairs++;
            if (a == 'W' && b == 'N') {
                score->angry += won;
                score->angry_pairs++;
            }
        }
}

static void add_turns(const struct emodb_call *call, const struct told *told,
                      struct score *score)
{
    for (size_t i = 0; i < call->count; i++) {
        bool known = !isnan(told[i].value);
        score->turns++;
        score->covered += known;
        if (mood_of(&call->turns[i]) != 'N' || !known)
            continue;
        score->neutral++;
        score->neutral_sum += fabs(told[i].value);
        score->raised += told[i].tone == CAD_TONE_RAISED;
        score->lowered += told[i].tone == CAD_TONE_LOWERED;
    }
}

static void add_score(struct score *to, const struct score *from)
{
    double *sum = (double *)to;
    const double *part = (const double *)from;
    for (size_t i = 0; i < sizeof *to / sizeof *sum; i++)
        sum[i] += part[i];
}

/* ---- two tools --------------------------------------------------------- */

static bool ask_report(const cad_engine *engine, struct emodb_call *call,
                       size_t c, struct score *score)
{
    static struct told told[EMODB_TURNS];
    cad_report *report = emodb_call_report(engine, call, conditions[c].line,
                                           conditions[c].snr_db);
    if (!report)
        return false;
    for (size_t t = 0; t < call->count; t++) {
        int i = call->turns[t].segment;
        bool known = i >= 0 && cad_is_known(report->segments[i].activation);
        told[t].value =
            known ? report->segments[i].activation.value : (double)NAN;
        told[t].tone = known ? report->segments[i].tone : CAD_TONE_UNKNOWN;
    }
    add_pairs(call, told, score);
    add_turns(call, told, score);
    cad_report_free(&report);
    return true;
}

/* Median of what is voiced between two times. */
static double median_hz(const float *f0_hz, double start_s, double end_s)
{
    static double voiced[60 * CAD_FRAMES_PER_S];
    size_t n = 0, to = (size_t)(end_s * CAD_FRAMES_PER_S);
    for (size_t f = (size_t)(start_s * CAD_FRAMES_PER_S);
         f < to && n < sizeof voiced / sizeof *voiced; f++)
        if (f0_hz[f] > 0.0f)
            voiced[n++] = (double)f0_hz[f];
    cad_sort(voiced, n);
    return n ? cad_quantile(voiced, n, 0.5) : (double)NAN;
}

static bool ask_praat(const struct emodb_call *call, size_t c,
                      struct score *score)
{
    static struct told told[EMODB_TURNS];
    float *x =
        emodb_call_side(call, 1, conditions[c].line, conditions[c].snr_db);
    float *f0_hz = calloc(call->n / CAD_HOP + 1, sizeof *f0_hz);
    bool good = x && f0_hz && pitch_praat(x, call->n, f0_hz);
    for (size_t t = 0; good && t < call->count; t++)
        told[t].value =
            median_hz(f0_hz, call->turns[t].start_s, call->turns[t].end_s);
    if (good)
        add_pairs(call, told, score);
    free(x);
    free(f0_hz);
    return good;
}

/* ---- figures ----------------------------------------------------------- */

static void print(const char *name, const char *who, const struct score *s)
{
    printf("%-20s %-5s %.4f %.4f", name, who, s->agitated / s->agitated_pairs,
           s->angry / s->angry_pairs);
    if (s->turns > 0.0)
        printf(" %5.1f %% %.2f %4.1f %% %4.1f %%",
               100.0 * s->covered / s->turns, s->neutral_sum / s->neutral,
               100.0 * s->raised / s->neutral, 100.0 * s->lowered / s->neutral);
    printf("\n");
}

static void print_row(const char *code, const char *tool, const struct score *s)
{
    printf("= tone emodb %s %s agitated=%.4f angry=%.4f", code, tool,
           s->agitated / s->agitated_pairs, s->angry / s->angry_pairs);
    if (s->turns > 0.0)
        printf(" covered=%.1f level_marks=%.1f", 100.0 * s->covered / s->turns,
               100.0 * (s->raised + s->lowered) / s->neutral);
    printf("\n");
}

static bool run(const cad_engine *engine, const char *audio, const char *only,
                bool peer)
{
    printf("condition            who   AUC    angry   cover |neutral| raised "
           "lowered\n");
    for (size_t c = 0; c < CONDITIONS; c++) {
        struct score all = {0}, praat = {0};
        for (size_t s = 0; s < EMODB_SPEAKERS; s++) {
            struct emodb_call call;
            struct score one = {0};
            if (only && strcmp(only, emodb_speakers[s]) != 0)
                continue;
            if (!emodb_call_make(audio, s, conditions[c].gain_db, &call) ||
                !ask_report(engine, &call, c, &one) ||
                (peer && !ask_praat(&call, c, &praat)))
                return false;
            print(conditions[c].name, emodb_speakers[s], &one);
            add_score(&all, &one);
            emodb_call_free(&call);
        }
        print(conditions[c].name, "all", &all);
        print_row(conditions[c].code, "ours", &all);
        if (!peer)
            continue;
        print(conditions[c].name, "praat", &praat);
        print_row(conditions[c].code, "praat-F0", &praat);
    }
    return true;
}

int main(int argc, char **argv)
{
    const char *model = NULL, *only = NULL, *audio = conditions_audio(1, argv);
    bool peer = true;
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--model") && i + 1 < argc)
            model = argv[++i];
        else if (!strcmp(argv[i], "--speaker") && i + 1 < argc)
            only = argv[++i];
        else if (!strcmp(argv[i], "--no-peer"))
            peer = false;
        else
            audio = argv[i];
    struct emodb_call any;
    if (!emodb_call_make(audio, 0, 0.0, &any)) {
        printf("skipped: tone_emodb: no %s/emodb\n", audio);
        return 0;
    }
    emodb_call_free(&any);
    if (peer && !praat_present())
        printf("skipped: tone_emodb: no praat to compare with\n");
    cad_engine *engine;
    cad_error error;
    if (cad_engine_new(model, &engine, &error)) {
        fprintf(stderr, "tone_emodb: %s\n", error.text);
        return 1;
    }
    bool good = run(engine, audio, only, peer && praat_present());
    cad_engine_free(&engine);
    return good ? 0 : 1;
}
