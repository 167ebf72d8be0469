#include "feature/speech_steps.h"

#include <string.h>

/* What tells a voice from other sounds that have a pitch: it is strong in some
   places and weak in others, glides instead of holding or jumping, changes the
   shape of its spectrum, which has no comb in it, and its level, all the time.
   None of it looks at how high the voice is, nor at the tone of the line:
   islands from 110 to 320 Hz come out alike. */

enum { SHAPE = CAD_SPEECH_SHAPE, FINE_WAVE = 4 };

/* Mean and spread of what comes one by one. */
struct spread {
    double sum, square, n;
};

static void count(struct spread *s, double x)
{
    s->sum += x;
    s->square += x * x;
    s->n += 1.0;
}

static double mean_of(const struct spread *s)
{
    return s->n > 0.0 ? s->sum / s->n : 0.0;
}

static double spread_of(const struct spread *s)
{
    double mean = mean_of(s);
    return s->n > 0.0 ? sqrt(fmax(s->square / s->n - mean * mean, 0.0)) : 0.0;
}

static double level_db(const struct cad_speech_work *work, size_t f)
{
    return (double)cad_power_db(work->channel->power[f]);
}

/* 10 log10 of the mean power of the speech in [from, to). */
static double mean_level_db(const struct cad_speech_work *work, size_t from,
                            size_t to)
{
    struct spread power = {0};
    for (size_t f = from; f < to; f++)
        if (work->speech[f])
            count(&power, (double)work->channel->power[f]);
    return 10.0 * log10(fmax(mean_of(&power), 1e-12));
}

static bool is_voiced(const struct cad_speech_work *work, size_t f)
{
    return work->speech[f] &&
           cad_speech_strength(work, f) >= work->settings->anchor_strength;
}

/* ---- shape ------------------------------------------------------------ */

/* Bands of a frame about their mean, dB; what lies under the floor or far
   under the loudest is not the sound's own. */
static void shape_of(const struct cad_speech_work *work, size_t f,
                     double shape_db[SHAPE])
{
    const uint8_t *code =
        work->channel->bands + f * CAD_BANDS + CAD_SPEECH_FIRST_BAND;
    const int16_t *floor =
        work->floor + f / CAD_SPEECH_BLOCK * CAD_BANDS + CAD_SPEECH_FIRST_BAND;
    int top = 0;
    double mean = 0.0;
    for (int b = 0; b < SHAPE; b++)
        top = code[b] > top ? code[b] : top;
    double least = top - 2.0 * work->settings->like_depth_db;
    for (int b = 0; b < SHAPE; b++) {
        double bottom = fmax((double)floor[b] / CAD_SPEECH_FINE, least);
        shape_db[b] = 0.5 * fmax(code[b], bottom);
        mean += shape_db[b] / SHAPE;
    }
    for (int b = 0; b < SHAPE; b++)
        shape_db[b] -= mean;
}

/* How far the shape goes up and down every second formant or so. */
static double wave_of(const double shape_db[SHAPE])
{
    double sum_db = 0.0;
    for (int b = 0; b < SHAPE; b++)
        sum_db += shape_db[b] * cos(acos(-1.0) * FINE_WAVE * (b + 0.5) / SHAPE);
    return 2.0 * sum_db / SHAPE;
}

/* The mean shape, and how much it moves while voiced. */
static double look_at_shape(const struct cad_speech_work *work, size_t from,
                            size_t to, double mean_db[SHAPE])
{
    struct spread wave_db = {0};
    double loud_db =
        mean_level_db(work, from, to) - work->settings->like_loud_db;
    size_t loud = 0;
    memset(mean_db, 0, SHAPE * sizeof *mean_db);
    for (size_t f = from; f < to; f++) {
        double shape_db[SHAPE];
        if (!work->speech[f] || level_db(work, f) <= loud_db)
            continue;
        shape_of(work, f, shape_db);
        for (int b = 0; b < SHAPE; b++)
            mean_db[b] += shape_db[b];
        loud++;
        if (is_voiced(work, f))
            count(&wave_db, wave_of(shape_db));
    }
    for (int b = 0; loud && b < SHAPE; b++)
        mean_db[b] /= (double)loud;
    return spread_of(&wave_db);
}

/* How uneven the mean shape is from band to band. */
static double comb_of(const double mean_db[SHAPE])
{
    double bend_db = 0.0;
    for (int b = 1; b + 1 < SHAPE; b++)
        bend_db += fabs(mean_db[b - 1] - 2.0 * mean_db[b] + mean_db[b + 1]);
    return bend_db / (SHAPE - 2);
}

void cad_speech_shape(const struct cad_speech_work *work, size_t from,
                      size_t to, double shape_db[SHAPE])
{
    look_at_shape(work, from, to, shape_db);
}

/* ---- pitch and level -------------------------------------------------- */

struct pitch_look {
    struct spread strength, step_st, jump;
};

static void look_at_pitch(const struct cad_speech_work *work, size_t from,
                          size_t to, struct pitch_look *look)
{
    double far_st = 12.0 * log2(work->settings->voice_step), before_st = NAN;
    for (size_t f = from; f < to; f++) {
        if (!is_voiced(work, f)) {
            before_st = NAN;
            continue;
        }
        double pitch_st = -12.0 * log2(work->channel->pitch[f].period_q8[0]);
        double step_st = fabs(pitch_st - before_st);
        count(&look->strength, cad_speech_strength(work, f));
        if (!isnan(step_st)) {
            count(&look->step_st, fmin(step_st, far_st));
            count(&look->jump, step_st > far_st);
        }
        before_st = pitch_st;
    }
}

/* Mean change of the level over a syllable; a gap is not deeper for being
   silent. */
static double movement_of(const struct cad_speech_work *work, size_t from,
                          size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    size_t lag = cad_frames_of(s->like_lag_s);
    double least_db = mean_level_db(work, from, to) - s->like_range_db;
    struct spread moved_db = {0};
    for (size_t f = from; f + lag < to; f++)
        count(&moved_db, fabs(fmax(level_db(work, f + lag), least_db) -
                              fmax(level_db(work, f), least_db)));
    return mean_of(&moved_db);
}

struct cad_speech_traits cad_speech_look(const struct cad_speech_work *work,
                                         size_t from, size_t to)
{
    struct pitch_look pitch = {0};
    double shape_db[SHAPE];
    double shape_moves_db = look_at_shape(work, from, to, shape_db);
    look_at_pitch(work, from, to, &pitch);
    return (struct cad_speech_traits){
        .strength = mean_of(&pitch.strength),
        .strength_spread = spread_of(&pitch.strength),
        .jump_share = mean_of(&pitch.jump),
        .glide_st = mean_of(&pitch.step_st),
        .shape_moves_db = shape_moves_db,
        .comb_db = comb_of(shape_db),
        .moves_db = movement_of(work, from, to),
    };
}

double cad_speech_likeness(const struct cad_speech_work *work,
                           const struct cad_speech_traits *t)
{
    const struct cad_speech_settings *s = work->settings;
    return s->like_clear * fmin(work->active_db, s->like_clear_max_db) +
           s->like_strength * t->strength +
           s->like_strength_spread * t->strength_spread +
           s->like_jump * t->jump_share + s->like_glide * t->glide_st +
           s->like_shape * t->shape_moves_db + s->like_comb * t->comb_db +
           s->like_movement * t->moves_db;
}
