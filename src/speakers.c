#include "speakers.h"

#include "base/error.h"
#include "doubt.h"
#include "feature/pitch.h"
#include "feature/syllable.h"
#include "talk/leak_line.h"
#include "talk/turns.h"
#include "talk/units.h"

#include <string.h>

static const struct cad_settings *settings_of(const struct cad_analysis *a)
{
    return &a->engine->model.settings;
}

/* A stage that fills the caller's tracks works in scratch of its own, given
   back when it is done: an hour must fit. */
static cad_status detect(struct cad_analysis *a, struct cad_side *side,
                         uint8_t *speech, struct cad_noise *noise,
                         cad_error *error)
{
    cad_status status =
        cad_speech_detect(side->channel, side->blocked, &settings_of(a)->speech,
                          a->scratch, speech, side->unlike, noise, error);
    cad_arena_reset(a->scratch);
    return status;
}

static bool make_tracks(struct cad_analysis *a, struct cad_side *side)
{
    struct cad_voice *v = &side->voice;
    v->channel = side->channel;
    v->frames = a->frames;
    side->blocked = CAD_NEW(a->arena, uint8_t, a->frames);
    side->provisional = CAD_NEW(a->arena, uint8_t, a->frames);
    side->unlike = CAD_NEW(a->arena, uint8_t, a->frames);
    v->speech = CAD_NEW(a->arena, uint8_t, a->frames);
    v->clean = CAD_NEW(a->arena, uint8_t, a->frames);
    v->f0_hz = CAD_NEW(a->arena, float, a->frames);
    v->voicing = CAD_NEW(a->arena, uint8_t, a->frames);
    v->syllable = CAD_NEW(a->arena, float, a->frames);
    return side->blocked && side->provisional && side->unlike && v->speech &&
           v->clean && v->f0_hz && v->voicing && v->syllable;
}

/* ---- one channel alone ------------------------------------------------ */

static cad_status hear(struct cad_analysis *a, struct cad_side *side,
                       cad_party party, cad_error *error)
{
    if (!make_tracks(a, side))
        return cad_fail_memory(error);
    cad_status status =
        cad_line_find(side->channel, &settings_of(a)->line, a->arena,
                      side->blocked, &side->line, error);
    for (size_t i = 0; i < side->line.count; i++)
        side->line.items[i].party = party;
    if (status)
        return status;
    return detect(a, side, side->provisional, &side->noise, error);
}

/* ---- leakage ---------------------------------------------------------- */

static struct cad_leak_side leak_side(const struct cad_side *side)
{
    return (struct cad_leak_side){side->channel, side->provisional,
                                  side->blocked};
}

static struct cad_line_heard line_heard(struct cad_side *side)
{
    return (struct cad_line_heard){side->channel, &side->line, side->blocked};
}

static cad_status find_leak(struct cad_analysis *a, struct cad_side *own,
                            const struct cad_side *other, cad_error *error)
{
    struct cad_leak_side here = leak_side(own), there = leak_side(other);
    cad_status status =
        cad_leakage_find(&here, &there, &settings_of(a)->leakage, a->scratch,
                         a->arena, &own->leak, error);
    cad_arena_reset(a->scratch);
    return status;
}

/* The detector listens again where the other's voice is left out. */
static cad_status hear_again(struct cad_analysis *a, struct cad_side *side,
                             cad_error *error)
{
    const struct cad_leak *leak = &side->leak;
    uint8_t *speech = side->voice.speech;
    if (!leak->found) {
        memcpy(speech, side->provisional, a->frames);
        memcpy(side->voice.clean, speech, a->frames);
        return CAD_OK;
    }
    for (size_t f = 0; f < a->frames; f++)
        side->blocked[f] |= leak->blocked[f];
    cad_status status = detect(a, side, speech, &side->noise, error);
    size_t suppressed = 0;
    for (size_t f = 0; f < a->frames; f++) {
        suppressed += side->provisional[f] && !speech[f];
        side->voice.clean[f] = speech[f] && !leak->unclean[f];
    }
    side->leak.suppressed_s = cad_frame_s(suppressed);
    return status;
}

static cad_status part_the_channels(struct cad_analysis *a, cad_error *error)
{
    struct cad_side *agent = &a->side[CAD_AGENT];
    struct cad_side *customer = &a->side[CAD_CUSTOMER];
    bool both = cad_side_exists(agent) && cad_side_exists(customer);
    cad_status status = CAD_OK;
    if (both && a->layout != CAD_LAYOUT_ONE_SIDED) {
        status = find_leak(a, agent, customer, error);
        if (!status)
            status = find_leak(a, customer, agent, error);
        struct cad_line_heard here = line_heard(agent);
        struct cad_line_heard there = line_heard(customer);
        cad_leak_line_drop(&here, &there, &agent->leak);
        cad_leak_line_drop(&there, &here, &customer->leak);
    }
    for (size_t p = 0; p < CAD_PARTIES && !status; p++)
        if (cad_side_exists(&a->side[p]))
            status = hear_again(a, &a->side[p], error);
    a->sync = cad_leakage_sync(&agent->leak, &customer->leak);
    return status;
}

/* ---- others in the room ----------------------------------------------- */

static void level_without_others(struct cad_side *side)
{
    const struct cad_voice *v = &side->voice;
    double sum = 0.0, n = 0.0;
    for (size_t f = 0; f < v->frames; f++)
        if (v->speech[f]) {
            sum += (double)v->channel->power[f];
            n += 1.0;
        }
    double up_db = n > 0.0 ? 10.0 * log10(sum / n) : 0.0;
    up_db -= side->noise.active_dbfs.value;
    if (!(n > 0.0) || !cad_is_known(side->noise.active_dbfs))
        return;
    side->noise.active_dbfs.value += up_db;
    if (cad_is_known(side->noise.separation_db))
        side->noise.separation_db.value += up_db;
}

/* What they said is neither speech of the party nor clean, and the level of
   the party is without them. */
static cad_status leave_out_of(struct cad_analysis *a, cad_party p,
                               const uint8_t *other, cad_error *error)
{
    struct cad_side *side = &a->side[p];
    cad_status status = cad_background_find(side->channel, side->voice.speech,
                                            other, settings_of(a), a->scratch,
                                            a->arena, &side->background, error);
    if (status || !side->background.found)
        return status;
    for (size_t f = 0; f < a->frames; f++)
        side->voice.clean[f] &= side->voice.speech[f];
    level_without_others(side);
    return CAD_OK;
}

/* Each party beside what was heard of the other before anything is left out. */
static cad_status leave_out_others(struct cad_analysis *a, cad_error *error)
{
    cad_status status = CAD_OK;
    const struct cad_side *agent = &a->side[CAD_AGENT];
    if (!cad_side_exists(agent) || !cad_side_exists(&a->side[CAD_CUSTOMER]))
        return CAD_OK;
    uint8_t *before = CAD_NEW(a->scratch, uint8_t, a->frames);
    if (!before)
        return cad_fail_memory(error);
    memcpy(before, agent->voice.speech, a->frames);
    status =
        leave_out_of(a, CAD_AGENT, a->side[CAD_CUSTOMER].voice.speech, error);
    if (!status)
        status = leave_out_of(a, CAD_CUSTOMER, before, error);
    cad_arena_reset(a->scratch);
    return status;
}

/* ---- speech from elsewhere -------------------------------------------- */

static void mark_span(const struct cad_analysis *a, uint8_t *speech,
                      double start_s, double end_s)
{
    double last = (double)a->frames;
    double start = start_s * CAD_FRAMES_PER_S + 0.5;
    double end = end_s * CAD_FRAMES_PER_S + 0.5;
    end = end < last ? end : last;
    for (size_t f = start > 0.0 ? (size_t)start : 0; (double)f < floor(end);
         f++)
        speech[f] = 1;
}

/* Level and tilt of a frame in which both speak on one channel are
   nobody's. */
static void share_channel(struct cad_analysis *a)
{
    uint8_t *agent = a->side[CAD_AGENT].voice.speech;
    uint8_t *customer = a->side[CAD_CUSTOMER].voice.speech;
    bool shared = a->side[CAD_AGENT].channel == a->side[CAD_CUSTOMER].channel;
    for (size_t f = 0; f < a->frames; f++) {
        bool both = shared && agent[f] && customer[f];
        a->side[CAD_AGENT].voice.clean[f] = agent[f] && !both;
        a->side[CAD_CUSTOMER].voice.clean[f] = customer[f] && !both;
    }
}

/* Who was told to speak speaks, whatever it sounds like. */
static void take_given(struct cad_analysis *a, const cad_given_spans *given)
{
    for (size_t p = 0; p < CAD_PARTIES; p++)
        if (a->side[p].unlike)
            memset(a->side[p].unlike, 0, a->frames);
    for (size_t i = 0; i < given->count; i++)
        mark_span(a, a->side[given->items[i].party].voice.speech,
                  given->items[i].start_s, given->items[i].end_s);
    share_channel(a);
}

/* ---- voices ----------------------------------------------------------- */

/* Where somebody else said who speaks, nobody is heard beyond it. */
static cad_status follow_voice(struct cad_analysis *a, struct cad_side *side,
                               bool given, cad_error *error)
{
    const uint8_t *blocked = given ? NULL : side->blocked;
    const struct cad_settings *s = settings_of(a);
    struct cad_voice *v = &side->voice;
    cad_status status =
        cad_pitch_track(v->channel, v->speech, blocked, &s->pitch, a->scratch,
                        v->f0_hz, v->voicing, error);
    cad_arena_reset(a->scratch);
    if (!status)
        status =
            cad_syllable_weights(v->channel, v->speech, v->f0_hz, &s->syllable,
                                 a->scratch, v->syllable, error);
    cad_arena_reset(a->scratch);
    if (!status)
        status = cad_defects_find(v->channel, v->speech, &s->defects,
                                  a->scratch, &side->defects, error);
    cad_arena_reset(a->scratch);
    return status;
}

/* ---- the conversation ------------------------------------------------- */

/* Where both voices are on one channel, its sounds are heard once and are
   neither's. */
static cad_status add_line_events(struct cad_analysis *a, cad_error *error)
{
    bool shared = cad_side_exists(&a->side[CAD_AGENT]) &&
                  a->side[CAD_AGENT].channel == a->side[CAD_CUSTOMER].channel;
    for (size_t p = 0; p < CAD_PARTIES; p++)
        for (size_t i = 0; i < a->side[p].line.count; i++) {
            if (shared && p == CAD_CUSTOMER)
                continue;
            cad_event *e = CAD_VEC_PUSH(a->arena, &a->talk.events);
            if (!e)
                return cad_fail_memory(error);
            *e = a->side[p].line.items[i];
            e->party = shared ? CAD_NOBODY : e->party;
            e->segment = -1;
        }
    return CAD_OK;
}

/* What one side does while the other is not recorded nobody knows. */
static bool is_one_missing(const struct cad_analysis *a)
{
    return a->layout == CAD_LAYOUT_ONE_SIDED &&
           !(a->talk.ipus[CAD_AGENT].count && a->talk.ipus[CAD_CUSTOMER].count);
}

static cad_status find_hold(struct cad_analysis *a, cad_error *error)
{
    const uint8_t *speech[2] = {a->side[CAD_AGENT].voice.speech,
                                a->side[CAD_CUSTOMER].voice.speech};
    const struct cad_channel *channels[2] = {a->side[CAD_AGENT].channel,
                                             a->side[CAD_CUSTOMER].channel};
    if (!speech[0] || !speech[1]) {
        speech[0] = speech[1] = a->side[CAD_MIXED].voice.speech;
        channels[0] = channels[1] = a->side[CAD_MIXED].channel;
    }
    size_t line_count = a->talk.events.count;
    cad_event *line = CAD_NEW(a->arena, cad_event, line_count);
    if (!line)
        return cad_fail_memory(error);
    if (line_count)
        memcpy(line, a->talk.events.items, line_count * sizeof *line);
    return cad_hold_find(&a->talk, line, line_count, speech,
                         is_one_missing(a) ? NULL : channels,
                         &settings_of(a)->talk, a->arena, error);
}

static cad_status find_conversation(struct cad_analysis *a, cad_error *error)
{
    const struct cad_talk_settings *s = &settings_of(a)->talk;
    struct cad_conversation *talk = &a->talk;
    talk->frames = a->frames;
    talk->parties = cad_side_exists(&a->side[CAD_MIXED]) ? 1 : 2;
    cad_status status = add_line_events(a, error);
    for (size_t p = 0; p < CAD_PARTIES && !status; p++)
        if (cad_side_exists(&a->side[p]))
            status =
                cad_units_find(a->side[p].voice.speech, a->frames, (cad_party)p,
                               s, a->arena, &talk->ipus[p], error);
    if (!status)
        status = find_hold(a, error);
    const struct cad_voice *voices[2] = {&a->side[CAD_AGENT].voice,
                                         &a->side[CAD_CUSTOMER].voice};
    if (!status)
        status = cad_turns_find(talk, talk->parties == 2 ? voices : NULL, s,
                                a->arena, error);
    if (status)
        return status;
    cad_doubt_events(a);
    if (!is_one_missing(a))
        return cad_silence_find(talk, s, a->arena, &a->silence, error);
    cad_events_sort(talk);
    return CAD_OK;
}

cad_status cad_speakers_find(struct cad_analysis *a,
                             const cad_given_spans *given, cad_error *error)
{
    cad_status status = CAD_OK;
    for (size_t p = 0; p < CAD_PARTIES && !status; p++)
        if (cad_side_exists(&a->side[p]))
            status = hear(a, &a->side[p], (cad_party)p, error);
    if (status)
        return status;
    if (given)
        take_given(a, given);
    else
        status = part_the_channels(a, error);
    if (!given && !status)
        status = leave_out_others(a, error);
    for (size_t p = 0; p < CAD_PARTIES && !status; p++)
        if (cad_side_exists(&a->side[p]))
            status = follow_voice(a, &a->side[p], given != NULL, error);
    return status ? status : find_conversation(a, error);
}
