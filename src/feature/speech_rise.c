#include "feature/speech_steps.h"

#include "dsp/stats.h"

enum {
    SIDE_MAX = 64, /* blocks that are looked at on either side */
    SIDE_MIN = 3,  /* fewer of them with noise say nothing */
    CODES = 241    /* half decibels over -120 */
};

/* Median of the noise frames in dB; NAN: fewer than `least`. */
static float block_db(const struct cad_speech_work *work, size_t from,
                      size_t end, size_t least)
{
    size_t count[CODES] = {0}, n = 0, below = 0;
    for (size_t f = from; f < end; f++) {
        if (!work->noise[f])
            continue;
        float code = 2.0f * (cad_power_db(work->channel->power[f]) + 120.0f);
        count[code < 0.0f ? 0 : code > CODES - 1 ? CODES - 1 : (size_t)code]++;
        n++;
    }
    if (n < least || !n)
        return NAN;
    size_t code = 0;
    while ((below += count[code]) * 2 < n)
        code++;
    return 0.5f * (float)code - 120.0f;
}

/* A quantile of what is known in [from, end); false: too little is. */
static bool quantile_db(const float *block, size_t from, size_t end, double q,
                        double *db)
{
    float known[SIDE_MAX];
    size_t n = 0;
    for (size_t k = from; k < end; k++)
        if (!isnan(block[k]))
            known[n++] = block[k];
    if (n < SIDE_MIN)
        return false;
    cad_sort_float(known, n);
    *db = cad_quantile_float(known, n, q);
    return true;
}

/* From the upper quartile before block k to the lower one from it on; 0: not
   known. */
static float rise_db(const float *block, size_t blocks, size_t k, size_t reach)
{
    double before, after;
    size_t from = k > reach ? k - reach : 0;
    size_t end = blocks - k < reach ? blocks : k + reach;
    bool known = quantile_db(block, from, k, 0.75, &before) &&
                 quantile_db(block, k, end, 0.25, &after);
    return known ? (float)(after - before) : 0.0f;
}

/* The middle of the stretch about k that rises nearly as much: quartiles
   forgive some blocks on the wrong side. */
static size_t middle(const float *rise, size_t blocks, size_t k)
{
    size_t first = k, last = k;
    while (first > 0 && rise[first - 1] > rise[k] - 1.0f)
        first--;
    while (last + 1 < blocks && rise[last + 1] > rise[k] - 1.0f)
        last++;
    return (first + last + 1) / 2;
}

bool cad_speech_rise(const struct cad_speech_work *work, cad_arena *arena,
                     double *largest_db, double *at_s)
{
    const struct cad_speech_settings *settings = work->settings;
    size_t size = cad_frames_of(settings->rise_block_s);
    size_t blocks = work->frames / size, most = 0;
    size_t reach =
        (size_t)(settings->rise_reach_s / settings->rise_block_s + 0.5);
    reach = reach < SIDE_MAX ? reach : SIDE_MAX;
    float *db = CAD_NEW(arena, float, blocks);
    float *rise = CAD_NEW(arena, float, blocks);
    *largest_db = *at_s = 0.0;
    if (!db || !rise)
        return false;
    for (size_t k = 0; k < blocks; k++)
        db[k] = block_db(work, k * size, (k + 1) * size, size / 10);
    for (size_t k = 0; k < blocks; k++) {
        rise[k] = rise_db(db, blocks, k, reach);
        most = rise[k] > rise[most] ? k : most;
    }
    if (blocks && rise[most] > 0.0f) {
        *largest_db = (double)rise[most];
        *at_s = (double)middle(rise, blocks, most) * settings->rise_block_s;
    }
    return true;
}
