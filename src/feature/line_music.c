/*
 * Hold music: it does not pause for breath, its bands change more slowly than
 * those of noise or speech, and they change more than those of steady noise.
 *
 *   source  Scheirer & Slaney (1997); Kos et al. (2009), variance of filter
 *           bank energies
 */
#include "feature/line.h"

enum {
    WINDOW = 2 * CAD_FRAMES_PER_S,
    STEP = CAD_FRAMES_PER_S / 2,
    RANGE_DB = 50 /* bands further below the mean level are as good as silent */
};

/* Few quiet frames, and no long run of them. */
static bool goes_on(const struct cad_line_search *search, const float *power,
                    double *level_db)
{
    double sum = 0.0;
    for (int f = 0; f < WINDOW; f++)
        sum += (double)power[f];
    if (!(sum > 0.0))
        return false;
    float mean = (float)(sum / WINDOW);
    int low = 0, silent = 0, gap = 0;
    for (int f = 0; f < WINDOW; f++) {
        low += power[f] < 0.1f * mean;
        silent = power[f] < 0.01f * mean ? silent + 1 : 0;
        gap = silent > gap ? silent : gap;
    }
    *level_db = (double)cad_power_db(mean);
    return low < search->settings->music_low_share * WINDOW &&
           gap < search->settings->music_gap_max_s * CAD_FRAMES_PER_S;
}

static bool moves_like_music(const struct cad_line_search *search,
                             const uint8_t *bands, double level_db)
{
    float floor_db = (float)level_db - RANGE_DB;
    double flux = 0.0, spread = 0.0;
    for (int b = 0; b < CAD_BANDS; b++) {
        double sum = 0.0, squares = 0.0;
        float before = 0.0f;
        for (int f = 0; f < WINDOW; f++) {
            float db = cad_band_db(bands[f * CAD_BANDS + b]);
            db = db > floor_db ? db : floor_db;
            flux += f ? (double)fabsf(db - before) : 0.0;
            sum += (double)db;
            squares += (double)(db * db);
            before = db;
        }
        double mean = sum / WINDOW;
        double variance = squares / WINDOW - mean * mean;
        spread += variance > 0.0 ? sqrt(variance) : 0.0;
    }
    flux /= CAD_BANDS * (WINDOW - 1);
    spread /= CAD_BANDS;
    return flux < search->settings->music_flux_db &&
           spread > search->settings->music_spread_min_db &&
           spread < search->settings->music_spread_max_db;
}

static bool is_music(const struct cad_line_search *search, size_t window)
{
    const struct cad_channel *c = search->channel;
    size_t f = window * STEP;
    double level_db;
    return goes_on(search, c->power + f, &level_db) &&
           moves_like_music(search, c->bands + f * CAD_BANDS, level_db);
}

static void add_music(struct cad_line_search *search, size_t first, size_t last)
{
    size_t start = first * STEP, end = last * STEP + WINDOW;
    if (cad_frame_s(end - start) < search->settings->music_min_s)
        return;
    if (cad_line_add(search, CAD_EVENT_MUSIC, start, end, 0.8))
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
