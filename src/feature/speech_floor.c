#include "feature/speech_steps.h"

#include <string.h>

/* The sums of the block's noise frames, for every window over blocks. */
static void sum_block(struct cad_speech_work *work, size_t k)
{
    size_t end = (k + 1) * CAD_SPEECH_BLOCK;
    uint16_t *sum = work->sum + k * CAD_BANDS;
    end = end < work->frames ? end : work->frames;
    memset(sum, 0, CAD_BANDS * sizeof *sum);
    work->count[k] = 0;
    for (size_t f = k * CAD_SPEECH_BLOCK; f < end; f++) {
        if (!work->noise[f])
            continue;
        const uint8_t *code = work->channel->bands + f * CAD_BANDS;
        for (int b = 0; b < CAD_BANDS; b++)
            sum[b] = (uint16_t)(sum[b] + code[b]);
        work->count[k]++;
    }
}

static double mean_code(const struct cad_speech_sums *sums)
{
    double sum = 0.0;
    for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++)
        sum += sums->code[b];
    return sum / (CAD_BANDS - CAD_SPEECH_FIRST_BAND) / sums->n;
}

void cad_speech_sum(struct cad_speech_work *work)
{
    for (size_t k = 0; k < work->blocks; k++)
        sum_block(work, k);
}

double cad_speech_step(const struct cad_speech_sums *near,
                       const struct cad_speech_sums *about, double limit_db,
                       bool *alike)
{
    double step = mean_code(near) - mean_code(about), square = 0.0;
    for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++) {
        double rise = (double)near->code[b] / near->n -
                      (double)about->code[b] / about->n - step;
        square += rise * rise;
    }
    square /= CAD_BANDS - CAD_SPEECH_FIRST_BAND;
    *alike = square < 4.0 * limit_db * limit_db;
    return step;
}

/* Has the block noise of its own? Then that of its neighbours counts, too. */
static bool is_known(const struct cad_speech_work *work, size_t k)
{
    return work->count[k] >= CAD_SPEECH_BLOCK / 2;
}

/* Blocks between two known ones (either may be missing). */
static void fill_gap(struct cad_speech_work *work, size_t from, size_t to,
                     const int16_t *left, const int16_t *right)
{
    left = left ? left : right;
    right = right ? right : left;
    for (size_t k = from; k < to; k++)
        for (int b = 0; b < CAD_BANDS; b++)
            work->floor[k * CAD_BANDS + (size_t)b] =
                left[b] < right[b] ? left[b] : right[b];
}

static void set_floor(const struct cad_speech_sums *sums, double step,
                      int16_t *floor)
{
    int fine = (int)lrint(CAD_SPEECH_FINE * step);
    for (int b = 0; b < CAD_BANDS; b++)
        floor[b] =
            (int16_t)(CAD_SPEECH_FINE * (int64_t)sums->code[b] / sums->n +
                      fine);
}

/* Not one block with enough of it: all there is makes one floor. */
static bool one_floor(struct cad_speech_work *work)
{
    struct cad_speech_sums all = {{0}, 0};
    int16_t floor[CAD_BANDS];
    for (size_t k = 0; k < work->blocks; k++)
        cad_speech_add(work, k, 1, &all);
    if (!all.n)
        return false;
    set_floor(&all, 0.0, floor);
    fill_gap(work, 0, work->blocks, floor, NULL);
    return true;
}

/* How much of a step of the gain is believed: as far as the gain is seen to
   move in this call. */
double cad_speech_gain_belief(const struct cad_speech_work *work,
                              double doubt_db)
{
    double ratio = doubt_db / fmax(work->gain_db, 1e-3);
    return 1.0 / (1.0 + ratio * ratio * ratio * ratio);
}

bool cad_speech_floor(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    struct cad_speech_sums about = {{0}, 0}, near = {{0}, 0};
    const int16_t *left = NULL;
    double believed = cad_speech_gain_belief(work, s->gain_doubt_db),
           square = 0.0;
    size_t gap = 0, alike_count = 0; /* first block not yet filled */
    cad_speech_sum(work);
    for (size_t k = 0; k < work->blocks; k++) {
        cad_speech_slide(work, k, s->floor_smooth_s, &about);
        cad_speech_slide(work, k, s->gain_smooth_s, &near);
        if (!is_known(work, k))
            continue;
        bool alike = false;
        double step =
            cad_speech_step(&near, &about, s->lifted_shape_db, &alike);
        square += alike ? step * step : 0.0;
        alike_count += alike;
        int16_t *own = work->floor + k * CAD_BANDS;
        set_floor(&about, believed * step, own);
        fill_gap(work, gap, k, left, own);
        gap = k + 1;
        left = own;
    }
    work->gain_db =
        alike_count ? 0.5 * sqrt(square / (double)alike_count) : 0.0;
    if (!left)
        return one_floor(work);
    fill_gap(work, gap, work->blocks, left, NULL);
    return true;
}
