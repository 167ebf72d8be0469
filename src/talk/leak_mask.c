#include "talk/leak_mask.h"

#include "talk/times.h"

#include <math.h>
#include <string.h>

/* What a frame holds. */
enum { QUIET, LEAK, OWN, OWN_WITH_LEAK };

struct lookup {
    ptrdiff_t lag;    /* whole frames of the delay */
    size_t tail;      /* frames by which a room may hold the sound on */
    double over;      /* own speech exceeds leak and noise by this, power */
    double unclean;   /* and is not clean under this */
    double audible;   /* leak over noise, power */
    size_t own_bands; /* bands that must exceed */
};

static struct lookup make_lookup(const struct cad_leak_path *path,
                                 const struct cad_leakage_settings *settings)
{
    struct lookup l = {.lag = (ptrdiff_t)floor(path->delay),
                       .tail = cad_frames_of(settings->tail_s),
                       .over = pow(10.0, 0.1 * settings->own_over_db),
                       .unclean = pow(10.0, 0.1 * settings->unclean_db),
                       .audible = pow(10.0, 0.1 * settings->audible_db),
                       .own_bands =
                           (size_t)lround(settings->own_share * CAD_BANDS)};
    return l;
}

/* The other's loudest code of a band on its way into frame f. */
static uint8_t arriving(const struct cad_leak_pair *p, const struct lookup *l,
                        size_t f, size_t band)
{
    ptrdiff_t last = (ptrdiff_t)f - l->lag;
    ptrdiff_t first = last - (ptrdiff_t)l->tail - 1; /* rounded: one earlier */
    uint8_t most = 0;
    for (ptrdiff_t a = first < 0 ? 0 : first;
         a <= last && a < (ptrdiff_t)p->frames; a++) {
        uint8_t code = p->other->bands[(size_t)a * CAD_BANDS + band];
        most = code > most ? code : most;
    }
    return most;
}

static uint8_t judge(const struct cad_leak_pair *p,
                     const struct cad_leak_path *path, const struct lookup *l,
                     size_t f)
{
    double leak = 0.0, noise = 0.0, have = 0.0;
    size_t more = 0;
    for (size_t b = 0; b < CAD_BANDS; b++) {
        double comes = path->gain[b] * p->power[arriving(p, l, f, b)];
        double here = p->power[p->own->bands[f * CAD_BANDS + b]];
        leak += comes;
        noise += p->noise[b];
        have += here;
        more += here > l->over * (comes + p->noise[b]);
    }
    if (leak < l->audible * noise)
        return QUIET;
    if (more < l->own_bands)
        return LEAK;
    return have < l->unclean * leak ? OWN_WITH_LEAK : OWN;
}

/* Majority of own speech about a frame: one loud band is not a voice. */
static bool mostly_own(const uint8_t *what, size_t n, size_t at, size_t reach)
{
    size_t first = at > reach ? at - reach : 0;
    size_t last = at + reach < n ? at + reach : n - 1;
    size_t own = 0;
    for (size_t i = first; i <= last; i++)
        own += what[i] >= OWN;
    return 2 * own > last - first;
}

void cad_leak_mask_fill(const struct cad_leak_pair *pair,
                        const struct cad_leak_path *path, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        uint8_t *blocked, uint8_t *unclean)
{
    uint8_t *what = pair->scratch;
    struct lookup l = make_lookup(path, settings);
    size_t n = end - start, reach = cad_frames_of(settings->smooth_s) / 2;
    for (size_t i = 0; i < n; i++)
        what[i] = judge(pair, path, &l, start + i);
    for (size_t i = 0; i < n; i++) {
        if (what[i] == QUIET)
            continue;
        bool own = mostly_own(what, n, i, reach);
        blocked[start + i] |= !own;
        unclean[start + i] |= !own || what[i] != OWN;
    }
}
