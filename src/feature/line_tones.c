/*
 * Call-progress tones without a list of countries: steady one- or two-tone
 * bursts are told apart by how long they last and pause.
 */
#include "feature/line_burst.h"

static double burst_s(const struct cad_burst *b)
{
    return cad_frame_s(b->end - b->start);
}

static double gap_s(const struct cad_burst *a, const struct cad_burst *b)
{
    return cad_frame_s(b->start) - cad_frame_s(a->end);
}

static bool is_low(const struct cad_line_search *search,
                   const struct cad_burst *b)
{
    return b->hz >= search->settings->tone_low_hz &&
           b->hz <= search->settings->tone_high_hz;
}

/* One and the same source. */
static bool alike(const struct cad_line_search *search,
                  const struct cad_burst *a, const struct cad_burst *b)
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

static void take(struct cad_line_search *search, struct cad_burst *from,
                 struct cad_burst *to)
{
    for (struct cad_burst *b = from; b <= to; b++) {
        b->used = true;
        cad_line_block(search, b->start, b->end);
    }
}

/* Three rising tones, one right after the other. */
static void find_sit(struct cad_line_search *search, cad_burst_list *bursts)
{
    static const double nominal_hz[3] = {950.0, 1400.0, 1800.0};
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i + 3 <= bursts->count; i++) {
        struct cad_burst *b = bursts->items + i;
        bool fits = true;
        for (int k = 0; k < 3; k++)
            fits = fits && b[k].single && !b[k].used &&
                   fabs(b[k].hz - nominal_hz[k]) <=
                       s->sit_tolerance * nominal_hz[k] &&
                   within(burst_s(&b[k]), s->sit_min_s, s->sit_max_s) &&
                   (k == 0 || gap_s(&b[k - 1], &b[k]) <= s->tone_min_s);
        if (!fits)
            continue;
        cad_line_add(search, CAD_EVENT_SIT, b[0].start, b[2].end,
                     s->sit_confidence);
        take(search, b, b + 2);
    }
}

static void find_dial(struct cad_line_search *search, cad_burst_list *bursts)
{
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i < bursts->count; i++) {
        struct cad_burst *b = &bursts->items[i];
        if (b->used || !is_low(search, b) || burst_s(b) < s->dial_min_s)
            continue;
        cad_line_add(search, CAD_EVENT_DIAL, b->start, b->end,
                     s->tone_confidence);
        take(search, b, b);
    }
}

/* On and off alike, and short: the number of bursts from i on that do so. */
static size_t busy_length(const struct cad_line_search *search,
                          const struct cad_burst *b, size_t count)
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

static void find_busy(struct cad_line_search *search, cad_burst_list *bursts)
{
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i < bursts->count; i++) {
        struct cad_burst *b = &bursts->items[i];
        size_t n = busy_length(search, b, bursts->count - i);
        if ((double)n < s->busy_cycles)
            continue;
        cad_line_add(search, CAD_EVENT_BUSY, b->start, b[n - 1].end,
                     s->tone_confidence);
        take(search, b, b + n - 1);
        i += n - 1;
    }
}

/* Bursts that make one ring: 1, 2 (the double ring), or 0: none. */
static size_t ring_length(const struct cad_line_search *search,
                          const struct cad_burst *b, size_t count)
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
        gap_s(b, b + 1) < s->double_ring_gap * burst_s(b);
    return fits ? 2 : 0;
}

static double power_of_db(double db)
{
    return pow(10.0, db / 10.0);
}

/* The pause after the last ring belongs to it as far as nothing is heard:
   nothing louder than in the pause before it. */
static size_t silent_until(const struct cad_line_search *search,
                           const struct cad_burst *last, double pause_s)
{
    enum { EDGE = 2 };
    const struct cad_channel *c = search->channel;
    const struct cad_line_settings *s = search->settings;
    size_t pause = (size_t)(pause_s * CAD_FRAMES_PER_S);
    double quiet = 0.0;
    if (pause <= 2 * EDGE)
        return last->end;
    for (size_t f = last->start - pause + EDGE; f < last->start - EDGE; f++)
        quiet += (double)c->power[f];
    quiet /= (double)(pause - 2 * EDGE);
    double loud = fmax(power_of_db(s->ring_rise_db) * quiet,
                       power_of_db(last->level_db - s->ring_under_db));
    size_t end = last->end + pause, f = last->end + EDGE;
    end = end < c->frames ? end : c->frames;
    while (f < end && (double)c->power[f] < loud)
        f++;
    return f < end ? f : end;
}

/* Rings of one cadence from b on; *last is the burst that ends them. */
static size_t count_rings(const struct cad_line_search *search,
                          struct cad_burst *b, size_t count, size_t *last,
                          double *pause_s)
{
    const struct cad_line_settings *s = search->settings;
    size_t size = ring_length(search, b, count), rings = size ? 1 : 0;
    *last = size ? size - 1 : 0;
    *pause_s = 0.0;
    while (rings && *last + 1 < count) {
        struct cad_burst *next = b + *last + 1;
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

static void find_ringback(struct cad_line_search *search,
                          cad_burst_list *bursts)
{
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i < bursts->count; i++) {
        struct cad_burst *b = &bursts->items[i];
        size_t last;
        double pause_s;
        size_t rings =
            count_rings(search, b, bursts->count - i, &last, &pause_s);
        if (rings == 0 || (rings == 1 && last > 0))
            continue;
        cad_line_add(search, CAD_EVENT_RINGBACK, b->start,
                     silent_until(search, b + last, pause_s),
                     rings > 1 ? s->tone_confidence : s->ring_once_confidence);
        take(search, b, b + last);
        i += last;
    }
}

static void find_beeps(struct cad_line_search *search, cad_burst_list *bursts)
{
    const struct cad_line_settings *s = search->settings;
    for (size_t i = 0; i < bursts->count; i++) {
        struct cad_burst *b = &bursts->items[i];
        if (b->used || !b->single || b->hz < s->beep_low_hz ||
            b->share < s->beep_share || b->wander > s->beep_wander ||
            b->ripple_db > s->beep_ripple_db ||
            !within(burst_s(b), s->beep_min_s, s->beep_max_s))
            continue;
        cad_line_add(search, CAD_EVENT_BEEP, b->start, b->end,
                     s->beep_confidence);
        take(search, b, b);
    }
}

/* Notes are no tones. */
static void leave_out_music(struct cad_line_search *search,
                            cad_burst_list *bursts)
{
    size_t music_end = search->events->count;
    for (size_t i = 0; i < bursts->count; i++)
        for (size_t m = search->first; m < music_end; m++) {
            struct cad_burst *b = &bursts->items[i];
            const cad_event *music = &search->events->items[m];
            if (cad_frame_s(b->end) > music->start_s &&
                cad_frame_s(b->start) < music->end_s)
                b->used = true;
        }
}

void cad_line_find_tones(struct cad_line_search *search)
{
    cad_burst_list bursts = {0};
    cad_line_find_bursts(search, &bursts);
    leave_out_music(search, &bursts);
    find_sit(search, &bursts);
    find_dial(search, &bursts);
    find_busy(search, &bursts);
    find_ringback(search, &bursts);
    find_beeps(search, &bursts);
}
