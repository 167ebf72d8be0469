#include "feature/speech_steps.h"

#include <string.h>

/* Mean of a frame's band levels: broad and narrow bands count alike, as they
   do to the ear, so a loud hum does not hide a voice. */
static double band_mean(const uint8_t *code)
{
    int sum = 0;
    for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++)
        sum += code[b];
    return 0.5 * sum / (CAD_BANDS - CAD_SPEECH_FIRST_BAND) - 120.0;
}

void cad_speech_level(struct cad_speech_work *work)
{
    const uint8_t *bands = work->channel->bands;
    double before = 0.0, here = work->frames ? band_mean(bands) : 0.0;
    before = here;
    for (size_t f = 0; f < work->frames; f++) {
        bool last = f + 1 == work->frames;
        double next = last ? here : band_mean(bands + (f + 1) * CAD_BANDS);
        work->level[f] = (float)((before + here + next) / 3.0);
        before = here;
        here = next;
    }
}

/* Sums over a window of steady level, kept while the window slides. */
struct window {
    double n, x, xx, tx, strength;
    size_t unusable;
};

static void window_add(struct window *w, const struct cad_speech_work *work,
                       size_t f, double sign)
{
    double x = (double)work->level[f] + 60.0, t = (double)f;
    w->n += sign;
    w->x += sign * x;
    w->xx += sign * x * x;
    w->tx += sign * t * x;
    w->strength += sign * cad_speech_strength(work, f);
    if (cad_speech_usable(work, f))
        return;
    w->unusable += sign > 0 ? 1 : (size_t)-1;
}

/* Standard deviation around a straight line through the window, which
   begins at frame `start`. */
static double window_spread(const struct window *w, size_t start)
{
    double mean = w->x / w->n;
    double centre = (double)start + 0.5 * (w->n - 1.0);
    double tt = (w->n * w->n - 1.0) / 12.0; /* variance of the times */
    double slope = (w->tx / w->n - centre * mean) / tt;
    double variance = w->xx / w->n - mean * mean - slope * slope * tt;
    return variance > 0.0 ? sqrt(variance) : 0.0;
}

static bool is_steady(const struct cad_speech_work *work,
                      const struct window *w, size_t start)
{
    const struct cad_speech_settings *s = work->settings;
    return !w->unusable && w->strength < s->steady_strength_max * w->n &&
           window_spread(w, start) < s->steady_spread_db;
}

/* The quietest share of the usable frames. False: there are hardly any. */
static bool mark_quietest(struct cad_speech_work *work)
{
    size_t count[256] = {0}, usable = 0, below = 0;
    for (size_t f = 0; f < work->frames; f++) {
        if (!cad_speech_usable(work, f))
            continue;
        int code = (int)(2.0f * (work->level[f] + 120.0f));
        count[code < 0 ? 0 : code > 255 ? 255 : code]++;
        usable++;
    }
    if (usable < cad_frames_of(work->settings->steady_s))
        return false;
    double wanted = work->settings->quiet_share * (double)usable;
    int limit = 0;
    while ((double)(below += count[limit]) < wanted)
        limit++;
    for (size_t f = 0; f < work->frames; f++)
        if (cad_speech_usable(work, f) &&
            2.0f * (work->level[f] + 120.0f) < (float)(limit + 1))
            work->noise[f] = 1;
    return true;
}

bool cad_speech_steady(struct cad_speech_work *work)
{
    size_t width = cad_frames_of(work->settings->steady_s);
    size_t found = 0, usable = 0;
    struct window w = {0};
    for (size_t f = 0; f < work->frames; f++) {
        window_add(&w, work, f, 1.0);
        usable += cad_speech_usable(work, f);
        if (f + 1 < width)
            continue;
        size_t start = f + 1 - width;
        if (is_steady(work, &w, start))
            for (size_t k = start; k <= f; k++) {
                found += !work->noise[k];
                work->noise[k] = 1;
            }
        window_add(&w, work, start, -1.0);
    }
    double enough = work->settings->steady_share * (double)usable;
    return (double)found >= enough && found ? true : mark_quietest(work);
}

static size_t run_end(const struct cad_speech_work *work, size_t f)
{
    while (f < work->frames && work->noise[f])
        f++;
    return f;
}

/* Soft speech that was not found lies in short gaps among words; what lasts
   is no speech. The short gaps count where there is hardly anything else. */
void cad_speech_drop_short(struct cad_speech_work *work)
{
    size_t least = cad_frames_of(work->settings->pause_min_s);
    size_t n = 0, usable = 0;
    for (size_t f = 0, end; f < work->frames; f = end + 1) {
        end = run_end(work, f);
        n += end - f >= least ? end - f : 0;
    }
    for (size_t f = 0; f < work->frames; f++)
        usable += cad_speech_usable(work, f);
    if (!n || (double)n < work->settings->steady_share * (double)usable)
        return;
    for (size_t f = 0, end; f < work->frames; f = end + 1) {
        end = run_end(work, f);
        if (end - f < least)
            memset(work->noise + f, 0, end - f);
    }
}

void cad_speech_pauses(struct cad_speech_work *work)
{
    size_t guard = cad_frames_of(work->settings->guard_s), since = guard;
    for (size_t f = 0; f < work->frames; f++) {
        since = work->speech[f] ? 0 : since + 1;
        work->noise[f] = since > guard && cad_speech_usable(work, f);
    }
    since = guard;
    for (size_t f = work->frames; f-- > 0;) {
        since = work->speech[f] ? 0 : since + 1;
        work->noise[f] = work->noise[f] && since > guard;
    }
}
