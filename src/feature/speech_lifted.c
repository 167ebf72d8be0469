#include "feature/speech_steps.h"

#include <string.h>

/* A gain control lifts all bands alike, so what it lifts keeps the shape of
   the noise, however loud it becomes; a voice and its hisses do not have it. */

static const double resolution_db = 0.25; /* half a band code */

/* Far above the floor without a voice: somebody hisses, or noise is lifted. */
static bool is_suspect(const struct cad_speech_work *work, size_t from,
                       size_t width)
{
    const struct cad_speech_settings *s = work->settings;
    double margin = 0.0, strength = 0.0;
    for (size_t f = from; f < from + width; f++) {
        if (!cad_speech_usable(work, f))
            return false;
        margin += (double)work->score[f];
        strength += cad_speech_strength(work, f);
    }
    return margin >= s->lifted_margin_db * (double)width &&
           strength < s->steady_strength_max * (double)width;
}

/* Standard deviation, over the bands, of how far the window lies above the
   noise: 0 where all bands rise alike. */
static double shape_distance_db(const struct cad_speech_work *work, size_t from,
                                size_t width,
                                const struct cad_speech_sums *shape)
{
    int32_t sum[CAD_BANDS] = {0};
    double mean = 0.0, square = 0.0;
    for (size_t f = from; f < from + width; f++)
        for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++)
            sum[b] += work->channel->bands[f * CAD_BANDS + (size_t)b];
    for (int b = CAD_SPEECH_FIRST_BAND; b < CAD_BANDS; b++) {
        double rise =
            (double)sum[b] / (double)width - (double)shape->code[b] / shape->n;
        mean += rise;
        square += rise * rise;
    }
    double n = CAD_BANDS - CAD_SPEECH_FIRST_BAND;
    double variance = square / n - mean / n * (mean / n);
    return variance > 0.0 ? 0.5 * sqrt(variance) : 0.0;
}

static void mark_block(struct cad_speech_work *work, size_t k, size_t width,
                       const struct cad_speech_sums *shape, double limit_db)
{
    enum { STEP = 2 };
    for (size_t i = 0; i < CAD_SPEECH_BLOCK; i += STEP) {
        size_t from = k * CAD_SPEECH_BLOCK + i;
        if (from + width <= work->frames && is_suspect(work, from, width) &&
            shape_distance_db(work, from, width, shape) < limit_db)
            memset(work->lifted + from, 1, width);
    }
}

void cad_speech_lifted(struct cad_speech_work *work)
{
    struct cad_speech_sums near = {{0}, 0};
    const struct cad_speech_settings *s = work->settings;
    size_t width = cad_frames_of(s->lifted_s);
    size_t least = cad_frames_of(s->steady_s);
    double limit_db =
        s->lifted_shape_db * cad_speech_gain_belief(work, s->lifted_doubt_db);
    memset(work->lifted, 0, work->frames);
    if (limit_db < resolution_db)
        return;
    for (size_t k = 0; k < work->blocks; k++) {
        cad_speech_slide(work, k, s->shape_s, &near);
        if ((size_t)near.n >= least)
            mark_block(work, k, width, &near, limit_db);
    }
}
