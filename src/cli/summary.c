#include "cli/summary.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "cli/lanes.h"

enum {
    LABEL_WIDTH = 22,
    LABEL_NARROW = 19, /* "interruptions made" and a blank */
    LABEL_WRAPPED = 14,
    LABEL_ALONE = 16, /* "silences of 3 s" */
    CELL = 27,
    CELL_SMALL = 16, /* "5.1 syllables/s" */
    BAR_LEAST = 8,
    CELL_TEXT = 80,
    HIGHLIGHTS_SHOWN = 8
};

static const char *const party_names[] = {"agent", "customer", "both voices"};

/* ---- the talk split --------------------------------------------------- */

static void print_split(const cad_report *r, const struct cad_terminal *t,
                        FILE *out)
{
    const cad_party_report *a = &r->party[CAD_AGENT];
    if (!a->present || !r->party[CAD_CUSTOMER].present ||
        !cad_is_known(a->talk_share))
        return;
    char left[40], right[32];
    double share = a->talk_share.value;
    snprintf(left, sizeof left, "  of all talk: agent %2.0f %%", 100 * share);
    snprintf(right, sizeof right, "%2.0f %% customer", 100 - 100 * share);
    int width = t->columns - (int)strlen(left) - (int)strlen(right) - 6;
    int mine = (int)lround(share * width);
    if (width < BAR_LEAST) {
        fprintf(out, "%s, customer %.0f %%\n\n", left, 100 - 100 * share);
        return;
    }
    fprintf(out, "%s  ", left);
    for (int i = 0; i < width; i++)
        fputs(t->utf8 ? i < mine ? "█" : "░" : i < mine ? "#" : ".", out);
    fprintf(out, "  %s\n\n", right);
}

/* ---- the table -------------------------------------------------------- */

typedef void cell(const cad_party_report *p, char *text, size_t room);

static void talk(const cad_party_report *p, char *text, size_t room)
{
    char clock[CAD_CLOCK];
    if (!cad_is_known(p->talk_s) || !cad_is_known(p->turns))
        cad_figure_text(p->talk_s, "%.1f s", text, room);
    else
        snprintf(text, room, "%s in %.0f turn%s",
                 cad_clock(p->talk_s.value, clock), p->turns.value,
                 p->turns.value == 1 ? "" : "s");
}

static void longest(const cad_party_report *p, char *text, size_t room)
{
    char clock[CAD_CLOCK];
    cad_figure_text(p->longest_turn_s, "%.1f s", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->longest_turn_s) &&
        cad_is_known(p->longest_turn_start_s))
        snprintf(text + n, room - n, " at %s",
                 cad_clock(p->longest_turn_start_s.value, clock));
}

static void loudness(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->speech_level_lufs, "%.1f LUFS", text, room);
}

static void pitch(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->pitch.median_hz, "%.0f Hz", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->pitch.p10_hz) && cad_is_known(p->pitch.p90_hz))
        snprintf(text + n, room - n, " (80 %%: %.0f to %.0f)",
                 p->pitch.p10_hz.value, p->pitch.p90_hz.value);
}

static void rate(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->articulation_syl_s, "%.1f syllables/s", text, room);
}

static void latency(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->response_latency.median_s, "%.2f s", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->response_latency.median_s) &&
        cad_is_known(p->response_latency.n))
        snprintf(text + n, room - n, ", median of %.0f",
                 p->response_latency.n.value);
}

static void interruptions(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->interruptions.made, "%.0f", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->interruptions.made) &&
        p->interruptions.made.value > 0 &&
        cad_is_known(p->interruptions.made_yielded))
        snprintf(text + n, room - n, ", %.0f took the floor",
                 p->interruptions.made_yielded.value);
}

static void backchannels(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->backchannels.n, "%.0f", text, room);
}

static void activation(const cad_party_report *p, char *text, size_t room)
{
    static const char *const trends[] = {"", ", rising", ", falling",
                                         ", steady", ", mixed"};
    cad_figure_text(p->activation.opening, "%+.2f", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->activation.opening) &&
        cad_is_known(p->activation.closing))
        snprintf(text + n, room - n, " -> %+.2f%s", p->activation.closing.value,
                 trends[p->activation.trend]);
}

/* Who is raised from the first word to the last is level against the own
   habit: only what most speakers do can tell. */
static void beside_most(const cad_party_report *p, char *text, size_t room)
{
    static const char *const names[CAD_WHOLE_COUNT] = {
        [CAD_WHOLE_PITCH_MEDIAN] = "pitch",
        [CAD_WHOLE_PITCH_RANGE] = "pitch range",
        [CAD_WHOLE_TILT] = "tilt",
        [CAD_WHOLE_LEVEL_SPREAD] = "spread of level",
        [CAD_WHOLE_RATE] = "articulation",
    };
    size_t n = 0;
    snprintf(text, room, "within their range");
    for (int i = 0; i < CAD_WHOLE_COUNT; i++) {
        cad_place place = p->whole_call.figure[i].place;
        if ((place == CAD_PLACE_ABOVE || place == CAD_PLACE_BELOW) && n < room)
            n += (size_t)snprintf(text + n, room - n, "%s%s %s", n ? ", " : "",
                                  names[i],
                                  place == CAD_PLACE_ABOVE ? "above" : "below");
    }
}

static bool is_beside_most(const cad_report *r)
{
    for (int p = 0; p < CAD_PARTIES; p++)
        for (int i = 0; r->party[p].present && i < CAD_WHOLE_COUNT; i++) {
            cad_place place = r->party[p].whole_call.figure[i].place;
            if (place == CAD_PLACE_ABOVE || place == CAD_PLACE_BELOW)
                return true;
        }
    return false;
}

static const struct {
    const char *label;
    cell *write;
    bool needs_two; /* says nothing where the voices are not told apart */
} rows[] = {
    {"talk, less pauses", talk, false},
    {"longest turn", longest, false},
    {"speech level", loudness, false},
    {"pitch", pitch, false},
    {"articulation", rate, false},
    {"response after", latency, true},
    {"interruptions made", interruptions, true},
    {"backchannels", backchannels, true},
    {"activation", activation, true},
};

struct columns {
    int label, cell;
};

/* Below 76 columns the label gives way first, then cells wrap; where they
   become small, the label wraps as well. */
static struct columns columns_of(const cad_report *r,
                                 const struct cad_terminal *t)
{
    int parties = 0;
    for (int p = 0; p < CAD_PARTIES; p++)
        parties += r->party[p].present;
    struct columns c = {LABEL_WIDTH, CELL};
    if (!parties || 2 + c.label + parties * c.cell <= t->columns + 2)
        return c;
    c.label = LABEL_NARROW;
    c.cell = (t->columns - 2 - c.label) / parties;
    if (c.cell < CELL_SMALL) {
        c.label = LABEL_WRAPPED;
        c.cell = (t->columns - 2 - c.label) / parties;
    }
    return c;
}

/* How much of a text goes into a line of a cell, at a blank. */
static size_t fit(const char *text, int width)
{
    size_t n = strlen(text), most = (size_t)width - 1;
    if (n <= most)
        return n;
    size_t cut = most;
    while (cut && text[cut] != ' ')
        cut--;
    return cut ? cut : most;
}

/* Lines until every cell has been said; nothing after the last of a line. */
static void print_cells(char text[][CELL_TEXT], int count,
                        const struct columns *c, const char *label, FILE *out)
{
    const char *rest[CAD_PARTIES];
    for (int i = 0; i < count; i++)
        rest[i] = text[i];
    for (bool more = true; more;) {
        int pad = 0;
        size_t head = fit(label, c->label);
        fprintf(out, "  %-*.*s", c->label, (int)head, label);
        label += head;
        label += strspn(label, " ");
        more = *label != '\0';
        for (int i = 0; i < count; i++) {
            size_t n = fit(rest[i], c->cell);
            if (n)
                fprintf(out, "%*s%.*s", pad, "", (int)n, rest[i]);
            pad = n ? c->cell - (int)n : pad + c->cell;
            rest[i] += n;
            rest[i] += strspn(rest[i], " ");
            more |= *rest[i] != '\0';
        }
        fputc('\n', out);
    }
}

static void print_row(const cad_report *r, const struct columns *c,
                      const char *label, cell *write, FILE *out)
{
    char text[CAD_PARTIES][CELL_TEXT];
    int count = 0;
    for (int p = 0; p < CAD_PARTIES; p++) {
        if (!r->party[p].present)
            continue;
        if (write)
            write(&r->party[p], text[count++], CELL_TEXT);
        else
            snprintf(text[count++], CELL_TEXT, "%s", party_names[p]);
    }
    print_cells(text, count, c, label, out);
}

static void print_table(const cad_report *r, const struct cad_terminal *t,
                        FILE *out)
{
    const struct columns c = columns_of(r, t);
    fputs(cad_style(t, CAD_BOLD), out);
    print_row(r, &c, "", NULL, out);
    fputs(cad_style(t, CAD_PLAIN), out);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!rows[i].needs_two || !r->party[CAD_MIXED].present)
            print_row(r, &c, rows[i].label, rows[i].write, out);
    if (is_beside_most(r))
        print_row(r, &c, "most speakers", beside_most, out);
}

/* ---- the conversation ------------------------------------------------- */

static void print_conversation(const cad_report *r,
                               const struct cad_terminal *t, FILE *out)
{
    const cad_conversation_report *c = &r->conversation;
    int label = columns_of(r, t).label;
    char text[160], clock[CAD_CLOCK];
    if (label < LABEL_ALONE)
        label = LABEL_ALONE;
    if (cad_is_known(c->overlap_s))
        fprintf(out, "  %-*s%.1f s, %.1f %% of speech\n", label, "both at once",
                c->overlap_s.value,
                cad_is_known(c->overlap_share) ? 100 * c->overlap_share.value
                                               : 0.0);
    fprintf(out, "  %-*s", label, "silences of 3 s");
    size_t n = strlen(cad_figure_text(c->silence.n, "%.0f", text, sizeof text));
    if (cad_is_known(c->silence.longest_s))
        n += (size_t)snprintf(
            text + n, sizeof text - n, ", longest gap %.1f s at %s",
            c->silence.longest_s.value,
            cad_clock(c->silence.longest_start_s.value, clock));
    if (cad_is_known(c->hold_s) && c->hold_s.value > 0)
        snprintf(text + n, sizeof text - n, "; hold %.0f s", c->hold_s.value);
    cad_wrap(text, 2 + label, t, out);
    fputc('\n', out);
}

/* ---- highlights and exchanges ----------------------------------------- */

static void print_highlights(const cad_report *r, const struct cad_terminal *t,
                             FILE *out)
{
    enum { INDENT = 11 };
    char clock[CAD_CLOCK];
    if (!r->highlight_count)
        return;
    fprintf(out, "\n  %swhere to listen, the clearest first%s\n",
            cad_style(t, CAD_BOLD), cad_style(t, CAD_PLAIN));
    for (size_t i = 0; i < r->highlight_count && i < HIGHLIGHTS_SHOWN; i++) {
        fprintf(out, "  %7s  ", cad_clock(r->highlights[i].start_s, clock));
        cad_wrap(r->highlights[i].text, INDENT, t, out);
    }
    if (r->highlight_count > HIGHLIGHTS_SHOWN)
        fprintf(out, "%*s... %zu more with --json\n", INDENT, "",
                r->highlight_count - HIGHLIGHTS_SHOWN);
}

static void add_effect(const char *what, cad_figure found, cad_figure chance,
                       char *text, size_t room)
{
    size_t n = strlen(text);
    if (!cad_is_known(found))
        return;
    n += (size_t)snprintf(text + n, room - n, "; %s %.0f", what, found.value);
    if (cad_is_known(chance))
        snprintf(text + n, room - n, " (chance alone: %.1f)", chance.value);
}

static void print_exchanges(const cad_report *r, const struct cad_terminal *t,
                            FILE *out)
{
    static const char *const verdicts[] = {
        "too few to speak of a pattern",
        "a pattern: the customer's rises follow this agent's moves",
        "a pattern: the customer's falls follow this agent's moves",
        "no pattern beyond chance"};
    const cad_attribution *a = &r->attribution;
    char text[320];
    if (!cad_is_known(a->exchanges) || a->exchanges.value < 1)
        return;
    snprintf(text, sizeof text, "%.0f exchange%s", a->exchanges.value,
             a->exchanges.value == 1 ? "" : "s");
    add_effect("escalated after the agent", a->escalated,
               a->expected_by_chance.escalated, text, sizeof text);
    add_effect("calmed", a->calmed, a->expected_by_chance.calmed, text,
               sizeof text);
    size_t n = strlen(text);
    snprintf(text + n, sizeof text - n, "; %s.", verdicts[a->verdict]);
    fputs("\n  ", out);
    cad_wrap(text, 2, t, out);
}

void cad_summary_print(const cad_report *r, const struct cad_terminal *t,
                       FILE *out)
{
    fputs(cad_style(t, CAD_BOLD), out);
    cad_print_plain(r->call_id, SIZE_MAX, out);
    fprintf(out, "%s\n", cad_style(t, CAD_PLAIN));
    cad_input_print(&r->input, t, out);
    cad_notes_print(r->quality.notes, r->quality.note_count, t, out);
    fputc('\n', out);
    print_split(r, t, out);
    print_table(r, t, out);
    print_conversation(r, t, out);
    cad_lanes_print(r, t, out);
    print_highlights(r, t, out);
    print_exchanges(r, t, out);
}
