/*
 * pitch - how well the melody is found, against known truth.
 *
 *   pitch [AUDIO] [--model FILE] [--half 0|1] [--no-peer] [--detect]
 *
 * Two sets: sentences with a laryngograph (AUDIO/pitch), and sentences
 * re-synthesised with a prescribed melody (from AUDIO/emodb; half angry, half
 * neutral). Conditions: as recorded, telephone (300-3400 Hz, mu-law), and
 * that with pink noise at the microphone. Figures: gross errors (over 20 %) of
 * frames voiced in both; fine error, the standard deviation of the rest in
 * cents; voicing missed and false; and F0 frame error (wrong voicing or gross,
 * of all frames). Speech mask: every frame, or (--detect) as in a call: the
 * energy gate, then cad_speech_detect().
 */
#include "conditions.h"
#include "resynthesis.h"

#include "base/arena.h"
#include "feature/pitch.h"
#include "feature/speech.h"
#include "gate.h"
#include "model/model.h"

#include <glob.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_FILES = 200, PATH_SIZE = 4096 };

struct sound {
    char name[64];
    float *x;
    size_t n, frames;
    float *truth_hz; /* [frames] */
};

struct set {
    const char *name;
    struct sound sounds[MAX_FILES];
    size_t count;
};

struct score {
    double frames, both, gross, fine, fine_cents, miss, voiced, alarm, unvoiced;
};

static const struct {
    const char *name;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", false, INFINITY},
                  {"telephone", true, INFINITY},
                  {"telephone + 20 dB", true, 20.0},
                  {"telephone + 10 dB", true, 10.0}};

enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static cad_plans *plans;
static cad_model model;
static double spent_s, heard_s;
static bool detect; /* gate and mask as in a call, else every frame */

/* Truth of the laryngograph: a value every 15 ms; each frame takes the one
   nearest to its centre. */
static bool read_reference(const char *path, struct sound *s)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    double values[4096];
    size_t n = 0;
    while (n < 4096 && fscanf(file, "%lf%*[^\n]", &values[n]) == 1)
        n++;
    fclose(file);
    for (size_t f = 0; f < s->frames; f++) {
        size_t at = (size_t)lrint(((double)f + 0.5) * 0.010 / 0.015);
        s->truth_hz[f] = at < n ? (float)values[at] : 0.0f;
    }
    return n > 0;
}

static bool open_sound(const char *path, struct sound *s)
{
    s->x = conditions_read(path, 0, &s->n);
    if (!s->x)
        return false;
    const char *slash = strrchr(path, '/');
    snprintf(s->name, sizeof s->name, "%s", slash ? slash + 1 : path);
    s->frames = s->n / CAD_HOP;
    s->truth_hz = calloc(s->frames + 1, sizeof *s->truth_hz);
    return s->truth_hz;
}

static void read_sentences(const char *audio, struct set *set)
{
    char path[PATH_SIZE];
    glob_t found;
    snprintf(path, sizeof path, "%s/pitch/*.wav", audio);
    if (glob(path, 0, NULL, &found))
        return;
    for (size_t i = 0; i < found.gl_pathc && set->count < MAX_FILES; i++) {
        struct sound *s = &set->sounds[set->count];
        if (!open_sound(found.gl_pathv[i], s))
            continue;
        size_t stem = strlen(found.gl_pathv[i]) - 4;
        snprintf(path, sizeof path, "%.*s.f0ref", (int)stem, found.gl_pathv[i]);
        set->count += read_reference(path, s);
    }
    globfree(&found);
}

/* EmoDB's names: speaker, text, mood. Speakers 08 and 09 are women. */
static void make_expressive(const char *audio, struct set *set)
{
    static const char moods[] = "WN";
    char path[PATH_SIZE];
    for (int mood = 0; mood < 2; mood++) {
        glob_t found;
        snprintf(path, sizeof path, "%s/emodb/wav/?????%c?.wav", audio,
                 moods[mood]);
        if (glob(path, 0, NULL, &found))
            continue;
        for (size_t i = 0; i < found.gl_pathc && i < 28; i++) {
            struct sound *s = &set->sounds[set->count];
            if (!open_sound(found.gl_pathv[i], s))
                continue;
            bool woman =
                !strncmp(s->name, "08", 2) || !strncmp(s->name, "09", 2);
            double base_hz = (woman ? 200.0 : 110.0) * (mood ? 1.0 : 1.6);
            resynthesise(s->x, s->n, base_hz, mood ? 4.0 : 8.0, set->count + 1,
                         s->truth_hz);
            set->count++;
        }
        globfree(&found);
    }
}

/* Act 1 for one channel, only what pitch needs. */
static void measure_channel(const float *x, size_t n, cad_arena *arena,
                            struct cad_channel *out)
{
    enum { PAD = CAD_REACH + CAD_HOP };
    size_t frames = n / CAD_HOP;
    float *padded = CAD_NEW(arena, float, n + 2 * PAD);
    float *scratch = CAD_NEW(arena, float, CAD_SPECTRUM_SCRATCH);
    memcpy(padded + PAD, x, n * sizeof *x);
    out->frames = out->room = frames;
    out->power = CAD_NEW(arena, float, frames);
    out->bands = CAD_NEW(arena, uint8_t, frames * CAD_BANDS);
    out->flags = CAD_NEW(arena, uint8_t, frames);
    out->tilt_cdb = CAD_NEW(arena, int16_t, frames);
    out->pitch = CAD_NEW(arena, struct cad_pitch_frame, frames);
    out->line = CAD_NEW(arena, struct cad_line_frame, frames);
    cad_pitch_stream *stream;
    if (cad_pitch_open(arena, plans, &model.settings.pitch, &stream, NULL))
        abort();
    struct cad_gate gate;
    cad_gate_init(&gate, &model.settings.measure);
    for (size_t f = 0; f < frames; f++) {
        const float *hop = padded + PAD + f * CAD_HOP;
        float power[CAD_BINS];
        double sum = 0.0;
        for (int i = 0; i < CAD_HOP; i++)
            sum += (double)hop[i] * (double)hop[i];
        out->power[f] = (float)(sum / CAD_HOP);
        const float *centre = hop + CAD_HOP / 2;
        cad_spectrum_power(plans, centre - CAD_STFT / 2, scratch, power);
        cad_bands_pack(power, out->bands + f * CAD_BANDS);
        if (!detect || cad_gate_open(&gate, power, false))
            out->flags[f] |= CAD_FRAME_ENERGY;
    }
    clock_t start = clock();
    for (size_t f = 0; f < frames; f++)
        cad_pitch_frame(stream, padded + PAD + f * CAD_HOP + CAD_HOP / 2,
                        out->flags[f] & CAD_FRAME_ENERGY, &out->pitch[f]);
    spent_s += (double)(clock() - start) / CLOCKS_PER_SEC;
}

static void track_ours(const float *x, size_t n, float *f0_hz)
{
    cad_arena *arena = cad_arena_new();
    struct cad_channel channel = {0};
    measure_channel(x, n, arena, &channel);
    uint8_t *speech = CAD_NEW(arena, uint8_t, channel.frames);
    uint8_t *voicing = CAD_NEW(arena, uint8_t, channel.frames);
    memset(speech, 1, channel.frames);
    if (detect && cad_speech_detect(&channel, NULL, &model.settings.speech,
                                    arena, speech, NULL, NULL))
        abort();
    clock_t start = clock();
    if (cad_pitch_track(&channel, speech, &model.settings.pitch, arena, f0_hz,
                        voicing, NULL))
        abort();
    spent_s += (double)(clock() - start) / CLOCKS_PER_SEC;
    heard_s += (double)n / CAD_RATE_HZ;
    cad_arena_free(arena);
}

static const char praat_script[] =
    "form: \"x\"\n"
    "  infile: \"in\", \"\"\n"
    "  outfile: \"out\", \"\"\n"
    "  natural: \"frames\", \"1\"\n"
    "endform\n"
    "Read from file: in$\n"
    "To Pitch (ac): 0.01, 75, 15, \"no\", 0.03, 0.45, 0.01, 0.35, 0.14, 500\n"
    "for f from 1 to frames\n"
    "  t = (f - 0.5) * 0.01\n"
    "  v = Get value at time: t, \"Hertz\", \"nearest\"\n"
    "  if v = undefined\n    v = 0\n  endif\n"
    "  appendFileLine: out$, v\n"
    "endfor\n";

/* Praat's autocorrelation, 75-500 Hz, stock costs. */
static bool track_praat(const char *folder, const float *x, size_t n,
                        float *f0_hz)
{
    char in[PATH_SIZE], out[PATH_SIZE], script[PATH_SIZE], line[4 * PATH_SIZE];
    size_t frames = n / CAD_HOP;
    snprintf(in, sizeof in, "%s/x.wav", folder);
    snprintf(out, sizeof out, "%s/x.txt", folder);
    snprintf(script, sizeof script, "%s/x.praat", folder);
    remove(out);
    FILE *file = fopen(script, "w");
    if (!file || conditions_write(in, x, n))
        return false;
    fputs(praat_script, file);
    fclose(file);
    snprintf(line, sizeof line,
             "praat --run '%s' '%s' '%s' %zu >/dev/null 2>&1", script, in, out,
             frames);
    if (system(line) || !(file = fopen(out, "r")))
        return false;
    for (size_t f = 0; f < frames; f++)
        if (fscanf(file, "%f", &f0_hz[f]) != 1)
            f0_hz[f] = 0.0f;
    fclose(file);
    return true;
}

static void add_score(struct score *s, const float *truth_hz,
                      const float *f0_hz, size_t frames)
{
    for (size_t f = 0; f < frames; f++) {
        bool is = truth_hz[f] > 0.0f, said = f0_hz[f] > 0.0f;
        s->frames++;
        s->voiced += is;
        s->unvoiced += !is;
        s->miss += is && !said;
        s->alarm += said && !is;
        if (!is || !said)
            continue;
        s->both++;
        double ratio = (double)f0_hz[f] / (double)truth_hz[f];
        if (fabs(ratio - 1.0) > 0.2) {
            s->gross++;
            continue;
        }
        double cents = 1200.0 * log2(ratio);
        s->fine++;
        s->fine_cents += cents * cents;
    }
}

static void print_score(const char *tool, const struct score *s)
{
    printf("  %-8s gross %5.2f  fine %5.1f  miss %5.1f  alarm %5.1f  "
           "FFE %5.2f\n",
           tool, 100.0 * s->gross / fmax(s->both, 1.0),
           sqrt(s->fine_cents / fmax(s->fine, 1.0)),
           100.0 * s->miss / fmax(s->voiced, 1.0),
           100.0 * s->alarm / fmax(s->unvoiced, 1.0),
           100.0 * (s->gross + s->miss + s->alarm) / fmax(s->frames, 1.0));
}

static void run_condition(const struct set *set, int c, int half,
                          const char *folder)
{
    struct score ours = {0}, praat = {0};
    for (size_t i = 0; i < set->count; i++) {
        const struct sound *s = &set->sounds[i];
        if (half >= 0 && (int)(i % 2) != half)
            continue;
        float *x = malloc(s->n * sizeof *x);
        float *f0_hz = calloc(s->frames + 1, sizeof *f0_hz);
        if (!x || !f0_hz)
            abort();
        memcpy(x, s->x, s->n * sizeof *x);
        conditions_noise(x, s->n, conditions[c].snr_db, i + 1);
        if (conditions[c].line)
            conditions_telephone(x, s->n, INFINITY, 0);
        track_ours(x, s->n, f0_hz);
        add_score(&ours, s->truth_hz, f0_hz, s->frames);
        if (folder && track_praat(folder, x, s->n, f0_hz))
            add_score(&praat, s->truth_hz, f0_hz, s->frames);
        free(x);
        free(f0_hz);
    }
    printf("%s, %s\n", set->name, conditions[c].name);
    print_score("ours", &ours);
    if (praat.frames > 0.0)
        print_score("praat", &praat);
}

static bool have_praat(void)
{
    return system("command -v praat >/dev/null 2>&1") == 0;
}

int main(int argc, char **argv)
{
    static struct set sets[2] = {{.name = "laryngograph"},
                                 {.name = "prescribed"}};
    const char *audio = conditions_audio(1, NULL), *file = NULL;
    int half = -1;
    bool peer = have_praat();
    char folder[] = "/tmp/pitch-XXXXXX";
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--model") && i + 1 < argc)
            file = argv[++i];
        else if (!strcmp(argv[i], "--half") && i + 1 < argc)
            half = atoi(argv[++i]);
        else if (!strcmp(argv[i], "--detect"))
            detect = true;
        else if (!strcmp(argv[i], "--no-peer"))
            peer = false;
        else
            audio = argv[i];
    }
    cad_arena *arena = cad_arena_new();
    cad_error error;
    if (!arena || cad_model_load(arena, file, &model, &error) ||
        cad_plans_new(&plans, &error)) {
        fprintf(stderr, "pitch: %s\n", error.text);
        return 1;
    }
    read_sentences(audio, &sets[0]);
    make_expressive(audio, &sets[1]);
    if (peer && !mkdtemp(folder))
        peer = false;
    if (!peer)
        printf("skipped: praat\n");
    for (int i = 0; i < 2; i++) {
        if (!sets[i].count)
            printf("skipped: %s: no audio in %s\n", sets[i].name, audio);
        for (int c = 0; c < CONDITIONS && sets[i].count; c++)
            run_condition(&sets[i], c, half, peer ? folder : NULL);
    }
    if (heard_s > 0.0)
        printf("ours: %.1f us a frame, %.0f x real time\n",
               1e4 * spent_s / heard_s, heard_s / spent_s);
    cad_plans_free(&plans);
    cad_arena_free(arena);
    return 0;
}
