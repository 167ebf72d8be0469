#include "feature/speech_steps.h"

/* Where somebody speaks without a pause and noise fills most of the range, the
   softer half of it is taken as noise, lifts the floor, and stays unheard. */

enum { VOICE = 1, NEAR = 2, PAUSE = 4, NOISE = 8 };

/* Bits of back[]: VOICE as speech is anchored in it, NEAR it, NOISE as taken
   so far. */
static void mark_near(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    size_t reach = cad_frames_of(s->hidden_reach_s), since = reach;
    size_t need = cad_frames_of(s->anchor_s), run = 0;
    for (size_t f = 0; f < work->frames; f++) {
        work->back[f] = work->noise[f] ? NOISE : 0;
        run = cad_speech_strength(work, f) >= s->anchor_strength ? run + 1 : 0;
        for (size_t k = 0; run >= need && k < need; k++)
            work->back[f - k] |= VOICE;
    }
    for (size_t f = 0; f < work->frames; f++) {
        since = work->back[f] & VOICE ? 0 : since + 1;
        work->back[f] |= since <= reach ? NEAR : 0;
    }
    since = reach;
    for (size_t f = work->frames; f-- > 0;) {
        since = work->back[f] & VOICE ? 0 : since + 1;
        work->back[f] |= since <= reach ? NEAR : 0;
    }
}

/* A true pause: noise that lasts, far from any voice. */
static void mark_pauses(struct cad_speech_work *work)
{
    size_t least = cad_frames_of(work->settings->hidden_pause_s);
    for (size_t f = 0, end; f < work->frames; f = end + 1) {
        end = f;
        while (end < work->frames &&
               (work->back[end] & (NOISE | NEAR)) == NOISE)
            end++;
        for (size_t k = f; end - f >= least && k < end; k++)
            work->back[k] |= PAUSE;
    }
}

/* Sums over the noise frames of a window that slides. */
struct about {
    double level, square, far_level;
    size_t n, far_n, pause_n;
};

static void add_frame(const struct cad_speech_work *work, size_t f, int sign,
                      struct about *about)
{
    double level = (double)work->level[f] + 60.0;
    uint8_t bits = work->back[f];
    size_t one = (size_t)sign; /* wraps back */
    if (!(bits & NOISE))
        return;
    about->n += one;
    about->level += sign * level;
    about->square += sign * level * level;
    if (!(bits & NEAR)) {
        about->far_n += one;
        about->far_level += sign * level;
    }
    about->pause_n += bits & PAUSE ? one : 0;
}

/* Is noise learnt from speech here? There is hardly a pause, and the level
   moves as noise alone does not. */
static bool is_mixed(const struct cad_speech_work *work,
                     const struct about *about, size_t width)
{
    const struct cad_speech_settings *s = work->settings;
    double mean = about->n ? about->level / (double)about->n : 0.0;
    double variance = about->n ? about->square / (double)about->n : 0.0;
    variance -= mean * mean;
    return about->far_n >= cad_frames_of(s->hidden_left_s) &&
           (double)about->pause_n < s->hidden_pause_share * (double)width &&
           variance >= s->hidden_spread_db * s->hidden_spread_db;
}

void cad_speech_drop_hidden(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    size_t reach = cad_frames_of(s->hidden_window_s);
    struct about about = {0};
    if (work->active_db >= s->hidden_range_db)
        return;
    mark_near(work);
    mark_pauses(work);
    for (size_t f = 0; f < work->frames + reach; f++) {
        if (f < work->frames)
            add_frame(work, f, 1, &about);
        if (f > 2 * reach)
            add_frame(work, f - 2 * reach - 1, -1, &about);
        if (f < reach)
            continue;
        size_t at = f - reach, from = at < reach ? 0 : at - reach;
        size_t last = f < work->frames ? f : work->frames - 1;
        double level = (double)work->level[at] + 60.0;
        if ((work->back[at] & NEAR) &&
            is_mixed(work, &about, last - from + 1) &&
            level > about.far_level / (double)about.far_n + s->hidden_louder_db)
            work->noise[at] = 0;
    }
}
