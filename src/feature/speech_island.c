#include "feature/speech_steps.h"

#include <string.h>

/* Noise takes voicing away: where it fills all but a narrow range, less is a
   voice. */
static double least_strength(const struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    double share = fmin(work->active_db / s->voice_range_db, 1.0);
    return fmax(s->voice_strength * share, s->voice_strength_min);
}

/* How much voice there is in [from, to): weak voicing, as noise has too,
   counts little. */
static double sum_voice(const struct cad_speech_work *work, size_t from,
                        size_t to)
{
    double sum = 0.0, least = least_strength(work);
    for (size_t f = from; f < to; f++) {
        double strength = cad_speech_strength(work, f);
        if (work->speech[f] && strength > least)
            sum += (strength - least) / (1.0 - least);
    }
    return sum / CAD_FRAMES_PER_S;
}

/* A voice dips into creak, but a bark may be nothing else. */
static bool is_all_low(const struct cad_speech_work *work, size_t from,
                       size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    double low_q8 = 256.0 * CAD_RATE_HZ / s->voice_low_hz;
    size_t voiced = 0, low = 0;
    for (size_t f = from; f < to; f++) {
        if (!work->speech[f] ||
            cad_speech_strength(work, f) < s->anchor_strength)
            continue;
        voiced++;
        low += (double)work->channel->pitch[f].period_q8[0] > low_q8;
    }
    return (double)low > s->voice_low_share * (double)voiced;
}

/* Mean change of the level from frame to frame. */
static double trembles_db(const struct cad_speech_work *work, size_t from,
                          size_t to)
{
    double sum_db = 0.0;
    for (size_t f = from + 1; f < to; f++)
        sum_db += fabs((double)(work->level[f] - work->level[f - 1]));
    return sum_db / (double)(to - from);
}

/* Syllables move the level all the time, and so do the sounds in them; engines
   and held chords do not, nor voices of a room that run together. Of a voice
   noise leaves less to see. */
static bool moves(const struct cad_speech_work *work, size_t from, size_t to,
                  const struct cad_speech_traits *traits)
{
    const struct cad_speech_settings *s = work->settings;
    double share = fmin(work->active_db / s->movement_range_db, 1.0);
    double range_db = fmin(work->active_db, s->tremble_range_db);
    return to - from < cad_frames_of(s->held_s) ||
           (traits->moves_db >= s->movement_db * share &&
            trembles_db(work, from, to) >= s->tremble_share * range_db);
}

/* Short bursts are clicks; hardly any voice, or little of it all over the
   range, is a knock or a sneeze; no movement is an engine. A voice goes on from
   frame to frame; what noise has of it comes and goes anywhere. */
static bool may_be_speech(const struct cad_speech_work *work, size_t from,
                          size_t to, const struct cad_speech_traits *traits)
{
    const struct cad_speech_settings *s = work->settings;
    double least_s = s->voice_share * cad_frame_s(to - from);
    double voice_s = sum_voice(work, from, to);
    return to - from >= cad_frames_of(s->burst_min_s) &&
           voice_s >= fmax(least_s, s->voice_s) &&
           (voice_s >= s->voice_sure_s ||
            traits->jump_share <= s->voice_jump_share) &&
           !is_all_low(work, from, to) && moves(work, from, to, traits);
}

/* Words and their short pauses make an island, which is judged as one. Its
   first frame from `from` on; false: there is none. */
static bool next_island(const struct cad_speech_work *work, size_t *from,
                        size_t *to)
{
    size_t gap = cad_frames_of(work->settings->island_gap_s), f = *from;
    while (f < work->frames && !work->speech[f])
        f++;
    *from = f;
    *to = f < work->frames ? f + 1 : f;
    for (; f < work->frames && f < *to + gap; f++)
        if (work->speech[f])
            *to = f + 1;
    return *from < work->frames;
}

static void drop(struct cad_speech_work *work, size_t from, size_t to)
{
    memset(work->speech + from, 0, to - from);
}

/* What speech is like in this channel. */
struct typical {
    double likeness; /* median */
    double shape_db[CAD_SPEECH_SHAPE];
};

static size_t spoken(const struct cad_speech_work *work, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t f = from; f < to; f++)
        n += work->speech[f];
    return n;
}

/* An island's likeness is in score[] at its first frame. False: too little
   speech to say. */
static bool find_typical(const struct cad_speech_work *work,
                         struct typical *typical)
{
    enum { STEP = 10, RANGE = 100, CODES = 2 * STEP * RANGE + 1 };
    size_t count[CODES] = {0}, n = 0, below = 0, code = 0;
    memset(typical, 0, sizeof *typical);
    for (size_t from = 0, to; next_island(work, &from, &to); from = to) {
        double x = ((double)work->score[from] + RANGE) * STEP;
        double shape_db[CAD_SPEECH_SHAPE];
        size_t frames = spoken(work, from, to);
        count[x < 0.0 ? 0 : x >= CODES ? CODES - 1 : (size_t)x] += frames;
        n += frames;
        cad_speech_shape(work, from, to, shape_db);
        for (int b = 0; b < CAD_SPEECH_SHAPE; b++)
            typical->shape_db[b] += (double)frames * shape_db[b];
    }
    if (n < cad_frames_of(work->settings->unlike_known_s) || !n)
        return false;
    while ((below += count[code]) * 2 < n)
        code++;
    typical->likeness = (double)code / STEP - RANGE;
    for (int b = 0; b < CAD_SPEECH_SHAPE; b++)
        typical->shape_db[b] /= (double)n;
    return true;
}

/* How far an island lies under the rest in likeness, and in its sound: RMS over
   the bands. */
static double unlike_by(const struct cad_speech_work *work, size_t from,
                        size_t to, const struct typical *typical)
{
    const struct cad_speech_settings *s = work->settings;
    double shape_db[CAD_SPEECH_SHAPE], square = 0.0;
    cad_speech_shape(work, from, to, shape_db);
    for (int b = 0; b < CAD_SPEECH_SHAPE; b++) {
        double apart_db = shape_db[b] - typical->shape_db[b];
        square += apart_db * apart_db / CAD_SPEECH_SHAPE;
    }
    return typical->likeness - (double)work->score[from] +
           s->unlike_shape * sqrt(square);
}

static void drop_unvoicelike(struct cad_speech_work *work)
{
    for (size_t from = 0, to; next_island(work, &from, &to); from = to) {
        struct cad_speech_traits traits = cad_speech_look(work, from, to);
        double likeness = cad_speech_likeness(work, &traits);
        if (!may_be_speech(work, from, to, &traits) ||
            likeness < work->settings->like_min)
            drop(work, from, to);
        else
            work->score[from] = (float)likeness;
    }
}

void cad_speech_drop_islands(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    struct typical typical;
    drop_unvoicelike(work);
    if (!find_typical(work, &typical))
        return;
    for (size_t from = 0, to; next_island(work, &from, &to); from = to) {
        double by = unlike_by(work, from, to, &typical);
        if (by > s->unlike_below)
            drop(work, from, to);
        else if (by > s->unlike_doubt && work->unlike)
            memset(work->unlike + from, 1, to - from);
    }
}
