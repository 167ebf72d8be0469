/*
 * segment.c - turns cut into segments, the unit that gets tone.
 */
#include "base/error.h"
#include "base/vec.h"
#include "reading/gauge.h"
#include "reading/reading.h"

#include <stdlib.h>
#include <string.h>

typedef CAD_VEC(cad_segment) segment_list;

/* What cutting needs to hand around. */
struct cutter {
    const struct cad_reading *in;
    segment_list out;
    int turn;
};

static size_t other_of(size_t party)
{
    return party == CAD_AGENT ? CAD_CUSTOMER : CAD_AGENT;
}

/* Frames of [start, end) in which the list's party speaks. */
static size_t frames_shared(const cad_ipu_list *list, size_t start, size_t end)
{
    size_t low = 0, high = list->count, shared = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < list->count && list->items[low].start < end; low++) {
        const struct cad_ipu *ipu = &list->items[low];
        size_t from = ipu->start > start ? ipu->start : start;
        size_t to = ipu->end < end ? ipu->end : end;
        shared += to - from;
    }
    return shared;
}

/* One segment of the units [first, last] of a turn. */
static cad_status add_segment(struct cutter *c, const struct cad_turn *turn,
                              size_t first, size_t last, cad_error *error)
{
    const struct cad_conversation *talk = c->in->talk;
    const struct cad_ipu *ipus = talk->ipus[turn->party].items;
    const cad_ipu_list *others = &talk->ipus[other_of((size_t)turn->party)];
    cad_segment *s = CAD_VEC_PUSH(c->in->arena, &c->out);
    cad_span *spans = CAD_NEW(c->in->arena, cad_span, last - first + 1);
    if (!s || !spans)
        return cad_fail_memory(error);
    size_t speech = 0, overlap = 0;
    for (size_t i = first; i <= last; i++) {
        spans[i - first] =
            (cad_span){cad_frame_s(ipus[i].start), cad_frame_s(ipus[i].end)};
        speech += ipus[i].end - ipus[i].start;
        if (turn->party != CAD_MIXED)
            overlap += frames_shared(others, ipus[i].start, ipus[i].end);
    }
    bool opens = first == turn->first_ipu;
    size_t length = ipus[last].end - ipus[first].start;
    *s = (cad_segment){
        .turn = c->turn,
        .party = turn->party,
        .kind = turn->kind,
        .start_s = cad_frame_s(ipus[first].start),
        .end_s = cad_frame_s(ipus[last].end),
        .ipu_count = last - first + 1,
        .ipus = spans,
        .speech_s = cad_frame_s(speech),
        .overlap_s = cad_frame_s(overlap),
        .took_floor = opens && turn->took_floor,
        .interrupted_by = -1,
        .exchange = -1,
        .effect = CAD_EFFECT_NULL,
        .response_latency_s =
            opens ? turn->response_latency_s : cad_unknown(CAD_WHY_OWN_TURN),
        .rate.pauses = last - first,
        .rate.pause_s = cad_frame_s(length - speech),
        .activation = cad_unknown(CAD_WHY_NO_EVIDENCE),
        .activation_z = cad_unknown(CAD_WHY_NO_EVIDENCE),
        .confidence = cad_unknown(CAD_WHY_NO_EVIDENCE),
        .tone = CAD_TONE_UNKNOWN,
    };
    return CAD_OK;
}

/* The unit after the longest pause; a pause that would leave a scrap on
   either side counts only when there is no other. */
static size_t longest_pause(const struct cad_ipu *ipus, size_t first,
                            size_t last, size_t scrap)
{
    size_t best = first + 1, best_score = 0;
    for (size_t i = first + 1; i <= last; i++) {
        size_t left = ipus[i - 1].end - ipus[first].start;
        size_t right = ipus[last].end - ipus[i].start;
        size_t score = ipus[i].start - ipus[i - 1].end;
        if (left >= scrap && right >= scrap)
            score += ipus[last].end; /* beats every scrap's pause */
        if (score > best_score) {
            best_score = score;
            best = i;
        }
    }
    return best;
}

static cad_status cut(struct cutter *c, const struct cad_turn *turn,
                      size_t first, size_t last, cad_error *error)
{
    const struct cad_tone_settings *t = &c->in->model->settings.tone;
    const struct cad_ipu *ipus = c->in->talk->ipus[turn->party].items;
    size_t most = cad_frames_of(t->segment_max_s);
    if (first == last || ipus[last].end - ipus[first].start <= most)
        return add_segment(c, turn, first, last, error);
    size_t at =
        longest_pause(ipus, first, last, cad_frames_of(t->segment_min_s));
    cad_status status = cut(c, turn, first, at - 1, error);
    return status ? status : cut(c, turn, at, last, error);
}

static int by_start(const void *a, const void *b)
{
    const cad_segment *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    if (x->party != y->party)
        return x->party < y->party ? -1 : 1;
    return (x->turn > y->turn) - (x->turn < y->turn);
}

/* Pieces of each turn as chains: first[turn], then next[segment]. */
struct chains {
    int *first, *next;
};

static cad_status link_pieces(const struct cad_reading *in,
                              const cad_report *report, struct chains *out,
                              cad_error *error)
{
    size_t turns = in->talk->turns.count;
    out->first = CAD_NEW(in->arena, int, turns);
    out->next = CAD_NEW(in->arena, int, report->segment_count);
    if (!out->first || !out->next)
        return cad_fail_memory(error);
    for (size_t t = 0; t < turns; t++)
        out->first[t] = -1;
    for (size_t i = report->segment_count; i-- > 0;) {
        int turn = report->segments[i].turn;
        out->next[i] = out->first[turn];
        out->first[turn] = (int)i;
    }
    return CAD_OK;
}

/* The piece of a turn in which a moment falls: the last that began by then,
   or the first. */
static int piece_at(const cad_report *report, const struct chains *chains,
                    int turn, double time_s)
{
    int piece = chains->first[turn];
    for (int i = piece; i >= 0; i = chains->next[i])
        if (report->segments[i].start_s <= time_s + 1e-6)
            piece = i;
    return piece;
}

/* The report's events are those of the talk, told by segments. */
static cad_status copy_events(const struct cad_reading *in, cad_report *report,
                              cad_error *error)
{
    const cad_conversation_events *events = &in->talk->events;
    report->events = CAD_NEW(in->arena, cad_event, events->count);
    if (!report->events)
        return cad_fail_memory(error);
    if (events->count)
        memcpy(report->events, events->items,
               events->count * sizeof *events->items);
    report->event_count = events->count;
    return CAD_OK;
}

static void refer(const struct cad_reading *in, const struct chains *chains,
                  cad_report *report)
{
    const cad_turn_list *turns = &in->talk->turns;
    for (size_t e = 0; e < report->event_count; e++) {
        cad_event *event = &report->events[e];
        if (event->segment >= 0 && (size_t)event->segment < turns->count)
            event->segment =
                piece_at(report, chains, event->segment, event->start_s);
        else
            event->segment = -1;
    }
}

/* Of two that cut into one segment the first, unless the other got the floor.
   Segments and events are in the order of their starts. */
static void refer_back(cad_report *report)
{
    cad_segment *speaks[CAD_PARTIES] = {NULL};
    size_t next = 0;
    for (size_t e = 0; e < report->event_count; e++) {
        const cad_event *event = &report->events[e];
        if (event->kind != CAD_EVENT_INTERRUPTION || event->doubted)
            continue;
        for (; next < report->segment_count &&
               report->segments[next].start_s <= event->start_s + 1e-6;
             next++)
            if (report->segments[next].kind == CAD_TURN)
                speaks[report->segments[next].party] = &report->segments[next];
        cad_segment *cut = speaks[other_of((size_t)event->party)];
        if (cut && (cut->interrupted_by < 0 || event->outcome == CAD_YIELDED))
            cut->interrupted_by = (int)e;
    }
}

/* Segments are told against the party's own median, so it is found here. */
static void keep_range(const struct cad_gauge *gauge, cad_party_report *out)
{
    out->pitch.median_hz = gauge->median_hz;
    out->pitch.p10_hz = gauge->p10_hz;
    out->pitch.p90_hz = out->pitch.range_st = gauge->p90_hz;
    if (cad_is_known(gauge->p90_hz))
        out->pitch.range_st =
            cad_known(12.0 * log2(gauge->p90_hz.value / gauge->p10_hz.value));
}

static cad_status read_figures(const struct cad_reading *in, cad_report *report,
                               cad_error *error)
{
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++) {
        struct cad_gauge gauge;
        cad_status status =
            cad_gauge_open(in, report, (cad_party)p, &gauge, error);
        if (status)
            return status;
        keep_range(&gauge, &report->party[p]);
        for (size_t i = 0; i < report->segment_count; i++)
            if (report->segments[i].party == (cad_party)p)
                cad_gauge_read(&gauge, &report->segments[i]);
    }
    return CAD_OK;
}

cad_status cad_segments_make(const struct cad_reading *in, cad_report *report,
                             cad_error *error)
{
    const cad_turn_list *turns = &in->talk->turns;
    struct cutter cutter = {.in = in};
    for (size_t t = 0; t < turns->count; t++) {
        const struct cad_turn *turn = &turns->items[t];
        if (!turn->ipu_count)
            continue;
        cutter.turn = (int)t;
        cad_status status = cut(&cutter, turn, turn->first_ipu,
                                turn->first_ipu + turn->ipu_count - 1, error);
        if (status)
            return status;
    }
    report->segments = cutter.out.items;
    report->segment_count = cutter.out.count;
    if (report->segment_count)
        qsort(report->segments, report->segment_count, sizeof *report->segments,
              by_start);
    struct chains chains;
    cad_status status = link_pieces(in, report, &chains, error);
    if (!status)
        status = copy_events(in, report, error);
    if (status)
        return status;
    refer(in, &chains, report);
    refer_back(report);
    return read_figures(in, report, error);
}
