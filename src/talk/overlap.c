#include "talk/overlap.h"

#include "base/error.h"
#include "talk/times.h"

#include <stdint.h>

static const size_t never = SIZE_MAX;

/* Settings as frames, and the two parties at the onset. */
struct scene {
    const struct cad_talk_settings *settings;
    const cad_ipu_list *own, *holder;
    size_t first, last; /* own units of the contribution */
    size_t start, end;  /* of the contribution */
    size_t before;      /* own silence before it, frames */
    size_t after;       /* and after it */
    size_t held;        /* holder's unit at the onset, or the last before */
    bool in_speech;     /* the holder speaks at the onset */
};

static size_t start_of(const cad_ipu_list *list, size_t i)
{
    return i < list->count ? list->items[i].start : never;
}

static size_t gap_after(const cad_ipu_list *list, size_t i)
{
    size_t next = start_of(list, i + 1);
    return next == never ? never : next - list->items[i].end;
}

static struct scene scene_at(const cad_ipu_list *own, size_t at,
                             const cad_ipu_list *holder,
                             const struct cad_talk_settings *settings)
{
    struct scene s = {.settings = settings, .own = own, .holder = holder};
    size_t chain = cad_frames_of(settings->contribution_gap_s);
    s.first = s.last = at;
    while (gap_after(own, s.last) < chain)
        s.last++;
    s.start = own->items[at].start;
    s.end = own->items[s.last].end;
    s.before = at ? s.start - own->items[at - 1].end : never;
    s.after = gap_after(own, s.last);
    while (start_of(holder, s.held + 1) <= s.start)
        s.held++;
    s.in_speech = holder->items[s.held].start <= s.start &&
                  holder->items[s.held].end > s.start;
    return s;
}

/* Own speech that goes on after the holder stopped, up to its return. */
static size_t lone_frames(const struct scene *s, size_t stop, size_t back)
{
    size_t end = s->end;
    for (size_t i = s->last + 1; start_of(s->own, i) < back; i++)
        end = s->own->items[i].end;
    if (end > back)
        end = back;
    return end > stop ? end - stop : 0;
}

/* How the floor goes: the holder loses it in the first pause in which it
   stays silent long enough while the other goes on. */
struct passing {
    bool taken;
    bool resumes; /* the holder speaks after the contribution */
    size_t units; /* of the holder, up to where it stopped */
    size_t stop;  /* where the holder stopped */
    size_t lone;  /* frames the other then had alone */
    size_t pause; /* the holder's longest silence meanwhile */
};

static struct passing floor_passes(const struct scene *s)
{
    const struct cad_talk_settings *set = s->settings;
    size_t resume = cad_frames_of(set->resume_s);
    size_t lapse = cad_frames_of(set->turn_gap_s);
    size_t goes_on = s->in_speech ? cad_frames_of(set->goes_on_s) : 1;
    bool counts = s->end - s->start >= cad_frames_of(set->contribution_min_s);
    struct passing p = {0};
    size_t i = s->held;
    for (; i < s->holder->count && s->holder->items[i].end < s->end; i++) {
        size_t gap = gap_after(s->holder, i);
        p.stop = s->holder->items[i].end;
        p.lone = lone_frames(s, p.stop, start_of(s->holder, i + 1));
        if (gap > p.pause)
            p.pause = gap;
        if (counts && (gap >= lapse || (gap >= resume && p.lone >= goes_on))) {
            p.taken = true;
            p.units = i + 1;
            return p;
        }
    }
    p.resumes = i < s->holder->count;
    return p;
}

/* End of the speech that unit i is part of: a hesitation does not break it. */
static size_t stretch_end(const cad_ipu_list *list, size_t i, size_t hesitation)
{
    while (gap_after(list, i) < hesitation)
        i++;
    return list->items[i].end;
}

/* Frames in which both speak, in [start, end). */
static size_t heard_together(const struct scene *s, size_t start, size_t end,
                             size_t *last)
{
    size_t sum = 0;
    for (size_t i = s->first; i <= s->last; i++) {
        const struct cad_ipu *own = &s->own->items[i];
        for (size_t j = s->held; start_of(s->holder, j) < own->end; j++) {
            const struct cad_ipu *held = &s->holder->items[j];
            size_t a = own->start > held->start ? own->start : held->start;
            size_t b = own->end < held->end ? own->end : held->end;
            a = a > start ? a : start;
            b = b < end ? b : end;
            if (b > a) {
                sum += b - a;
                *last = b > *last ? b : *last;
            }
        }
    }
    return sum;
}

/* The first onset of the contribution that cuts into the holder's speech. */
static bool find_cut(const struct scene *s, const struct passing *p,
                     struct cad_onset *out, double *margin)
{
    size_t lead = cad_frames_of(s->settings->interruption_lead_s);
    size_t least = cad_frames_of(s->settings->interruption_overlap_s);
    size_t hesitation = cad_frames_of(s->settings->hesitation_s);
    /* who keeps the floor may pause for longer: it is spoken into as well */
    size_t pause =
        p->taken ? hesitation : cad_frames_of(s->settings->kept_pause_s);
    size_t held = s->held;
    for (size_t i = s->first; i <= s->last; i++) {
        size_t start = s->own->items[i].start;
        if (p->taken && start >= p->stop)
            break;
        while (start_of(s->holder, held + 1) <= start)
            held++;
        const struct cad_ipu *unit = &s->holder->items[held];
        size_t end = stretch_end(s->holder, held, pause), last = 0;
        if (stretch_end(s->holder, held, hesitation) <= start ||
            unit->start + lead > start)
            continue;
        size_t own_end = stretch_end(s->own, i, hesitation);
        size_t together =
            heard_together(s, start, own_end < end ? own_end : end, &last);
        if (together < least)
            continue;
        out->cut_start = start;
        *margin = cad_margin(cad_seconds_of(together),
                             s->settings->interruption_overlap_s,
                             s->settings->interruption_sure_s);
        return true;
    }
    return false;
}

static bool is_backchannel(const struct scene *s, const struct passing *p,
                           double *margin)
{
    const struct cad_talk_settings *set = s->settings;
    double length_s = cad_seconds_of(s->end - s->start);
    if (p->taken || !p->resumes || length_s > set->backchannel_max_s ||
        length_s < set->contribution_min_s ||
        s->before < cad_frames_of(set->backchannel_before_s) ||
        s->after < cad_frames_of(set->backchannel_after_s))
        return false;
    *margin =
        cad_margin(-length_s, -set->backchannel_max_s, set->backchannel_sure_s);
    return true;
}

static bool is_simultaneous(const struct scene *s, double *margin)
{
    double within_s = s->settings->simultaneous_s;
    size_t held = s->holder->items[s->held].start, apart = never;
    size_t next = held > s->start ? held : start_of(s->holder, s->held + 1);
    if (s->in_speech)
        apart = s->start - held;
    else if (next != never)
        apart = next - s->start;
    if (apart > cad_frames_of(within_s))
        return false;
    *margin = cad_margin(-cad_seconds_of(apart), -within_s,
                         s->settings->simultaneous_sure_s);
    return true;
}

/* An interruption, unless the definition is missed by something. */
static void judge_cut(const struct scene *s, const struct passing *p,
                      struct cad_onset *out)
{
    const struct cad_talk_settings *set = s->settings;
    double margin = 0.0;
    if (!find_cut(s, p, out, &margin))
        return;
    if (!p->taken) {
        out->cut_in = p->resumes;
        out->outcome = CAD_HELD;
    } else {
        double lasts_s = cad_seconds_of(p->stop - out->cut_start);
        out->cut_in = p->lone >= cad_frames_of(set->goes_on_s);
        out->outcome = lasts_s <= set->yield_within_s ? CAD_YIELDED : CAD_HELD;
    }
    out->confidence = 0.5 + 0.5 * margin;
}

struct cad_onset cad_onset_judge(const cad_ipu_list *own, size_t at,
                                 const cad_ipu_list *holder,
                                 const struct cad_talk_settings *settings)
{
    struct scene s = scene_at(own, at, holder, settings);
    struct passing p = floor_passes(&s);
    struct cad_onset out = {.fate = p.taken ? CAD_FATE_TAKES : CAD_FATE_FAILS,
                            .chain_count = s.last - s.first + 1,
                            .chain_end = s.end,
                            .holder_end = holder->items[s.held].end,
                            .holder_units = p.units,
                            .cut_start = s.start,
                            .confidence = 0.5};
    double margin = 0.0;
    if (is_backchannel(&s, &p, &margin)) {
        out.fate = CAD_FATE_BACKCHANNEL;
        out.confidence = 0.5 + 0.5 * margin;
        return out;
    }
    out.simultaneous = is_simultaneous(&s, &margin);
    if (!out.simultaneous)
        judge_cut(&s, &p, &out);
    size_t until = p.taken ? p.stop : s.end;
    out.overlap = heard_together(&s, out.cut_start, until, &out.overlap_end);
    out.terminal = p.taken && s.in_speech && !out.cut_in && !out.simultaneous;
    if (out.terminal)
        margin = cad_margin(-cad_seconds_of(out.overlap),
                            -settings->interruption_overlap_s,
                            settings->terminal_sure_s);
    if (!out.cut_in)
        out.confidence = 0.5 + 0.5 * margin;
    return out;
}

cad_status cad_onset_event(const struct cad_onset *onset,
                           const struct cad_ipu *unit, int turn,
                           cad_arena *arena, cad_conversation_events *events,
                           cad_error *error)
{
    bool back = onset->fate == CAD_FATE_BACKCHANNEL;
    bool overlap = onset->overlap && (onset->simultaneous || onset->terminal);
    if (!back && !onset->cut_in && !overlap)
        return CAD_OK;
    cad_event *e = CAD_VEC_PUSH(arena, events);
    if (!e)
        return cad_fail_memory(error);
    size_t start = back ? unit->start : onset->cut_start;
    size_t end = back ? onset->chain_end : onset->overlap_end;
    *e = (cad_event){.kind = back            ? CAD_EVENT_BACKCHANNEL
                             : onset->cut_in ? CAD_EVENT_INTERRUPTION
                                             : CAD_EVENT_OVERLAP,
                     .party = unit->party,
                     .start_s = cad_frame_s(start),
                     .end_s = cad_frame_s(end),
                     .confidence = onset->confidence,
                     .segment = turn,
                     .overlap_s = cad_seconds_of(onset->overlap),
                     .outcome = onset->outcome,
                     .competitive = cad_unknown(CAD_WHY_NOT_MEASURED),
                     .form =
                         onset->simultaneous ? CAD_SIMULTANEOUS : CAD_TERMINAL};
    return CAD_OK;
}
