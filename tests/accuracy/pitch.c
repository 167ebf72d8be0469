/*
 * pitch - how well the melody is found, against known truth.
 *
 *   pitch [AUDIO] [--model FILE] [--half 0|1] [--no-peer]
 *
 * Two sets: sentences with a laryngograph, and sentences re-synthesised with a
 * prescribed melody. Conditions: as recorded, telephone (300-3400 Hz, mu-law),
 * and that with pink noise at the microphone. Ours twice: over every frame,
 * and as in a call (energy gate, then speech detector). Figures:
 *
 *   gross   over 20 % off, of frames voiced in truth and track; octave: those
 *           within 20 % of two, three, a half or a third of the truth
 *   fine    root mean square of the rest, cents; bias: their mean
 *   common  fine over the frames that ours (every frame) and Praat's both got
 *           right, for a tracker that drops the hard frames looks precise
 *   miss, alarm   of truly voiced and of truly unvoiced frames
 *   FFE     frames with wrong voicing or a gross error, of all frames
 *
 * Gates, telephone only: gross and FFE as in a call. Fine and bias are gated
 * on common frames beside Praat's. Exit 1 when one is missed.
 */
#include "conditions.h"
#include "pitch_sounds.h"
#include "pitch_trackers.h"
#include "praat.h"

#include "dsp/track.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EVERY, CALL, PRAAT, TRACKS, CONDITIONS = 4, SETS = 2 };

struct score {
    double frames, voiced, both, gross, octave, miss, alarm;
    double fine, cents, squares; /* of frames without gross error */
    double common, common_cents, common_squares;
};

static const struct {
    const char *name;
    bool line;
    double snr_db;
} conditions[CONDITIONS] = {{"as recorded", false, INFINITY},
                            {"telephone", true, INFINITY},
                            {"telephone + 20 dB", true, 20.0},
                            {"telephone + 10 dB", true, 10.0}};

static const char *const set_names[SETS] = {"laryngograph", "prescribed"};
static const char *const track_names[TRACKS] = {"every frame", "as in a call",
                                                "praat"};
static const struct {
    double gross, ffe;
} targets[SETS][CONDITIONS] = {
    {{100.0, 100.0}, {0.6, 4.5}, {1.0, 5.0}, {1.5, 7.0}},
    {{100.0, 100.0}, {1.5, 7.0}, {2.5, 12.0}, {4.0, 18.0}}};

static int missed;

static double off_cents(float f0_hz, float truth_hz)
{
    return 1200.0 * log2((double)f0_hz / (double)truth_hz);
}

static bool is_right(float f0_hz, float truth_hz)
{
    return f0_hz > 0.0f && truth_hz > 0.0f &&
           fabs((double)f0_hz / (double)truth_hz - 1.0) <= 0.2;
}

static bool is_octave(float f0_hz, float truth_hz)
{
    return is_right(f0_hz, 2.0f * truth_hz) ||
           is_right(f0_hz, 3.0f * truth_hz) ||
           is_right(f0_hz, truth_hz / 2.0f) || is_right(f0_hz, truth_hz / 3.0f);
}

static void add_frame(struct score *s, float truth_hz, float f0_hz)
{
    bool is = truth_hz > 0.0f, said = f0_hz > 0.0f;
    s->frames++;
    s->voiced += is;
    s->miss += is && !said;
    s->alarm += said && !is;
    if (!is || !said)
        return;
    s->both++;
    if (!is_right(f0_hz, truth_hz)) {
        s->gross++;
        s->octave += is_octave(f0_hz, truth_hz);
        return;
    }
    double cents = off_cents(f0_hz, truth_hz);
    s->fine++;
    s->cents += cents;
    s->squares += cents * cents;
}

static void add_common(struct score *s, float truth_hz, float f0_hz)
{
    double cents = off_cents(f0_hz, truth_hz);
    s->common++;
    s->common_cents += cents;
    s->common_squares += cents * cents;
}

static double share(double part, double whole)
{
    return whole > 0.0 ? 100.0 * part / whole : 0.0;
}

static double mean(double sum, double n)
{
    return n > 0.0 ? sum / n : 0.0;
}

static double ffe(const struct score *s)
{
    return share(s->gross + s->miss + s->alarm, s->frames);
}

static void print_score(const char *tool, const struct score *s)
{
    printf("  %-13s %5.2f %6.2f %6.1f %5.1f ", tool, share(s->gross, s->both),
           share(s->octave, s->both), sqrt(mean(s->squares, s->fine)),
           mean(s->cents, s->fine));
    if (s->common > 0.0)
        printf("%6.1f %5.1f", sqrt(mean(s->common_squares, s->common)),
               mean(s->common_cents, s->common));
    else
        printf("%6s %5s", "-", "-");
    printf(" %6.1f %5.1f %6.2f\n", share(s->miss, s->voiced),
           share(s->alarm, s->frames - s->voiced), ffe(s));
}

static void gate(const char *what, double got, double most)
{
    printf("    %-28s %6.2f, target %5.2f  %s\n", what, got, most,
           got <= most ? "ok" : "MISSED");
    missed += got > most;
}

static void gate_condition(int set, int c, const struct score *scores)
{
    const struct score *every = &scores[EVERY], *praat = &scores[PRAAT];
    if (conditions[c].line) {
        const struct score *call = &scores[CALL];
        gate("gross, as in a call", share(call->gross, call->both),
             targets[set][c].gross);
        gate("FFE, as in a call", ffe(call), targets[set][c].ffe);
    }
    if (!(praat->common > 0.0))
        return;
    gate("fine, common with praat",
         sqrt(mean(every->common_squares, every->common)),
         sqrt(mean(praat->common_squares, praat->common)));
    gate("bias, distance from praat's",
         fabs(mean(every->common_cents - praat->common_cents, every->common)),
         3.0);
}

static void add_sound(struct score *scores, const struct pitch_sound *s,
                      float *const *tracks, bool peer)
{
    for (int t = 0; t < TRACKS - !peer; t++)
        for (size_t f = 0; f < s->frames; f++)
            add_frame(&scores[t], s->truth_hz[f], tracks[t][f]);
    for (size_t f = 0; f < s->frames && peer; f++) {
        if (!is_right(tracks[EVERY][f], s->truth_hz[f]) ||
            !is_right(tracks[PRAAT][f], s->truth_hz[f]))
            continue;
        add_common(&scores[EVERY], s->truth_hz[f], tracks[EVERY][f]);
        add_common(&scores[PRAAT], s->truth_hz[f], tracks[PRAAT][f]);
    }
}

static float *room(size_t n)
{
    float *x = calloc(n + 1, sizeof *x);
    if (!x)
        abort();
    return x;
}

/* One sound in one condition; false: Praat did not answer. */
static void run_sound(const struct pitch_sound *s, int c, size_t seed,
                      bool peer, struct score *scores)
{
    float *x = room(s->n), *tracks[TRACKS];
    memcpy(x, s->x, s->n * sizeof *x);
    for (int t = 0; t < TRACKS; t++)
        tracks[t] = room(s->frames);
    conditions_noise(x, s->n, conditions[c].snr_db, seed);
    if (conditions[c].line)
        conditions_telephone(x, s->n, INFINITY, 0);
    pitch_ours(x, s->n, false, tracks[EVERY]);
    pitch_ours(x, s->n, true, tracks[CALL]);
    add_sound(scores, s, tracks, peer && pitch_praat(x, s->n, tracks[PRAAT]));
    for (int t = 0; t < TRACKS; t++)
        free(tracks[t]);
    free(x);
}

static void run_set(const struct pitch_set *set, int which, int half, bool peer)
{
    for (int c = 0; c < CONDITIONS; c++) {
        struct score scores[TRACKS] = {{0}};
        for (size_t i = 0; i < set->count; i++)
            if (half < 0 || (int)(i % 2) == half)
                run_sound(&set->sounds[i], c, i + 1, peer, scores);
        printf("%s, %s\n  %-13s gross octave   fine  bias common  bias   miss "
               "alarm    FFE\n",
               set_names[which], conditions[c].name, "");
        for (int t = 0; t < TRACKS; t++)
            if (scores[t].frames > 0.0)
                print_score(track_names[t], &scores[t]);
        if (peer && !(scores[PRAAT].frames > 0.0))
            printf("  skipped: praat did not answer\n");
        gate_condition(which, c, scores);
    }
}

int main(int argc, char **argv)
{
    static struct pitch_set sets[SETS];
    const char *audio = conditions_audio(1, NULL), *model_path = NULL;
    int half = -1;
    bool peer = praat_present();
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--model") && i + 1 < argc)
            model_path = argv[++i];
        else if (!strcmp(argv[i], "--half") && i + 1 < argc)
            half = atoi(argv[++i]);
        else if (!strcmp(argv[i], "--no-peer"))
            peer = false;
        else
            audio = argv[i];
    }
    if (!pitch_ours_open(model_path))
        return 2;
    pitch_read_sentences(audio, &sets[0]);
    pitch_make_expressive(audio, &sets[1]);
    if (!peer)
        printf("skipped: praat\n");
    for (int i = 0; i < SETS; i++) {
        if (!sets[i].count)
            printf("skipped: %s: no audio in %s\n", set_names[i], audio);
        else
            run_set(&sets[i], i, half, peer);
    }
    printf("ours: %.1f us a frame; %d targets missed\n",
           pitch_ours_us_a_frame(), missed);
    pitch_ours_close();
    return missed > 0;
}
