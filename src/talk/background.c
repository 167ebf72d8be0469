#include "talk/background.h"

#include "base/error.h"
#include "talk/times.h"
#include "talk/units.h"

#include <string.h>

enum { CODES = 256, ROUNDS = 5 };

struct work {
    const struct cad_background_settings *settings;
    const struct cad_channel *channel;
    uint8_t *speech;
    const uint8_t *other; /* [frames] 0/1: the other party speaks */
    uint8_t *code;        /* [frames] cad_band_code() of smoothed power */
    uint8_t *far;         /* [frames] 0/1: rather somebody else's */
    uint8_t *back;        /* [frames] scratch of the search */
    float *own_db;        /* [seconds] */
    size_t frames, seconds;
    cad_ipu_list units;
};

/* ---- levels ----------------------------------------------------------- */

static void fill_codes(struct work *w)
{
    size_t reach = cad_frames_of(0.5 * w->settings->smooth_s);
    for (size_t u = 0; u < w->units.count; u++)
        for (size_t f = w->units.items[u].start; f < w->units.items[u].end;
             f++) {
            size_t from = f > reach ? f - reach : 0, n = 0;
            double sum = 0.0;
            for (size_t k = from; k <= f + reach && k < w->frames; k++, n++)
                sum += (double)w->channel->power[k];
            w->code[f] = cad_band_code((float)(sum / (double)n));
        }
}

/* Speech frames within reach of a second, by level. */
struct counts {
    int32_t of[CODES], n;
};

static void add_second(const struct work *w, size_t second, int sign,
                       struct counts *counts)
{
    size_t end = (second + 1) * CAD_FRAMES_PER_S;
    for (size_t f = second * CAD_FRAMES_PER_S; f < end && f < w->frames; f++)
        if (w->speech[f]) {
            counts->of[w->code[f]] += sign;
            counts->n += sign;
        }
}

static double mean_above(const struct counts *counts, const double *power,
                         double least)
{
    double sum = 0.0, n = 0.0;
    for (int c = 0; c < CODES; c++)
        if (counts->of[c] && power[c] >= least) {
            sum += counts->of[c] * power[c];
            n += counts->of[c];
        }
    return n > 0.0 ? sum / n : 0.0;
}

/* The level of whoever speaks loudest: what lies far under the mean does not
   draw it down. HUGE_VAL: hardly anybody speaks. */
static double loud_level_db(const struct work *w, const struct counts *counts,
                            const double *power)
{
    const struct cad_background_settings *s = w->settings;
    if ((size_t)counts->n < cad_frames_of(s->own_least_s) || !counts->n)
        return HUGE_VAL;
    double under = pow(10.0, -0.1 * s->own_under_db);
    double mean = mean_above(counts, power, 0.0);
    for (int round = 1; round < ROUNDS; round++)
        mean = mean_above(counts, power, mean * under);
    return 10.0 * log10(mean);
}

/* Own level at a second: the lower one of those before and after it, for a
   gain that falls or rises is no other voice. Where nobody is about to compare
   with, nothing is far under anybody. */
static void fill_own(struct work *w)
{
    size_t reach = cad_frames_of(w->settings->own_reach_s) / CAD_FRAMES_PER_S;
    struct counts before = {{0}, 0}, after = {{0}, 0};
    double power[CODES];
    for (int c = 0; c < CODES; c++)
        power[c] = pow(10.0, 0.1 * (double)cad_band_db((uint8_t)c));
    for (size_t i = 0; i < reach && i < w->seconds; i++)
        add_second(w, i, 1, &after);
    for (size_t i = 0; i < w->seconds; i++) {
        add_second(w, i, 1, &before);
        if (i + reach < w->seconds)
            add_second(w, i + reach, 1, &after);
        if (i > reach)
            add_second(w, i - reach - 1, -1, &before);
        if (i)
            add_second(w, i - 1, -1, &after);
        double own_db = fmin(loud_level_db(w, &before, power),
                             loud_level_db(w, &after, power));
        w->own_db[i] = own_db < HUGE_VAL ? (float)own_db : -120.0f;
    }
}

static double re_own_db(const struct work *w, size_t frame)
{
    return (double)(cad_band_db(w->code[frame]) -
                    w->own_db[frame / CAD_FRAMES_PER_S]);
}

/* ---- who it is -------------------------------------------------------- */

/* Fill far[] of a unit: two states, the party and somebody else. A loud frame
   is the party's for sure, a soft one may be anybody's; a change costs. back[]
   bit s tells whether the best way into state s came from somebody else. */
static void search_unit(struct work *w, const struct cad_ipu *unit,
                        double between_db)
{
    const struct cad_background_settings *s = w->settings;
    double own = 0.0, other = 0.0, cost = s->switch_cost;
    for (size_t f = unit->start; f < unit->end; f++) {
        double score = s->score_per_db * (re_own_db(w, f) - between_db);
        score = fmin(fmax(score, -s->score_far), s->score_own);
        bool own_from = other - cost > own, other_from = other >= own - cost;
        double best_own = own_from ? other - cost : own;
        double best_other = other_from ? other : own - cost;
        w->back[f] = (uint8_t)(own_from | other_from << 1);
        own = best_own + score;
        other = best_other - score;
    }
    bool is_other = other > own;
    for (size_t f = unit->end; f-- > unit->start;) {
        w->far[f] = is_other;
        is_other = w->back[f] >> is_other & 1;
    }
}

static void search(struct work *w, double between_db)
{
    for (size_t u = 0; u < w->units.count; u++)
        search_unit(w, &w->units.items[u], between_db);
}

struct pieces {
    size_t n, frames, amid; /* amid: of frames, in which the other speaks */
    double power;           /* sum over frames, re own */
};

/* A piece speaks for somebody else if nothing of its unit is the party's, or if
   it lasts: a party's own sentence may begin softly. */
static void add_piece(const struct work *w, const struct cad_ipu *unit,
                      size_t from, size_t to, struct pieces *out)
{
    const struct cad_background_settings *s = w->settings;
    bool whole = from == unit->start && to == unit->end;
    double power = 0.0;
    if (to - from < cad_frames_of(whole ? s->unit_least_s : s->piece_least_s))
        return;
    for (size_t f = from; f < to; f++)
        power += pow(10.0, 0.1 * re_own_db(w, f));
    if (power / (double)(to - from) >= pow(10.0, -0.1 * s->piece_under_db))
        return;
    out->n++;
    out->frames += to - from;
    for (size_t f = from; f < to; f++)
        out->amid += w->other[f];
    out->power += power;
}

static struct pieces find_pieces(const struct work *w)
{
    struct pieces out = {0};
    for (size_t u = 0; u < w->units.count; u++) {
        const struct cad_ipu *unit = &w->units.items[u];
        for (size_t f = unit->start, end; f < unit->end; f = end) {
            end = f + 1;
            while (end < unit->end && w->far[end] == w->far[f])
                end++;
            if (w->far[f])
                add_piece(w, unit, f, end, &out);
        }
    }
    return out;
}

/* A party who says some of its turns softly waits for the other to end, as
   always; people in the room do not listen. */
static bool is_enough(const struct work *w, const struct pieces *pieces)
{
    const struct cad_background_settings *s = w->settings;
    double talk_s = 0.0, sum_s = cad_seconds_of(pieces->frames);
    double amid_s = cad_seconds_of(pieces->amid);
    for (size_t u = 0; u < w->units.count; u++)
        talk_s +=
            cad_seconds_of(w->units.items[u].end - w->units.items[u].start);
    return (double)pieces->n >= s->pieces_min && sum_s >= s->found_least_s &&
           sum_s >= s->found_share * talk_s && amid_s >= s->amid_share * sum_s;
}

/* ---- the whole -------------------------------------------------------- */

static void take_back(struct work *w, struct cad_background *out)
{
    size_t sum = 0, first = w->frames, last = 0;
    for (size_t u = 0; u < w->units.count; u++)
        for (size_t f = w->units.items[u].start; f < w->units.items[u].end;
             f++) {
            if (!w->far[f] || !w->speech[f])
                continue;
            w->speech[f] = 0;
            first = f < first ? f : first;
            last = f + 1;
            sum++;
        }
    out->heard_s = cad_frame_s(sum);
    out->start_s = cad_frame_s(first);
    out->end_s = cad_frame_s(last);
}

static bool open_work(struct work *w, cad_arena *scratch, cad_arena *arena)
{
    w->seconds = w->frames / CAD_FRAMES_PER_S + 1;
    w->code = CAD_NEW(scratch, uint8_t, w->frames);
    w->far = CAD_NEW(scratch, uint8_t, w->frames);
    w->back = CAD_NEW(scratch, uint8_t, w->frames);
    w->own_db = CAD_NEW(arena, float, w->seconds);
    return w->code && w->far && w->back && w->own_db;
}

cad_status cad_background_find(const struct cad_channel *channel,
                               uint8_t *speech, const uint8_t *other,
                               const struct cad_settings *settings,
                               cad_arena *scratch, cad_arena *arena,
                               struct cad_background *out, cad_error *error)
{
    const struct cad_background_settings *s = &settings->background;
    struct work w = {.settings = s,
                     .channel = channel,
                     .speech = speech,
                     .other = other,
                     .frames = channel->frames};
    *out = (struct cad_background){0};
    if (!open_work(&w, scratch, arena))
        return cad_fail_memory(error);
    cad_status status = cad_units_find(
        speech, w.frames, CAD_MIXED, &settings->talk, scratch, &w.units, error);
    if (status)
        return status;
    fill_codes(&w);
    fill_own(&w);
    search(&w, -s->suspect_db);
    struct pieces pieces = find_pieces(&w);
    if (!is_enough(&w, &pieces))
        return CAD_OK;
    out->level_db = 10.0 * log10(pieces.power / (double)pieces.frames);
    search(&w, fmin(out->level_db + s->above_db, -s->least_under_db));
    out->found = true;
    out->own_db = w.own_db;
    take_back(&w, out);
    return CAD_OK;
}

double cad_background_above_db(const struct cad_background *background,
                               const struct cad_voice *voice, double start_s,
                               double end_s)
{
    double sum = 0.0, n = 0.0;
    size_t end = cad_frames_of(end_s);
    if (!background->found)
        return HUGE_VAL;
    for (size_t f = cad_frames_of(start_s); f < end && f < voice->frames; f++) {
        if (!voice->speech[f])
            continue;
        double own_db = (double)background->own_db[f / CAD_FRAMES_PER_S];
        sum += (double)voice->channel->power[f] * pow(10.0, -0.1 * own_db);
        n += 1.0;
    }
    return n > 0.0 ? 10.0 * log10(sum / n) - background->level_db : HUGE_VAL;
}
