#include "feature/speech_steps.h"

#include <string.h>

/* What tells a voice from other sounds that have a pitch: it is strong in some
   places and weak in others, glides instead of holding or jumping, changes the
   shape of its spectrum, which has no comb in it, and its level, all the time.
   None of it looks at how high the voice is, nor at the tone of the line. */

enum { SHAPE = CAD_BANDS - CAD_SPEECH_FIRST_BAND, FINE_WAVE = 4 };

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

/* An island while it is looked at, frame by frame. */
struct look {
    double loud_db, quiet_db;   /* levels: stands out, hardly counts */
    double wave[SHAPE];         /* cosine over the bands */
    double shape_sum_db[SHAPE]; /* over the loud frames */
    struct spread strength, wave_db, step_st, jump;
    size_t loud;
    double before_st; /* pitch of the frame before, or NAN */
};

static double level_db(const struct cad_speech_work *work, size_t f)
{
    return (double)cad_power_db(work->channel->power[f]);
}

static void open_look(struct look *look, const struct cad_speech_work *work,
                      size_t from, size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    struct spread power = {0};
    memset(look, 0, sizeof *look);
    for (size_t f = from; f < to; f++)
        if (work->speech[f])
            count(&power, (double)work->channel->power[f]);
    double mean_db = 10.0 * log10(fmax(mean_of(&power), 1e-12));
    look->loud_db = mean_db - s->like_loud_db;
    look->quiet_db = mean_db - s->like_range_db;
    look->before_st = NAN;
    for (int b = 0; b < SHAPE; b++)
        look->wave[b] = cos(acos(-1.0) * FINE_WAVE * (b + 0.5) / SHAPE);
}

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
    double mean = 0.0, least;
    for (int b = 0; b < SHAPE; b++)
        top = code[b] > top ? code[b] : top;
    least = top - 2.0 * work->settings->like_depth_db;
    for (int b = 0; b < SHAPE; b++) {
        double bottom = fmax((double)floor[b] / CAD_SPEECH_FINE, least);
        shape_db[b] = 0.5 * fmax(code[b], bottom);
        mean += shape_db[b] / SHAPE;
    }
    for (int b = 0; b < SHAPE; b++)
        shape_db[b] -= mean;
}

static void look_at_shape(struct look *look, const struct cad_speech_work *work,
                          size_t f, bool voiced)
{
    double shape_db[SHAPE], wave_db = 0.0;
    shape_of(work, f, shape_db);
    for (int b = 0; b < SHAPE; b++) {
        look->shape_sum_db[b] += shape_db[b];
        wave_db += shape_db[b] * look->wave[b] * 2.0 / SHAPE;
    }
    look->loud++;
    if (voiced)
        count(&look->wave_db, wave_db);
}

static void look_at_pitch(struct look *look, const struct cad_speech_work *work,
                          size_t f)
{
    double pitch_st = -12.0 * log2(work->channel->pitch[f].period_q8[0]);
    double far_st = 12.0 * log2(work->settings->voice_step);
    count(&look->strength, cad_speech_strength(work, f));
    if (!isnan(look->before_st)) {
        double step_st = fabs(pitch_st - look->before_st);
        count(&look->step_st, fmin(step_st, far_st));
        count(&look->jump, step_st > far_st);
    }
    look->before_st = pitch_st;
}

static void look_at_frame(struct look *look, const struct cad_speech_work *work,
                          size_t f)
{
    bool voiced = work->speech[f] && cad_speech_strength(work, f) >=
                                         work->settings->anchor_strength;
    if (voiced)
        look_at_pitch(look, work, f);
    else
        look->before_st = NAN;
    if (work->speech[f] && level_db(work, f) > look->loud_db)
        look_at_shape(look, work, f, voiced);
}

/* How uneven the mean spectrum is from band to band. */
static double comb_db(const struct look *look)
{
    const double *sum = look->shape_sum_db;
    double bend = 0.0;
    for (int b = 1; b + 1 < SHAPE; b++)
        bend += fabs(sum[b - 1] - 2.0 * sum[b] + sum[b + 1]);
    return look->loud ? bend / (double)(look->loud * (SHAPE - 2)) : 0.0;
}

/* Mean change of the level over a syllable. */
static double movement_db(const struct look *look,
                          const struct cad_speech_work *work, size_t from,
                          size_t to)
{
    struct spread moved_db = {0};
    size_t lag = cad_frames_of(work->settings->like_lag_s);
    for (size_t f = from; f + lag < to; f++)
        count(&moved_db, fabs(fmax(level_db(work, f + lag), look->quiet_db) -
                              fmax(level_db(work, f), look->quiet_db)));
    return mean_of(&moved_db);
}

double cad_speech_likeness(const struct cad_speech_work *work, size_t from,
                           size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    struct look look;
    size_t spoken = 0;
    open_look(&look, work, from, to);
    for (size_t f = from; f < to; f++) {
        spoken += work->speech[f];
        look_at_frame(&look, work, f);
    }
    double length_s = fmin(cad_frame_s(spoken), s->like_long_s);
    double clear_db = fmin(work->active_db, s->like_clear_max_db);
    return s->like_clear * clear_db + s->like_length * log(length_s) +
           s->like_strength * mean_of(&look.strength) +
           s->like_strength_spread * spread_of(&look.strength) +
           s->like_jump * mean_of(&look.jump) +
           s->like_glide * mean_of(&look.step_st) +
           s->like_shape * spread_of(&look.wave_db) +
           s->like_comb * comb_db(&look) +
           s->like_movement * movement_db(&look, work, from, to);
}
