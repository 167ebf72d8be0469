/* changes.c - where a party's voice goes to another level and stays there: the
   course is cut into stretches of one level each, as many as pay for
   themselves. */
#include "base/error.h"
#include "dsp/stats.h"
#include "reading/reading.h"

/* A turn, or a part of a long one: what counts once. */
struct unit {
    int first, last; /* segments */
    double w, wz, voiced_s, speech_s;
};

/* The scored units of a party and their running sums, so that the cost of a
   stretch takes no loop. */
struct walk {
    const struct cad_tone_settings *s;
    const cad_segment *segments;
    size_t n;
    struct unit *unit;             /* [n] */
    double *w, *wz, *wzz, *speech; /* [n + 1] weight, its moments, seconds */
    double *best;                  /* [n + 1] least cost up to here */
    size_t *from;                  /* [n + 1] where its last stretch begins */
    double penalty;
};

static bool make_room(cad_arena *arena, size_t n, struct walk *k)
{
    k->unit = CAD_NEW(arena, struct unit, n);
    k->from = CAD_NEW(arena, size_t, n + 1);
    k->w = CAD_NEW(arena, double, n + 1);
    k->wz = CAD_NEW(arena, double, n + 1);
    k->wzz = CAD_NEW(arena, double, n + 1);
    k->speech = CAD_NEW(arena, double, n + 1);
    k->best = CAD_NEW(arena, double, n + 1);
    return k->unit && k->from && k->w && k->wz && k->wzz && k->speech &&
           k->best;
}

static bool is_scored(const cad_segment *s)
{
    return s->kind == CAD_TURN && cad_is_known(s->activation_z) &&
           cad_is_known(s->confidence) && s->confidence.value > 0.0;
}

/* Pieces of one turn are one unit until it is long enough for two. */
static void add(struct walk *k, int index)
{
    const cad_segment *s = &k->segments[index];
    struct unit *u = k->n ? &k->unit[k->n - 1] : NULL;
    if (!u || k->segments[u->last].turn != s->turn ||
        u->speech_s + s->speech_s > k->s->course_unit_s) {
        u = &k->unit[k->n++];
        *u = (struct unit){.first = index};
    }
    u->last = index;
    u->w += s->pitch.voiced_s * s->confidence.value;
    u->wz += s->pitch.voiced_s * s->activation_z.value;
    u->voiced_s += s->pitch.voiced_s;
    u->speech_s += s->speech_s;
}

static void gather(const cad_report *report, cad_party party, struct walk *k)
{
    k->n = 0;
    k->segments = report->segments;
    for (size_t i = 0; i < report->segment_count; i++)
        if (report->segments[i].party == party &&
            is_scored(&report->segments[i]))
            add(k, (int)i);
    for (size_t i = 0; i < k->n; i++) {
        const struct unit *u = &k->unit[i];
        double w = u->w / u->voiced_s, z = u->wz / u->voiced_s;
        k->w[i + 1] = k->w[i] + w;
        k->wz[i + 1] = k->wz[i] + w * z;
        k->wzz[i + 1] = k->wzz[i] + w * z * z;
        k->speech[i + 1] = k->speech[i] + u->speech_s;
    }
}

static double mean_z(const struct walk *k, size_t a, size_t b)
{
    return (k->wz[b] - k->wz[a]) / (k->w[b] - k->w[a]);
}

/* Squared distance from the stretch's own mean in spreads of a level voice;
   a unit of usual confidence counts one. */
static double cost(const struct walk *k, size_t a, size_t b)
{
    double usual = k->w[k->n] / (double)k->n;
    double spread = k->s->course_spread_z;
    double sum = k->wz[b] - k->wz[a];
    double rest = k->wzz[b] - k->wzz[a] - sum * sum / (k->w[b] - k->w[a]);
    return (rest > 0.0 ? rest : 0.0) / usual / (spread * spread);
}

static bool is_long_enough(const struct walk *k, size_t a, size_t b)
{
    return (double)(b - a) >= k->s->course_min_turns &&
           k->speech[b] - k->speech[a] >= k->s->course_min_s;
}

/* The cheapest way to cut [0, n): optimal partitioning. */
static bool cut(struct walk *k)
{
    k->penalty = k->s->course_penalty * log((double)k->n);
    k->best[0] = -k->penalty;
    for (size_t b = 1; b <= k->n; b++) {
        k->best[b] = HUGE_VAL;
        for (size_t a = 0; a < b; a++) {
            if (k->best[a] == HUGE_VAL || !is_long_enough(k, a, b))
                continue;
            double sum = k->best[a] + cost(k, a, b) + k->penalty;
            if (sum < k->best[b]) {
                k->best[b] = sum;
                k->from[b] = a;
            }
        }
    }
    return k->best[k->n] < HUGE_VAL;
}

/* Edges of the stretches, 0 and n among them, into `edge`; their number. */
static size_t list_edges(const struct walk *k, size_t *edge)
{
    size_t count = 1, at = 0;
    for (size_t b = k->n; b > 0; b = k->from[b])
        count++;
    for (size_t b = k->n; b > 0; b = k->from[b])
        edge[count - ++at] = b;
    edge[0] = 0;
    return count;
}

/* A small step is drift, and no change that a listener would name: the
   smallest goes first, as its neighbours grow or shrink with it. */
static size_t drop_small_steps(const struct walk *k, size_t *edge, size_t count)
{
    while (count > 2) {
        size_t smallest = 0;
        double least = k->s->course_step_z;
        for (size_t i = 1; i + 1 < count; i++) {
            double step = fabs(mean_z(k, edge[i], edge[i + 1]) -
                               mean_z(k, edge[i - 1], edge[i]));
            if (step < least) {
                least = step;
                smallest = i;
            }
        }
        if (!smallest)
            break;
        for (size_t i = smallest; i + 1 < count; i++)
            edge[i] = edge[i + 1];
        count--;
    }
    return count;
}

/* The change at b, from [a, b) to [b, c). */
static cad_course_change describe(const struct walk *k, size_t a, size_t b,
                                  size_t c)
{
    double before = mean_z(k, a, b), after = mean_z(k, b, c);
    double gain = cost(k, a, c) - cost(k, a, b) - cost(k, b, c);
    double sure = fmin((k->w[b] - k->w[a]) / (double)(b - a),
                       (k->w[c] - k->w[b]) / (double)(c - b));
    return (cad_course_change){
        .segment = k->unit[b].first,
        .start_s = k->segments[k->unit[b].first].start_s,
        .end_s = k->segments[k->unit[c - 1].last].end_s,
        .before = cad_bounded(before),
        .after = cad_bounded(after),
        .change = after > before ? CAD_CHANGE_ROSE : CAD_CHANGE_FELL,
        .confidence = sure * gain / (gain + k->penalty),
    };
}

static cad_status find(const struct cad_reading *in, struct walk *k,
                       cad_party_report *out, cad_error *error)
{
    size_t *edge = CAD_NEW(in->arena, size_t, k->n + 1);
    out->activation.changes = CAD_NEW(in->arena, cad_course_change, k->n + 1);
    if (!edge || !out->activation.changes)
        return cad_fail_memory(error);
    if (!k->n || !cut(k))
        return CAD_OK;
    size_t count = drop_small_steps(k, edge, list_edges(k, edge));
    for (size_t i = 1; i + 1 < count; i++)
        out->activation.changes[out->activation.change_count++] =
            describe(k, edge[i - 1], edge[i], edge[i + 1]);
    return CAD_OK;
}

cad_status cad_changes_find(const struct cad_reading *in, cad_report *report,
                            cad_error *error)
{
    struct walk k = {.s = &in->model->settings.tone};
    if (!make_room(in->arena, report->segment_count, &k))
        return cad_fail_memory(error);
    cad_status status = CAD_OK;
    for (int p = CAD_AGENT; p <= CAD_CUSTOMER && !status; p++) {
        gather(report, (cad_party)p, &k);
        status = find(in, &k, &report->party[p], error);
    }
    return status;
}
