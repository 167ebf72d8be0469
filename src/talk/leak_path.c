#include "talk/leak_path.h"

#include "talk/leak_shape.h"
#include "talk/times.h"

#include <math.h>

enum {
    LAG_STEP = 3,    /* frames: a peak is some 50 ms wide */
    SCAN_STRIDE = 4, /* frames: neighbours say the same */
    REFINE_STRIDE = 2,
    BAND_STEP = 2 /* and so do neighbouring bands */
};

/* ---- the delay -------------------------------------------------------- */

static void add_pair(struct cad_leak_moments *m,
                     const struct cad_leak_stretch *s, size_t f)
{
    const uint8_t *own = cad_bands_at(s->p->own, f);
    const uint8_t *other = cad_leak_heard(s->p, cad_leak_other(s, f));
    for (int i = 0; i < CAD_LEAK_BANDS; i++) {
        int b = i * BAND_STEP;
        int x = own[b] - s->p->floor[b], y = other[b] - s->p->foot[b];
        x = x < 0 ? 0 : x;
        y = y < 0 ? 0 : y;
        m->x[i] += x;
        m->y[i] += y;
        m->xx[i] += x * x;
        m->yy[i] += y * y;
        m->xy[i] += x * y;
    }
    m->n++;
}

static void add_moments(struct cad_leak_moments *m,
                        const struct cad_leak_stretch *s, size_t stride)
{
    for (size_t f = s->first; f < s->end; f += stride)
        if (cad_leak_compares(s, f))
            add_pair(m, s, f);
}

/* Correlation over all bands, each about its own means. */
static double correlation_of(const struct cad_leak_moments *m)
{
    double n = (double)m->n, xy = 0.0, xx = 0.0, yy = 0.0;
    if (m->n < 2)
        return 0.0;
    for (int i = 0; i < CAD_LEAK_BANDS; i++) {
        double x = (double)m->x[i], y = (double)m->y[i];
        xy += (double)m->xy[i] - x * y / n;
        xx += (double)m->xx[i] - x * x / n;
        yy += (double)m->yy[i] - y * y / n;
    }
    return xx > 0.0 && yy > 0.0 ? xy / sqrt(xx * yy) : 0.0;
}

double cad_leak_correlation(const struct cad_leak_pair *pair, ptrdiff_t lag,
                            size_t start, size_t end)
{
    struct cad_leak_moments m = {0};
    struct cad_leak_stretch s = cad_leak_stretch_of(pair, start, end, lag);
    add_moments(&m, &s, SCAN_STRIDE);
    return correlation_of(&m);
}

void cad_leak_scan_make(const struct cad_leak_pair *pair, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        struct cad_leak_scan *out)
{
    ptrdiff_t most = (ptrdiff_t)cad_frames_of(settings->delay_max_ms / 1e3) +
                     LAG_STEP; /* a peak has two sides */
    *out = (struct cad_leak_scan){
        .first = -(ptrdiff_t)cad_frames_of(settings->lead_max_ms / 1e3)};
    for (ptrdiff_t lag = out->first; lag <= most && out->count < CAD_LEAK_LAGS;
         lag += LAG_STEP) {
        struct cad_leak_stretch s = cad_leak_stretch_of(pair, start, end, lag);
        add_moments(&out->lag[out->count++], &s, SCAN_STRIDE);
    }
}

void cad_leak_scan_add(struct cad_leak_scan *to,
                       const struct cad_leak_scan *from)
{
    to->first = from->first;
    to->count = from->count;
    for (size_t i = 0; i < from->count; i++) {
        struct cad_leak_moments *a = &to->lag[i];
        const struct cad_leak_moments *b = &from->lag[i];
        a->n += b->n;
        for (int k = 0; k < CAD_LEAK_BANDS; k++) {
            a->x[k] += b->x[k];
            a->y[k] += b->y[k];
            a->xx[k] += b->xx[k];
            a->yy[k] += b->yy[k];
            a->xy[k] += b->xy[k];
        }
    }
}

/* Vertex of the parabola through three neighbours, in steps from the middle. */
static double vertex(double left, double middle, double right)
{
    double curve = left - 2.0 * middle + right;
    if (curve >= 0.0)
        return 0.0;
    double at = 0.5 * (left - right) / curve;
    return at < -0.5 ? -0.5 : at > 0.5 ? 0.5 : at;
}

static double mean_beside(const double *r, size_t count, size_t peak)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (i + 3 < peak || i > peak + 3) {
            sum += r[i];
            n++;
        }
    return n ? sum / (double)n : 0.0;
}

/* The highest lag of the scan; what it stands out by. */
static size_t find_peak(const struct cad_leak_scan *scan, double *beside,
                        double *height)
{
    double r[CAD_LEAK_LAGS];
    size_t peak = 0;
    for (size_t i = 0; i < scan->count; i++) {
        r[i] = correlation_of(&scan->lag[i]);
        if (r[i] > r[peak])
            peak = i;
    }
    *beside = mean_beside(r, scan->count, peak);
    *height = r[peak];
    return peak;
}

static void refine_delay(const struct cad_leak_pair *p, ptrdiff_t about,
                         size_t start, size_t end, struct cad_leak_path *out)
{
    double r[2 * LAG_STEP + 1];
    size_t at = 0;
    for (size_t i = 0; i <= 2 * LAG_STEP; i++) {
        struct cad_leak_moments m = {0};
        struct cad_leak_stretch s =
            cad_leak_stretch_of(p, start, end, about - LAG_STEP + (ptrdiff_t)i);
        add_moments(&m, &s, REFINE_STRIDE);
        r[i] = correlation_of(&m);
        if (i == 0 || r[i] > r[at]) {
            at = i;
            out->pairs = REFINE_STRIDE * m.n;
        }
    }
    out->delay = (double)(about - LAG_STEP + (ptrdiff_t)at);
    if (at > 0 && at < 2 * LAG_STEP)
        out->delay += vertex(r[at - 1], r[at], r[at + 1]);
    out->correlation = r[at];
}

/* ---- the gain --------------------------------------------------------- */

/* Power of the other as it arrives, `part` of a frame later. */
static double arriving(const struct cad_leak_stretch *s, size_t f, double part,
                       size_t band)
{
    size_t a = cad_leak_other(s, f);
    double now = s->p->power[cad_leak_heard(s->p, a)[band]];
    if (a == 0)
        return now;
    return (1.0 - part) * now +
           part * s->p->power[cad_leak_heard(s->p, a - 1)[band]];
}

/* Does the own side carry more than leak and noise explain? */
static bool is_more(const struct cad_leak_stretch *s, size_t f, double part,
                    const double *gain)
{
    double have = 0.0, want = 0.0;
    for (size_t b = 0; b < CAD_BANDS; b++) {
        have += s->p->power[cad_bands_at(s->p->own, f)[b]];
        want += gain[b] * arriving(s, f, part, b) + s->p->noise[b];
    }
    return have > 4.0 * want;
}

struct slope {
    double n, x, y, xx, xy; /* x: heard of the other, y: own */
    double spoken;          /* by the other */
};

static void fit_gain(const struct cad_leak_stretch *s, double part, bool trim,
                     struct cad_leak_path *out)
{
    struct slope sum[CAD_BANDS] = {{0}};
    for (size_t f = s->first; f < s->end; f += REFINE_STRIDE) {
        if (!cad_leak_compares(s, f) ||
            (trim && is_more(s, f, part, out->gain)))
            continue;
        for (size_t b = 0; b < CAD_BANDS; b++) {
            double x = arriving(s, f, part, b);
            double y = s->p->power[cad_bands_at(s->p->own, f)[b]];
            double spoken =
                s->p->power[cad_bands_at(s->p->other, cad_leak_other(s, f))[b]];
            struct slope *t = &sum[b];
            *t = (struct slope){t->n + 1.0,    t->x + x,
                                t->y + y,      t->xx + x * x,
                                t->xy + x * y, t->spoken + spoken};
        }
    }
    double in = 0.0, through = 0.0;
    for (size_t b = 0; b < CAD_BANDS; b++) {
        const struct slope *t = &sum[b];
        double spread = t->xx * t->n - t->x * t->x;
        double both = t->xy * t->n - t->x * t->y;
        out->gain[b] = spread > 0.0 && both > 0.0 ? both / spread : 0.0;
        in += t->spoken;
        through += out->gain[b] * t->spoken / (1.0 - s->p->decay);
    }
    out->level_db = through > 0.0 ? 10.0 * log10(through / in) : -120.0;
}

void cad_leak_path_find(const struct cad_leak_pair *pair,
                        const struct cad_leak_scan *scan, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        struct cad_leak_path *out)
{
    double beside, height;
    *out = (struct cad_leak_path){.level_db = -120.0};
    size_t peak = find_peak(scan, &beside, &height);
    if (height - beside < 0.5 * settings->prominence_min)
        return;
    ptrdiff_t lag = scan->first + (ptrdiff_t)peak * LAG_STEP - pair->late;
    refine_delay(pair, lag, start, end, out);
    out->prominence = out->correlation - beside;
    if (cad_seconds_of(out->pairs) < settings->evidence_s ||
        out->correlation < settings->correlation_min ||
        out->prominence < settings->prominence_min)
        return;
    ptrdiff_t nearest = (ptrdiff_t)lround(out->delay);
    if (nearest > (ptrdiff_t)cad_frames_of(settings->delay_max_ms / 1e3))
        return;
    out->shape = cad_leak_shape_stands_out(pair, nearest, start, end);
    if (out->shape < settings->shape_min)
        return;
    double whole = floor(out->delay);
    struct cad_leak_stretch s =
        cad_leak_stretch_of(pair, start, end, (ptrdiff_t)whole);
    for (int round = 0; round < 3; round++)
        fit_gain(&s, out->delay - whole, round > 0, out);
    out->found = out->level_db >= settings->level_min_db;
}
