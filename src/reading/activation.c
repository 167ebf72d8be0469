/*
 * activation.c - how far each segment is from its party's habit, and the
 * party's course over the call.
 */
#include "base/error.h"
#include "dsp/stats.h"
#include "reading/gauge.h"
#include "reading/habit.h"

/* ---- one segment ---- */

static double saturate(double x, double half)
{
    return x > 0.0 ? x / (x + half) : 0.0;
}

/* How far a value may be trusted: each doubt takes its share. */
static double confidence_of(const struct cad_reading *in,
                            const cad_report *report,
                            const struct cad_habit *habit, const cad_segment *s)
{
    const struct cad_tone_settings *t = &in->model->settings.tone;
    cad_figure snr = report->quality.party[s->party].snr_db;
    double clean =
        cad_clean_share(in->voice[s->party], cad_frames_of(s->start_s),
                        cad_frames_of(s->end_s));
    double confidence = saturate(s->pitch.voiced_s, t->confidence_voiced_s) *
                        saturate((double)habit->n, t->confidence_segments) *
                        (1.0 - t->confidence_unclean * (1.0 - clean));
    if (cad_is_known(snr))
        confidence *= saturate(snr.value, t->confidence_snr_db);
    if (habit->from == CAD_FROM_OPENING)
        confidence *= t->confidence_opening;
    return confidence;
}

static void forget(cad_segment *s, cad_why why)
{
    s->activation = s->activation_z = s->confidence = cad_unknown(why);
    s->tone = CAD_TONE_UNKNOWN;
}

static cad_tone tone_of(double z, const struct cad_tone_settings *t)
{
    if (z >= t->raised_z)
        return CAD_TONE_RAISED;
    return z <= t->lowered_z ? CAD_TONE_LOWERED : CAD_TONE_LEVEL;
}

static void score(const struct cad_reading *in, const cad_report *report,
                  const struct cad_habit *habit, cad_segment *s)
{
    const struct cad_tone_settings *t = &in->model->settings.tone;
    cad_figure z = cad_habit_deviation(habit, s, t->deviation_limit, NULL);
    if (s->party == CAD_MIXED)
        forget(s, CAD_WHY_MONO);
    else if (s->kind == CAD_BACKCHANNEL) /* a word is no sample of a mood */
        forget(s, CAD_WHY_BACKCHANNEL);
    else if (habit->why != CAD_WHY_KNOWN)
        forget(s, habit->why);
    else if (!cad_is_known(s->pitch.median_st))
        forget(s, s->pitch.median_st.why);
    else if (s->pitch.voiced_s < t->score_min_voiced_s)
        forget(s, CAD_WHY_TOO_LITTLE_VOICE);
    else if (!cad_is_known(z)) /* pitch may be given no weight */
        forget(s, z.why);
    else {
        /* few frames say little: draw the value towards the habit */
        z.value *= saturate(s->pitch.voiced_s, t->shrink_voiced_s);
        s->activation_z = z;
        s->activation = cad_known(cad_bounded(z.value));
        s->confidence = cad_known(confidence_of(in, report, habit, s));
        s->tone = tone_of(z.value, t);
    }
}

/* ---- the party's course ---- */

static bool falls_in(const cad_segment *s, cad_party party, double start_s,
                     double end_s)
{
    double middle_s = 0.5 * (s->start_s + s->end_s);
    return s->party == party && cad_is_known(s->activation) &&
           middle_s >= start_s && middle_s < end_s;
}

/* Means over the segments of a span, by voiced time: of activation, and of
   pitch. */
static cad_figure mean_activation(const cad_report *report, cad_party party,
                                  double start_s, double end_s, double min_s,
                                  double *pitch_st)
{
    double sum = 0.0, voiced_s = 0.0, pitch = 0.0;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (!falls_in(s, party, start_s, end_s))
            continue;
        sum += s->pitch.voiced_s * s->activation.value;
        pitch += s->pitch.voiced_s * s->pitch.median_st.value;
        voiced_s += s->pitch.voiced_s;
    }
    if (!(voiced_s > 0.0) || voiced_s < min_s)
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    *pitch_st = pitch / voiced_s;
    return cad_known(sum / voiced_s);
}

/* A line that changes carries tilt and level along, but not pitch: a voice
   that rises or falls for good takes its pitch with it. */
static void find_trend(const cad_figure *quarter, const double *pitch_st,
                       const struct cad_tone_settings *t, cad_party_report *out)
{
    double low = HUGE_VAL, high = -HUGE_VAL;
    out->activation.trend = CAD_TREND_UNKNOWN;
    out->activation.trend_why = CAD_WHY_TOO_LITTLE_VOICE;
    if (!cad_is_known(quarter[0]) || !cad_is_known(quarter[3]))
        return;
    for (int i = 0; i < 4; i++) {
        if (!cad_is_known(quarter[i]))
            continue;
        low = quarter[i].value < low ? quarter[i].value : low;
        high = quarter[i].value > high ? quarter[i].value : high;
    }
    double change = quarter[3].value - quarter[0].value;
    double change_st = pitch_st[3] - pitch_st[0], step = t->trend_step;
    out->activation.trend_why = CAD_WHY_KNOWN;
    if (high - low < step)
        out->activation.trend = CAD_TREND_STEADY;
    else if (change >= step && change_st >= t->trend_pitch_st)
        out->activation.trend = CAD_TREND_RISING;
    else if (change <= -step && change_st <= -t->trend_pitch_st)
        out->activation.trend = CAD_TREND_FALLING;
    else
        out->activation.trend = CAD_TREND_MIXED;
}

static cad_figure upper_activation(const cad_report *report, cad_party party,
                                   double *scratch, double min_segments)
{
    size_t n = 0;
    for (size_t i = 0; i < report->segment_count; i++)
        if (falls_in(&report->segments[i], party, -HUGE_VAL, HUGE_VAL))
            scratch[n++] = report->segments[i].activation.value;
    if (!n || (double)n < min_segments)
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    cad_sort(scratch, n);
    return cad_known(cad_quantile(scratch, n, 0.9));
}

static void sum_course(const struct cad_reading *in, cad_party party,
                       double *scratch, cad_report *report)
{
    const struct cad_tone_settings *t = &in->model->settings.tone;
    cad_quarter *quarters = report->conversation.quarters;
    cad_party_report *out = &report->party[party];
    cad_figure quarter[4];
    double pitch_st[4] = {0.0};
    for (int i = 0; i < 4; i++) {
        quarter[i] = mean_activation(report, party, quarters[i].start_s,
                                     quarters[i].end_s, t->quarter_min_voiced_s,
                                     &pitch_st[i]);
        if (party != CAD_MIXED && out->present)
            quarters[i].party[party].activation = quarter[i];
    }
    out->activation.opening = quarter[0];
    out->activation.closing = quarter[3];
    find_trend(quarter, pitch_st, t, out);
    out->activation.p90 =
        upper_activation(report, party, scratch, t->opening_segments);
    cad_why why = party == CAD_MIXED ? CAD_WHY_MONO : out->absent_why;
    if (party == CAD_MIXED || !out->present) {
        out->activation.opening = out->activation.closing = cad_unknown(why);
        out->activation.p90 = cad_unknown(why);
        out->activation.trend_why = why;
    }
}

cad_status cad_activation_score(const struct cad_reading *in,
                                cad_report *report, cad_error *error)
{
    double *scratch = CAD_NEW(in->arena, double, report->segment_count);
    if (!scratch)
        return cad_fail_memory(error);
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++) {
        struct cad_habit habit;
        cad_status status =
            cad_habit_find(in, report, (cad_party)p, &habit, error);
        if (status)
            return status;
        for (size_t i = 0; i < report->segment_count; i++)
            if (report->segments[i].party == (cad_party)p)
                score(in, report, &habit, &report->segments[i]);
        sum_course(in, (cad_party)p, scratch, report);
    }
    return CAD_OK;
}
