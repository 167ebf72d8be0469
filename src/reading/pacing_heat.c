/* pacing_heat.c - the notes on listening, and on a raised customer. */
#include "reading/desk.h"

/* Customer's speech inside (heat) or outside raised episodes. */
static double customer_talk_s(const struct cad_desk *d, bool heat)
{
    double sum = 0.0;
    for (size_t i = 0; i < d->report->segment_count; i++) {
        const cad_segment *s = &d->report->segments[i];
        if (s->party == CAD_CUSTOMER &&
            (cad_desk_episode_at(d, s->start_s) != NULL) == heat)
            sum += s->speech_s;
    }
    return sum;
}

/* ---- interruptions and listening -------------------------------------- */

/* One event in some seconds is no rate of a minute: the words have both. */
static cad_figure per_minute(const struct cad_desk *d, cad_pacing_id id,
                             size_t n, double talk_s)
{
    return talk_s < d->in->model->settings.tone.per_minute_min_s
               ? cad_unknown(CAD_WHY_TOO_SHORT)
               : cad_desk_kept(id, (double)n * 60.0 / talk_s);
}

static size_t agent_events(struct cad_desk *d, cad_event_kind kind, bool heat,
                           cad_span_list *moments)
{
    size_t n = 0;
    for (size_t i = 0; i < d->report->event_count; i++) {
        const cad_event *e = &d->report->events[i];
        if (e->kind != kind || e->doubted || e->party != CAD_AGENT ||
            (cad_desk_episode_at(d, e->start_s) != NULL) != heat)
            continue;
        cad_desk_mark(d, moments, e->start_s, e->end_s);
        n++;
    }
    return n;
}

void cad_pacing_note_interruptions(struct cad_desk *d, cad_pacing_id id,
                                   bool heat)
{
    cad_span_list moments = {0};
    double talk_s = customer_talk_s(d, heat);
    size_t n = agent_events(d, CAD_EVENT_INTERRUPTION, heat, &moments);
    if (talk_s <= 0.0) {
        cad_desk_silent(d, id, CAD_WHY_NO_EVIDENCE,
                        heat ? "The customer's voice was not raised for long."
                             : "The customer did not speak.");
        return;
    }
    cad_desk_tell(d, id, per_minute(d, id, n, talk_s),
                  "The agent made %s in %.0f s of %scustomer talk.",
                  cad_desk_count(n, "interruption").text, talk_s,
                  heat ? "raised " : "");
    cad_desk_show(d, id, &moments);
}

void cad_pacing_note_listening(struct cad_desk *d)
{
    cad_span_list moments = {0};
    size_t n = agent_events(d, CAD_EVENT_BACKCHANNEL, false, &moments) +
               agent_events(d, CAD_EVENT_BACKCHANNEL, true, &moments);
    double talk_s = customer_talk_s(d, false) + customer_talk_s(d, true);
    if (talk_s <= 0.0) {
        cad_desk_silent(d, CAD_PACING_LISTENING, CAD_WHY_NO_EVIDENCE,
                        "The customer did not speak.");
        return;
    }
    cad_desk_tell(d, CAD_PACING_LISTENING,
                  per_minute(d, CAD_PACING_LISTENING, n, talk_s),
                  "The agent made %s in %.0f s of customer talk.",
                  cad_desk_count(n, "short listening sound").text, talk_s);
    cad_desk_show(d, CAD_PACING_LISTENING, &moments);
}

/* ---- in heat ---------------------------------------------------------- */

static bool is_heat(const cad_episode *p)
{
    return p->party == CAD_CUSTOMER && p->kind == CAD_RAISED &&
           cad_is_known(p->agent.silence_share);
}

static bool is_speechless(const cad_episode *p)
{
    return p->party == CAD_CUSTOMER && p->kind == CAD_RAISED &&
           p->agent.silence_share.why == CAD_WHY_NO_SPEECH;
}

static void note_room(struct cad_desk *d)
{
    cad_span_list moments = {0};
    double share = 0.0;
    bool speechless = false;
    for (size_t i = 0; i < d->report->episode_count; i++) {
        const cad_episode *p = &d->report->episodes[i];
        speechless = speechless || is_speechless(p);
        if (!is_heat(p))
            continue;
        share += p->agent.silence_share.value;
        cad_desk_mark(d, &moments, p->onset_s, p->end_s);
    }
    if (!moments.count) {
        cad_desk_silent(d, CAD_PACING_VENTING_ROOM,
                        speechless ? CAD_WHY_NO_SPEECH : CAD_WHY_NO_EVIDENCE,
                        speechless
                            ? "No word of the agent is heard in the call."
                            : "The customer's voice was not raised for long.");
        return;
    }
    cad_figure mean =
        cad_desk_kept(CAD_PACING_VENTING_ROOM, share / (double)moments.count);
    cad_desk_tell(d, CAD_PACING_VENTING_ROOM, mean,
                  "While the customer's voice was raised, the agent was silent "
                  "for %.0f %% of the time.",
                  100.0 * mean.value);
    cad_desk_show(d, CAD_PACING_VENTING_ROOM, &moments);
}

static void note_wait(struct cad_desk *d)
{
    cad_span_list moments = {0};
    double wait_s = 0.0;
    bool heat = false;
    for (size_t i = 0; i < d->report->episode_count; i++) {
        const cad_episode *p = &d->report->episodes[i];
        heat = heat || is_heat(p) || is_speechless(p);
        if (!is_heat(p) || !cad_is_known(p->agent.floor_wait_s))
            continue;
        wait_s += p->agent.floor_wait_s.value;
        cad_desk_mark(d, &moments, p->onset_s, p->end_s);
    }
    if (!moments.count) {
        cad_desk_silent(d, CAD_PACING_FLOOR_WAIT,
                        heat ? CAD_WHY_NONE_FOUND : CAD_WHY_NO_EVIDENCE,
                        heat ? "The agent did not take the floor while the "
                               "customer's voice was raised."
                             : "The customer's voice was not raised for long.");
        return;
    }
    cad_figure mean_s =
        cad_desk_kept(CAD_PACING_FLOOR_WAIT, wait_s / (double)moments.count);
    cad_desk_tell(d, CAD_PACING_FLOOR_WAIT, mean_s,
                  "From the onset of a raised voice the agent waited %.1f s "
                  "before taking the floor.",
                  mean_s.value);
    cad_desk_show(d, CAD_PACING_FLOOR_WAIT, &moments);
}

void cad_pacing_note_venting(struct cad_desk *d)
{
    note_room(d);
    note_wait(d);
}

/* Mean activation of the agent after raised and after level customer turns */
void cad_pacing_note_steadiness(struct cad_desk *d)
{
    double hot = 0.0, level = 0.0;
    size_t hots = 0, levels = 0;
    cad_span_list moments = {0};
    for (size_t i = 0; i < d->report->exchange_count; i++) {
        const cad_exchange *x = &d->report->exchanges[i];
        if (!x->trace.customer_known || !x->trace.agent_known)
            continue;
        if (x->trace.before_z >= d->s->heat_z) {
            hot += x->agent.activation.value;
            hots++;
            cad_desk_mark(d, &moments, x->start_s, x->end_s);
        } else {
            level += x->agent.activation.value;
            levels++;
        }
    }
    if (!hots || !levels) {
        cad_desk_silent(d, CAD_PACING_STEADINESS, CAD_WHY_NO_EVIDENCE,
                        "Answers to both raised and level customer turns are "
                        "needed to compare.");
        return;
    }
    hot /= (double)hots;
    level /= (double)levels;
    cad_desk_tell(
        d, CAD_PACING_STEADINESS, cad_desk_step(level, hot),
        "After raised customer turns the agent's activation was %.2f, "
        "after level ones %.2f.",
        hot, level);
    cad_desk_show(d, CAD_PACING_STEADINESS, &moments);
}

void cad_pacing_note_step_down(struct cad_desk *d)
{
    cad_span_list moments = {0};
    size_t chances = 0, n = 0;
    for (size_t i = 0; i < d->report->exchange_count; i++) {
        const cad_exchange *x = &d->report->exchanges[i];
        if (!x->trace.customer_known || !x->trace.agent_known ||
            x->trace.before_z < d->s->heat_z)
            continue;
        chances++;
        /* a soft voice that cuts in does not calm: the turn was not over */
        if (x->agent.move != CAD_MOVE_LOWERED || !x->trace.let_finish)
            continue;
        n++;
        cad_desk_mark(d, &moments, x->start_s, x->end_s);
    }
    if (chances)
        cad_desk_tell(
            d, CAD_PACING_STEP_DOWN, cad_known((double)n),
            "The agent answered %s, %s lower, softer or slower than usual.",
            cad_desk_count(chances, "raised customer turn").text,
            cad_desk_times(n).text);
    else
        cad_desk_silent(
            d, CAD_PACING_STEP_DOWN, CAD_WHY_NO_EVIDENCE,
            "No exchange after a raised customer turn could be read.");
    cad_desk_show(d, CAD_PACING_STEP_DOWN, &moments);
}

void cad_pacing_note_mutual_raise(struct cad_desk *d)
{
    cad_span_list moments = {0};
    size_t runs = 0;
    bool in_run = false;
    for (size_t i = 0; i < d->report->exchange_count; i++) {
        const cad_exchange *x = &d->report->exchanges[i];
        bool both = x->trace.customer_known && x->trace.agent_known &&
                    x->trace.agent_z >= d->s->heat_z &&
                    x->trace.before_z >= d->s->heat_z;
        if (both && in_run)
            moments.items[moments.count - 1].end_s = x->end_s;
        else if (both)
            cad_desk_mark(d, &moments, x->start_s, x->end_s);
        runs += both && !in_run;
        in_run = both && moments.count;
    }
    if (d->report->exchange_count)
        cad_desk_tell(d, CAD_PACING_MUTUAL_RAISE, cad_known((double)runs),
                      "Both voices were raised, one after the other: %s.",
                      cad_desk_times(runs).text);
    else
        cad_desk_silent(d, CAD_PACING_MUTUAL_RAISE, CAD_WHY_NO_EVIDENCE,
                        "No exchange was found.");
    cad_desk_show(d, CAD_PACING_MUTUAL_RAISE, &moments);
}

void cad_pacing_note_handover(struct cad_desk *d)
{
    cad_span_list moments = {0};
    double longest_s = 0.0;
    for (size_t i = 0; i < d->report->episode_count; i++) {
        const cad_episode *p = &d->report->episodes[i];
        if (p->party != CAD_CUSTOMER || p->kind != CAD_RAISED ||
            cad_is_known(p->recovered))
            continue;
        double length_s = p->end_s - p->onset_s;
        longest_s = length_s > longest_s ? length_s : longest_s;
        cad_desk_mark(d, &moments, p->onset_s, p->end_s);
    }
    if (moments.count)
        cad_desk_tell(
            d, CAD_PACING_HANDOVER,
            cad_desk_kept(CAD_PACING_HANDOVER, longest_s),
            "The customer's voice stayed raised for %.0f s to the customer's "
            "last word.",
            longest_s);
    else
        cad_desk_silent(d, CAD_PACING_HANDOVER, CAD_WHY_NONE_FOUND,
                        "No raised voice lasted to the customer's last word.");
    cad_desk_show(d, CAD_PACING_HANDOVER, &moments);
}
