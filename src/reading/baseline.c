/*
 * baseline.c - each party's habit, and its segments relative to it.
 */
#include "reading/habit.h"

static const enum cad_voice_cue cue_of_measure[CAD_MEASURES] = {
    [CAD_PITCH_ST] = CAD_VOICE_PITCH,
    [CAD_TILT_DB] = CAD_VOICE_TILT,
    [CAD_LEVEL_DB] = CAD_VOICE_LEVEL,
    [CAD_RATE_SYL_S] = CAD_VOICE_RATE,
};

static void fill(const struct cad_habit *habit, cad_why why,
                 cad_party_report *out)
{
    for (int m = 0; m < CAD_MEASURES; m++) {
        enum cad_voice_cue cue = cue_of_measure[m];
        cad_baseline *b = &out->baseline[m];
        b->n = habit->cue[cue].n;
        b->from = habit->cue[cue].from;
        b->value = b->spread = cad_unknown(why);
        if (why != CAD_WHY_KNOWN && b->from != CAD_FROM_PROFILE)
            continue;
        b->value = habit->cue[cue].zero;
        b->spread = cad_is_known(b->value) ? cad_known(habit->cue[cue].scale)
                                           : b->value;
    }
}

static cad_figure less(cad_figure value, cad_figure habit)
{
    if (!cad_is_known(value))
        return value;
    return cad_is_known(habit) ? cad_known(value.value - habit.value) : habit;
}

static void relate(const cad_party_report *party, double rate_min_speech_s,
                   cad_segment *s)
{
    cad_figure rate = s->rate.articulation_syl_s;
    cad_figure habit = party->baseline[CAD_RATE_SYL_S].value;
    s->loudness.rel_db =
        less(s->loudness.level_dbfs, party->baseline[CAD_LEVEL_DB].value);
    s->effort.rel_db =
        less(s->effort.tilt_db, party->baseline[CAD_TILT_DB].value);
    if (!cad_is_known(rate))
        s->rate.rel_pct = rate;
    else if (s->speech_s < rate_min_speech_s)
        s->rate.rel_pct = cad_unknown(CAD_WHY_TOO_SHORT);
    else if (!cad_is_known(habit))
        s->rate.rel_pct = habit;
    else if (!(habit.value > 0.0))
        s->rate.rel_pct = cad_unknown(CAD_WHY_NO_EVIDENCE);
    else
        s->rate.rel_pct = cad_known(100.0 * (rate.value / habit.value - 1.0));
}

/* A mixed track has two voices in it, and so no habit. */
static cad_why why_none(const cad_report *report, cad_party party,
                        const struct cad_habit *habit)
{
    if (party == CAD_MIXED)
        return CAD_WHY_MONO;
    if (!report->party[party].present)
        return report->party[party].absent_why;
    return habit->why;
}

cad_status cad_baseline_find(const struct cad_reading *in, cad_report *report,
                             cad_error *error)
{
    const struct cad_tone_settings *t = &in->model->settings.tone;
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++) {
        struct cad_habit habit;
        cad_status status =
            cad_habit_find(in, report, (cad_party)p, &habit, error);
        if (status)
            return status;
        fill(&habit, why_none(report, (cad_party)p, &habit), &report->party[p]);
        for (size_t i = 0; i < report->segment_count; i++)
            if (report->segments[i].party == (cad_party)p)
                relate(&report->party[p], t->rate_change_min_speech_s,
                       &report->segments[i]);
    }
    return CAD_OK;
}
