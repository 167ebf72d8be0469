/* whole.c - each party's voice over the whole call, beside what most speakers
   do; and its end beside its opening. Who is raised from the first word to the
   last differs from nobody's habit but from most speakers'. */
#include "base/error.h"
#include "dsp/stats.h"
#include "reading/reading.h"

static bool is_own_turn(const cad_segment *s, cad_party party)
{
    return s->party == party && s->kind == CAD_TURN;
}

static cad_figure level_of(const cad_segment *s)
{
    return s->loudness.level_dbfs;
}

static cad_figure tilt_of(const cad_segment *s)
{
    return s->effort.tilt_db;
}

/* The party's known values, sorted into scratch. */
static size_t collect(const cad_report *report, cad_party party,
                      cad_figure (*value_of)(const cad_segment *),
                      double *scratch)
{
    size_t n = 0;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        cad_figure x = value_of(s);
        if (is_own_turn(s, party) && cad_is_known(x))
            scratch[n++] = x.value;
    }
    cad_sort(scratch, n);
    return n;
}

/* A gain that follows the voice leaves no spread of the voice's own. */
static cad_figure level_spread(const cad_report *report, cad_party party,
                               size_t least, double *scratch)
{
    cad_figure agc = report->quality.party[party].agc_suspected;
    size_t n = collect(report, party, level_of, scratch);
    if (cad_is_known(agc) && agc.value > 0.5)
        return cad_unknown(CAD_WHY_GAIN_UNSTABLE);
    if (n < least)
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    return cad_known(cad_quantile(scratch, n, 0.9) -
                     cad_quantile(scratch, n, 0.1));
}

static cad_figure median_tilt(const cad_report *report, cad_party party,
                              size_t least, double *scratch)
{
    size_t n = collect(report, party, tilt_of, scratch);
    return n < least ? cad_unknown(CAD_WHY_TOO_LITTLE_VOICE)
                     : cad_known(cad_quantile(scratch, n, 0.5));
}

/* ---- the end beside the opening ---------------------------------------- */

struct mean {
    double sum, weight;
};

static void add(struct mean *m, cad_figure x, double weight)
{
    if (!cad_is_known(x))
        return;
    m->sum += weight * x.value;
    m->weight += weight;
}

static cad_figure less(const struct mean *end, const struct mean *opening,
                       double least)
{
    if (!(end->weight > least) || !(opening->weight > least))
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    return cad_known(end->sum / end->weight - opening->sum / opening->weight);
}

/* Of the last quarter less that of the first, in the measures' own units. */
static void contrast(const struct cad_reading *in, const cad_report *report,
                     cad_party party, cad_figure out[CAD_MEASURES])
{
    struct mean at[CAD_MEASURES][2] = {0};
    double quarter_s = in->duration_s / 4.0;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        double middle_s = 0.5 * (s->start_s + s->end_s);
        bool end = middle_s >= 3.0 * quarter_s;
        if (!is_own_turn(s, party) || (middle_s >= quarter_s && !end))
            continue;
        double voiced_s = s->pitch.voiced_s;
        add(&at[CAD_PITCH_ST][end], s->pitch.median_st, voiced_s);
        add(&at[CAD_TILT_DB][end], s->effort.tilt_db, voiced_s);
        add(&at[CAD_LEVEL_DB][end], s->loudness.level_dbfs, voiced_s);
        add(&at[CAD_RATE_SYL_S][end], s->rate.articulation_syl_s, s->speech_s);
    }
    double least = in->model->settings.tone.quarter_min_voiced_s;
    for (int m = 0; m < CAD_MEASURES; m++)
        out[m] = less(&at[m][1], &at[m][0], least);
    cad_figure agc = report->quality.party[party].agc_suspected;
    if (cad_is_known(agc) && agc.value > 0.5)
        out[CAD_LEVEL_DB] = cad_unknown(CAD_WHY_GAIN_UNSTABLE);
}

/* ---- one party ----------------------------------------------------------- */

/* Outside is what lies outside by more than its own uncertainty. */
static cad_place place_of(const cad_whole_figure *f, double uncertainty)
{
    if (!cad_is_known(f->value) || !f->norm.known)
        return CAD_PLACE_UNKNOWN;
    if (f->value.value + uncertainty < f->norm.low)
        return CAD_PLACE_BELOW;
    return f->value.value - uncertainty > f->norm.high ? CAD_PLACE_ABOVE
                                                       : CAD_PLACE_WITHIN;
}

static bool has_voice(const cad_report *report, cad_party party, double least_s)
{
    double voiced_s = 0.0;
    for (size_t i = 0; i < report->segment_count; i++)
        if (is_own_turn(&report->segments[i], party))
            voiced_s += report->segments[i].pitch.voiced_s;
    return voiced_s >= least_s;
}

/* A few sentences are not the voice over a whole call: no word of them lying
   outside. */
static void place(const struct cad_reading *in, const cad_report *report,
                  cad_party party, cad_party_report *out)
{
    double least_s = in->model->settings.tone.whole_min_voiced_s;
    bool enough = has_voice(report, party, least_s);
    for (int i = 0; i < CAD_WHOLE_COUNT; i++) {
        cad_whole_figure *f = &out->whole_call.figure[i];
        bool rate = i == CAD_WHOLE_RATE && cad_is_known(f->value) &&
                    cad_is_known(out->rate_uncertainty_pct);
        double uncertainty =
            rate ? f->value.value * out->rate_uncertainty_pct.value / 100 : 0;
        f->norm = in->model->whole_norms[i];
        f->place = place_of(f, uncertainty);
        if (f->place != CAD_PLACE_WITHIN && !enough)
            f->place = CAD_PLACE_UNKNOWN;
    }
}

static void forget(cad_party_report *out, cad_why why)
{
    for (int i = 0; i < CAD_WHOLE_COUNT; i++)
        out->whole_call.figure[i].value = cad_unknown(why);
    for (int m = 0; m < CAD_MEASURES; m++)
        out->whole_call.contrast[m] = cad_unknown(why);
}

static void read(const struct cad_reading *in, const cad_report *report,
                 cad_party party, double *scratch, cad_party_report *out)
{
    size_t least = (size_t)in->model->settings.tone.opening_segments;
    cad_whole_figure *figure = out->whole_call.figure;
    figure[CAD_WHOLE_PITCH_MEDIAN].value = out->pitch.median_hz;
    figure[CAD_WHOLE_PITCH_RANGE].value = out->pitch.range_st;
    figure[CAD_WHOLE_TILT].value = median_tilt(report, party, least, scratch);
    figure[CAD_WHOLE_LEVEL_SPREAD].value =
        level_spread(report, party, least, scratch);
    figure[CAD_WHOLE_RATE].value = out->articulation_syl_s;
    contrast(in, report, party, out->whole_call.contrast);
}

cad_status cad_whole_call_describe(const struct cad_reading *in,
                                   cad_report *report, cad_error *error)
{
    double *scratch = CAD_NEW(in->arena, double, report->segment_count);
    if (!scratch)
        return cad_fail_memory(error);
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++) {
        cad_party_report *out = &report->party[p];
        if (p == CAD_MIXED || !out->present)
            forget(out, p == CAD_MIXED ? CAD_WHY_MONO : out->absent_why);
        else
            read(in, report, (cad_party)p, scratch, out);
        place(in, report, (cad_party)p, out);
    }
    return CAD_OK;
}
