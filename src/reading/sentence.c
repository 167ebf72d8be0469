#include "reading/sentence.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- small parts ------------------------------------------------------ */

struct clock {
    char text[16];
};

/* 134.2 -> "02:14.2" */
static struct clock clock_of(double t_s)
{
    struct clock c;
    long tenths = lround(t_s * 10.0);
    tenths = tenths < 0 ? 0 : tenths > 35999999 ? 35999999 : tenths;
    snprintf(c.text, sizeof c.text, "%02ld:%02ld.%ld", tenths / 600,
             tenths / 10 % 60, tenths % 10);
    return c;
}

CAD_PRINTF(2, 3)
static void say(struct cad_sentence *out, const char *format, ...)
{
    size_t used = strlen(out->text);
    va_list args;
    va_start(args, format);
    vsnprintf(out->text + used, sizeof out->text - used, format, args);
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

/* "<before><figure><after>", the figure with so many decimals. */
static const struct {
    const char *metric, *unit, *before, *after;
    int decimals;
} cues[] = {
    [CAD_CUE_FASTER] = {"rate", "%", "spoke ", " % faster than usual", 0},
    [CAD_CUE_SLOWER] = {"rate", "%", "spoke ", " % slower than usual", 0},
    [CAD_CUE_LOUDER] = {"level", "dB", "spoke ", " dB louder than usual", 0},
    [CAD_CUE_SOFTER] = {"level", "dB", "spoke ", " dB softer than usual", 0},
    [CAD_CUE_HIGHER] = {"pitch", "st", "spoke ", " semitones higher", 1},
    [CAD_CUE_LOWER] = {"pitch", "st", "spoke ", " semitones lower", 1},
    [CAD_CUE_INTERRUPTED] = {"interruption_overlap", "s", "cut in (",
                             " s of overlap)", 1},
    [CAD_CUE_TALKED_OVER] = {"interruption_overlap", "s",
                             "talked over the customer for ", " s", 1},
    [CAD_CUE_LET_FINISH] = {"response_latency", "s", "waited ", " s", 1},
    [CAD_CUE_QUICK] = {"response_latency", "s", "answered within ", " s", 1},
    [CAD_CUE_LONG_PAUSE] = {"response_latency", "s", "paused for ", " s", 1},
    [CAD_CUE_MONOLOGUE] = {"floor", "s", "held the floor for ", " s", 0},
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
        return false; /* waiting is said already */
    default:
        return rose;
    }
}

static double shown(cad_cue_kind kind, double value)
{
    /* an answer into the other's last word took no time */
    return kind == CAD_CUE_QUICK && value < 0.0 ? 0.0 : value;
}

/* The cues of a kind of movement, at most three: "a, b and c". */
static size_t say_cues(const cad_exchange *x, bool rose, int ref,
                       struct cad_sentence *out)
{
    const cad_cue *said[3];
    size_t n = 0;
    for (size_t i = 0; i < x->agent.did_count && n < 3; i++)
        if (is_worth_saying(x->agent.did[i].kind, rose))
            said[n++] = &x->agent.did[i];
    for (size_t i = 0; i < n; i++) {
        cad_cue_kind kind = said[i]->kind;
        say(out, "%s", i == 0 ? " " : i + 1 == n ? " and " : ", ");
        say(out, "%s%.*f%s", cues[kind].before, cues[kind].decimals,
            shown(kind, said[i]->value), cues[kind].after);
        prove(out, cues[kind].metric, said[i]->value, cues[kind].unit, 'x',
              ref);
    }
    return n;
}

static void say_move(const cad_exchange *x, struct cad_sentence *out)
{
    static const char *const moves[] = {[CAD_MOVE_UNCLEAR] = "spoke",
                                        [CAD_MOVE_RAISED] = "raised the voice",
                                        [CAD_MOVE_LOWERED] =
                                            "lowered the voice",
                                        [CAD_MOVE_LEVEL] = "spoke"};
    say(out, " %s", moves[x->agent.move]);
}

void cad_sentence_of_exchange(const cad_report *report, int exchange,
                              struct cad_sentence *out)
{
    const cad_exchange *x = &report->exchanges[exchange];
    bool rose = x->customer.change == CAD_CHANGE_ROSE;
    double step = x->customer.after.value - x->customer.before.value;
    *out = (struct cad_sentence){0};
    say(out, "The customer's voice %s by %.2f after the agent",
        rose ? "rose" : "fell", fabs(step));
    prove(out, "activation", step, "1", 'x', exchange);
    bool followed =
        x->effect == CAD_EFFECT_ESCALATED || x->effect == CAD_EFFECT_CALMED;
    if (!followed || !say_cues(x, rose, exchange, out))
        say_move(x, out);
    say(out, " at %s.", clock_of(x->start_s).text);
    prove(out, "surprise", x->trace.surprise, "standard deviations", 'x',
          exchange);
}

/* ---- episodes and conduct --------------------------------------------- */

void cad_sentence_of_episode(const cad_report *report, int episode,
                             struct cad_sentence *out)
{
    const cad_episode *p = &report->episodes[episode];
    *out = (struct cad_sentence){0};
    if (p->kind == CAD_RAISED)
        say(out, "The customer's voice stayed raised for %.0f s from %s",
            p->end_s - p->onset_s, clock_of(p->onset_s).text);
    else
        say(out,
            "The customer's turns became shorter and lower for %.0f s from "
            "%s",
            p->end_s - p->onset_s, clock_of(p->onset_s).text);
    say(out, "%s",
        cad_is_known(p->recovered) ? "."
                                   : "; the call ended before it "
                                     "came back.");
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
        100.0 * p->agent.silence_share.value, p->end_s - p->onset_s,
        clock_of(p->onset_s).text);
    prove(out, "silence_share", p->agent.silence_share.value, "1", 'p',
          episode);
}

void cad_sentence_of_conduct(cad_highlight_kind kind, const cad_span *moment,
                             struct cad_sentence *out)
{
    double length_s = moment->end_s - moment->start_s;
    struct clock start = clock_of(moment->start_s);
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
            "After a raised customer turn the agent spoke lower or "
            "slower than usual at %s.",
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
            "The customer's voice stayed raised for %.0f s to the end "
            "of the call.",
            length_s);
        break;
    }
    prove(out, "duration", length_s, "s", 0, -1);
}
