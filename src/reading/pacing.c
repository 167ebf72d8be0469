/* pacing.c - sixteen figures for the coach, each with its moments. */
#include "base/decimal.h"
#include "base/error.h"
#include "dsp/stats.h"
#include "reading/desk.h"
#include "talk/turns.h"

static bool is_turn(const cad_segment *s, cad_party party)
{
    return s->party == party && s->kind == CAD_TURN;
}

static bool is_hot(const struct cad_desk *d, const cad_segment *s)
{
    return cad_is_known(s->activation_z) &&
           s->activation_z.value >= d->s->heat_z;
}

/* ---- pace and latency ------------------------------------------------- */

static void note_mismatch(struct cad_desk *d, double ratio)
{
    cad_figure pct =
        cad_desk_kept(CAD_PACING_PACE_MISMATCH, 100.0 * (ratio - 1.0));
    if (fabs(cad_decimal_round(pct.value, 0)) < 1.0)
        cad_desk_tell(d, CAD_PACING_PACE_MISMATCH, pct,
                      "The agent spoke as fast as the customer.");
    else
        cad_desk_tell(d, CAD_PACING_PACE_MISMATCH, pct,
                      "The agent spoke %.0f %% %s than the customer.",
                      fabs(pct.value), pct.value < 0.0 ? "slower" : "faster");
}

static void note_pace(struct cad_desk *d)
{
    cad_figure agent = d->report->party[CAD_AGENT].articulation_syl_s;
    cad_figure customer = d->report->party[CAD_CUSTOMER].articulation_syl_s;
    if (cad_is_known(agent))
        cad_desk_tell(d, CAD_PACING_PACE, agent,
                      "The agent spoke %.1f syllables a second.", agent.value);
    else
        cad_desk_silent(d, CAD_PACING_PACE, agent.why,
                        "The agent spoke too little.");
    if (cad_is_known(agent) && cad_is_known(customer) && customer.value > 0.0) {
        note_mismatch(d, agent.value / customer.value);
        return;
    }
    cad_desk_silent(d, CAD_PACING_PACE_MISMATCH, CAD_WHY_TOO_LITTLE_VOICE,
                    "One of the two spoke too little for a rate.");
}

/* Median wait of the agent's turns, all or only after raised turns. */
static void note_latency(struct cad_desk *d, cad_pacing_id id, bool heat)
{
    cad_span_list moments = {0};
    size_t n = 0;
    const cad_segment *customer = NULL;
    for (size_t i = 0; i < d->report->segment_count; i++) {
        const cad_segment *s = &d->report->segments[i];
        if (is_turn(s, CAD_CUSTOMER))
            customer = s;
        if (!is_turn(s, CAD_AGENT) || !cad_is_known(s->response_latency_s) ||
            (heat && !(customer && is_hot(d, customer))))
            continue;
        d->scratch[n++] = s->response_latency_s.value;
        if (heat)
            cad_desk_mark(d, &moments, s->start_s, s->end_s);
    }
    if (!n) {
        cad_desk_silent(d, id, CAD_WHY_NO_EVIDENCE,
                        heat
                            ? "The agent did not answer a raised customer turn."
                            : "The agent answered no customer turn.");
        return;
    }
    cad_figure median_s = cad_desk_kept(id, cad_median(d->scratch, n));
    const char *when = heat ? "after a raised customer turn " : "";
    if (n == 1) /* one has no median */
        cad_desk_tell(d, id, median_s, "The agent's wait %sis %.2f s (once).",
                      when, median_s.value);
    else
        cad_desk_tell(d, id, median_s,
                      "The agent's median wait %sis %.2f s (%s).", when,
                      median_s.value, cad_desk_count(n, "turn").text);
    cad_desk_show(d, id, &moments);
}

/* ---- monologue, dead air, closing ------------------------------------- */

static void note_monologue(struct cad_desk *d)
{
    cad_span_list moments = {0};
    const cad_turn_list *turns = &d->in->talk->turns;
    cad_figure longest_s = d->report->party[CAD_AGENT].longest_turn_s;
    for (size_t t = 0; t < turns->count; t++) {
        const struct cad_turn *turn = &turns->items[t];
        double start_s = cad_frame_s(turn->start);
        double end_s = cad_frame_s(turn->end);
        if (cad_turn_holds_floor(turn, CAD_AGENT) &&
            end_s - start_s >= d->s->monologue_note_s)
            cad_desk_mark(d, &moments, start_s, end_s);
    }
    if (cad_is_known(longest_s))
        cad_desk_tell(d, CAD_PACING_MONOLOGUE, longest_s,
                      "The agent's longest turn is %.1f s; %s of %.0f s and "
                      "more.",
                      longest_s.value,
                      cad_desk_count(moments.count, "turn").text,
                      d->s->monologue_note_s);
    else
        cad_desk_silent(d, CAD_PACING_MONOLOGUE, CAD_WHY_NO_SPEECH,
                        "The agent did not speak.");
    cad_desk_show(d, CAD_PACING_MONOLOGUE, &moments);
}

static void note_dead_air(struct cad_desk *d)
{
    cad_span_list moments = {0};
    for (size_t i = 0; i < d->report->event_count; i++) {
        const cad_event *e = &d->report->events[i];
        if (e->kind == CAD_EVENT_SILENCE &&
            e->end_s - e->start_s >= d->s->dead_air_s)
            cad_desk_mark(d, &moments, e->start_s, e->end_s);
    }
    cad_figure longest = d->report->conversation.silence.longest_s;
    if (cad_is_known(longest))
        cad_desk_tell(d, CAD_PACING_DEAD_AIR, longest,
                      "The longest mutual silence lasts %.1f s; %s of %.0f s "
                      "and more.",
                      longest.value,
                      cad_desk_count(moments.count, "silence").text,
                      d->s->dead_air_s);
    else
        cad_desk_silent(d, CAD_PACING_DEAD_AIR, longest.why,
                        d->report->conversation.speech_s.value > 0.0
                            ? "Between the first word and the last there is "
                              "no silence."
                            : "Nobody spoke.");
    cad_desk_show(d, CAD_PACING_DEAD_AIR, &moments);
}

static void note_closing(struct cad_desk *d)
{
    cad_figure opening = d->report->party[CAD_CUSTOMER].activation.opening;
    cad_figure closing = d->report->party[CAD_CUSTOMER].activation.closing;
    if (cad_is_known(opening) && cad_is_known(closing))
        cad_desk_tell(
            d, CAD_PACING_CLOSING, cad_desk_step(opening.value, closing.value),
            "The customer's activation was %.2f at the opening and %.2f at "
            "the end.",
            opening.value, closing.value);
    else
        cad_desk_silent(
            d, CAD_PACING_CLOSING, CAD_WHY_TOO_LITTLE_VOICE,
            "Too little customer voice at the opening or at the end.");
}

/* ---- all -------------------------------------------------------------- */

static void refuse_all(struct cad_desk *d, cad_why why, const char *text)
{
    for (size_t i = 0; i < CAD_PACING_COUNT; i++)
        cad_desk_silent(d, (cad_pacing_id)i, why, text);
}

static void note_all(struct cad_desk *d)
{
    cad_pacing_note_interruptions(d, CAD_PACING_INTERRUPTIONS_CALM, false);
    cad_pacing_note_interruptions(d, CAD_PACING_INTERRUPTIONS_HEAT, true);
    cad_pacing_note_venting(d);
    cad_pacing_note_steadiness(d);
    cad_pacing_note_step_down(d);
    note_pace(d);
    note_latency(d, CAD_PACING_LATENCY, false);
    note_latency(d, CAD_PACING_LATENCY_HEAT, true);
    note_monologue(d);
    note_dead_air(d);
    cad_pacing_note_mutual_raise(d);
    note_closing(d);
    cad_pacing_note_handover(d);
    cad_pacing_note_listening(d);
}

cad_status cad_pacing_note_all(const struct cad_reading *in, cad_report *report,
                               cad_error *error)
{
    struct cad_desk d = {.in = in,
                         .report = report,
                         .s = &in->model->settings.reading,
                         .scratch =
                             CAD_NEW(in->arena, double, report->segment_count)};
    if (!d.scratch)
        return cad_fail_memory(error);
    bool both =
        report->party[CAD_AGENT].present && report->party[CAD_CUSTOMER].present;
    if (report->mixed)
        refuse_all(&d, CAD_WHY_MONO, "The voices are not told apart.");
    else if (!both)
        refuse_all(&d, CAD_WHY_ONE_SIDED, "One side of the call is missing.");
    else
        note_all(&d);
    for (size_t i = 0; i < CAD_PACING_COUNT; i++) {
        report->pacing[i].norm = in->model->norms[i];
        report->pacing[i].own_habit = in->profile
                                          ? in->profile->pacing[i].value
                                          : cad_unknown(CAD_WHY_NO_PROFILE);
    }
    return d.failed ? cad_fail_memory(error) : CAD_OK;
}
