/* Channels are made as band powers: voices whose bands rise and fall on
   their own, taking turns of 3 s, over a steady noise. What leaks is the
   other's power, times a gain, later. */
#include "tap.h"

#include "model/model.h"
#include "talk/leak_pair.h"
#include "talk/leakage.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FRAMES = 18000, TURN = 300 };

struct side {
    struct cad_channel channel;
    double *power; /* [FRAMES][CAD_BANDS] the voice alone */
    uint8_t *speech;
    uint8_t *line; /* or NULL */
};

struct leaky {
    cad_arena *arena;
    cad_model model;
    struct side side[2];
    struct cad_leak leak[2]; /* into side i */
};

struct way {
    double level_db; /* 0: none */
    double delay_ms;
    double decay; /* power left a frame later: a room */
};

static uint32_t state = 1;

static double uniform(void)
{
    state = state * 1664525u + 1013904223u;
    return (double)(state >> 8) / 16777216.0;
}

/* Levels of a band wander by some 10 dB within a syllable. */
static void make_voice(struct side *s, size_t turn_of)
{
    double wander[CAD_BANDS] = {0};
    for (size_t f = 0; f < FRAMES; f++) {
        bool speaks = (f / TURN) % 2 == turn_of && f % TURN < TURN - 40;
        s->speech[f] = speaks;
        for (size_t b = 0; b < CAD_BANDS; b++) {
            wander[b] = 0.85 * wander[b] + 8.0 * (uniform() - 0.5);
            double db =
                speaks ? -35.0 - 0.8 * (double)b + 2.0 * wander[b] : -200.0;
            s->power[f * CAD_BANDS + b] = pow(10.0, 0.1 * db);
        }
    }
}

static double arriving(const struct side *from, struct way way, size_t f,
                       size_t b)
{
    double at = (double)f - way.delay_ms / 10.0;
    double first = floor(at), part = at - first;
    if (way.level_db >= 0.0 || first < 0.0 || first + 1.0 >= FRAMES)
        return 0.0;
    const double *p = from->power + (size_t)first * CAD_BANDS + b;
    return pow(10.0, 0.1 * way.level_db) *
           ((1.0 - part) * p[0] + part * p[CAD_BANDS]);
}

static void fill(struct side *s, const struct side *other, struct way way)
{
    s->channel.frames = FRAMES;
    double room[CAD_BANDS] = {0};
    for (size_t f = 0; f < FRAMES; f++)
        for (size_t b = 0; b < CAD_BANDS; b++) {
            double noise = 1e-8 * (0.5 + uniform());
            room[b] = way.decay * room[b] +
                      (1.0 - way.decay) * arriving(other, way, f, b);
            double power = s->power[f * CAD_BANDS + b] + noise + room[b];
            s->channel.bands[f * CAD_BANDS + b] = cad_band_code((float)power);
        }
}

static bool open_leaky(struct leaky *l, struct way into_0, struct way into_1)
{
    memset(l, 0, sizeof *l);
    l->arena = cad_arena_new();
    if (cad_model_load(l->arena, NULL, &l->model, NULL))
        return false;
    for (size_t i = 0; i < 2; i++) {
        struct side *s = &l->side[i];
        s->power = CAD_NEW(l->arena, double, FRAMES *CAD_BANDS);
        s->speech = CAD_NEW(l->arena, uint8_t, FRAMES);
        s->channel.bands = CAD_NEW(l->arena, uint8_t, FRAMES * CAD_BANDS);
        s->channel.flags = CAD_NEW(l->arena, uint8_t, FRAMES);
        make_voice(s, i);
    }
    fill(&l->side[0], &l->side[1], into_0);
    fill(&l->side[1], &l->side[0], into_1);
    return true;
}

static bool find(struct leaky *l)
{
    struct cad_leak_side side[2];
    for (size_t i = 0; i < 2; i++)
        side[i] = (struct cad_leak_side){&l->side[i].channel, l->side[i].speech,
                                         l->side[i].line};
    for (size_t i = 0; i < 2; i++)
        if (cad_leakage_find(&side[i], &side[1 - i], &l->model.settings.leakage,
                             l->arena, l->arena, &l->leak[i], NULL))
            return false;
    return true;
}

static void none(void)
{
    struct leaky l;
    ok(open_leaky(&l, (struct way){0}, (struct way){0}) && find(&l),
       "two voices that take turns");
    ok(!l.leak[0].found && !l.leak[1].found, "no leakage where there is none");
    struct cad_sync sync = cad_leakage_sync(&l.leak[0], &l.leak[1]);
    ok(sync.offset_ms.why == CAD_WHY_NO_EVIDENCE &&
           sync.drift_ms_per_min.why == CAD_WHY_NO_EVIDENCE,
       "then nothing is known of the sync");
    cad_arena_free(l.arena);
}

/* Tolerances: half a decibel and a tenth of a frame are the codes' own. */
static void one_way(struct way way)
{
    struct leaky l;
    ok(open_leaky(&l, (struct way){0}, way) && find(&l), "%g dB, %g ms",
       way.level_db, way.delay_ms);
    ok(!l.leak[0].found && l.leak[1].found, "one direction only");
    near(l.leak[1].level_db, way.level_db, 1.0, "level, dB");
    near(l.leak[1].delay_ms, way.delay_ms, 5.0, "delay, ms");
    cad_arena_free(l.arena);
}

static double share(const struct leaky *l, const uint8_t *mask, size_t who,
                    size_t skip)
{
    size_t n = 0, set = 0;
    for (size_t f = skip; f < FRAMES; f++)
        if (l->side[who].speech[f] && l->side[who].speech[f - skip]) {
            n++;
            set += mask[f];
        }
    return (double)set / (double)n;
}

static void masks(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){0}, (struct way){-18.0, 50.0, 0.0});
    ok(find(&l) && l.leak[1].found, "masks of a loud leak");
    ok(share(&l, l.leak[1].blocked, 0, 10) > 0.95,
       "the other's voice is blocked: %.3f of it",
       share(&l, l.leak[1].blocked, 0, 10));
    ok(share(&l, l.leak[1].blocked, 1, 10) < 0.02,
       "the own voice is not: %.3f of it", share(&l, l.leak[1].blocked, 1, 10));
    cad_arena_free(l.arena);
}

/* In a room of 0.3 s the sound stays on after the other has stopped. */
static void room(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){0},
               (struct way){-18.0, 80.0, pow(10.0, -6.0 / 30.0)});
    ok(find(&l) && l.leak[1].found, "a leak through a room");
    near(l.leak[1].level_db, -18.0, 1.5, "level of all of it, dB");
    near(l.leak[1].delay_ms, 80.0, 15.0, "delay of its front, ms");
    size_t tail = 0, blocked = 0;
    for (size_t f = 15; f < FRAMES; f++)
        if (l.side[0].speech[f - 15] && !l.side[0].speech[f - 8] &&
            !l.side[1].speech[f]) {
            tail++;
            blocked += l.leak[1].blocked[f];
        }
    ok(tail > 100 && 10 * blocked > 9 * tail,
       "its tail is blocked: %zu of %zu frames", blocked, tail);
    cad_arena_free(l.arena);
}

static void out_of_sync(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){-20.0, 60.0 - 200.0, 0.0},
               (struct way){-20.0, 60.0 + 200.0, 0.0});
    ok(find(&l) && l.leak[0].found && l.leak[1].found,
       "the customer's side lags by 200 ms");
    struct cad_sync sync = cad_leakage_sync(&l.leak[0], &l.leak[1]);
    near(sync.offset_ms.value, 200.0, 5.0, "offset, ms");
    near(sync.drift_ms_per_min.value, 0.0, 2.0, "drift, ms a minute");
    cad_arena_free(l.arena);
}

static void drifting(void)
{
    static const struct cad_leak_window a[] = {{30, 60}, {90, 54}, {150, 48}};
    static const struct cad_leak_window c[] = {{30, 60}, {90, 66}, {150, 72}};
    struct cad_leak agent = {.found = true, .delay_ms = 54, .window_count = 3};
    struct cad_leak customer = {
        .found = true, .delay_ms = 66, .window_count = 3};
    struct cad_leak_window windows[2][3];
    memcpy(windows[0], a, sizeof a);
    memcpy(windows[1], c, sizeof c);
    agent.windows = windows[0];
    customer.windows = windows[1];
    struct cad_sync sync = cad_leakage_sync(&agent, &customer);
    near(sync.offset_ms.value, 6.0, 1e-9, "offset, ms");
    near(sync.drift_ms_per_min.value, 6.0, 1e-9, "drift, ms a minute");
    customer.window_count = 1;
    sync = cad_leakage_sync(&agent, &customer);
    ok(sync.drift_ms_per_min.why == CAD_WHY_NO_EVIDENCE,
       "one window shows no drift");
}

/* The second half of the call, after a transfer, leaks. */
static void changed(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){0}, (struct way){-22.0, 90.0, 0.0});
    struct side clean = l.side[1];
    clean.channel.bands = CAD_NEW(l.arena, uint8_t, FRAMES * CAD_BANDS);
    fill(&clean, &l.side[0], (struct way){0});
    memcpy(l.side[1].channel.bands, clean.channel.bands,
           (size_t)FRAMES / 3 * 2 * CAD_BANDS);
    ok(find(&l) && l.leak[1].found, "a third of the call leaks");
    near(l.leak[1].level_db, -22.0, 1.0, "level there, dB");
    near(l.leak[1].delay_ms, 90.0, 5.0, "delay there, ms");
    ok(l.leak[1].window_count == 1 && l.leak[1].windows[0].at_s > 120.0,
       "and it is said where");
    cad_arena_free(l.arena);
}

static void gated(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){0}, (struct way){0});
    for (size_t f = 0; f < FRAMES; f++)
        if (!l.side[1].speech[f]) {
            l.side[1].channel.flags[f] = CAD_FRAME_DIGITAL;
            memset(l.side[1].channel.bands + f * CAD_BANDS, 0, CAD_BANDS);
        }
    ok(find(&l) && !l.leak[1].found, "a gated side shows nothing");
    cad_arena_free(l.arena);
}

static void lift(struct side *s, size_t f, double codes)
{
    for (size_t b = 0; b < CAD_BANDS; b++) {
        double code = s->channel.bands[f * CAD_BANDS + b] + codes;
        s->channel.bands[f * CAD_BANDS + b] =
            (uint8_t)fmax(0.0, fmin(round(code), 255.0));
    }
}

/* The one voice rises and falls as a whole, and a gain control makes the
   other side's noise do so 0.12 s later, all bands by the same. */
static void pumped(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){0}, (struct way){0});
    double wander[FRAMES] = {0};
    for (size_t f = 12; f < FRAMES; f++) {
        wander[f] = 0.95 * wander[f - 1] + 12.0 * (uniform() - 0.5);
        if (l.side[0].speech[f])
            lift(&l.side[0], f, wander[f]);
        if (l.side[0].speech[f - 12] && !l.side[1].speech[f])
            lift(&l.side[1], f, 40.0 + wander[f - 12]);
    }
    ok(find(&l) && !l.leak[1].found, "noise that a gain control lifts");
    l.model.settings.leakage.shape_min = 0.0;
    ok(find(&l) && l.leak[1].found, "only its shape shows that");
    cad_arena_free(l.arena);
}

/* Music on the second side itself, over a part of what else is quiet. */
static void play(struct leaky *l, size_t part, uint8_t *line)
{
    for (size_t f = 0; f < FRAMES; f++) {
        bool quiet = !l->side[0].speech[f] && !l->side[1].speech[f];
        if (!quiet || f % 40 >= part)
            continue;
        line[f] = 1;
        memset(l->side[1].channel.bands + f * CAD_BANDS, cad_band_code(1e-3f),
               CAD_BANDS);
    }
}

static bool found_beside_music(size_t part, bool known, double within_db)
{
    struct leaky l;
    open_leaky(&l, (struct way){0}, (struct way){-25.0, 64.0, 0.0});
    uint8_t *line = CAD_NEW(l.arena, uint8_t, FRAMES);
    play(&l, part, line);
    l.side[1].line = known ? line : NULL;
    l.model.settings.leakage.quiet_within_db = within_db;
    bool found =
        find(&l) && l.leak[1].found && fabs(l.leak[1].level_db + 25.0) < 1.0;
    cad_arena_free(l.arena);
    return found;
}

static void music(void)
{
    ok(found_beside_music(30, true, 40.0), "music is not the own noise");
    ok(!found_beside_music(30, false, 40.0), "unless nobody knows of it");
    ok(found_beside_music(12, false, 6.0), "a little of it stands out");
}

static void no_memory(void)
{
    struct leaky l;
    open_leaky(&l, (struct way){0}, (struct way){0});
    cad_arena_fail_after(l.arena, 3);
    ok(!find(&l), "no memory is said");
    cad_arena_free(l.arena);
}

/* A call shorter than the lead that is searched has no frame to lay beside. */
static void shorter_than_the_lead(void)
{
    const struct cad_leak_pair pair = {.frames = 10};
    struct cad_leak_stretch s = cad_leak_stretch_of(&pair, 0, 10, -40);
    ok(s.end <= s.first, "10 frames, 40 earlier: none of them");
    s = cad_leak_stretch_of(&pair, 0, 10, -4);
    ok(s.first == 0 && s.end == 6, "4 earlier: six, %zu to %zu", s.first,
       s.end);
    s = cad_leak_stretch_of(&pair, 0, 10, 4);
    ok(s.first == 4 && s.end == 10, "4 later: six, %zu to %zu", s.first, s.end);
}

int main(void)
{
    none();
    one_way((struct way){-7.0, 40.0, 0.0}); /* found anew, see strong_db */
    one_way((struct way){-12.0, 0.0, 0.0});
    one_way((struct way){-20.0, 64.0, 0.0});
    one_way((struct way){-30.0, 350.0, 0.0});
    one_way((struct way){-40.0, 600.0, 0.0});
    masks();
    room();
    out_of_sync();
    drifting();
    changed();
    gated();
    pumped();
    music();
    shorter_than_the_lead();
    no_memory();
    return tap_done();
}
