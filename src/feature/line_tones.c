/*
 * Call-progress tones without a list of countries: steady one- or two-tone
 * bursts are found first, then told apart by how long they last and pause.
 */
#include "feature/line.h"

#include <stdlib.h>

/* A steady tone over the frames [start, end). */
struct burst {
    size_t start, end;
    double hz; /* of the one peak, or the middle of the two */
    double level_db;
    double share; /* of the energy, in the peaks */
    double wander, ripple_db;
    bool single, used;
};

typedef CAD_VEC(struct burst) burst_list;

static double burst_s(const struct burst *b)
{
    return cad_frame_s(b->end - b->start);
}

static double gap_s(const struct burst *a, const struct burst *b)
{
    return cad_frame_s(b->start) - cad_frame_s(a->end);
}

/* ---- steady bursts ----------------------------------------------------- */

/* The middle of the peaks: steady where two tones beat, and their peaks in
   the spectrum come and go. */
static double middle_hz(const struct cad_line_frame *line)
{
    double a = line->peak_hz_q3[0] / 8.0, b = line->peak_hz_q3[1] / 8.0;
    return b > 0.0 ? 0.5 * (a + b) : a;
}

static bool is_tonal(const struct cad_line_search *search, size_t f)
{
    const struct cad_line_frame *line = &search->channel->line[f];
    return line->share >= 255.0 * search->settings->tone_share &&
           search->channel->power[f] > 0.0f &&
           middle_hz(line) >= search->settings->tone_low_hz;
}

enum { SMOOTH = 5 }; /* frames: 50 ms hold two beats of the closest pairs */

struct moments {
    double n, sum, squares;
};

static void add_value(struct moments *m, double value)
{
    m->n += 1.0;
    m->sum += value;
    m->squares += value * value;
}

/* Four standard deviations: the range of a drift, and unlike the range it
   does not grow with the length of a tone in noise. */
static double width(const struct moments *m)
{
    double mean = m->sum / m->n, variance = m->squares / m->n - mean * mean;
    return 4.0 * sqrt(variance > 0.0 ? variance : 0.0);
}

/* How far frequency and level move, each over 50 ms. Frames count by their
   power: in the trough of a beat noise has the word. */
static void measure_steadiness(const struct cad_line_search *search,
                               struct burst *b)
{
    const struct cad_channel *c = search->channel;
    struct moments hz = {0}, db = {0};
    /* half-filled frames at the ends do not tell */
    for (size_t f = b->start + 1; f + SMOOTH < b->end; f++) {
        double moment = 0.0, power = 1e-20;
        for (size_t i = f; i < f + SMOOTH; i++) {
            moment += middle_hz(&c->line[i]) * (double)c->power[i];
            power += (double)c->power[i];
        }
        add_value(&hz, moment / power);
        add_value(&db, 10.0 * log10(power / SMOOTH));
    }
    b->wander = width(&hz) * hz.n / hz.sum;
    b->ripple_db = width(&db);
}

static struct burst describe(const struct cad_line_search *search, size_t start,
                             size_t end)
{
    const struct cad_channel *c = search->channel;
    struct burst b = {.start = start, .end = end};
    double moment = 0.0, power = 0.0, share = 0.0, two = 0.0;
    for (size_t f = start; f < end; f++) {
        double weight = (double)c->power[f];
        power += weight;
        moment += weight * middle_hz(&c->line[f]);
        share += weight * c->line[f].share / 255.0;
        two += c->line[f].peak_hz_q3[1] ? weight : 0.0;
    }
    b.hz = moment / power;
    b.share = share / power;
    b.level_db = 10.0 * log10(power / (double)(end - start));
    b.single = two < 0.1 * power;
    return b;
}

/* Frames at the ends hold less than the tone: the window reaches beyond. */
static void trim(const struct cad_line_search *search, size_t *start,
                 size_t *end)
{
    const struct cad_channel *c = search->channel;
    double power = 0.0;
    for (size_t f = *start; f < *end; f++)
        power += (double)c->power[f];
    double half = 0.5 * power / (double)(*end - *start);
    while (*start < *end && (double)c->power[*start] < half)
        ++*start;
    while (*start < *end && (double)c->power[*end - 1] < half)
        --*end;
}

/* Tonal frames whose frequency stays near its mean. A click, or the trough of
   a beat in noise, may hide the tone for a moment. Gives the run's end. */
static size_t tonal_run(const struct cad_line_search *search, size_t start)
{
    enum { HIDDEN = 2 };
    size_t frames = search->channel->frames, end = start;
    double sum = 0.0, n = 0.0;
    for (size_t f = start; f < frames && f <= end + HIDDEN; f++) {
        double hz = middle_hz(&search->channel->line[f]);
        bool near_mean = fabs(hz * n - sum) <= 0.08 * sum;
        if (!is_tonal(search, f) || !near_mean) {
            if (f == start)
                break;
            continue;
        }
        sum += hz;
        n += 1.0;
        end = f + 1;
    }
    return end;
}

static void find_bursts(struct cad_line_search *search, burst_list *bursts)
{
    size_t frames = search->channel->frames;
    double least = search->settings->tone_min_s * CAD_FRAMES_PER_S;
    for (size_t f = 0, end; f<frames; f = end> f ? end : f + 1) {
        end = tonal_run(search, f);
        size_t from = f, to = end;
        trim(search, &from, &to);
        if ((double)(to - from) < least || to - from < SMOOTH + 2)
            continue;
        struct burst found = describe(search, from, to);
        measure_steadiness(search, &found);
        if (found.wander > search->settings->tone_wander ||
            found.ripple_db > search->settings->tone_ripple_db)
            continue;
        struct burst *b = CAD_VEC_PUSH(search->arena, bursts);
        if (!b) {
            search->no_memory = true;
            return;
        }
        *b = found;
    }
}

/* ---- what they are ----------------------------------------------------- */

static bool is_low(const struct cad_line_search *search, const struct burst *b)
{
    return b->hz >= search->settings->tone_low_hz &&
           b->hz <= search->settings->tone_high_hz;
}

/* One and the same source. */
static bool alike(const struct cad_line_search *search, const struct burst *a,
                  const struct burst *b)
{
    return fabs(a->hz - b->hz) <= search->settings->tone_alike * a->hz &&
           fabs(a->level_db - b->level_db) <= search->settings->tone_alike_db;
}

static bool within(double value, double low, double high)
{
    return value >= low && value <= high;
}

/* Two durations of one cadence; half a frame at each end is not known. */
static bool same_time(const struct cad_line_search *search, double a_s,
                      double b_s)
{
    double frame_s = 1.0 / CAD_FRAMES_PER_S;
    return fabs(a_s - b_s) <=
           search->settings->cadence_tolerance * fmax(a_s, b_s) + frame_s;
}

static void take(struct cad_line_search *search, struct burst *from,
                 struct burst *to)
{
    for (struct burst *b = from; b <= to; b++) {
        b->used = true;
        cad_line_block(search, b->start, b->end);
    }
}

/* Three rising tones, one right after the other. */
static void find_sit(struct cad_line_search *search, burst_list *bursts)
{
    static const double nominal_hz[3] = {950.0, 1400.0, 1800.0};
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i + 3 <= bursts->count; i++) {
        struct burst *b = bursts->items + i;
        bool fits = true;
        for (int k = 0; k < 3; k++)
            fits = fits && b[k].single && !b[k].used &&
                   fabs(b[k].hz - nominal_hz[k]) <=
                       s->sit_tolerance * nominal_hz[k] &&
                   within(burst_s(&b[k]), s->sit_min_s, s->sit_max_s) &&
                   (k == 0 || gap_s(&b[k - 1], &b[k]) <= s->tone_min_s);
        if (!fits)
            continue;
        cad_line_add(search, CAD_EVENT_SIT, b[0].start, b[2].end, 0.99);
        take(search, b, b + 2);
    }
}

static void find_dial(struct cad_line_search *search, burst_list *bursts)
{
    for (size_t i = 0; i < bursts->count; i++) {
        struct burst *b = &bursts->items[i];
        if (b->used || !is_low(search, b) ||
            burst_s(b) < search->settings->dial_min_s)
            continue;
        cad_line_add(search, CAD_EVENT_DIAL, b->start, b->end, 0.95);
        take(search, b, b);
    }
}

/* On and off alike, and short: the number of bursts from i on that do so. */
static size_t busy_length(const struct cad_line_search *search,
                          const struct burst *b, size_t count)
{
    const struct cad_line_settings *s = search->settings;
    size_t n = 1;
    if (b->used || !is_low(search, b) ||
        !within(burst_s(b), s->busy_min_s, s->busy_max_s))
        return 0;
    while (n < count && !b[n].used && alike(search, b, b + n) &&
           same_time(search, burst_s(b), burst_s(b + n)) &&
           same_time(search, burst_s(b), gap_s(b + n - 1, b + n)))
        n++;
    return n;
}

static void find_busy(struct cad_line_search *search, burst_list *bursts)
{
    enum { CYCLES = 3 }; /* fewer are too easily made by a voice */
    for (size_t i = 0; i < bursts->count; i++) {
        struct burst *b = &bursts->items[i];
        size_t n = busy_length(search, b, bursts->count - i);
        if (n < CYCLES)
            continue;
        cad_line_add(search, CAD_EVENT_BUSY, b->start, b[n - 1].end, 0.95);
        take(search, b, b + n - 1);
        i += n - 1;
    }
}

/* Bursts that make one ring: 1, 2 (the double ring), or 0: none. */
static size_t ring_length(const struct cad_line_search *search,
                          const struct burst *b, size_t count)
{
    const struct cad_line_settings *s = search->settings;
    if (b->used || !is_low(search, b))
        return 0;
    if (within(burst_s(b), s->ring_min_s, s->ring_max_s))
        return 1;
    if (count < 2 || b[1].used || !alike(search, b, b + 1) ||
        !same_time(search, burst_s(b), burst_s(b + 1)))
        return 0;
    bool fits =
        within(burst_s(b), s->double_ring_min_s, s->double_ring_max_s) &&
        gap_s(b, b + 1) < 0.75 * burst_s(b);
    return fits ? 2 : 0;
}

/* The pause after the last ring belongs to it as far as nothing is heard:
   nothing louder than in the pause before it. */
static size_t silent_until(const struct cad_line_search *search,
                           const struct burst *last, double pause_s)
{
    enum { EDGE = 2 };
    const struct cad_channel *c = search->channel;
    size_t pause = (size_t)(pause_s * CAD_FRAMES_PER_S), limit, f;
    double quiet = 0.0;
    if (pause <= 2 * EDGE)
        return last->end;
    for (f = last->start - pause + EDGE; f < last->start - EDGE; f++)
        quiet += (double)c->power[f];
    quiet /= (double)(pause - 2 * EDGE);
    double loud = fmax(10.0 * quiet, pow(10.0, last->level_db / 10.0 - 3.0));
    limit = last->end + pause < c->frames ? last->end + pause : c->frames;
    for (f = last->end + EDGE; f < limit && (double)c->power[f] < loud; f++)
        ;
    return f < limit ? f : limit;
}

/* Rings of one cadence from b on; *last is the burst that ends them. */
static size_t count_rings(const struct cad_line_search *search, struct burst *b,
                          size_t count, size_t *last, double *pause_s)
{
    const struct cad_line_settings *s = search->settings;
    size_t size = ring_length(search, b, count), rings = size ? 1 : 0;
    *last = size ? size - 1 : 0;
    *pause_s = 0.0;
    while (rings && *last + 1 < count) {
        struct burst *next = b + *last + 1;
        double gap = gap_s(next - 1, next);
        bool fits = within(gap, s->ring_gap_min_s, s->ring_gap_max_s) &&
                    alike(search, b, next) &&
                    same_time(search, burst_s(b), burst_s(next)) &&
                    (rings == 1 || same_time(search, gap, *pause_s));
        if (!fits || ring_length(search, next, count - *last - 1) != size)
            break;
        *pause_s = gap;
        *last += size;
        rings++;
    }
    return rings;
}

static void find_ringback(struct cad_line_search *search, burst_list *bursts)
{
    for (size_t i = 0; i < bursts->count; i++) {
        struct burst *b = &bursts->items[i];
        size_t last;
        double pause_s;
        size_t rings =
            count_rings(search, b, bursts->count - i, &last, &pause_s);
        if (rings == 0 || (rings == 1 && last > 0))
            continue;
        cad_line_add(search, CAD_EVENT_RINGBACK, b->start,
                     silent_until(search, b + last, pause_s),
                     rings > 1 ? 0.95 : 0.6);
        take(search, b, b + last);
        i += last;
    }
}

static void find_beeps(struct cad_line_search *search, burst_list *bursts)
{
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i < bursts->count; i++) {
        struct burst *b = &bursts->items[i];
        if (b->used || !b->single || b->hz < s->beep_low_hz ||
            b->share < s->beep_share || b->wander > s->beep_wander ||
            b->ripple_db > s->beep_ripple_db ||
            !within(burst_s(b), s->beep_min_s, s->beep_max_s))
            continue;
        cad_line_add(search, CAD_EVENT_BEEP, b->start, b->end, 0.8);
        take(search, b, b);
    }
}

/* Notes are no tones. */
static void leave_out_music(struct cad_line_search *search, burst_list *bursts)
{
    size_t music_end = search->events->count;
    for (size_t i = 0; i < bursts->count; i++)
        for (size_t m = search->first; m < music_end; m++) {
            struct burst *b = &bursts->items[i];
            const cad_event *music = &search->events->items[m];
            if (cad_frame_s(b->end) > music->start_s &&
                cad_frame_s(b->start) < music->end_s)
                b->used = true;
        }
}

void cad_line_find_tones(struct cad_line_search *search)
{
    burst_list bursts = {0};
    find_bursts(search, &bursts);
    leave_out_music(search, &bursts);
    find_sit(search, &bursts);
    find_dial(search, &bursts);
    find_busy(search, &bursts);
    find_ringback(search, &bursts);
    find_beeps(search, &bursts);
}
