#include "talk/leak_shape.h"

#include <math.h>

enum {
    STRIDE = 2,
    NEAREST = 12, /* frames: a syllable's shape has passed by then */
    FARTHEST = 60,
    STEP = 6
};

struct band {
    double x, y, xx, yy, xy;
};

/* Levels over the foot, about their mean over the bands. */
static void shape_of(const uint8_t *level, const uint8_t *foot,
                     double shape[CAD_BANDS])
{
    double mean = 0.0;
    for (size_t b = 0; b < CAD_BANDS; b++) {
        int over = level[b] - foot[b];
        shape[b] = over < 0 ? 0 : over;
        mean += shape[b] / CAD_BANDS;
    }
    for (size_t b = 0; b < CAD_BANDS; b++)
        shape[b] -= mean;
}

static void add_frame(const struct cad_leak_stretch *s, size_t f,
                      struct band sum[CAD_BANDS])
{
    double own[CAD_BANDS], other[CAD_BANDS];
    shape_of(cad_bands_at(s->p->own, f), s->p->under, own);
    shape_of(cad_leak_heard(s->p, cad_leak_other(s, f)), s->p->foot, other);
    for (size_t b = 0; b < CAD_BANDS; b++) {
        sum[b].x += own[b];
        sum[b].y += other[b];
        sum[b].xx += own[b] * own[b];
        sum[b].yy += other[b] * other[b];
        sum[b].xy += own[b] * other[b];
    }
}

/* Correlation at one lag; 0 where nothing compares. */
static double shape_at(const struct cad_leak_pair *pair, ptrdiff_t lag,
                       size_t start, size_t end)
{
    struct cad_leak_stretch s = cad_leak_stretch_of(pair, start, end, lag);
    struct band sum[CAD_BANDS] = {{0}};
    double n = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    for (size_t f = s.first; f < s.end; f += STRIDE)
        if (cad_leak_compares(&s, f)) {
            add_frame(&s, f, sum);
            n += 1.0;
        }
    for (size_t b = 0; b < CAD_BANDS && n > 0.0; b++) {
        xx += sum[b].xx - sum[b].x * sum[b].x / n;
        yy += sum[b].yy - sum[b].y * sum[b].y / n;
        xy += sum[b].xy - sum[b].x * sum[b].y / n;
    }
    return xx > 0.0 && yy > 0.0 ? xy / sqrt(xx * yy) : 0.0;
}

double cad_leak_shape_stands_out(const struct cad_leak_pair *pair,
                                 ptrdiff_t lag, size_t start, size_t end)
{
    double best = -1.0, beside = 0.0, n = 0.0;
    for (ptrdiff_t d = -1; d <= 1; d++)
        best = fmax(best, shape_at(pair, lag + d, start, end));
    for (ptrdiff_t d = NEAREST; d <= FARTHEST; d += STEP) {
        beside += shape_at(pair, lag - d, start, end) +
                  shape_at(pair, lag + d, start, end);
        n += 2.0;
    }
    return best - beside / n;
}
