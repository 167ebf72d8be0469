/*
 * loudness - integrated loudness beside libebur128, on real files.
 *
 *   loudness [AUDIO]
 *
 * Every file of calls/, made/ and activity/ at its own rate and with all its
 * channels, then the first channel of each over a telephone (8 kHz) and with
 * noise. libebur128 counts samples, we count frames of 10 ms: the blocks
 * of the two lie up to 10 ms apart at rates that do not divide.
 */
#include "conditions.h"

#include <stdio.h>

#if __has_include(<ebur128.h>)

#include "audio/decode.h"
#include "dsp/kweight.h"
#include "feature/loudness.h"

#include <ebur128.h>
#include <glob.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, MAX_CHANNELS = 8 };

struct meter {
    size_t channels, rate_hz, frames, room;
    struct cad_kweight filter[MAX_CHANNELS];
    float *k_power[MAX_CHANNELS];
};

static double ours_s, theirs_s;

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* One second, interleaved; the last one may be shorter. */
static void feed(struct meter *m, const float *x, size_t n)
{
    static float one[192000];
    size_t first = m->frames;
    for (size_t c = 0; c < m->channels; c++) {
        for (size_t i = 0; i < n; i++)
            one[i] = x[i * m->channels + c];
        m->frames = first;
        for (size_t start = 0, k = 1; start < n; k++) {
            size_t end = k * m->rate_hz / CAD_FRAMES_PER_S;
            end = end < n ? end : n;
            double sum =
                cad_kweight_energy(&m->filter[c], one + start, end - start);
            if (m->frames < m->room)
                m->k_power[c][m->frames++] =
                    (float)(sum * CAD_FRAMES_PER_S / (double)m->rate_hz);
            start = end;
        }
    }
}

static void open_meter(cad_arena *arena, const struct cad_audio_info *info,
                       struct meter *m)
{
    m->channels = (size_t)info->channels;
    m->rate_hz = (size_t)info->rate_hz;
    m->frames = 0;
    m->room = 600 * CAD_FRAMES_PER_S;
    for (size_t c = 0; c < m->channels; c++) {
        cad_kweight_init(&m->filter[c], info->rate_hz);
        m->k_power[c] = CAD_NEW(arena, float, m->room);
    }
}

static bool measure(const char *path, double *ours, double *theirs)
{
    static float block[192000 * MAX_CHANNELS];
    cad_arena *arena = cad_arena_new();
    cad_decoder *decoder = NULL;
    cad_raw raw = {0};
    struct meter m;
    cad_error error = {0};
    if (cad_decoder_open(arena, path, &raw, 0.0, 0.0, &decoder, &error)) {
        printf("skipped: %s: %s\n", path, error.text);
        cad_arena_free(arena);
        return false;
    }
    open_meter(arena, cad_decoder_info(decoder), &m);
    ebur128_state *peer = ebur128_init(
        (unsigned)m.channels, (unsigned long)m.rate_hz, EBUR128_MODE_I);
    size_t got;
    while (!cad_decoder_read(decoder, block, m.rate_hz, &got, NULL) && got) {
        double t0 = now_s();
        feed(&m, block, got);
        double t1 = now_s();
        ebur128_add_frames_float(peer, block, got);
        theirs_s += now_s() - t1;
        ours_s += t1 - t0;
    }
    cad_figure figure = cad_loudness_integrated((const float *const *)m.k_power,
                                                m.channels, m.frames);
    ebur128_loudness_global(peer, theirs);
    *ours = cad_is_known(figure) ? figure.value : -HUGE_VAL;
    ebur128_destroy(&peer);
    cad_decoder_close(&decoder);
    cad_arena_free(arena);
    return true;
}

static const struct {
    const char *name, *code;
    bool line;
    double snr_db;
} conditions[] = {{"as recorded", "recorded", false, INFINITY},
                  {"telephone", "telephone", true, INFINITY},
                  {"telephone + 20 dB", "20dB", true, 20.0},
                  {"telephone + 10 dB", "10dB", true, 10.0}};

/* The file itself, or a copy that went through the line. */
static bool measure_in(size_t condition, const char *folder, const char *path,
                       double *ours, double *theirs)
{
    char copy[PATH_SIZE];
    size_t n;
    if (!conditions[condition].line)
        return measure(path, ours, theirs);
    float *x = conditions_read(path, 0, &n);
    if (!x)
        return false;
    conditions_telephone(x, n, conditions[condition].snr_db, 3);
    snprintf(copy, sizeof copy, "%s/x.wav", folder);
    bool good = !conditions_write(copy, x, n) && measure(copy, ours, theirs);
    remove(copy);
    free(x);
    return good;
}

/* The largest difference, in LU. */
static double run(const char *audio, size_t condition, const char *scratch)
{
    static const char *const folders[] = {"calls", "made", "activity"};
    double sum = 0.0, worst = 0.0;
    size_t n = 0;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char pattern[PATH_SIZE];
        glob_t found;
        snprintf(pattern, sizeof pattern, "%s/%s/*[cv3]", audio, folders[i]);
        if (glob(pattern, 0, NULL, &found))
            continue;
        for (size_t k = 0; k < found.gl_pathc; k++) {
            double ours, theirs;
            if (!measure_in(condition, scratch, found.gl_pathv[k], &ours,
                            &theirs))
                continue;
            double off = fabs(ours - theirs);
            n++;
            sum += off;
            worst = off > worst ? off : worst;
            if (off > 0.05)
                printf("  %s: %.2f, libebur128 %.2f LUFS\n", found.gl_pathv[k],
                       ours, theirs);
        }
        globfree(&found);
    }
    if (n == 0) {
        printf("skipped: loudness: no files in %s\n", audio);
        return 0.0;
    }
    printf("%s, %zu files: mean difference %.4f LU, largest %.4f LU\n",
           conditions[condition].name, n, sum / (double)n, worst);
    printf("= loudness files %s ours mean=%.4f worst=%.4f\n",
           conditions[condition].code, sum / (double)n, worst);
    return worst;
}

int main(int argc, char **argv)
{
    const char *audio = conditions_audio(argc, argv);
    char scratch[] = "/tmp/loudness-XXXXXX";
    double worst = 0.0;
    if (!mkdtemp(scratch))
        return 1;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        worst = fmax(worst, run(audio, i, scratch));
    printf("%.2f s, libebur128 %.2f s\n", ours_s, theirs_s);
    rmdir(scratch);
    return worst > 0.1;
}

#else

int main(void)
{
    printf("skipped: loudness: no libebur128 to compare with\n");
    return 0;
}

#endif
