/*
 * leak_pair.h - both channels side by side, for the search of leakage.
 *
 *   test    tests/unit/talk/test_leakage.c
 */
#ifndef CAD_TALK_LEAK_PAIR_H
#define CAD_TALK_LEAK_PAIR_H

#include "base/arena.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/status.h>

enum { CAD_CODES_PER_DB = 2 }; /* of cad_band_code() */

/* One side as it is before leakage is known. */
struct cad_leak_side {
    const struct cad_channel *channel;
    const uint8_t *speech; /* [frames] provisional */
    const uint8_t *line;   /* [frames] 1: a sound of the line; may be NULL */
};

/* Both channels and what is known of them beforehand. */
struct cad_leak_pair {
    const struct cad_channel *own, *other;
    const uint8_t *own_speech, *other_speech; /* provisional, [frames] */
    const uint8_t *own_line, *other_line;     /* may be NULL */
    size_t frames;                            /* that both have */
    uint8_t *own_level, *other_level; /* [frames] all bands, band codes */
    uint8_t *scratch;                 /* [frames] */
    const uint8_t *heard; /* [frames][CAD_BANDS] other's bands as they would
                             come out of the room; from the start as spoken */
    double decay;         /* of that room: what is left a frame later */
    ptrdiff_t late;       /* frames by which the room delays the peak */
    int loud;             /* code from which on other is loud */
    int weaker;           /* codes by which own must be weaker to be compared */
    uint8_t floor[CAD_BANDS]; /* own noise, band codes */
    uint8_t under[CAD_BANDS]; /* own noise less 10 dB, codes */
    uint8_t foot[CAD_BANDS];  /* other's active level less 30 dB, codes */
    double noise[CAD_BANDS];  /* own noise, power */
    double power[256];        /* of a band code */
};

/* Prepare a pair; arrays live in `arena`. */
cad_status cad_leak_pair_make(const struct cad_leak_side *own,
                              const struct cad_leak_side *other,
                              const struct cad_leakage_settings *settings,
                              cad_arena *arena, struct cad_leak_pair *out,
                              cad_error *error);

/* A stretch of the own side and a lag at which the other is laid beside it:
   own frame f meets other frame f - lag. */
struct cad_leak_stretch {
    const struct cad_leak_pair *p;
    size_t first, end;
    ptrdiff_t lag;
};

struct cad_leak_stretch cad_leak_stretch_of(const struct cad_leak_pair *pair,
                                            size_t start, size_t end,
                                            ptrdiff_t lag);

static inline const uint8_t *cad_bands_at(const struct cad_channel *c,
                                          size_t frame)
{
    return c->bands + frame * CAD_BANDS;
}

static inline const uint8_t *cad_leak_heard(const struct cad_leak_pair *p,
                                            size_t frame)
{
    return p->heard + frame * CAD_BANDS;
}

static inline size_t cad_leak_other(const struct cad_leak_stretch *s, size_t f)
{
    return (size_t)((ptrdiff_t)f - s->lag);
}

/* May frame f of the own side show what the other sounded like? */
static inline bool cad_leak_compares(const struct cad_leak_stretch *s, size_t f)
{
    const struct cad_leak_pair *p = s->p;
    size_t a = cad_leak_other(s, f);
    return p->other_speech[a] && p->other_level[a] >= p->loud &&
           p->own_level[f] + p->weaker <= p->other_level[a] &&
           !(p->own->flags[f] & CAD_FRAME_DIGITAL);
}

#endif
