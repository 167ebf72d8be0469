#include "feature/speech_steps.h"

#include <string.h>

/* A soft word that was not found looks like a pause, and as a pause it makes a
   floor of its own, under which it is never found. */

/* Band codes of noise frames, counted in a window of blocks. */
struct levels {
    uint32_t count[256], all;
};

static int block_code(const struct cad_speech_work *work, size_t k)
{
    int sum = 0;
    for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++)
        sum += work->sum[k * CAD_BANDS + (size_t)b];
    return sum / (CAD_BANDS - CAD_SPEECH_FIRST_BAND) / work->count[k];
}

static void count_block(const struct cad_speech_work *work, size_t k, int sign,
                        struct levels *levels)
{
    if (!work->count[k])
        return;
    uint32_t n = (uint32_t)(sign * work->count[k]); /* wraps back */
    levels->count[block_code(work, k)] += n;
    levels->all += n;
}

static int quiet_code(const struct levels *levels, double share)
{
    uint32_t below = 0;
    for (int code = 0; code < 256; code++)
        if ((double)(below += levels->count[code]) >=
            share * (double)levels->all)
            return code;
    return 255;
}

/* Blocks far above the quieter noise about them. */
static bool mark_high(struct cad_speech_work *work, size_t reach)
{
    const struct cad_speech_settings *s = work->settings;
    struct levels near = {{0}, 0};
    bool any = false;
    for (size_t k = 0; k < work->blocks + reach; k++) {
        if (k < work->blocks)
            count_block(work, k, 1, &near);
        if (k > 2 * reach)
            count_block(work, k - 2 * reach - 1, -1, &near);
        if (k < reach)
            continue;
        size_t at = k - reach;
        work->high[at] =
            work->count[at] &&
            block_code(work, at) >
                quiet_code(&near, s->word_quiet_share) + 2.0 * s->word_db;
        any |= work->high[at];
    }
    return any;
}

static void add_low(const struct cad_speech_work *work, size_t k, int sign,
                    struct cad_speech_sums *low)
{
    if (!work->high[k])
        cad_speech_add(work, k, sign, low);
}

static bool is_alike(const struct cad_speech_work *work, size_t k,
                     const struct cad_speech_sums *low)
{
    struct cad_speech_sums own = {{0}, 0};
    bool alike = false;
    cad_speech_add(work, k, 1, &own);
    cad_speech_step(&own, low, work->settings->word_shape_db, &alike);
    return alike;
}

static void drop_block(struct cad_speech_work *work, size_t k)
{
    size_t from = k * CAD_SPEECH_BLOCK, end = from + CAD_SPEECH_BLOCK;
    end = end < work->frames ? end : work->frames;
    memset(work->noise + from, 0, end - from);
}

void cad_speech_drop_words(struct cad_speech_work *work)
{
    struct cad_speech_sums low = {{0}, 0};
    size_t reach = cad_frames_of(work->settings->shape_s) / CAD_SPEECH_BLOCK;
    cad_speech_sum(work);
    if (!mark_high(work, reach))
        return;
    for (size_t k = 0; k < work->blocks + reach; k++) {
        if (k < work->blocks)
            add_low(work, k, 1, &low);
        if (k > 2 * reach)
            add_low(work, k - 2 * reach - 1, -1, &low);
        if (k >= reach && work->high[k - reach] && low.n &&
            !is_alike(work, k - reach, &low))
            drop_block(work, k - reach);
    }
}
