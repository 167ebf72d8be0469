#include "talk/overlap.h"
#include "talk/times.h"

#include <math.h>

/* Level and pitch of one voice over a stretch of its clean speech. */
struct means {
    size_t frames, voiced;
    double level_db, pitch_st;
};

static bool counts(const struct cad_voice *voice, size_t f)
{
    return voice->speech[f] && (!voice->clean || voice->clean[f]);
}

static struct means means_of(const struct cad_voice *voice, size_t start,
                             size_t end)
{
    struct means m = {0};
    double power = 0.0, pitch = 0.0;
    for (size_t f = start; f < end && f < voice->frames; f++) {
        if (!counts(voice, f))
            continue;
        power += (double)voice->channel->power[f];
        m.frames++;
        if (voice->f0_hz && voice->f0_hz[f] > 0.0f) {
            pitch += 12.0 * log2((double)voice->f0_hz[f]);
            m.voiced++;
        }
    }
    if (!(power > 0.0)) /* digital silence, which a file says is speech */
        return (struct means){0};
    m.level_db = 10.0 * log10(power / (double)m.frames);
    if (m.voiced)
        m.pitch_st = pitch / (double)m.voiced;
    return m;
}

/* Where the last `frames` frames of own speech before `end` begin: the one
   who comes in may have listened for long. */
static size_t back_over(const struct cad_voice *voice, size_t end,
                        size_t frames)
{
    if (end > voice->frames)
        end = voice->frames;
    while (end > 0 && frames > 0)
        frames -= counts(voice, --end);
    return end;
}

/* Does this voice rise in [start, end) against the own speech before? */
static cad_figure raises(const struct cad_voice *voice, size_t start,
                         size_t end, const struct cad_talk_settings *settings)
{
    size_t back = cad_frames_of(settings->compete_before_s);
    size_t least = cad_frames_of(settings->compete_least_s);
    struct means before = means_of(voice, back_over(voice, start, back), start);
    struct means during = means_of(voice, start, end);
    if (before.frames < least || during.frames < least)
        return cad_unknown(CAD_WHY_NO_EVIDENCE);
    bool louder =
        during.level_db - before.level_db >= settings->compete_level_db;
    bool higher =
        before.voiced >= least && during.voiced >= least &&
        during.pitch_st - before.pitch_st >= settings->compete_pitch_st;
    return cad_known(louder || higher);
}

static cad_figure judge(const cad_event *e,
                        const struct cad_voice *const *voices,
                        const struct cad_talk_settings *settings)
{
    if (e->overlap_s < settings->compete_overlap_s)
        return cad_unknown(CAD_WHY_TOO_SHORT);
    if (!voices)
        return cad_unknown(CAD_WHY_NOT_MEASURED);
    size_t start = cad_frames_of(e->start_s);
    size_t end = cad_frames_of(e->end_s);
    cad_figure rise[2];
    for (int p = 0; p < 2; p++)
        rise[p] = raises(voices[p], start, end, settings);
    for (int p = 0; p < 2; p++)
        if (cad_is_known(rise[p]) && rise[p].value > 0.0)
            return cad_known(1.0);
    return cad_is_known(rise[0]) ? rise[0] : rise[1];
}

void cad_overlap_compete(cad_conversation_events *events,
                         const struct cad_voice *const *voices,
                         const struct cad_talk_settings *settings)
{
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].kind == CAD_EVENT_INTERRUPTION)
            events->items[i].competitive =
                judge(&events->items[i], voices, settings);
}
