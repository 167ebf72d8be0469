#include "reading/sentence.h"

#include "base/decimal.h"
#include "base/print.h"

#include <callcadence/figures.h>

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* ---- small parts ------------------------------------------------------ */

struct place {
    char text[CAD_FIGURE_TEXT];
};

static struct place place_of(double at_s)
{
    struct place p;
    cad_place_text(at_s, p.text);
    return p;
}

CAD_PRINTF(2, 3)
static void say(struct cad_sentence *out, const char *format, ...)
{
    size_t used = strlen(out->text);
    va_list args;
    va_start(args, format);
    cad_vprint(out->text + used, sizeof out->text - used, format, args);
    va_end(args);
}

static void prove(struct cad_sentence *out, const char *metric, double value,
                  const char *unit, char ref_kind, int ref)
{
    if (out->evidence_count < CAD_EVIDENCE_MAX)
        out->evidence[out->evidence_count++] =
            (cad_evidence){metric, unit, value, ref_kind, ref};
}

/* ---- an exchange ------------------------------------------------------ */

/* A deed stands alone ("cut in ..."); a manner of speaking is gathered with
   others ("spoke 20 % faster and 5 dB louder than usual"). */
static const struct {
    const char *metric, *unit, *before, *after;
    int decimals;
    bool manner;
} cues[] = {
    [CAD_CUE_FASTER] = {"rate", "%", "", " % faster", 0, true},
    [CAD_CUE_SLOWER] = {"rate", "%", "", " % slower", 0, true},
    [CAD_CUE_LOUDER] = {"level", "dB", "", " dB louder", 0, true},
    [CAD_CUE_SOFTER] = {"level", "dB", "", " dB softer", 0, true},
    [CAD_CUE_HIGHER] = {"pitch", "st", "", " semitones higher", 1, true},
    [CAD_CUE_LOWER] = {"pitch", "st", "", " semitones lower", 1, true},
    [CAD_CUE_INTERRUPTED] = {"interruption_overlap", "s", "cut in for ", " s",
                             1, false},
    [CAD_CUE_TALKED_OVER] = {"interruption_overlap", "s",
                             "talked over the customer for ", " s", 1, false},
    [CAD_CUE_LET_FINISH] = {"response_latency", "s",
                            "let the customer finish (a pause of ", " s)", 1,
                            false},
    [CAD_CUE_QUICK] = {"response_latency", "s", "answered within ", " s", 1,
                       false},
    [CAD_CUE_LONG_PAUSE] = {"response_latency", "s", "paused for ", " s", 1,
                            false},
    [CAD_CUE_MONOLOGUE] = {"floor", "s", "held the floor for ", " s", 0, false},
};

/* Cues that go with a rise, and those that go with a fall. */
static bool is_worth_saying(cad_cue_kind kind, bool rose)
{
    switch (kind) {
    case CAD_CUE_SLOWER:
    case CAD_CUE_SOFTER:
    case CAD_CUE_LOWER:
    case CAD_CUE_LET_FINISH:
        return !rose;
    case CAD_CUE_LONG_PAUSE:
        return false; /* letting finish says it */
    default:
        return rose;
    }
}

static double shown(cad_cue_kind kind, double value)
{
    /* an answer into the other's last word took no time */
    return kind == CAD_CUE_QUICK && value < 0.0 ? 0.0 : value;
}

static void say_cue(const cad_cue *cue, struct cad_sentence *out)
{
    if (cue->kind == CAD_CUE_QUICK && cue->value < 0.05) {
        say(out, "answered at once");
        return;
    }
    say(out, "%s%.*f%s", cues[cue->kind].before, cues[cue->kind].decimals,
        shown(cue->kind, cue->value), cues[cue->kind].after);
}

/* "a, b and c" */
static void say_list(const cad_cue *const *list, size_t n,
                     struct cad_sentence *out)
{
    for (size_t i = 0; i < n; i++) {
        say(out, "%s", i == 0 ? "" : i + 1 == n ? " and " : ", ");
        say_cue(list[i], out);
    }
}

/* What goes with the movement: deeds first, then the manner of speaking, or
   that of the whole voice where no part of it stands out. */
static void say_cues(const cad_exchange *x, bool rose, int ref,
                     struct cad_sentence *out)
{
    const cad_cue *deeds[CAD_CUES_MAX] = {0}, *manners[CAD_CUES_MAX] = {0};
    size_t deed_count = 0, manner_count = 0;
    for (size_t i = 0; i < x->agent.did_count; i++) {
        const cad_cue *cue = &x->agent.did[i];
        if (!is_worth_saying(cue->kind, rose))
            continue;
        if (cues[cue->kind].manner)
            manners[manner_count++] = cue;
        else
            deeds[deed_count++] = cue;
        prove(out, cues[cue->kind].metric, cue->value, cues[cue->kind].unit,
              'x', ref);
    }
    say_list(deeds, deed_count, out);
    cad_move move = rose ? CAD_MOVE_RAISED : CAD_MOVE_LOWERED;
    bool voice = !manner_count && (x->agent.move == move || !deed_count);
    if (deed_count && (manner_count || voice))
        say(out, " and ");
    if (voice)
        say(out, "%s the voice", rose ? "raised" : "lowered");
    if (manner_count) {
        say(out, "spoke ");
        say_list(manners, manner_count, out);
        say(out, " than usual");
    }
}

/* An effect: what the agent did, then when. */
static void say_effect(const cad_exchange *x, bool rose, int ref,
                       struct cad_sentence *out)
{
    say(out, " after the agent, at %s, ", place_of(x->start_s).text);
    say_cues(x, rose, ref, out);
    say(out, ".");
}

/* A voice that is no move may still be raised or lowered, as it mostly is at
   such moments. */
static const char *manner_of(const cad_report *report, const cad_exchange *x)
{
    static const char *const moves[] = {[CAD_MOVE_UNCLEAR] =
                                            "too short to tell by",
                                        [CAD_MOVE_RAISED] = "raised",
                                        [CAD_MOVE_LOWERED] = "lowered",
                                        [CAD_MOVE_LEVEL] = "as usual"};
    if (x->agent.move != CAD_MOVE_LEVEL)
        return moves[x->agent.move];
    for (size_t i = 0; i < x->agent_segment_count; i++) {
        cad_tone tone = report->segments[x->agent_segments[i]].tone;
        if (tone == CAD_TONE_RAISED)
            return "raised, no more than expected";
        if (tone == CAD_TONE_LOWERED)
            return "lowered, no more than expected";
    }
    return moves[CAD_MOVE_LEVEL];
}

/* A change that the agent's turn does not go with. */
static void say_beside(const cad_report *report, const cad_exchange *x,
                       struct cad_sentence *out)
{
    say(out, "; the agent's %s in between, at %s, was %s.",
        x->agent.move == CAD_MOVE_UNCLEAR ? "turn" : "voice",
        place_of(x->start_s).text, manner_of(report, x));
}

void cad_sentence_of_exchange(const cad_report *report, int exchange,
                              struct cad_sentence *out)
{
    const cad_exchange *x = &report->exchanges[exchange];
    bool rose = x->customer.change == CAD_CHANGE_ROSE;
    /* the difference of what is shown: a reader subtracts */
    double before = cad_decimal_round(x->customer.before.value, 2);
    double after = cad_decimal_round(x->customer.after.value, 2);
    *out = (struct cad_sentence){0};
    say(out, "The customer's voice %s by %.2f (%.2f to %.2f)",
        rose ? "rose" : "fell", fabs(after - before), before, after);
    prove(out, "activation", after - before, "1", 'x', exchange);
    if (x->effect == CAD_EFFECT_ESCALATED || x->effect == CAD_EFFECT_CALMED)
        say_effect(x, rose, exchange, out);
    else
        say_beside(report, x, out);
    prove(out, "surprise", x->trace.surprise, "standard deviations", 'x',
          exchange);
}

/* ---- episodes and conduct --------------------------------------------- */

/* Of the episode, in which nobody could speak or listen. */
static double hold_s(const cad_report *report, const cad_episode *p)
{
    double sum = 0.0;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        if (e->kind == CAD_EVENT_HOLD)
            sum += fmax(fmin(e->end_s, p->end_s) - fmax(e->start_s, p->onset_s),
                        0.0);
    }
    return sum;
}

void cad_sentence_of_episode(const cad_report *report, int episode,
                             struct cad_sentence *out)
{
    const cad_episode *p = &report->episodes[episode];
    *out = (struct cad_sentence){0};
    say(out, "The customer's voice %s from %s to ",
        p->kind == CAD_RAISED ? "stayed raised"
                              : "was lower and the turns shorter",
        place_of(p->onset_s).text);
    if (cad_is_known(p->recovered))
        say(out, "%s", place_of(p->end_s).text);
    else
        say(out, "the customer's last word");
    say(out, " (%.0f s", p->end_s - p->onset_s);
    if (hold_s(report, p) >= 0.5)
        say(out, ", %.0f s of it on hold", hold_s(report, p));
    say(out, ").");
    prove(out, "peak_activation", p->peak_activation.value, "1", 'p', episode);
}

void cad_sentence_of_venting(const cad_report *report, int episode,
                             struct cad_sentence *out)
{
    const cad_episode *p = &report->episodes[episode];
    *out = (struct cad_sentence){0};
    say(out,
        "The agent left room: silent for %.0f %% of a raised stretch of "
        "%.0f s from %s, without cutting in.",
        100.0 * p->agent.silence_share.value,
        p->end_s - p->onset_s - hold_s(report, p), place_of(p->onset_s).text);
    prove(out, "silence_share", p->agent.silence_share.value, "1", 'p',
          episode);
}

void cad_sentence_of_conduct(cad_highlight_kind kind, const cad_span *moment,
                             struct cad_sentence *out)
{
    double length_s = moment->end_s - moment->start_s;
    struct place start = place_of(moment->start_s);
    *out = (struct cad_sentence){0};
    switch (kind) {
    case CAD_HIGHLIGHT_CUT_IN_HEAT:
        say(out,
            "The agent cut in at %s while the customer's voice was "
            "raised.",
            start.text);
        break;
    case CAD_HIGHLIGHT_STEP_DOWN:
        say(out,
            "After a raised customer turn, at %s, the agent spoke lower, "
            "softer "
            "or slower than usual.",
            start.text);
        break;
    case CAD_HIGHLIGHT_MUTUAL_RAISE:
        say(out, "Both voices were raised, one after the other, from %s.",
            start.text);
        break;
    case CAD_HIGHLIGHT_MONOLOGUE:
        say(out, "The agent held the floor for %.0f s from %s.", length_s,
            start.text);
        break;
    case CAD_HIGHLIGHT_DEAD_AIR:
        say(out, "Nobody spoke for %.0f s from %s.", length_s, start.text);
        break;
    default:
        say(out,
            "From %s to the customer's last word, for %.0f s, the customer's "
            "voice did not come back to its habit.",
            start.text, length_s);
        break;
    }
    prove(out, "duration", length_s, "s", 0, -1);
}
