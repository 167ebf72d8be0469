/*
 * rates - how far off is the rate in a report, and does the report say so?
 *
 *   rates [AUDIO] [--model FILE] [--each]
 *
 * In calls made of acted sentences (emodb_call.h) a customer segment that
 * holds one sentence has a true articulation rate: syllables marked by hand
 * over the time from the first mark to the last, without marked pauses of
 * 0.2 s and more. Figures a condition, for one segment and for 2, 4 and 8 of
 * one voice drawn together: syllables in them, the root mean square error,
 * the uncertainty that the report states (or would, for so many syllables),
 * and how many true rates lie within it. It was fitted on speakers 03 and 08
 * and is checked on the others; a fair one holds 68 %. Exit 1 when it does
 * not hold 55 to 85 % of single segments of those others.
 */
#include "conditions.h"
#include "emodb_call.h"
#include "sentences.h"

#include "model/model.h"
#include "reading/sums.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZES = 4, DRAWS = 100 };

/* One customer segment that holds one sentence and has a rate. */
struct said {
    bool held_out;
    double syllables, articulated_s; /* the report's */
    double true_syllables, true_s;
    double stated_pct;
    cad_figure snr_db;
};

struct tally {
    double n, syllables, square, stated, within;
};

static const struct {
    const char *name, *code;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", "recorded", false, INFINITY},
                  {"telephone", "telephone", true, INFINITY},
                  {"telephone + 20 dB", "20dB", true, 20.0},
                  {"telephone + 10 dB", "10dB", true, 10.0}};

static struct sentence sentences[SENTENCES_MAX];
static size_t sentence_count;
static cad_model model;
static bool each;

/* ---- the report against the marks -------------------------------------- */

static const struct sentence *find(const char *name)
{
    for (size_t i = 0; i < sentence_count; i++)
        if (!strcmp(sentences[i].name, name))
            return &sentences[i];
    return NULL;
}

/* Does the segment hold this turn and nothing else? */
static bool is_whole(const cad_segment *s, const struct emodb_turn *turn)
{
    return fabs(s->start_s - turn->start_s) < 0.5 &&
           fabs(s->end_s - turn->end_s) < 0.5;
}

static size_t read_turns(const cad_report *report,
                         const struct emodb_call *call, struct said *out)
{
    size_t count = 0;
    for (size_t t = 0; t < call->count; t++) {
        const struct emodb_turn *turn = &call->turns[t];
        const struct sentence *s = find(turn->name);
        if (!s || turn->segment < 0 ||
            !is_whole(&report->segments[turn->segment], turn))
            continue;
        const cad_segment *g = &report->segments[turn->segment];
        if (!cad_is_known(g->rate.articulation_syl_s))
            continue;
        double articulated_s =
            g->rate.syllables.value / g->rate.articulation_syl_s.value;
        out[count++] = (struct said){
            strncmp(turn->name, "03", 2) && strncmp(turn->name, "08", 2),
            g->rate.syllables.value,
            articulated_s,
            (double)s->syllables,
            s->end_s - s->start_s - s->pauses_s,
            g->rate.uncertainty_pct.value,
            report->quality.party[CAD_CUSTOMER].snr_db};
        if (each)
            printf("%s: %.2f of %zu in %.2f of %.2f s\n", turn->name,
                   g->rate.syllables.value, s->syllables,
                   articulated_s, s->end_s - s->start_s - s->pauses_s);
    }
    return count;
}

/* ---- figures ----------------------------------------------------------- */

static void add_pool(const struct said *const *pool, size_t size,
                     struct tally *out)
{
    struct said sum = {.snr_db = pool[0]->snr_db};
    for (size_t i = 0; i < size; i++) {
        sum.syllables += pool[i]->syllables;
        sum.articulated_s += pool[i]->articulated_s;
        sum.true_syllables += pool[i]->true_syllables;
        sum.true_s += pool[i]->true_s;
    }
    double stated = size == 1
                        ? pool[0]->stated_pct
                        : cad_rate_uncertainty_pct(&model.settings.tone,
                                                   sum.syllables, sum.snr_db);
    double got = sum.syllables / sum.articulated_s;
    double error = 100.0 * (got * sum.true_s / sum.true_syllables - 1.0);
    out->n++;
    out->syllables += sum.syllables;
    out->square += error * error;
    out->stated += stated;
    out->within += fabs(error) <= stated;
}

/* Pools of 1, 2, 4 and 8 of one call, drawn again and again. */
static void add_call(const struct said *said, size_t n, struct tally *tally)
{
    const struct said *order[EMODB_TURNS];
    uint64_t seed = 4;
    for (size_t i = 0; i < n; i++)
        order[i] = &said[i];
    for (int d = 0; d < DRAWS; d++) {
        for (size_t i = n; i > 1; i--) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t j = (seed >> 33) % i;
            const struct said *swap = order[i - 1];
            order[i - 1] = order[j];
            order[j] = swap;
        }
        for (size_t k = 0; k < SIZES; k++)
            for (size_t i = 0; i + (1u << k) <= n; i += 1u << k)
                add_pool(order + i, 1u << k, &tally[k]);
    }
}

/* False: single segments of voices not fitted on are stated badly. */
static bool print_tally(const char *who, const char *code,
                        const struct tally *tally)
{
    printf("  %-12s", who);
    for (size_t k = 0; k < SIZES; k++) {
        const struct tally *t = &tally[k];
        printf("  %4.0f %5.1f %5.1f %4.0f%%", t->syllables / t->n,
               sqrt(t->square / t->n), t->stated / t->n,
               100.0 * t->within / t->n);
    }
    printf("\n");
    if (!code)
        return true;
    double within = 100.0 * tally[0].within / tally[0].n;
    printf("= rates emodb %s ours rms=%.2f stated=%.2f within=%.1f "
           "rms8=%.2f stated8=%.2f within8=%.1f\n",
           code, sqrt(tally[0].square / tally[0].n),
           tally[0].stated / tally[0].n, within,
           sqrt(tally[3].square / tally[3].n), tally[3].stated / tally[3].n,
           100.0 * tally[3].within / tally[3].n);
    return within >= 55.0 && within <= 85.0;
}

/* ---- the calls --------------------------------------------------------- */

static bool run(const cad_engine *engine, const char *audio, size_t c,
                bool *fair)
{
    struct tally tally[2][SIZES] = {{{0}}};
    for (size_t k = 0; k < EMODB_SPEAKERS; k++) {
        static struct said said[EMODB_TURNS];
        struct emodb_call call;
        if (!emodb_call_make(audio, k, 0.0, &call))
            return false;
        cad_report *report = emodb_call_report(
            engine, &call, conditions[c].line, conditions[c].snr_db);
        if (!report)
            return false;
        size_t n = read_turns(report, &call, said);
        if (n)
            add_call(said, n, tally[said[0].held_out]);
        cad_report_free(&report);
        emodb_call_free(&call);
    }
    printf("%s\n", conditions[c].name);
    print_tally("03, 08", NULL, tally[0]);
    *fair = print_tally("09, 10, 11", conditions[c].code, tally[1]) && *fair;
    return true;
}

int main(int argc, char **argv)
{
    const char *audio = conditions_audio(1, argv), *path = NULL;
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--model") && i + 1 < argc)
            path = argv[++i];
        else if (!strcmp(argv[i], "--each"))
            each = true;
        else
            audio = argv[i];
    cad_arena *arena = cad_arena_new();
    cad_engine *engine = NULL;
    cad_error error = {0};
    if (!arena || cad_model_load(arena, path, &model, &error) ||
        cad_engine_new(path, &engine, &error)) {
        fprintf(stderr, "rates: %s\n", error.text);
        return 2;
    }
    sentence_count = sentences_read(audio, NULL, sentences, SENTENCES_MAX);
    if (!sentence_count) {
        printf("skipped: rates: no sentences in %s\n", audio);
        return 0;
    }
    printf("1, 2, 4, 8 segments: syllables, error %%, stated %%, within it\n");
    bool good = true, fair = true;
    for (size_t c = 0; good && c < sizeof conditions / sizeof *conditions; c++)
        good = run(engine, audio, c, &fair);
    cad_engine_free(&engine);
    cad_arena_free(arena);
    return good && fair ? 0 : 1;
}
