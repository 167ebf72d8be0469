/*
 * Hold music: it does not pause for breath; bands and the strongest partial
 * hold a note; its level moves less than that of words, but more than that of
 * a tone or of steady noise. Each of the windows of 2 s is weighed, then the
 * whole line is searched for stretches.
 *
 *   source  Scheirer & Slaney (1997); Kos et al. (2009), variance of filter
 *           bank energies; weights by logistic regression, see models/
 */
#include "feature/line.h"

enum {
    WINDOW = 2 * CAD_FRAMES_PER_S,
    STEP = CAD_FRAMES_PER_S / 2,
    FIRST_BAND = 3, /* 281 to 3094 Hz: what every telephone line carries */
    END_BAND = 19
};

/* Mean change in 10 ms, and spread, of white noise in each band: both fall
   with the number of bins. Measured on a minute of it. */
static const float noise_flux_db[CAD_BANDS] = {
    3.66f, 3.72f, 3.68f, 3.65f, 3.75f, 3.10f, 3.03f, 3.09f, 2.62f, 2.68f,
    2.66f, 2.42f, 2.23f, 2.24f, 2.09f, 1.95f, 1.86f, 1.69f, 1.53f, 1.52f};
static const float noise_spread_db[CAD_BANDS] = {
    3.88f, 3.99f, 3.96f, 3.96f, 4.02f, 3.34f, 3.35f, 3.37f, 2.95f, 2.95f,
    2.86f, 2.65f, 2.44f, 2.43f, 2.25f, 2.10f, 2.04f, 1.84f, 1.65f, 1.66f};

/* ---- one window ---------------------------------------------------------- */

static float mean_power(const float *power)
{
    double sum = 0.0;
    for (int f = 0; f < WINDOW; f++)
        sum += (double)power[f];
    return (float)(sum / WINDOW);
}

/* Few quiet frames, and no long run of them. */
static bool goes_on(const struct cad_line_settings *s, const float *power,
                    float mean)
{
    float quiet = (float)s->music_low * mean;
    float none = (float)s->music_silent * mean;
    int low = 0, silent = 0, gap = 0;
    for (int f = 0; f < WINDOW; f++) {
        low += power[f] < quiet;
        silent = power[f] < none ? silent + 1 : 0;
        gap = silent > gap ? silent : gap;
    }
    return low < s->music_low_share * WINDOW &&
           gap < s->music_gap_max_s * CAD_FRAMES_PER_S;
}

/* Standard deviation of the level, without the depth of its gaps. */
static double level_sd_db(const float *power, float mean)
{
    double sum = 0.0, squares = 0.0;
    for (int f = 0; f < WINDOW; f++) {
        double db = (double)cad_power_db(fmaxf(power[f], 1e-3f * mean));
        sum += db;
        squares += db * db;
    }
    sum /= WINDOW;
    return sqrt(fmax(squares / WINDOW - sum * sum, 0.0));
}

/* How one band moves, against what noise would do in it. */
struct motion {
    double flux, spread;
};

static struct motion motion_of(const uint8_t *bands, int band, float floor_db)
{
    double flux = 0.0, sum = 0.0, squares = 0.0;
    float before = 0.0f;
    for (int f = 0; f < WINDOW; f++) {
        float db = cad_band_db(bands[f * CAD_BANDS + band]);
        db = db > floor_db ? db : floor_db;
        flux += f ? (double)fabsf(db - before) : 0.0;
        sum += (double)db;
        squares += (double)(db * db);
        before = db;
    }
    double mean = sum / WINDOW, variance = squares / WINDOW - mean * mean;
    return (struct motion){flux / (WINDOW - 1) / (double)noise_flux_db[band],
                           sqrt(variance > 0.0 ? variance : 0.0) /
                               (double)noise_spread_db[band]};
}

/* Share of frames whose strongest partial is that of the frame before. */
static double steady_share(const struct cad_line_settings *s,
                           const struct cad_line_frame *line)
{
    int n = 0;
    for (int f = 1; f < WINDOW; f++) {
        double hz = line[f].peak_hz_q3[0], before = line[f - 1].peak_hz_q3[0];
        n += hz > 0.0 && line[f].share > s->music_peak_share * 255.0 &&
             fabs(hz - before) < s->music_peak_step * hz;
    }
    return (double)n / WINDOW;
}

/* Logarithm of the odds that the window is music; loudest: mean power of the
   loudest window. */
static double odds_of(const struct cad_line_search *search, size_t window,
                      float loudest)
{
    const struct cad_line_settings *s = search->settings;
    const struct cad_channel *c = search->channel;
    size_t from = window * STEP;
    const float *power = c->power + from;
    float mean = mean_power(power);
    double level_db = (double)cad_power_db(mean);
    double sd_db = level_sd_db(power, mean);
    if (level_db < (double)cad_power_db(loudest) - s->music_under_db ||
        sd_db < s->music_level_sd_min_db || !goes_on(s, power, mean))
        return s->music_none_odds;
    float floor_db = (float)(level_db - s->music_range_db);
    double spread = 0.0, held = 0.0;
    for (int b = FIRST_BAND; b < END_BAND; b++) {
        struct motion m = motion_of(c->bands + from * CAD_BANDS, b, floor_db);
        spread += m.spread;
        held += m.flux < s->music_held_flux;
    }
    const double count = END_BAND - FIRST_BAND;
    bool notes = held >= s->music_held_least * count;
    double odds =
        s->music_weight_bias + s->music_weight_held * held / count +
        s->music_weight_spread * log(fmin(fmax(spread / count, 0.3), 4.0)) +
        s->music_weight_peak * steady_share(s, c->line + from) +
        s->music_weight_level_sd * fmin(sd_db, 12.0);
    /* words over the voices of a room go on, too, but hold no note */
    double most = notes ? s->music_most_odds : 0.0;
    return fmin(fmax(odds, -s->music_most_odds), most);
}

static float loudest_power(const struct cad_channel *c, size_t windows)
{
    float loudest = 0.0f;
    for (size_t w = 0; w < windows; w++)
        loudest = fmaxf(loudest, mean_power(c->power + w * STEP));
    return loudest;
}

/* ---- stretches ------------------------------------------------------------
 */

/* The likeliest course through two states. Of the windows four overlap, so
   that each counts a fourth. back[w] bit s: into state s from music. */
static void find_course(const struct cad_line_search *search, size_t windows,
                        uint8_t *back)
{
    const struct cad_line_settings *s = search->settings;
    float loudest = loudest_power(search->channel, windows);
    double off = 0.0, on = -s->music_switch_cost;
    for (size_t w = 0; w < windows; w++) {
        double gain =
            odds_of(search, w, loudest) * STEP / WINDOW - s->music_prior_odds;
        bool off_from_on = on - s->music_switch_cost > off;
        bool on_from_on = on >= off - s->music_switch_cost;
        double best_off = off_from_on ? on - s->music_switch_cost : off;
        double best_on = on_from_on ? on : off - s->music_switch_cost;
        back[w] = (uint8_t)(off_from_on | on_from_on << 1);
        off = best_off - 0.5 * gain;
        on = best_on + 0.5 * gain;
    }
    bool state = on - s->music_switch_cost > off;
    for (size_t w = windows; w-- > 0;) {
        bool before = back[w] >> state & 1;
        back[w] = state;
        state = before;
    }
}

/* Music holds no pause of music_gap_max_s: what lies beyond one is not the
   same. Gives the end of the last such pause in [from, to), or `otherwise`. */
static size_t after_pause(const struct cad_line_search *search, size_t from,
                          size_t to, float none, size_t otherwise)
{
    size_t least = cad_frames_of(search->settings->music_gap_max_s), run = 0;
    for (size_t f = from; f < to; f++) {
        run = search->channel->power[f] < none ? run + 1 : 0;
        if (run >= least)
            otherwise = f + 1;
    }
    return otherwise;
}

/* And the start of the first. */
static size_t before_pause(const struct cad_line_search *search, size_t from,
                           size_t to, float none, size_t otherwise)
{
    size_t least = cad_frames_of(search->settings->music_gap_max_s), run = 0;
    for (size_t f = from; f < to; f++) {
        run = search->channel->power[f] < none ? run + 1 : 0;
        if (run >= least)
            return f + 1 - run;
    }
    return otherwise;
}

/* The windows that lie across an edge may be taken either way: look for a
   pause as far as they reach. */
static void fit_edges(const struct cad_line_search *search, size_t *start,
                      size_t *end)
{
    size_t frames = search->channel->frames;
    const float *power = search->channel->power;
    double sum = 0.0;
    for (size_t f = *start; f < *end; f++)
        sum += (double)power[f];
    float none =
        (float)(search->settings->music_silent * sum / (double)(*end - *start));
    size_t low = *start > WINDOW ? *start - WINDOW : 0;
    size_t high = *end + WINDOW < frames ? *end + WINDOW : frames;
    *start =
        after_pause(search, low, *start + WINDOW / 2, none, low ? *start : 0);
    *end = before_pause(search, *end - WINDOW / 2, high, none,
                        high < frames ? *end : frames);
}

/* Goes on with the last event when the pause is that of a piece of music.
   What is shorter than music is a held sound: no speech, but no event. */
static void add_music(struct cad_line_search *search, size_t first, size_t last)
{
    const struct cad_line_settings *s = search->settings;
    size_t start = first * STEP, end = last * STEP + WINDOW;
    if (cad_frame_s(end - start) < s->held_sound_min_s)
        return;
    fit_edges(search, &start, &end);
    cad_event_list *list = search->events;
    cad_event *before =
        list->count > search->first ? &list->items[list->count - 1] : NULL;
    bool goes_on_with =
        before && cad_frame_s(start) - before->end_s <= s->music_join_s;
    if (goes_on_with) {
        start = cad_frames_of(before->end_s);
        /* stretches that overlap have edges of their own */
        end = end > start ? end : start;
        before->end_s = cad_frame_s(end);
    } else if (cad_frame_s(end - start) >= s->music_min_s &&
               !cad_line_add(search, CAD_EVENT_MUSIC, start, end,
                             s->music_confidence)) {
        return;
    }
    cad_line_block(search, start, end);
}

void cad_line_find_music(struct cad_line_search *search)
{
    size_t frames = search->channel->frames;
    size_t windows = frames < WINDOW ? 0 : (frames - WINDOW) / STEP + 1;
    uint8_t *is_music = CAD_NEW(search->arena, uint8_t, windows);
    if (!is_music) {
        search->no_memory = true;
        return;
    }
    find_course(search, windows, is_music);
    for (size_t w = 0, end; w < windows; w = end) {
        end = w + 1;
        while (end < windows && is_music[end] == is_music[w])
            end++;
        if (is_music[w])
            add_music(search, w, end - 1);
    }
}
