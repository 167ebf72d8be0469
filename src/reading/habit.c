#include "reading/habit.h"

#include "base/error.h"
#include "dsp/stats.h"

enum { VALLEYS = 8 };

/* The adequate segments of a party, in time order. */
struct sample {
    const struct cad_tone_settings *settings;
    const cad_report *report;
    size_t n;
    size_t *segment; /* [n] indexes into the report */
    double *score;   /* [n] joint deviation from the median */
    double *scratch; /* [n] */
    uint8_t *lower;  /* [n] 1: belongs to the lower group */
};

static cad_figure cue_of(const cad_segment *segment, enum cad_voice_cue cue)
{
    switch (cue) {
    case CAD_VOICE_PITCH:
        return segment->pitch.median_st;
    case CAD_VOICE_PEAK:
        return segment->pitch.p90_st;
    case CAD_VOICE_TILT:
        return segment->effort.tilt_db;
    case CAD_VOICE_LEVEL:
        return segment->loudness.level_dbfs;
    case CAD_VOICE_RATE:
        return segment->rate.articulation_syl_s;
    case CAD_VOICE_CUES:
        break;
    }
    return cad_unknown(CAD_WHY_NOT_MEASURED);
}

static double level_voice_spread(const struct cad_tone_settings *t,
                                 enum cad_voice_cue cue)
{
    const double spread[CAD_VOICE_CUES] = {
        [CAD_VOICE_PITCH] = t->spread_pitch_st,
        [CAD_VOICE_PEAK] = t->spread_peak_st,
        [CAD_VOICE_TILT] = t->spread_tilt_db,
        [CAD_VOICE_LEVEL] = t->spread_level_db,
        [CAD_VOICE_RATE] = t->spread_rate_syl_s,
    };
    return spread[cue];
}

static double default_weight(const struct cad_tone_settings *t,
                             enum cad_voice_cue cue)
{
    const double weight[CAD_VOICE_CUES] = {
        [CAD_VOICE_PITCH] = t->weight_pitch,
        [CAD_VOICE_PEAK] = t->weight_peak,
        [CAD_VOICE_TILT] = t->weight_tilt,
        [CAD_VOICE_LEVEL] = t->weight_level,
        [CAD_VOICE_RATE] = t->weight_rate,
    };
    return weight[cue];
}

/* ---- the sample -------------------------------------------------------- */

static bool is_adequate(const cad_segment *s, cad_party party,
                        const struct cad_tone_settings *t)
{
    return s->party == party && s->kind == CAD_TURN &&
           s->pitch.voiced_s >= t->habit_min_voiced_s &&
           cad_is_known(s->pitch.median_st);
}

static cad_status gather(const struct cad_reading *in, const cad_report *report,
                         cad_party party, struct sample *out, cad_error *error)
{
    size_t room = report->segment_count;
    *out = (struct sample){.settings = &in->model->settings.tone,
                           .report = report};
    out->segment = CAD_NEW(in->arena, size_t, room);
    out->score = CAD_NEW(in->arena, double, room);
    out->scratch = CAD_NEW(in->arena, double, room);
    out->lower = CAD_NEW(in->arena, uint8_t, room);
    if (!out->segment || !out->score || !out->scratch || !out->lower)
        return cad_fail_memory(error);
    for (size_t i = 0; i < room; i++)
        if (is_adequate(&report->segments[i], party, out->settings))
            out->segment[out->n++] = i;
    return CAD_OK;
}

/* The known values of a cue: of all, or of the lower group; into scratch. */
static size_t collect(const struct sample *s, enum cad_voice_cue cue,
                      bool lower_only)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        cad_figure x = cue_of(&s->report->segments[s->segment[i]], cue);
        if (cad_is_known(x) && (!lower_only || s->lower[i]))
            s->scratch[n++] = x.value;
    }
    return n;
}

static double within(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* 0 at and below `low`, 1 at and above `high`. */
static double ramp(double x, double low, double high)
{
    return high > low ? within((x - low) / (high - low), 0.0, 1.0) : x >= low;
}

/* ---- may the level be used? --------------------------------------------- */

cad_figure cad_habit_deviation(const struct cad_habit *habit,
                               const cad_segment *segment, double limit,
                               double *weight_sum)
{
    double sum = 0.0, weights = 0.0;
    for (int c = 0; c < CAD_VOICE_CUES; c++) {
        cad_figure x = cue_of(segment, (enum cad_voice_cue)c);
        double weight = habit->cue[c].weight;
        if (!(weight > 0.0) || !cad_is_known(x))
            continue;
        double z = (x.value - habit->cue[c].zero.value) / habit->cue[c].scale;
        sum += weight * within(z, -limit, limit);
        weights += weight;
    }
    if (weight_sum)
        *weight_sum = weights;
    if (!(weights > 0.0))
        return cad_unknown(CAD_WHY_NO_EVIDENCE);
    return cad_known(sum / weights);
}

/* What gain cannot touch, and every segment has. */
static struct cad_habit without_level(const struct cad_habit *habit)
{
    struct cad_habit rest = *habit;
    rest.cue[CAD_VOICE_LEVEL].weight = rest.cue[CAD_VOICE_RATE].weight = 0.0;
    return rest;
}

/* Where the gain of the line wanders, level and the cues that gain does not
   touch go separate ways. Their correlation says how far level may count. */
static double level_agreement(const struct sample *s,
                              const struct cad_habit *median)
{
    struct cad_habit rest = without_level(median);
    double limit = s->settings->group_limit;
    double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, n = 0;
    for (size_t i = 0; i < s->n; i++) {
        const cad_segment *segment = &s->report->segments[s->segment[i]];
        cad_figure level = cue_of(segment, CAD_VOICE_LEVEL);
        cad_figure z = cad_habit_deviation(&rest, segment, limit, NULL);
        if (!cad_is_known(level) || !cad_is_known(z))
            continue;
        double x = level.value - median->cue[CAD_VOICE_LEVEL].zero.value;
        n++;
        sx += x;
        sy += z.value;
        sxx += x * x;
        syy += z.value * z.value;
        sxy += x * z.value;
    }
    double vx = n * sxx - sx * sx, vy = n * syy - sy * sy;
    if (n < s->settings->agreement_min_segments || !(vx > 0.0) || !(vy > 0.0))
        return 0.0;
    return (n * sxy - sx * sy) / sqrt(vx * vy);
}

static void weigh_level(const struct sample *s, cad_party party,
                        struct cad_habit *h)
{
    const struct cad_tone_settings *t = s->settings;
    cad_figure agc = s->report->quality.party[party].agc_suspected;
    double share =
        ramp(level_agreement(s, h), t->agreement_low, t->agreement_high);
    if (cad_is_known(agc) && agc.value > 0.5)
        share = 0.0;
    h->cue[CAD_VOICE_LEVEL].weight *= share;
}

/* ---- the zero ------------------------------------------------------------ */

/* Medians, and the scales of a level voice: where the search begins. */
static void start_at_median(const struct sample *s, struct cad_habit *h)
{
    for (int c = 0; c < CAD_VOICE_CUES; c++) {
        enum cad_voice_cue cue = (enum cad_voice_cue)c;
        size_t n = collect(s, cue, false);
        h->cue[c].n = n;
        h->cue[c].scale = level_voice_spread(s->settings, cue);
        h->cue[c].spread = NAN;
        h->cue[c].zero = n ? cad_known(cad_median(s->scratch, n))
                           : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
        h->cue[c].weight = n ? default_weight(s->settings, cue) : 0.0;
    }
}

/* Sets score[], by which the segments are grouped, and returns its standard
   deviation. */
static double score_all(const struct sample *s, const struct cad_habit *h)
{
    struct cad_habit rest = without_level(h);
    double sum = 0.0, squares = 0.0;
    for (size_t i = 0; i < s->n; i++) {
        cad_figure z =
            cad_habit_deviation(&rest, &s->report->segments[s->segment[i]],
                                s->settings->group_limit, NULL);
        s->score[i] = z.value;
        sum += z.value;
        squares += z.value * z.value;
    }
    double mean = sum / (double)s->n;
    return sqrt(fmax(0.0, squares / (double)s->n - mean * mean));
}

/* How dense the scores are around `at`, each smoothed by a normal curve. */
static double density(const struct sample *s, double at, double width)
{
    double sum = 0.0;
    for (size_t i = 0; i < s->n; i++) {
        double x = (s->score[i] - at) / width;
        sum += exp(-0.5 * x * x);
    }
    return sum;
}

/* Valleys between the hills of the smoothed scores, from below; a valley
   counts when it is clearly lower than both its sides. */
static size_t find_valleys(const struct sample *s, double *valleys)
{
    const struct cad_tone_settings *t = s->settings;
    double limit = t->group_limit, width = t->group_width;
    double peak = 0.0, low = 0.0, low_at = 0.0;
    size_t n = 0;
    for (double at = -limit; at <= limit; at += 0.25 * width) {
        double d = density(s, at, width);
        bool parted = low < t->group_valley * peak && low < t->group_valley * d;
        if (parted && n < VALLEYS)
            valleys[n++] = low_at;
        if (parted || d > peak)
            peak = low = d;
        if (d < low) {
            low = d;
            low_at = at;
        }
    }
    return n;
}

/* Median of the scores in [from, to) and how many there are. */
static double middle(const struct sample *s, double from, double to, size_t *n)
{
    *n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->score[i] >= from && s->score[i] < to)
            s->scratch[(*n)++] = s->score[i];
    return *n ? cad_median(s->scratch, *n) : HUGE_VAL;
}

/* How many segments must be below a gap of this width for them to be the
   habit. A soft mood makes a gap too, but a narrow one, and seldom for long:
   near that width only a large group counts. Beyond what softness does, the
   few level turns of one who is raised for the rest are enough. */
static double group_needs(const struct sample *s, double gap)
{
    const struct cad_tone_settings *t = s->settings;
    double far = ramp(gap, t->group_apart, t->group_far);
    double share =
        t->group_near_share + far * (t->group_min_share - t->group_near_share);
    double least =
        gap < t->group_few_apart ? t->group_min_segments : t->group_few;
    return fmax(share * (double)s->n, least);
}

/* Marks the lowest group: hill is joined to hill until they hold a fair share
   and the next one is far enough away to be raised. A softer mood is nearer
   to a level voice than a raised one, and belongs to the habit. */
static void mark_lower(const struct sample *s)
{
    const struct cad_tone_settings *t = s->settings;
    double valleys[VALLEYS + 1], top = HUGE_VAL;
    size_t count = find_valleys(s, valleys);
    valleys[count] = HUGE_VAL;
    for (size_t i = 0; i < count && top == HUGE_VAL; i++) {
        size_t below, above;
        double group = middle(s, -HUGE_VAL, valleys[i], &below);
        double next = middle(s, valleys[i], valleys[i + 1], &above);
        double gap = next - group;
        if (gap >= t->group_apart && (double)below >= group_needs(s, gap))
            top = valleys[i];
    }
    for (size_t i = 0; i < s->n; i++)
        s->lower[i] = s->score[i] < top;
}

static void settle(const struct sample *s, struct cad_habit *h)
{
    for (int c = 0; c < CAD_VOICE_CUES; c++) {
        enum cad_voice_cue cue = (enum cad_voice_cue)c;
        size_t n = collect(s, cue, true);
        if (!h->cue[c].n || !n)
            continue;
        double all = h->cue[c].zero.value;
        double low = cad_median(s->scratch, n);
        double low_spread = cad_robust_spread(s->scratch, n, low);
        n = collect(s, cue, false);
        double all_spread = cad_robust_spread(s->scratch, n, all);
        double w = h->lowered;
        h->cue[c].zero = cad_known(all + w * (low - all));
        h->cue[c].spread = all_spread + w * (low_spread - all_spread);
        h->cue[c].scale = within(h->cue[c].spread, h->cue[c].scale,
                                 h->cue[c].scale * s->settings->spread_most);
    }
}

static void use_opening(struct sample *s, struct cad_habit *h)
{
    size_t first = (size_t)s->settings->opening_segments;
    h->from = CAD_FROM_OPENING;
    s->n = s->n < first ? s->n : first;
}

static cad_status find_in_call(const struct cad_reading *in,
                               const cad_report *report, cad_party party,
                               struct cad_habit *out, cad_error *error)
{
    struct sample s;
    *out = (struct cad_habit){.from = CAD_FROM_CALL};
    cad_status status = gather(in, report, party, &s, error);
    if (status)
        return status;
    const struct cad_tone_settings *t = s.settings;
    if ((double)s.n < t->habit_min_segments)
        use_opening(&s, out);
    start_at_median(&s, out);
    out->n = s.n;
    if ((double)s.n < t->opening_segments) {
        out->why = CAD_WHY_TOO_LITTLE_VOICE;
        return CAD_OK;
    }
    weigh_level(&s, party, out);
    double spread = score_all(&s, out);
    if (out->from == CAD_FROM_CALL)
        out->lowered = ramp(spread, t->level_call_spread, t->mixed_call_spread);
    mark_lower(&s);
    settle(&s, out);
    return CAD_OK;
}

static void note_origin(struct cad_habit *h)
{
    for (int c = 0; c < CAD_VOICE_CUES; c++)
        h->cue[c].from = h->from;
}

/* The agent's rate in other calls, where this one shows too little of it: no
   line changes how fast somebody speaks. */
static void use_profile(const struct cad_reading *in, const cad_report *report,
                        struct cad_habit *h)
{
    const struct cad_tone_settings *t = &in->model->settings.tone;
    if (!in->profile || !report->party[CAD_AGENT].present ||
        (double)h->cue[CAD_VOICE_RATE].n >= t->habit_min_segments)
        return;
    const struct cad_typical *rate =
        &in->profile->measure[CAD_PROFILE_RATE_SYL_S];
    if (!cad_is_known(rate->value) || !(rate->value.value > 0.0))
        return;
    double least = level_voice_spread(t, CAD_VOICE_RATE);
    double spread = cad_is_known(rate->spread) ? rate->spread.value : least;
    h->cue[CAD_VOICE_RATE].zero = rate->value;
    h->cue[CAD_VOICE_RATE].spread = spread;
    h->cue[CAD_VOICE_RATE].scale =
        within(spread, least, least * t->spread_most);
    h->cue[CAD_VOICE_RATE].weight = default_weight(t, CAD_VOICE_RATE);
    h->cue[CAD_VOICE_RATE].n = rate->n;
    h->cue[CAD_VOICE_RATE].from = CAD_FROM_PROFILE;
}

cad_status cad_habit_find(const struct cad_reading *in,
                          const cad_report *report, cad_party party,
                          struct cad_habit *out, cad_error *error)
{
    cad_status status = find_in_call(in, report, party, out, error);
    if (status)
        return status;
    note_origin(out);
    if (party == CAD_AGENT)
        use_profile(in, report, out);
    return CAD_OK;
}
