#include "talk/silence.h"

#include "base/error.h"
#include "talk/times.h"
#include "talk/turns.h"

/* Sounds of the line that are neither talk nor silence. Music alone is hold:
   ringing and tones belong to setting the call up. */
static bool is_line_sound(cad_event_kind kind)
{
    return kind == CAD_EVENT_MUSIC || kind == CAD_EVENT_RINGBACK ||
           kind == CAD_EVENT_BUSY || kind == CAD_EVENT_DIAL ||
           kind == CAD_EVENT_SIT || kind == CAD_EVENT_BEEP ||
           kind == CAD_EVENT_DTMF;
}

static void mark(uint8_t *mask, size_t frames, const cad_event *e)
{
    size_t end = cad_frames_of(e->end_s);
    for (size_t f = cad_frames_of(e->start_s); f < end && f < frames; f++)
        mask[f] = 1;
}

static bool any_speech(const uint8_t *const *speech, size_t f)
{
    return (speech[0] && speech[0][f]) || (speech[1] && speech[1][f]);
}

/* Set mask where nothing at all comes from either side for long: a gateway
   on hold sends constant samples, a room does not. Before the first word or
   music and after the last one nobody waits. */
static void mark_dead_line(const struct cad_channel *const *channels,
                           size_t frames, const uint8_t *const *speech,
                           size_t least, uint8_t *mask)
{
    size_t run = 0, first = 0, last = frames;
    while (first < last && !mask[first] && !any_speech(speech, first))
        first++;
    while (last > first && !mask[last - 1] && !any_speech(speech, last - 1))
        last--;
    for (size_t f = first; f <= last; f++) {
        bool dead = f < last;
        for (int i = 0; dead && i < 2; i++)
            if (channels[i] && f < channels[i]->frames)
                dead = channels[i]->flags[f] & CAD_FRAME_DIGITAL;
        if (dead) {
            run++;
            continue;
        }
        for (size_t b = f - run; run >= least && b < f; b++)
            mask[b] = 1;
        run = 0;
    }
}

/* Bridge gaps without speech between marked stretches: music has rests. */
static void bridge(uint8_t *mask, size_t frames, const uint8_t *const *speech,
                   size_t most)
{
    size_t gap = most + 1; /* nothing marked yet */
    for (size_t f = 0; f < frames; f++) {
        if (mask[f]) {
            for (size_t b = f - gap; gap <= most && b < f; b++)
                mask[b] = 1;
            gap = 0;
        } else if (any_speech(speech, f)) {
            gap = most + 1;
        } else if (gap <= most) {
            gap++;
        }
    }
}

static cad_status push_event(struct cad_conversation *c, cad_event_kind kind,
                             size_t start, size_t end, double confidence,
                             cad_arena *arena, cad_error *error)
{
    cad_event *e = CAD_VEC_PUSH(arena, &c->events);
    if (!e)
        return cad_fail_memory(error);
    *e = (cad_event){.kind = kind,
                     .party = CAD_NOBODY,
                     .start_s = cad_frame_s(start),
                     .end_s = cad_frame_s(end),
                     .confidence = confidence,
                     .segment = -1,
                     .competitive = cad_unknown(CAD_WHY_NOT_MEASURED)};
    return CAD_OK;
}

static size_t run_of(const uint8_t *mask, size_t frames, size_t start)
{
    size_t end = start;
    while (end < frames && mask[end])
        end++;
    return end;
}

cad_status cad_hold_find(struct cad_conversation *c, const cad_event *line,
                         size_t line_count, const uint8_t *const *speech,
                         const struct cad_channel *const *channels,
                         const struct cad_talk_settings *settings,
                         cad_arena *arena, cad_error *error)
{
    size_t frames = c->frames;
    uint8_t *music = CAD_NEW(arena, uint8_t, frames);
    c->hold = CAD_NEW(arena, uint8_t, frames);
    if (!music || !c->hold)
        return cad_fail_memory(error);
    for (size_t i = 0; i < line_count; i++)
        if (line[i].kind == CAD_EVENT_MUSIC)
            mark(music, frames, &line[i]);
    if (channels)
        mark_dead_line(channels, frames, speech,
                       cad_frames_of(settings->hold_dead_line_s), music);
    bridge(music, frames, speech, cad_frames_of(settings->hold_join_s));
    size_t least = cad_frames_of(settings->hold_min_s);
    for (size_t f = 0; f < frames; f++) {
        size_t end = run_of(music, frames, f);
        if (end - f >= least) {
            double more =
                cad_margin(cad_seconds_of(end - f), settings->hold_min_s,
                           settings->hold_sure_s);
            cad_status status = push_event(c, CAD_EVENT_HOLD, f, end,
                                           0.5 + 0.5 * more, arena, error);
            if (status != CAD_OK)
                return status;
        }
        for (; f < end; f++)
            c->hold[f] = 1;
    }
    for (size_t i = 0; i < line_count; i++)
        if (is_line_sound(line[i].kind))
            mark(c->hold, frames, &line[i]);
    return CAD_OK;
}

/* 1 where somebody speaks, from the units: bridged pauses are no silence. */
static void mark_units(const struct cad_conversation *c, uint8_t *busy)
{
    for (int p = 0; p < CAD_PARTIES; p++)
        for (size_t i = 0; i < c->ipus[p].count; i++) {
            const struct cad_ipu *u = &c->ipus[p].items[i];
            for (size_t f = u->start; f < u->end && f < c->frames; f++)
                busy[f] = 1;
        }
}

cad_status cad_silence_find(struct cad_conversation *c,
                            const struct cad_talk_settings *settings,
                            cad_arena *arena, struct cad_silence_figures *out,
                            cad_error *error)
{
    *out = (struct cad_silence_figures){0};
    uint8_t *busy = CAD_NEW(arena, uint8_t, c->frames);
    if (!busy)
        return cad_fail_memory(error);
    mark_units(c, busy);
    size_t first = 0, last = c->frames;
    while (first < c->frames && !busy[first])
        first++;
    while (last > first && !busy[last - 1])
        last--;
    for (size_t f = first; c->hold && f < last; f++)
        busy[f] |= c->hold[f];
    size_t run = 0, least = cad_frames_of(settings->silence_list_s);
    for (size_t f = first; f < last; f++) {
        run = busy[f] ? 0 : run + 1;
        if (!run || (f + 1 < last && !busy[f + 1]))
            continue;
        double s = cad_seconds_of(run), start_s = cad_frame_s(f + 1 - run);
        if (s > out->longest_s) {
            out->longest_s = s;
            out->longest_start_s = start_s;
        }
        if (run < least)
            continue;
        out->n++;
        out->total_s += s;
        double more =
            cad_margin(s, settings->silence_list_s, settings->silence_sure_s);
        cad_status status = push_event(c, CAD_EVENT_SILENCE, f + 1 - run, f + 1,
                                       0.5 + 0.5 * more, arena, error);
        if (status != CAD_OK)
            return status;
    }
    cad_events_sort(c);
    return CAD_OK;
}
