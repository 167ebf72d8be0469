/* episode.c - stretches in which a party's voice stays raised, or the
   customer draws back: shorter turns, a lower voice. */
#include "base/error.h"
#include "base/vec.h"
#include "reading/period.h"
#include "reading/reading.h"

typedef CAD_VEC(cad_episode) episode_list;

/* One party's scored turns, in order. */
struct course {
    int *segment;
    size_t count;
};

static bool make_course(const cad_report *report, cad_party party,
                        cad_arena *arena, struct course *out)
{
    out->count = 0;
    out->segment = CAD_NEW(arena, int, report->segment_count);
    if (!out->segment)
        return false;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (s->party == party && s->kind == CAD_TURN &&
            cad_is_known(s->activation_z))
            out->segment[out->count++] = (int)i;
    }
    return true;
}

static double z_at(const cad_report *report, const struct course *c, size_t i)
{
    return report->segments[c->segment[i]].activation_z.value;
}

/* ---- what the agent did meanwhile ------------------------------------- */

/* While music or a tone plays, nobody can speak or listen. */
static double beside_hold_s(const struct cad_conversation *talk, double from_s,
                            double to_s)
{
    size_t n = 0, end = cad_frames_of(to_s);
    for (size_t f = cad_frames_of(from_s); f < end && f < talk->frames; f++)
        n += !talk->hold[f];
    return cad_frame_s(n);
}

/* Listening sounds leave the floor to the other: they count as silence. */
static double agent_speech_s(const struct cad_conversation *talk,
                             const cad_report *report, double from_s,
                             double to_s)
{
    double sum = 0.0;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (s->party != CAD_AGENT || s->kind == CAD_BACKCHANNEL)
            continue;
        for (size_t u = 0; u < s->ipu_count; u++)
            sum += beside_hold_s(talk, fmax(from_s, s->ipus[u].start_s),
                                 fmin(to_s, s->ipus[u].end_s));
    }
    return sum;
}

static size_t agent_events(const cad_report *report, cad_event_kind kind,
                           double from_s, double to_s)
{
    size_t n = 0;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        n += e->kind == kind && !e->doubted && e->party == CAD_AGENT &&
             e->start_s >= from_s && e->start_s < to_s;
    }
    return n;
}

/* Turn segments of the agent that begin in the episode: activation weighted
   by voice, and the wait of the first before it took the floor. */
static void read_agent_turns(const cad_report *report, cad_episode *p)
{
    double z = 0.0, voiced_s = 0.0;
    p->agent.activation = cad_unknown(CAD_WHY_NO_EVIDENCE);
    p->agent.floor_wait_s = cad_unknown(CAD_WHY_NO_EVIDENCE);
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (s->party != CAD_AGENT || s->kind != CAD_TURN ||
            s->start_s < p->onset_s || s->start_s > p->end_s)
            continue;
        if (!cad_is_known(p->agent.floor_wait_s) && s->took_floor)
            p->agent.floor_wait_s = cad_known(s->start_s - p->onset_s);
        if (!cad_is_known(s->activation_z))
            continue;
        z += s->activation_z.value * s->pitch.voiced_s;
        voiced_s += s->pitch.voiced_s;
    }
    if (voiced_s > 0.0)
        p->agent.activation = cad_known(tanh(z / voiced_s / 2.0));
}

/* With one side missing nobody was heard to be silent, or to cut in. */
static void forget_agent(cad_episode *p)
{
    cad_figure none = cad_unknown(CAD_WHY_ONE_SIDED);
    p->agent.silence_share = p->agent.floor_wait_s = none;
    p->agent.backchannels = p->agent.interruptions = none;
    if (!cad_is_known(p->agent.activation))
        p->agent.activation = none;
}

static bool agent_speaks(const cad_report *report)
{
    for (size_t i = 0; i < report->segment_count; i++)
        if (report->segments[i].party == CAD_AGENT)
            return true;
    return false;
}

static void read_agent(const struct cad_conversation *talk,
                       const cad_report *report, cad_episode *p)
{
    read_agent_turns(report, p);
    if (!report->party[CAD_AGENT].present ||
        !report->party[CAD_CUSTOMER].present) {
        forget_agent(p);
        return;
    }
    double length_s = beside_hold_s(talk, p->onset_s, p->end_s);
    double spoken_s = agent_speech_s(talk, report, p->onset_s, p->end_s);
    p->agent.silence_share = length_s > 0.0
                                 ? cad_known(1.0 - spoken_s / length_s)
                                 : cad_unknown(CAD_WHY_TOO_SHORT);
    if (!agent_speaks(report)) /* silent, but not listening */
        p->agent.silence_share = cad_unknown(CAD_WHY_NO_SPEECH);
    p->agent.backchannels = cad_known((double)agent_events(
        report, CAD_EVENT_BACKCHANNEL, p->onset_s, p->end_s));
    p->agent.interruptions = cad_known((double)agent_events(
        report, CAD_EVENT_INTERRUPTION, p->onset_s, p->end_s));
}

/* ---- raised ----------------------------------------------------------- */

/* The turn at which the voice is back; count when it never is. */
static size_t find_recovery(const cad_report *report, const struct course *c,
                            size_t first, double recovered_z)
{
    size_t i = first;
    while (i < c->count && z_at(report, c, i) > recovered_z)
        i++;
    return i;
}

static double mean_z(const cad_report *report, const struct course *c,
                     size_t first, size_t end)
{
    double sum = 0.0, voiced_s = 0.0;
    for (size_t i = first; i < end; i++) {
        double weight = report->segments[c->segment[i]].pitch.voiced_s;
        sum += weight * z_at(report, c, i);
        voiced_s += weight;
    }
    return voiced_s > 0.0 ? sum / voiced_s : 0.0;
}

static double turns_speech_s(const cad_report *report, const struct course *c,
                             size_t first, size_t end)
{
    double sum = 0.0;
    for (size_t i = first; i < end; i++)
        sum += report->segments[c->segment[i]].speech_s;
    return sum;
}

static size_t count_turns(const cad_report *report, const struct course *c,
                          size_t first, size_t end)
{
    size_t n = 0;
    for (size_t i = first; i < end; i++)
        n += i == first || report->segments[c->segment[i]].turn !=
                               report->segments[c->segment[i - 1]].turn;
    return n;
}

static void describe(const struct cad_reading *in, const cad_report *report,
                     const struct course *c, size_t first, size_t end,
                     cad_episode *p)
{
    size_t peak = first;
    for (size_t i = first; i < end; i++) {
        double z = z_at(report, c, i), top = z_at(report, c, peak);
        if (p->kind == CAD_RAISED ? z > top : z < top)
            peak = i;
    }
    const cad_segment *top = &report->segments[c->segment[peak]];
    p->onset_s = report->segments[c->segment[first]].start_s;
    p->end_s = report->segments[c->segment[end - 1]].end_s;
    p->peak_s = 0.5 * (top->start_s + top->end_s);
    p->peak_activation = top->activation;
    bool back = end < c->count;
    p->recovered = back ? cad_known(1.0) : cad_unknown(CAD_WHY_CALL_ENDS);
    p->recovery_s =
        back ? cad_known(report->segments[c->segment[end]].start_s - p->peak_s)
             : cad_unknown(CAD_WHY_CALL_ENDS);
    read_agent(in->talk, report, p);
}

static bool add(const struct cad_reading *in, const cad_report *report,
                const struct course *c, size_t first, size_t end,
                cad_party party, cad_episode_kind kind, episode_list *list)
{
    cad_episode *p = CAD_VEC_PUSH(in->arena, list);
    if (!p)
        return false;
    *p = (cad_episode){.party = party, .kind = kind};
    describe(in, report, c, first, end, p);
    return true;
}

static bool find_raised(const struct cad_reading *in, const cad_report *report,
                        const struct course *c, cad_party party,
                        episode_list *list)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    for (size_t i = 0; i < c->count;) {
        if (z_at(report, c, i) < s->episode_raised_z) {
            i++;
            continue;
        }
        size_t end = find_recovery(report, c, i, s->episode_recovered_z);
        bool long_enough =
            (double)count_turns(report, c, i, end) >= s->episode_min_turns &&
            turns_speech_s(report, c, i, end) >= s->episode_min_s;
        /* one high word before turns that are hardly so is no episode */
        long_enough =
            long_enough && mean_z(report, c, i, end) >= s->episode_raised_z;
        if (long_enough && !add(in, report, c, i, end, party, CAD_RAISED, list))
            return false;
        i = end > i ? end : i + 1; /* a model may call the same z recovered */
    }
    return true;
}

/* ---- withdrawn -------------------------------------------------------- */

/* A turn of one who draws back: low, and much shorter than usual. */
static bool is_withdrawn(const struct cad_exchange_settings *s,
                         const cad_report *report, const struct course *c,
                         size_t i, double usual_s)
{
    const cad_segment *turn = &report->segments[c->segment[i]];
    return z_at(report, c, i) <= s->withdrawn_z &&
           turn->speech_s < s->withdrawn_share * usual_s;
}

static double usual_turn_s(const cad_report *report, const struct course *c)
{
    double sum = 0.0;
    size_t third = (c->count + 2) / 3;
    for (size_t i = 0; i < third; i++)
        sum += report->segments[c->segment[i]].speech_s;
    return third ? sum / (double)third : 0.0;
}

static bool find_withdrawn(const struct cad_reading *in,
                           const cad_report *report, const struct course *c,
                           episode_list *list)
{
    const struct cad_exchange_settings *s = &in->model->settings.exchange;
    double usual_s = usual_turn_s(report, c);
    for (size_t i = 0; i < c->count;) {
        size_t end = i;
        while (end < c->count && is_withdrawn(s, report, c, end, usual_s))
            end++;
        bool long_enough =
            (double)count_turns(report, c, i, end) >= s->withdrawn_min_turns;
        if (end > i && long_enough &&
            !add(in, report, c, i, end, CAD_CUSTOMER, CAD_WITHDRAWN, list))
            return false;
        i = end > i ? end : i + 1;
    }
    return true;
}

/* ---- all -------------------------------------------------------------- */

static void sort_by_onset(episode_list *list)
{
    for (size_t i = 1; i < list->count; i++)
        for (size_t j = i;
             j > 0 && list->items[j].onset_s < list->items[j - 1].onset_s;
             j--) {
            cad_episode swap = list->items[j];
            list->items[j] = list->items[j - 1];
            list->items[j - 1] = swap;
        }
}

cad_status cad_episodes_find(const struct cad_reading *in, cad_report *report,
                             cad_error *error)
{
    episode_list list = {0};
    bool good = true;
    for (size_t p = CAD_AGENT; p <= CAD_CUSTOMER && good; p++) {
        struct course c;
        good = make_course(report, (cad_party)p, in->arena, &c) &&
               find_raised(in, report, &c, (cad_party)p, &list);
        if (good && p == CAD_CUSTOMER)
            good = find_withdrawn(in, report, &c, &list);
    }
    sort_by_onset(&list);
    report->episodes = list.items;
    report->episode_count = list.count;
    return good ? CAD_OK : cad_fail_memory(error);
}
