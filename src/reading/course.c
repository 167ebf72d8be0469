/*
 * course.c - the conversation as a whole, and its four quarters.
 */
#include "reading/gauge.h"
#include "reading/sums.h"

enum {
    AGENT = 1 << CAD_AGENT,
    CUSTOMER = 1 << CAD_CUSTOMER,
    ANYONE = AGENT | CUSTOMER | 1 << CAD_MIXED
};

static cad_figure two_only(const cad_report *report, double value)
{
    if (report->mixed)
        return cad_unknown(CAD_WHY_MONO);
    if (!report->party[CAD_AGENT].present ||
        !report->party[CAD_CUSTOMER].present)
        return cad_unknown(CAD_WHY_ONE_SIDED);
    return cad_known(value);
}

/* With one side missing the pauses of the other may be its turns. */
static cad_figure of_all(const cad_report *report, double value)
{
    return report->mixed ? cad_known(value) : two_only(report, value);
}

static void sum_overlap(const struct cad_floor *floor, cad_report *report)
{
    cad_conversation_report *c = &report->conversation;
    size_t speech = cad_floor_count(floor, ANYONE, 0, floor->frames);
    size_t both = 0;
    for (size_t f = 0; f < floor->frames; f++)
        both += (floor->who[f] & (AGENT | CUSTOMER)) == (AGENT | CUSTOMER);
    c->speech_s = cad_known(cad_frame_s(speech));
    c->overlap_s = two_only(report, cad_frame_s(both));
    c->overlap_share = c->overlap_s;
    if (cad_is_known(c->overlap_share))
        c->overlap_share = speech ? cad_known((double)both / (double)speech)
                                  : cad_unknown(CAD_WHY_NO_SPEECH);
}

/* The longest gap between the first and the last speech, hold left out. */
static void find_longest_gap(const struct cad_reading *in,
                             const struct cad_floor *floor, cad_report *report)
{
    const uint8_t *hold = in->talk->hold;
    size_t run = 0, longest = 0, at = 0, first = 0, last = floor->frames;
    while (first < last && !floor->who[first])
        first++;
    while (last > first && !floor->who[last - 1])
        last--;
    for (size_t f = first; f < last; f++) {
        run = floor->who[f] || (hold && hold[f]) ? 0 : run + 1;
        if (run > longest) {
            longest = run;
            at = f + 1 - run;
        }
    }
    cad_figure none = of_all(report, 0.0);
    if (cad_is_known(none))
        none = cad_unknown(CAD_WHY_NONE_FOUND);
    report->conversation.silence.longest_s =
        longest ? of_all(report, cad_frame_s(longest)) : none;
    report->conversation.silence.longest_start_s =
        longest ? of_all(report, cad_frame_s(at)) : none;
}

static void sum_events(cad_report *report)
{
    double silences = 0, silence_s = 0.0, hold_s = 0.0;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        double length_s = e->end_s - e->start_s;
        if (e->kind == CAD_EVENT_SILENCE) {
            silences++;
            silence_s += length_s;
        }
        if (e->kind == CAD_EVENT_HOLD)
            hold_s += length_s;
    }
    report->conversation.silence.n = of_all(report, silences);
    report->conversation.silence.total_s = of_all(report, silence_s);
    report->conversation.hold_s = cad_known(hold_s);
}

static cad_figure floor_changes(const struct cad_reading *in,
                                const cad_report *report, double min_s)
{
    const cad_turn_list *turns = &in->talk->turns;
    cad_party holder = CAD_NOBODY;
    double changes = 0;
    for (size_t t = 0; t < turns->count; t++) {
        const struct cad_turn *turn = &turns->items[t];
        if (turn->kind != CAD_TURN || !turn->took_floor)
            continue;
        changes += holder != CAD_NOBODY && holder != turn->party;
        holder = turn->party;
    }
    cad_figure figure = two_only(report, 0.0);
    if (!cad_is_known(figure))
        return figure;
    return cad_per_minute(changes, in->duration_s, min_s);
}

static void sum_quarter(const struct cad_floor *floor, cad_report *report,
                        cad_quarter *q)
{
    size_t start = cad_frames_of(q->start_s), end = cad_frames_of(q->end_s);
    size_t talk[2], all = 0;
    for (int p = CAD_AGENT; p <= CAD_CUSTOMER; p++)
        all += talk[p] = cad_floor_count(floor, 1u << p, start, end);
    for (int p = CAD_AGENT; p <= CAD_CUSTOMER; p++) {
        cad_figure known = two_only(report, 0.0);
        q->party[p].talk_share = q->party[p].interruptions = known;
        q->party[p].activation =
            cad_unknown(cad_is_known(known) ? CAD_WHY_NO_EVIDENCE : known.why);
        if (!cad_is_known(known))
            continue;
        q->party[p].talk_share = all ? cad_known((double)talk[p] / (double)all)
                                     : cad_unknown(CAD_WHY_NO_SPEECH);
        q->party[p].interruptions = cad_known((double)cad_interruptions_made(
            report, (cad_party)p, q->start_s, q->end_s));
    }
}

void cad_course_sum(const struct cad_reading *in, const struct cad_floor *floor,
                    cad_report *report)
{
    cad_conversation_report *c = &report->conversation;
    sum_overlap(floor, report);
    sum_events(report);
    find_longest_gap(in, floor, report);
    c->floor_changes_per_min =
        floor_changes(in, report, in->model->settings.tone.per_minute_min_s);
    for (int i = 0; i < 4; i++) {
        c->quarters[i].start_s = in->duration_s * i / 4.0;
        c->quarters[i].end_s = in->duration_s * (i + 1) / 4.0;
        sum_quarter(floor, report, &c->quarters[i]);
    }
}
