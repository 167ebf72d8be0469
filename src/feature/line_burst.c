/* Steady bursts: tonal frames whose frequency and level hardly move. */
#include "feature/line_burst.h"

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
                               struct cad_burst *b)
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

static struct cad_burst describe(const struct cad_line_search *search,
                                 size_t start, size_t end)
{
    const struct cad_channel *c = search->channel;
    struct cad_burst b = {.start = start, .end = end};
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
    b.single = two < search->settings->tone_single_share * power;
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
    double sum = 0.0, n = 0.0, drift = search->settings->tone_drift;
    for (size_t f = start; f < frames && f <= end + HIDDEN; f++) {
        double hz = middle_hz(&search->channel->line[f]);
        bool near_mean = fabs(hz * n - sum) <= drift * sum;
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

void cad_line_find_bursts(struct cad_line_search *search,
                          cad_burst_list *bursts)
{
    size_t frames = search->channel->frames;
    double least = search->settings->tone_min_s * CAD_FRAMES_PER_S;
    for (size_t f = 0, next; f < frames; f = next) {
        size_t from = f, to = tonal_run(search, f);
        next = to == f ? f + 1 : to;
        trim(search, &from, &to);
        if ((double)(to - from) < least || to - from < SMOOTH + 2)
            continue;
        struct cad_burst found = describe(search, from, to);
        measure_steadiness(search, &found);
        if (found.wander > search->settings->tone_wander ||
            found.ripple_db > search->settings->tone_ripple_db)
            continue;
        struct cad_burst *b = CAD_VEC_PUSH(search->arena, bursts);
        if (!b) {
            search->no_memory = true;
            return;
        }
        *b = found;
    }
}
