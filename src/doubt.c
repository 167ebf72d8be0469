#include "doubt.h"

static const struct cad_settings *settings_of(const struct cad_analysis *a)
{
    return &a->engine->model.settings;
}

static bool gain_is_unstable(const struct cad_side *side)
{
    cad_figure agc = side->defects.agc_suspected;
    return cad_is_known(agc) && agc.value > 0.5;
}

/* What leaks into a side whose gain a control moves may be as loud there as
   speech: what it did to the other's turn is then hardly known. */
static void doubt_leaks(struct cad_analysis *a)
{
    bool doubt = false;
    for (size_t p = 0; p < CAD_MIXED; p++)
        doubt =
            doubt || (a->side[p].leak.found && gain_is_unstable(&a->side[p]));
    for (size_t i = 0; doubt && i < a->talk.events.count; i++) {
        cad_event *e = &a->talk.events.items[i];
        if (e->kind == CAD_EVENT_INTERRUPTION ||
            e->kind == CAD_EVENT_BACKCHANNEL)
            e->confidence *= settings_of(a)->talk.gain_leak_trust;
    }
}

/* Voices in the background are now and then taken for the party's: what either
   party says hardly louder than these is as little sure, and so is every
   cut-in of a call where they are nearly as loud as the party. */
static double event_trust(const struct cad_analysis *a, const cad_event *e)
{
    const struct cad_background_settings *s = &settings_of(a)->background;
    double above_db = HUGE_VAL, level_db = -HUGE_VAL;
    for (size_t p = 0; p < CAD_MIXED; p++) {
        const struct cad_side *side = &a->side[p];
        double db = cad_background_above_db(&side->background, &side->voice,
                                            e->start_s, e->end_s);
        above_db = fmin(above_db, db);
        if (side->background.found)
            level_db = fmax(level_db, side->background.level_db);
    }
    bool faint = above_db < s->doubt_above_db;
    bool near = level_db + s->near_db > 0.0;
    if (e->kind == CAD_EVENT_INTERRUPTION)
        return faint ? s->cut_trust : near ? s->near_trust : 1.0;
    return e->kind == CAD_EVENT_BACKCHANNEL && faint ? s->back_trust : 1.0;
}

static void doubt_beside_others(struct cad_analysis *a)
{
    for (size_t i = 0; i < a->talk.events.count; i++)
        a->talk.events.items[i].confidence *=
            event_trust(a, &a->talk.events.items[i]);
}

/* Speech in [start_s, end_s) that is hardly like the rest of the party's. */
static bool is_unlike(const struct cad_side *side, double start_s, double end_s)
{
    size_t end = (size_t)(end_s * CAD_FRAMES_PER_S + 0.5);
    size_t f = (size_t)(start_s * CAD_FRAMES_PER_S + 0.5);
    for (; f < end && f < side->voice.frames; f++)
        if (side->unlike[f] && side->voice.speech[f])
            return true;
    return false;
}

/* A dog, a door, a machine may pass for a word that cuts in. Not so the other
   way round: a short "mm" is unlike the rest, too, and most often a listener's.
 */
static void doubt_unlike(struct cad_analysis *a)
{
    for (size_t i = 0; i < a->talk.events.count; i++) {
        cad_event *e = &a->talk.events.items[i];
        bool doubt = false;
        for (size_t p = 0; p < CAD_MIXED; p++)
            doubt = doubt || (a->side[p].unlike &&
                              is_unlike(&a->side[p], e->start_s, e->end_s));
        if (doubt && e->kind == CAD_EVENT_INTERRUPTION)
            e->confidence *= settings_of(a)->talk.unlike_cut_trust;
    }
}

void cad_doubt_events(struct cad_analysis *a)
{
    doubt_leaks(a);
    doubt_beside_others(a);
    doubt_unlike(a);
    for (size_t i = 0; i < a->talk.events.count; i++) {
        cad_event *e = &a->talk.events.items[i];
        e->doubted = (e->kind == CAD_EVENT_INTERRUPTION ||
                      e->kind == CAD_EVENT_BACKCHANNEL) &&
                     e->confidence < settings_of(a)->talk.doubt_below;
    }
}
