#include "feature/speech_steps.h"

static double clip(double x, double limit)
{
    return x > limit ? limit : x < -limit ? -limit : x;
}

/* Mean over the bands of how far the frame lies above the floor; a band
   below it counts little, or a dip of the gain would hide the rest. */
static double band_margin(const struct cad_speech_work *work, size_t f, int low)
{
    const uint8_t *code = work->channel->bands + f * CAD_BANDS;
    const int16_t *floor = work->floor + f / CAD_SPEECH_BLOCK * CAD_BANDS;
    int sum = 0;
    for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++) {
        int margin = CAD_SPEECH_FINE * code[b] - floor[b];
        sum += margin > low ? margin : low;
    }
    return 0.5 * sum / (CAD_SPEECH_FINE * (CAD_BANDS - CAD_SPEECH_FIRST_BAND));
}

void cad_speech_margin(struct cad_speech_work *work)
{
    double before = 0.0, here = 0.0;
    int low = (int)lrint(-2.0 * CAD_SPEECH_FINE * work->settings->band_dip_db);
    for (size_t f = 0; f <= work->frames; f++) {
        double next = f < work->frames && cad_speech_usable(work, f)
                          ? band_margin(work, f, low)
                          : 0.0;
        if (f)
            work->score[f - 1] = (float)((before + here + next) / 3.0);
        before = here;
        here = next;
    }
}

void cad_speech_active_voiced(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f < work->frames; f++)
        if ((double)work->score[f] > s->margin_min_db &&
            cad_speech_strength(work, f) >= s->anchor_strength &&
            cad_speech_usable(work, f)) {
            sum += (double)work->score[f];
            n++;
        }
    work->active_db = n ? sum / (double)n : 0.0;
}

void cad_speech_active(struct cad_speech_work *work)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f < work->frames; f++)
        if (work->speech[f] && cad_speech_usable(work, f)) {
            sum += (double)work->score[f];
            n++;
        }
    if (n)
        work->active_db = sum / (double)n;
}

/* Spread of the margin of noise: small on a steady line, larger in a room
   where things move. From the lower half alone: the upper one may hold speech
   that was not found. */
static double noise_spread_db(const struct cad_speech_work *work)
{
    enum { STEP = 20, RANGE = 20, CODES = 2 * STEP * RANGE + 1 };
    size_t count[CODES] = {0}, n = 0, below = 0;
    for (size_t f = 0; f < work->frames; f++) {
        if (!work->noise[f])
            continue;
        double code = ((double)work->score[f] + RANGE) * STEP;
        count[code < 0.0 ? 0 : code >= CODES ? CODES - 1 : (size_t)code]++;
        n++;
    }
    int low = -1, middle = -1;
    for (int code = 0; n && middle < 0; code++) {
        below += count[code];
        if (low < 0 && (double)below >= 0.16 * (double)n)
            low = code;
        if (2 * below >= n)
            middle = code;
    }
    return fmin((double)(middle - low) / STEP, work->settings->spread_max_db);
}

/* How far above the floor speech begins: farther where the noise moves, and
   where the range up to the voice is wide, for then more of it is breath and
   the sound of the room. Far below the voice nothing is speech, however quiet
   the line is. */
static double margin_limit_db(const struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    double limit = s->margin_share * work->active_db +
                   s->margin_spreads * noise_spread_db(work) -
                   s->margin_offset_db;
    return fmax(fmax(limit, s->margin_min_db),
                work->active_db - s->speech_range_db);
}

void cad_speech_evidence(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    double limit = margin_limit_db(work), slope = 1.0 / limit;
    for (size_t f = 0; f < work->frames; f++) {
        double loud = clip(((double)work->score[f] - limit) * slope, 1.0);
        double voiced = cad_speech_strength(work, f) - s->voicing_centre;
        voiced = clip(voiced * s->voicing_slope, 1.0);
        work->score[f] = (float)(loud + s->voicing_weight * voiced);
        if (work->lifted[f])
            work->score[f] = -1.0f;
    }
}
