/* ITU-T P.56 method B. Thresholds are 2^-15 .. 2^-1 of overload; at each one
   speech is active while the envelope is above, and for the hangover after. */
#include "feature/loudness.h"

#include <string.h>

#define ENVELOPE_S 0.03
#define HANGOVER_S 0.2
#define MARGIN_DB 15.9

static double threshold(size_t level)
{
    return ldexp(1.0, (int)level - CAD_P56_LEVELS);
}

void cad_p56_init(struct cad_p56 *p, int rate_hz)
{
    memset(p, 0, sizeof *p);
    p->g = exp(-1.0 / (rate_hz * ENVELOPE_S));
    p->hangover = (uint64_t)(HANGOVER_S * rate_hz + 0.5);
}

static uint64_t hung(const struct cad_p56 *p, size_t level, uint64_t now)
{
    uint64_t gap = p->ever[level] ? now - p->since[level] : 0;
    return gap < p->hangover ? gap : p->hangover;
}

/* The envelope has left its cell: settle the thresholds that it crossed. */
static void cross(struct cad_p56 *p, double q, uint64_t now)
{
    while (p->met < CAD_P56_LEVELS && q >= threshold(p->met)) {
        p->active[p->met] += hung(p, p->met, now);
        p->ever[p->met] = true;
        p->since[p->met++] = now;
    }
    while (p->met > 0 && q < threshold(p->met - 1)) {
        p->met--;
        p->active[p->met] += now - p->since[p->met];
        p->since[p->met] = now;
    }
}

void cad_p56_feed(struct cad_p56 *p, const float *x, size_t n)
{
    double g = p->g, a = p->p, q = p->q, squares = p->square_sum;
    double low = p->met ? threshold(p->met - 1) : 0.0;
    double high = threshold(p->met);

    for (size_t i = 0; i < n; i++) {
        double in = (double)x[i];
        squares += in * in;
        a = g * a + (1.0 - g) * fabs(in);
        q = g * q + (1.0 - g) * a;
        if (q < low || (q >= high && p->met < CAD_P56_LEVELS)) {
            cross(p, q, p->samples + i);
            low = p->met ? threshold(p->met - 1) : 0.0;
            high = threshold(p->met);
        }
    }
    p->samples += n;
    p->square_sum = squares;
    p->p = a < 1e-30 ? 0.0 : a; /* denormals are slow */
    p->q = q < 1e-30 ? 0.0 : q;
}

static uint64_t active_samples(const struct cad_p56 *p, size_t level)
{
    if (level < p->met)
        return p->active[level] + p->samples - p->since[level];
    return p->active[level] + hung(p, level, p->samples);
}

/* The threshold that lies the margin below the active level is between the
   last one that is further below and the first that is not. */
double cad_p56_level_dbov(const struct cad_p56 *p)
{
    double before_db = 0.0, before_above_db = 0.0;

    for (size_t level = 0; level < CAD_P56_LEVELS; level++) {
        uint64_t active = active_samples(p, level);
        if (!active || !(p->square_sum > 0.0))
            break;
        double db = 10.0 * log10(p->square_sum / (double)active);
        double above_db = db - 20.0 * log10(threshold(level));
        if (above_db <= MARGIN_DB) {
            if (level == 0)
                return db;
            double part =
                (before_above_db - MARGIN_DB) / (before_above_db - above_db);
            return before_db + part * (db - before_db);
        }
        before_db = db;
        before_above_db = above_db;
    }
    return -HUGE_VAL;
}
