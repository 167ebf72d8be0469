#include "emodb_call.h"

#include "conditions.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RATE = 8000, MAX_SAMPLES = 600 * RATE };
#define PAUSE_S 0.4

const char *const emodb_speakers[EMODB_SPEAKERS] = {"03", "08", "09", "10",
                                                    "11"};

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
static bool say(struct emodb_call *call, int side, const char *path,
                double gain_db)
{
    size_t n;
    float *x = conditions_read(path, 0, &n);
    if (!x || call->n + n + RATE > MAX_SAMPLES)
        return free(x), false;
    double scale =
        pow(10.0, (gain_db - 26.0 - conditions_active_db(x, n)) / 20.0);
    for (size_t i = 0; i < n; i++)
        call->side[side][call->n + i] = (float)(scale * (double)x[i]);
    call->n += n + (size_t)(PAUSE_S * RATE);
    free(x);
    return true;
}

static bool say_turns(const glob_t *own, const glob_t *other, double gain_db,
                      uint64_t seed, struct emodb_call *call)
{
    bool good = true;
    for (size_t i = 0; i < own->gl_pathc && i < EMODB_TURNS && good; i++) {
        const char *path = own->gl_pathv[i], *name = strrchr(path, '/') + 1;
        struct emodb_turn *turn = &call->turns[call->count++];
        double gain = gain_db * ((double)(next(&seed) % 2001) / 1000.0 - 1.0);
        snprintf(turn->name, sizeof turn->name, "%.*s", (int)strcspn(name, "."),
                 name);
        turn->start_s = (double)call->n / RATE;
        good = say(call, 1, path, gain);
        turn->end_s = (double)call->n / RATE - PAUSE_S;
        good = good && say(call, 0, other->gl_pathv[i % other->gl_pathc], 0.0);
    }
    return good;
}

bool emodb_call_make(const char *audio, size_t speaker, double gain_db,
                     struct emodb_call *out)
{
    char pattern[32];
    glob_t own, other;
    uint64_t seed = 20 + speaker;
    *out = (struct emodb_call){.n = RATE / 2};
    snprintf(pattern, sizeof pattern, "%s*.wav", emodb_speakers[speaker]);
    if (!list(audio, pattern, &own))
        return false;
    snprintf(pattern, sizeof pattern, "%s???N*.wav",
             emodb_speakers[(speaker + 1) % EMODB_SPEAKERS]);
    if (!list(audio, pattern, &other))
        return globfree(&own), false;
    shuffle(&own, &seed);
    for (int side = 0; side < 2; side++)
        out->side[side] = calloc(MAX_SAMPLES, sizeof(float));
    bool good = out->side[0] && out->side[1] &&
                say_turns(&own, &other, gain_db, seed, out);
    globfree(&own);
    globfree(&other);
    return good;
}

void emodb_call_free(struct emodb_call *call)
{
    free(call->side[0]);
    free(call->side[1]);
    *call = (struct emodb_call){0};
}

static void find_segments(const cad_report *report, struct emodb_call *call)
{
    for (size_t t = 0; t < call->count; t++) {
        struct emodb_turn *turn = &call->turns[t];
        double longest_s = 0.0;
        turn->segment = -1;
        for (size_t i = 0; i < report->segment_count; i++) {
            const cad_segment *s = &report->segments[i];
            double shared_s =
                fmin(s->end_s, turn->end_s) - fmax(s->start_s, turn->start_s);
            if (s->party != CAD_CUSTOMER || shared_s <= longest_s)
                continue;
            longest_s = shared_s;
            turn->segment = (int)i;
        }
    }
}

float *emodb_call_side(const struct emodb_call *call, int side, bool line,
                       double snr_db)
{
    float *x = malloc(call->n * sizeof *x);
    if (!x)
        return NULL;
    memcpy(x, call->side[side], call->n * sizeof *x);
    if (line)
        conditions_telephone(x, call->n, snr_db, 7 + (uint64_t)side);
    return x;
}

static bool write_side(const struct emodb_call *call, int side, bool line,
                       double snr_db, const char *path)
{
    float *x = emodb_call_side(call, side, line, snr_db);
    bool good = x && !conditions_write(path, x, call->n);
    free(x);
    return good;
}

cad_report *emodb_call_report(const cad_engine *engine, struct emodb_call *call,
                              bool line, double snr_db)
{
    char folder[] = "/tmp/emodb_call-XXXXXX", paths[2][64];
    cad_error error = {0};
    cad_report *report = NULL;
    bool good = mkdtemp(folder) != NULL;
    for (int side = 0; side < 2; side++) {
        snprintf(paths[side], sizeof paths[side], "%s/%d.wav", folder, side);
        good = good && write_side(call, side, line, snr_db, paths[side]);
    }
    cad_call job = {.agent_file = paths[0], .customer_file = paths[1]};
    if (good && cad_analyze(engine, &job, &report, &error))
        fprintf(stderr, "%s\n", error.text);
    if (report)
        find_segments(report, call);
    remove(paths[0]);
    remove(paths[1]);
    rmdir(folder);
    return report;
}
