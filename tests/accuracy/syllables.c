/*
 * syllables - is the rate of speech right, against syllables marked by hand?
 *
 *   syllables [AUDIO] [--model FILE] [--speakers NN,NN] [--truth] [--each]
 *             [--no-peer]
 *
 * The sentences of AUDIO/emodb, a second apart, make a recording a speaker
 * (or, "alone", each is a recording), which goes through the whole of act 1,
 * the speech detector and the pitch track. Two rates are held against the
 * marks: that of a report, over what was found, and the syllables counted over
 * the sentence as marked, from the first mark to the last; what noise buries
 * counts against the latter, not against the former. Figures: correlation
 * with the true rate, a sentence, four sentences in the order of their names,
 * and four drawn of one speaker (mean of many draws); mean bias; mean error
 * after the best gain; and the same of the articulation rate, pauses of 0.2 s
 * and more taken out of both. Settings were chosen on speakers 03 and 08; 09,
 * 10 and 11 check them.
 * --truth: speech as marked instead of detected. Beside it Praat, on the same
 * samples: dips of intensity in the way of de Jong & Wempe.
 */
#include "conditions.h"
#include "praat.h"
#include "sentences.h"

#include "engine.h"
#include "feature/pitch.h"
#include "feature/speech.h"
#include "feature/syllable.h"
#include "lane.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POOL = 4, DRAWS = 200, GAP = CAD_RATE_HZ, NUCLEI_MAX = 20000 };

static const struct {
    const char *name, *code;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", "recorded", false, INFINITY},
                  {"telephone", "telephone", true, INFINITY},
                  {"telephone + 20 dB", "20dB", true, 20.0},
                  {"telephone + 15 dB", "15dB", true, 15.0},
                  {"telephone + 10 dB", "10dB", true, 10.0}};

enum { CONDITIONS = sizeof conditions / sizeof *conditions };

/* What counts: fills `counted` of the sentences [from, to) of a recording. */
typedef void counter(size_t from, size_t to, const float *x, size_t n);

static cad_engine *engine;
static struct sentence sentences[SENTENCES_MAX];
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

/* ---- ours -------------------------------------------------------------- */

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
static bool is_of(const struct sentence *s, double time_s)
{
    double at = time_s * CAD_RATE_HZ;
    return at + GAP / 2 >= (double)s->first &&
           at < (double)(s->first + s->n) + GAP / 2;
}

/* The rate of a report, of the frames that are a sentence's own. */
static struct cad_syllable_pace pace_of(const struct sentence *s,
                                        const struct cad_voice *voice)
{
    size_t start = 0;
    while (start < voice->frames && !is_of(s, cad_frame_s(start)))
        start++;
    size_t end = start;
    while (end < voice->frames && is_of(s, cad_frame_s(end)))
        end++;
    return cad_syllable_pace(voice, start, end,
                             &engine->model.settings.syllable);
}

static void count_ours(size_t from, size_t to, const float *x, size_t n)
{
    cad_arena *arena = must(cad_arena_new());
    struct cad_channel *c = measure(arena, x, n);
    const struct cad_settings *settings = &engine->model.settings;
    uint8_t *speech = must(CAD_NEW(arena, uint8_t, c->frames));
    uint8_t *voicing = must(CAD_NEW(arena, uint8_t, c->frames));
    float *f0_hz = must(CAD_NEW(arena, float, c->frames));
    float *weight = must(CAD_NEW(arena, float, c->frames));
    if (!truth_mask && cad_speech_detect(c, NULL, &settings->speech, arena,
                                         speech, NULL, NULL, NULL))
        must(NULL);
    for (size_t i = from; truth_mask && i < to; i++)
        mask_of_marks(&sentences[i], speech, c->frames);
    if (cad_pitch_track(c, speech, NULL, &settings->pitch, arena, f0_hz,
                        voicing, NULL) ||
        cad_syllable_weights(c, speech, f0_hz, &settings->syllable, arena,
                             weight, NULL))
        must(NULL);
    struct cad_voice voice = {.frames = c->frames,
                              .speech = speech,
                              .syllable = weight};
    for (size_t i = from; i < to; i++) {
        struct cad_syllable_pace pace = pace_of(&sentences[i], &voice);
        sentences[i].found = pace.syllables;
        sentences[i].spoken_s = pace.spoken_s;
        sentences[i].articulated_s = pace.articulated_s;
        for (size_t f = 0; f < c->frames; f++)
            if (is_of(&sentences[i], cad_frame_s(f)))
                sentences[i].counted += (double)weight[f];
    }
    cad_arena_free(arena);
}

/* ---- Praat's ----------------------------------------------------------- */

static void count_praat(size_t from, size_t to, const float *x, size_t n)
{
    static double nuclei_s[NUCLEI_MAX];
    size_t count;
    if (!praat_run(praat_nuclei, x, n, nuclei_s, NUCLEI_MAX, &count)) {
        fprintf(stderr, "syllables: praat failed\n");
        exit(4);
    }
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < count; k++)
            sentences[i].counted += is_of(&sentences[i], nuclei_s[k]);
}

/* ---- figures ----------------------------------------------------------- */

/* Which rate: of a report or counted over the marks; with the pauses or
   without. */
enum rate {
    IN_REPORT,
    IN_REPORT_ARTICULATION,
    MARKED,
    MARKED_ARTICULATION,
    RATES
};

struct figures {
    double r, r4, r4_drawn, bias_pct, error_pct;
};

/* Rates of pools of sentences, found and true. */
struct rates {
    double got[SENTENCES_MAX], want[SENTENCES_MAX];
    size_t n;
};

static double correlation(const struct rates *r)
{
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, n = (double)r->n;
    for (size_t i = 0; i < r->n; i++) {
        double x = r->got[i], y = r->want[i];
        sx += x;
        sy += y;
        sxx += x * x;
        syy += y * y;
        sxy += x * y;
    }
    return (sxy - sx * sy / n) /
           sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
}

static void add_pool(const size_t *index, size_t n, enum rate rate,
                     struct rates *out)
{
    double counted = 0.0, counted_s = 0.0, syllables = 0.0, length_s = 0.0;
    bool report = rate == IN_REPORT || rate == IN_REPORT_ARTICULATION;
    bool pauses = rate == IN_REPORT || rate == MARKED;
    for (size_t i = 0; i < n; i++) {
        const struct sentence *s = &sentences[index[i]];
        double marked_s = s->end_s - s->start_s - (pauses ? 0 : s->pauses_s);
        counted += report ? s->found : s->counted;
        counted_s += !report ? marked_s
                     : pauses ? s->spoken_s
                              : s->articulated_s;
        syllables += (double)s->syllables;
        length_s += marked_s;
    }
    if (counted_s <= 0.0)
        return; /* nothing found, no rate */
    out->got[out->n] = counted / counted_s;
    out->want[out->n++] = syllables / length_s;
}

/* Pools of a size, one after the other. */
static void pooled(const size_t *order, size_t n, size_t size, enum rate rate,
                   struct rates *out)
{
    out->n = 0;
    for (size_t i = 0; i + size <= n; i += size)
        add_pool(order + i, size, rate, out);
}

static void shuffle(size_t *order, size_t n, uint64_t *seed)
{
    for (size_t i = n; i > 1; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t j = (*seed >> 33) % i, swap = order[i - 1];
        order[i - 1] = order[j];
        order[j] = swap;
    }
}

/* Which four fall together is chance: the mean of many draws is steadier. */
static double drawn(const size_t *order, size_t n, enum rate rate)
{
    static struct rates rates;
    size_t mixed[SENTENCES_MAX];
    uint64_t seed = 4;
    double sum = 0.0;
    memcpy(mixed, order, n * sizeof *order);
    for (int d = 0; d < DRAWS; d++) {
        rates.n = 0;
        for (size_t from = 0, to; from < n; from = to) {
            for (to = from + 1;
                 to < n && sentences_share_speaker(&sentences[mixed[from]],
                                                   &sentences[mixed[to]]);)
                to++;
            shuffle(mixed + from, to - from, &seed);
            for (size_t i = from; i + POOL <= to; i += POOL)
                add_pool(mixed + i, POOL, rate, &rates);
        }
        sum += correlation(&rates);
    }
    return sum / DRAWS;
}

static double bias_pct(const struct rates *r)
{
    double got = 0.0, want = 0.0;
    for (size_t i = 0; i < r->n; i++) {
        got += r->got[i];
        want += r->want[i];
    }
    return 100.0 * (got / want - 1.0);
}

static double best_error_pct(const struct rates *r)
{
    double best = INFINITY;
    for (double gain = 0.7; gain < 1.6; gain += 0.005) {
        double sum = 0.0;
        for (size_t i = 0; i < r->n; i++)
            sum += fabs(gain * r->got[i] / r->want[i] - 1.0);
        best = fmin(best, sum);
    }
    return 100.0 * best / (double)r->n;
}

static size_t choose(const char *speakers, size_t *order)
{
    size_t n = 0;
    for (size_t i = 0; i < sentence_count; i++)
        if (strstr(speakers,
                   (char[3]){sentences[i].name[0], sentences[i].name[1], '\0'}))
            order[n++] = i;
    return n;
}

static struct figures figures_of(const size_t *order, size_t n, enum rate rate)
{
    static struct rates alone, of_4;
    pooled(order, n, 1, rate, &alone);
    pooled(order, n, POOL, rate, &of_4);
    return (struct figures){correlation(&alone), correlation(&of_4),
                            drawn(order, n, rate), bias_pct(&alone),
                            best_error_pct(&alone)};
}

/* Columns of the table, and the line that run.py makes its tables of. */
static void print_rate(const char *set, const char *code, const char *tool,
                       const struct figures *all,
                       const struct figures *articulation)
{
    printf("= syllables %s %s %s r=%.3f r4=%.3f r4_drawn=%.3f bias=%.2f "
           "error=%.2f articulation_r=%.3f articulation_r4=%.3f "
           "articulation_bias=%.2f\n",
           set, code, tool, all->r, all->r4, all->r4_drawn, all->bias_pct,
           all->error_pct, articulation->r, articulation->r4,
           articulation->bias_pct);
}

/* A row of the table. */
static void print_figures(const char *set, int condition, const char *tool,
                          bool report, const char *speakers)
{
    size_t order[SENTENCES_MAX];
    size_t n = choose(speakers, order);
    if (n < 2 * POOL)
        return;
    struct figures of[RATES];
    printf("  %-6s %3zu", tool, n);
    for (int k = report ? IN_REPORT : MARKED; k < RATES; k++) {
        of[k] = figures_of(order, n, (enum rate)k);
        printf("  %6.3f %6.3f %6.3f %+6.1f %5.1f", of[k].r, of[k].r4,
               of[k].r4_drawn, of[k].bias_pct, of[k].error_pct);
    }
    puts("");
    if (n != sentence_count)
        return;
    const char *code = conditions[condition].code;
    char name[32];
    snprintf(name, sizeof name, "%s_report", set);
    if (report)
        print_rate(name, code, tool, &of[IN_REPORT],
                   &of[IN_REPORT_ARTICULATION]);
    print_rate(set, code, tool, &of[MARKED], &of[MARKED_ARTICULATION]);
}

/* ---- recordings -------------------------------------------------------- */

/* The files are normalised by their peaks: one active level for all makes
   the noise the same to each. */
static void add_sentence(float *x, const struct sentence *s)
{
    double gain = pow(10.0, (-26.0 - conditions_active_db(s->x, s->n)) / 20.0);
    for (size_t i = 0; i < s->n; i++)
        x[s->first + i] = (float)(gain * (double)s->x[i]);
}

static void record(int condition, size_t from, size_t to, size_t gap,
                   counter *count)
{
    size_t n = gap;
    for (size_t i = from; i < to; i++) {
        sentences[i].first = n;
        sentences[i].counted = 0.0;
        n += sentences[i].n + gap;
    }
    float *x = must(calloc(n, sizeof *x));
    for (size_t i = from; i < to; i++)
        add_sentence(x, &sentences[i]);
    if (conditions[condition].line)
        conditions_telephone(x, n, conditions[condition].snr_db, from + 1);
    count(from, to, x, n);
    free(x);
}

static void run(int condition, bool alone, counter *count)
{
    for (size_t from = 0, to; from < sentence_count; from = to) {
        for (to = from + 1;
             !alone && to < sentence_count &&
             sentences_share_speaker(&sentences[from], &sentences[to]);)
            to++;
        record(condition, from, to, alone ? 0 : GAP, count);
    }
    for (size_t i = 0; each && i < sentence_count; i++)
        printf("%s, %s: %zu, counted %.2f in %.2f s\n", sentences[i].name,
               conditions[condition].name, sentences[i].syllables,
               sentences[i].counted, sentences[i].end_s - sentences[i].start_s);
}

static void print_head(const char *title)
{
    static const char *const heads[] = {
        "as a report has it", "articulation", "over the marks", "articulation"};
    printf("%s\n            ", title);
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        printf("  %-33s", heads[k]);
    printf("\n           n");
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
        printf("  %6s %6s %6s %6s %5s", "r", "of 4", "drawn", "bias %",
               "err %");
    puts("");
}

static void run_set(const char *set, bool alone, bool peer)
{
    print_head(alone ? "each sentence a recording"
                     : "a recording a speaker, sentences 1 s apart");
    for (int c = 0; c < CONDITIONS; c++) {
        printf("%s; speakers 03, 08 (tuned on); 09, 10, 11\n",
               conditions[c].name);
        run(c, alone, count_ours);
        print_figures(set, c, "ours", true, "03 08 09 10 11");
        print_figures(set, c, "ours", true, "03 08");
        print_figures(set, c, "ours", true, "09 10 11");
        if (!peer)
            continue;
        run(c, alone, count_praat);
        print_figures(set, c, "praat", false, "03 08 09 10 11");
    }
}

int main(int argc, char **argv)
{
    const char *audio = conditions_audio(1, argv), *path = NULL;
    const char *speakers = NULL;
    bool peer = true;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--model") && i + 1 < argc)
            path = argv[++i];
        else if (!strcmp(argv[i], "--speakers") && i + 1 < argc)
            speakers = argv[++i];
        else if (!strcmp(argv[i], "--truth"))
            truth_mask = true;
        else if (!strcmp(argv[i], "--each"))
            each = true;
        else if (!strcmp(argv[i], "--no-peer"))
            peer = false;
        else
            audio = argv[i];
    }
    cad_error error = {0};
    if (cad_engine_new(path, &engine, &error)) {
        fprintf(stderr, "syllables: %s\n", error.text);
        return 2;
    }
    sentence_count = sentences_read(audio, speakers, sentences, SENTENCES_MAX);
    if (!sentence_count) {
        printf("skipped: syllables: no sentences in %s\n", audio);
        return 0;
    }
    if (peer && !praat_present())
        printf("skipped: syllables: no praat to compare with\n");
    peer = peer && praat_present();
    run_set("emodb", false, peer);
    run_set("alone", true, false);
    cad_engine_free(&engine);
    return 0;
}
