#include "talk/turns.h"

#include "base/error.h"
#include "talk/heard.h"
#include "talk/overlap.h"
#include "talk/times.h"

#include <stdlib.h>

/* One pass over the units of all parties in the order of their starts. */
struct walk {
    struct cad_conversation *c;
    const struct cad_talk_settings *settings;
    cad_arena *arena;
    cad_ipu_list heard[CAD_PARTIES]; /* what judges overlaps */
    cad_party holder;                /* of the floor, or CAD_NOBODY */
    size_t next[CAD_PARTIES];        /* unit to come */
    int open[CAD_PARTIES];           /* the party's latest turn, or -1 */
    size_t closes[CAD_PARTIES];      /* units before this one go on with it,
                                        though the party has no floor */
};

static struct cad_ipu *coming(const struct walk *w, int party)
{
    cad_ipu_list *list = &w->c->ipus[party];
    return w->next[party] < list->count ? &list->items[w->next[party]] : NULL;
}

/* At one instant the holder goes first: it does not lose what it keeps. */
static struct cad_ipu *first_coming(const struct walk *w)
{
    struct cad_ipu *first = NULL;
    for (int p = 0; p < CAD_PARTIES; p++) {
        struct cad_ipu *u = coming(w, p);
        if (u && (!first || u->start < first->start ||
                  (u->start == first->start && u->party == w->holder)))
            first = u;
    }
    return first;
}

static size_t last_end(const struct walk *w, cad_party party)
{
    size_t done = w->next[party];
    return done ? w->c->ipus[party].items[done - 1].end : 0;
}

static bool hold_between(const struct walk *w, size_t start, size_t end)
{
    size_t least = cad_frames_of(w->settings->hold_break_s), count = 0;
    if (!w->c->hold)
        return false;
    for (size_t f = start; f < end && f < w->c->frames; f++)
        count += w->c->hold[f];
    return count > least;
}

static void extend(struct walk *w, struct cad_ipu *unit)
{
    struct cad_turn *turn = &w->c->turns.items[w->open[unit->party]];
    turn->end = unit->end;
    turn->ipu_count++;
    unit->turn = w->open[unit->party];
    w->next[unit->party]++;
}

/* A new turn of one unit; NULL: out of memory. */
static struct cad_turn *begin(struct walk *w, struct cad_ipu *unit,
                              bool takes_floor, cad_figure latency)
{
    struct cad_turn *turn = CAD_VEC_PUSH(w->arena, &w->c->turns);
    if (!turn)
        return NULL;
    cad_party party = unit->party;
    *turn = (struct cad_turn){.party = party,
                              .kind = CAD_TURN,
                              .start = unit->start,
                              .first_ipu = w->next[party],
                              .took_floor = takes_floor,
                              .response_latency_s = latency};
    w->open[party] = (int)w->c->turns.count - 1;
    w->closes[party] = 0;
    if (takes_floor)
        w->holder = party;
    extend(w, unit);
    return turn;
}

static cad_figure latency_of(const struct cad_onset *onset,
                             const struct cad_ipu *unit)
{
    if (onset->fate == CAD_FATE_BACKCHANNEL)
        return cad_unknown(CAD_WHY_BACKCHANNEL);
    if (onset->simultaneous)
        return cad_unknown(CAD_WHY_SIMULTANEOUS_START);
    if (onset->cut_in || onset->fate == CAD_FATE_FAILS)
        return cad_unknown(CAD_WHY_INTERRUPTION);
    return cad_known(((double)unit->start - (double)onset->holder_end) /
                     CAD_FRAMES_PER_S);
}

/* Both sides of a simultaneous start are judged; it is one event. */
static bool told_already(const struct walk *w, const struct cad_onset *onset,
                         const struct cad_ipu *unit)
{
    const cad_conversation_events *events = &w->c->events;
    double start_s = cad_frame_s(unit->start);
    if (!onset->simultaneous)
        return false;
    for (size_t i = events->count; i-- > 0;) {
        const cad_event *e = &events->items[i];
        if (e->kind == CAD_EVENT_OVERLAP && e->form == CAD_SIMULTANEOUS &&
            start_s - e->start_s <= w->settings->simultaneous_s)
            return true;
    }
    return false;
}

/* An onset by the one who does not hold the floor. */
static cad_status come_in(struct walk *w, struct cad_ipu *unit,
                          cad_error *error)
{
    cad_party holder = w->holder;
    struct cad_onset onset =
        cad_onset_judge(&w->heard[unit->party], w->next[unit->party],
                        &w->heard[holder], w->settings);
    size_t closes = w->next[unit->party] + onset.chain_count;
    bool takes = onset.fate == CAD_FATE_TAKES;
    bool told = told_already(w, &onset, unit);
    struct cad_turn *turn = begin(w, unit, takes, latency_of(&onset, unit));
    if (!turn)
        return cad_fail_memory(error);
    if (onset.fate == CAD_FATE_BACKCHANNEL)
        turn->kind = CAD_BACKCHANNEL;
    if (takes)
        w->closes[holder] = onset.holder_units;
    else
        w->closes[unit->party] = closes;
    if (told)
        return CAD_OK;
    return cad_onset_event(&onset, unit, unit->turn, w->arena, &w->c->events,
                           error);
}

/* The holder speaks again, or somebody speaks while nobody has the floor. */
static bool begin_freely(struct walk *w, struct cad_ipu *unit, bool held)
{
    cad_why why = held                      ? CAD_WHY_AFTER_HOLD
                  : w->holder == CAD_NOBODY ? CAD_WHY_FIRST_TURN
                                            : CAD_WHY_OWN_TURN;
    return begin(w, unit, true, cad_unknown(why));
}

static cad_status step(struct walk *w, struct cad_ipu *unit, cad_error *error)
{
    cad_party party = unit->party;
    if (w->next[party] < w->closes[party]) {
        extend(w, unit);
        return CAD_OK;
    }
    size_t end = w->holder == CAD_NOBODY ? 0 : last_end(w, w->holder);
    bool held = w->holder != CAD_NOBODY && hold_between(w, end, unit->start);
    if (w->holder == CAD_NOBODY || held)
        return begin_freely(w, unit, held) ? CAD_OK : cad_fail_memory(error);
    if (w->holder != party)
        return come_in(w, unit, error);
    if (unit->start - end > cad_frames_of(w->settings->turn_gap_s))
        return begin_freely(w, unit, false) ? CAD_OK : cad_fail_memory(error);
    extend(w, unit);
    return CAD_OK;
}

static int by_start(const void *a, const void *b)
{
    const cad_event *x = a, *y = b;
    if (x->start_s != y->start_s)
        return x->start_s < y->start_s ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->party > y->party) - (x->party < y->party);
}

void cad_events_sort(struct cad_conversation *c)
{
    if (c->events.count)
        qsort(c->events.items, c->events.count, sizeof *c->events.items,
              by_start);
}

cad_status cad_turns_find(struct cad_conversation *c,
                          const struct cad_voice *const *voices,
                          const struct cad_talk_settings *settings,
                          cad_arena *arena, cad_error *error)
{
    struct walk w = {.c = c,
                     .settings = settings,
                     .arena = arena,
                     .holder = CAD_NOBODY,
                     .open = {-1, -1, -1}};
    struct cad_ipu *unit;
    cad_status heard = CAD_OK;
    for (size_t p = 0; p < CAD_PARTIES && !heard; p++)
        heard = cad_heard_units(&c->ipus[p], p < 2 && voices ? voices[p] : NULL,
                                settings, arena, &w.heard[p], error);
    if (heard)
        return heard;
    while ((unit = first_coming(&w))) {
        cad_status status = step(&w, unit, error);
        if (status != CAD_OK)
            return status;
    }
    cad_overlap_compete(&c->events, voices, settings);
    cad_events_sort(c);
    return CAD_OK;
}

bool cad_turn_holds_floor(const struct cad_turn *turn, cad_party party)
{
    return turn->party == party && turn->kind == CAD_TURN && turn->took_floor;
}
