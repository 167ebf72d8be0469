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

/* The other's loudest codes on their way into frame f, a band each. */
static void arriving(const struct cad_leak_pair *p, const struct lookup *l,
                     size_t f, uint8_t most[CAD_BANDS])
{
    ptrdiff_t last = (ptrdiff_t)f - l->lag;
    ptrdiff_t first = last - (ptrdiff_t)l->tail - 1; /* rounded: one earlier */
    memset(most, 0, CAD_BANDS);
    for (ptrdiff_t a = first < 0 ? 0 : first;
         a <= last && a < (ptrdiff_t)p->frames; a++) {
        const uint8_t *code = cad_leak_heard(p, (size_t)a);
        for (size_t b = 0; b < CAD_BANDS; b++)
            most[b] = code[b] > most[b] ? code[b] : most[b];
    }
}

static uint8_t judge(const struct cad_leak_pair *p,
                     const struct cad_leak_path *path, const struct lookup *l,
                     size_t f)
{
    double leak = 0.0, noise = 0.0, have = 0.0;
    const uint8_t *own = cad_bands_at(p->own, f);
    uint8_t most[CAD_BANDS];
    size_t more = 0;
    arriving(p, l, f, most);
    for (size_t b = 0; b < CAD_BANDS; b++) {
        double comes = path->gain[b] * p->power[most[b]];
        double here = p->power[own[b]];
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

static void set_run(uint8_t *own, size_t start, size_t end, uint8_t value)
{
    for (size_t i = start; i < end; i++)
        own[i] = value;
}

/* Runs of own frames shorter than `least` are chance: taken back. */
static void drop_short(uint8_t *own, size_t n, size_t least)
{
    size_t run = 0;
    for (size_t i = 0; i <= n; i++) {
        if (i < n && own[i]) {
            run++;
            continue;
        }
        if (run < least)
            set_run(own, i - run, i, 0);
        run = 0;
    }
}

/* Between two own frames at most `most` apart the own voice goes on: a word
   has moments weaker than what leaks. */
static void close_gaps(uint8_t *own, size_t n, size_t most)
{
    size_t since = most + 1;
    for (size_t i = 0; i < n; i++) {
        if (!own[i]) {
            since = since > most ? since : since + 1;
            continue;
        }
        if (since <= most)
            set_run(own, i - since, i, 1);
        since = 0;
    }
}

void cad_leak_mask_fill(const struct cad_leak_pair *pair,
                        const struct cad_leak_path *path, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        uint8_t *blocked, uint8_t *unclean)
{
    uint8_t *own = pair->scratch;
    struct lookup l = make_lookup(path, settings);
    size_t n = end - start;
    for (size_t i = 0; i < n; i++) {
        uint8_t what = judge(pair, path, &l, start + i);
        own[i] = what >= OWN;
        blocked[start + i] |= what != QUIET;
        unclean[start + i] |= what == LEAK || what == OWN_WITH_LEAK;
    }
    drop_short(own, n, cad_frames_of(settings->own_burst_s));
    close_gaps(own, n, cad_frames_of(settings->own_gap_s));
    drop_short(own, n, cad_frames_of(settings->own_least_s));
    for (size_t i = 0; i < n; i++) {
        unclean[start + i] |= blocked[start + i] && !own[i];
        blocked[start + i] &= !own[i];
    }
}
