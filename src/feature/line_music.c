/*
 * Hold music: it does not pause for breath, some of its bands hold a note and
 * change more slowly than those of noise would, and over two seconds they
 * change more than those of steady noise.
 *
 *   source  Scheirer & Slaney (1997); Kos et al. (2009), variance of filter
 *           bank energies
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

/* Few quiet frames, and no long run of them. */
static bool goes_on(const struct cad_line_search *search, const float *power,
                    double *level_db)
{
    const struct cad_line_settings *s = search->settings;
    double sum = 0.0;
    for (int f = 0; f < WINDOW; f++)
        sum += (double)power[f];
    if (!(sum > 0.0))
        return false;
    float mean = (float)(sum / WINDOW);
    float quiet = (float)s->music_low * mean;
    float none = (float)s->music_silent * mean;
    int low = 0, silent = 0, gap = 0;
    for (int f = 0; f < WINDOW; f++) {
        low += power[f] < quiet;
        silent = power[f] < none ? silent + 1 : 0;
        gap = silent > gap ? silent : gap;
    }
    *level_db = (double)cad_power_db(mean);
    return low < s->music_low_share * WINDOW &&
           gap < s->music_gap_max_s * CAD_FRAMES_PER_S;
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

static bool moves_like_music(const struct cad_line_search *search,
                             const uint8_t *bands, double level_db)
{
    const struct cad_line_settings *s = search->settings;
    float floor_db = (float)level_db - (float)s->music_range_db;
    double flux = 0.0, spread = 0.0, held = 0.0;
    for (int b = FIRST_BAND; b < END_BAND; b++) {
        struct motion motion = motion_of(bands, b, floor_db);
        flux += motion.flux;
        spread += motion.spread;
        held += motion.flux < s->music_held_flux;
    }
    const double count = END_BAND - FIRST_BAND;
    return flux < s->music_flux_max * count &&
           spread > s->music_spread_min * count &&
           held >= s->music_held_share * count;
}

static bool is_music(const struct cad_line_search *search, size_t window)
{
    const struct cad_channel *c = search->channel;
    size_t f = window * STEP;
    double level_db;
    return goes_on(search, c->power + f, &level_db) &&
           moves_like_music(search, c->bands + f * CAD_BANDS, level_db);
}

/* Goes on with the last event when the pause is that of a piece of music. */
static void add_music(struct cad_line_search *search, size_t first, size_t last)
{
    size_t start = first * STEP, end = last * STEP + WINDOW;
    cad_event_list *list = search->events;
    cad_event *before =
        list->count > search->first ? &list->items[list->count - 1] : NULL;
    const struct cad_line_settings *s = search->settings;
    if (cad_frame_s(end - start) < s->music_min_s)
        return;
    if (before && cad_frame_s(start) - before->end_s <= s->music_join_s) {
        start = cad_frames_of(before->end_s);
        before->end_s = cad_frame_s(end);
    } else if (!cad_line_add(search, CAD_EVENT_MUSIC, start, end,
                             s->music_confidence)) {
        return;
    }
    cad_line_block(search, start, end);
}

/* Stretches where enough of the windows are like music, from the first such
   window to the last one. A leaky count bridges what is not. */
void cad_line_find_music(struct cad_line_search *search)
{
    size_t frames = search->channel->frames;
    double density = search->settings->music_density;
    double most = search->settings->music_min_s * CAD_FRAMES_PER_S / STEP;
    double lead = 0.0; /* windows like music beyond the density asked for */
    size_t first = 0, last = 0;
    for (size_t w = 0; w * STEP + WINDOW <= frames; w++) {
        if (is_music(search, w)) {
            first = lead > 0.0 ? first : w;
            last = w;
            lead = fmin(lead + 1.0 - density, most * (1.0 - density));
        } else if (lead > 0.0) {
            lead -= density;
            if (lead <= 0.0)
                add_music(search, first, last);
        }
    }
    if (lead > 0.0)
        add_music(search, first, last);
}
