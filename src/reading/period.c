#include "reading/period.h"

#include "base/error.h"

#include <math.h>

/* Pieces of a turn follow each other; the first one knows. */
static bool got_floor(const cad_report *report, int turn)
{
    for (size_t i = 0; i < report->segment_count; i++)
        if (report->segments[i].turn == turn)
            return report->segments[i].took_floor;
    return false;
}

bool cad_segment_failed(const cad_report *report, int segment)
{
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        if (e->kind == CAD_EVENT_INTERRUPTION && e->segment == segment &&
            e->outcome == CAD_HELD)
            return !got_floor(report, report->segments[segment].turn);
    }
    return false;
}

static bool has_floor(const cad_report *report, size_t segment)
{
    const cad_segment *s = &report->segments[segment];
    return s->kind == CAD_TURN && s->party != CAD_MIXED &&
           !cad_segment_failed(report, (int)segment);
}

/* settings NULL: nothing is. */
static bool is_interjection(const struct cad_exchange_settings *settings,
                            const cad_report *report, size_t segment,
                            const struct cad_period *before)
{
    const cad_segment *s = &report->segments[segment];
    if (!settings)
        return false;
    double most_s = settings->interjection_s;
    double gap_s = settings->interjection_gap_s;
    if (s->party != CAD_CUSTOMER || s->end_s - s->start_s >= most_s ||
        !before || before->party != CAD_AGENT ||
        s->start_s - before->end_s > gap_s)
        return false;
    for (size_t i = segment + 1; i < report->segment_count; i++)
        if (has_floor(report, i))
            return report->segments[i].party == CAD_AGENT &&
                   report->segments[i].start_s - s->end_s <= gap_s;
    return false;
}

cad_status cad_periods_find(const struct cad_exchange_settings *settings,
                            const cad_report *report, cad_arena *arena,
                            cad_period_list *out, cad_error *error)
{
    int *room = CAD_NEW(arena, int, report->segment_count);
    if (!room)
        return cad_fail_memory(error);
    struct cad_period *open = NULL;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (!has_floor(report, i) || is_interjection(settings, report, i, open))
            continue;
        if (!open || open->party != s->party) {
            open = CAD_VEC_PUSH(arena, out);
            if (!open)
                return cad_fail_memory(error);
            *open =
                (struct cad_period){s->party, 0, room, s->start_s, s->end_s};
        }
        open->segments[open->count++] = (int)i;
        room = open->segments + open->count;
        open->end_s = s->end_s > open->end_s ? s->end_s : open->end_s;
    }
    return CAD_OK;
}

struct mean {
    double sum, weight;
};

static void add(struct mean *m, cad_figure figure, double weight)
{
    if (!cad_is_known(figure))
        return;
    m->sum += figure.value * weight;
    m->weight += weight;
}

static cad_figure mean_of(const struct mean *m)
{
    return m->weight > 0.0 ? cad_known(m->sum / m->weight)
                           : cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
}

static double square(double x)
{
    return x * x;
}

/* Of the whole turn against the party's habit. No voice goes far below it and
   stays there: that is creak, or the tracker on half the pitch. */
static cad_figure pitch_against_habit(const struct cad_exchange_settings *s,
                                      const cad_report *report,
                                      const cad_segment *segment)
{
    cad_figure st = segment->pitch.median_st;
    cad_figure habit =
        report->party[segment->party].baseline[CAD_PITCH_ST].value;
    if (!cad_is_known(st) || !cad_is_known(habit))
        return cad_is_known(st) ? habit : st;
    st.value -= habit.value;
    return st.value < -s->cue_pitch_fall_max_st
               ? cad_unknown(CAD_WHY_NO_EVIDENCE)
               : st;
}

struct cad_period_tone
cad_period_tone(const struct cad_exchange_settings *settings,
                const cad_report *report, const int *segments, size_t count)
{
    struct mean z = {0}, confidence = {0}, rate = {0}, level = {0}, pitch = {0};
    double rate_error = 0.0;
    for (size_t i = 0; i < count; i++) {
        const cad_segment *s = &report->segments[segments[i]];
        double voiced_s = s->pitch.voiced_s;
        add(&z, s->activation_z, voiced_s);
        if (cad_is_known(s->activation_z))
            add(&confidence, s->confidence, voiced_s);
        add(&rate, s->rate.rel_pct, s->speech_s);
        if (cad_is_known(s->rate.rel_pct))
            rate_error += square(s->rate.uncertainty_pct.value * s->speech_s);
        add(&level, s->loudness.rel_db, s->speech_s);
        add(&pitch, pitch_against_habit(settings, report, s), voiced_s);
    }
    struct cad_period_tone tone = {
        .known = z.weight > 0.0,
        .z = mean_of(&z).value,
        .confidence = mean_of(&confidence).value,
        .voiced_s = z.weight,
        .rate_pct = mean_of(&rate),
        .rate_uncertainty_pct = sqrt(rate_error) / fmax(rate.weight, 1e-9),
        .level_db = mean_of(&level),
        .pitch_st = mean_of(&pitch)};
    return tone;
}
