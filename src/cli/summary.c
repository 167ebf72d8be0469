#include "cli/summary.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cells.h"
#include "cli/lanes.h"

enum {
    LABEL_WIDTH = 22,
    LABEL_NARROW = 19, /* "interruptions made" and a blank */
    LABEL_WRAPPED = 14,
    LABEL_ALONE = 16, /* "silences of 3 s" */
    CELL = 27,
    CELL_SMALL = 16, /* "5.1 syllables/s" */
    BAR_LEAST = 8,
    CELL_TEXT = 240,
    HIGHLIGHTS_SHOWN = 8
};

static const char *const party_names[] = {"agent", "customer", "both voices"};

/* A line of its own, wrapped. */
static void print_said(const char *text, const struct cad_terminal *t,
                       FILE *out)
{
    fputs("  ", out);
    cad_wrap(text, 2, t, out);
}

/* ---- the talk split --------------------------------------------------- */

static void print_split(const cad_report *r, const struct cad_terminal *t,
                        FILE *out)
{
    const cad_party_report *a = &r->party[CAD_AGENT];
    if (!a->present || !r->party[CAD_CUSTOMER].present ||
        !cad_is_known(a->talk_share))
        return;
    char left[60], right[32], mine_pct[CAD_FIGURE_TEXT];
    double share = a->talk_share.value;
    int pct = atoi(cad_number_text(100 * share, 0, mine_pct));
    snprintf(left, sizeof left, "  of both parties' talk: agent %d %%", pct);
    snprintf(right, sizeof right, "%d %% customer", 100 - pct);
    int width = t->columns - (int)strlen(left) - (int)strlen(right) - 6;
    int mine = (int)lround(share * width);
    if (width < BAR_LEAST) {
        snprintf(left, sizeof left,
                 "of both parties' talk: agent %d %%, customer %d %%", pct,
                 100 - pct);
        print_said(left, t, out);
        fputc('\n', out);
        return;
    }
    fprintf(out, "%s  ", left);
    for (int i = 0; i < width; i++)
        fputs(t->utf8 ? i < mine ? "█" : "░" : i < mine ? "#" : ".", out);
    fprintf(out, "  %s\n\n", right);
}

/* ---- the table -------------------------------------------------------- */

static const struct {
    const char *label;
    cad_cell *write;
    bool needs_two; /* says nothing where the voices are not told apart */
} rows[] = {
    {"talk, less pauses", cad_cell_talk, false},
    {"longest turn", cad_cell_longest, false},
    {"speech level", cad_cell_loudness, false},
    {"pitch", cad_cell_pitch, false},
    {"articulation", cad_cell_rate, false},
    {"response after", cad_cell_latency, true},
    {"interruptions made", cad_cell_interruptions, true},
    {"backchannels", cad_cell_backchannels, true},
    {"activation", cad_cell_activation, true},
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
        size_t head = fit(label, c->label);
        int pad = c->label - (int)head;
        fprintf(out, "  %.*s", (int)head, label);
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
                      const char *label, cad_cell *write, FILE *out)
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
    if (cad_is_beside_most(&r->party[CAD_AGENT]) ||
        cad_is_beside_most(&r->party[CAD_CUSTOMER]) ||
        cad_is_beside_most(&r->party[CAD_MIXED])) {
        print_row(r, &c, "most speakers", cad_cell_beside_most, out);
        print_said("outside most speakers' range: no finding about anybody", t,
                   out);
    }
}

/* ---- the conversation ------------------------------------------------- */

static void print_overlap(const cad_conversation_report *c, int label,
                          const struct cad_terminal *t, FILE *out)
{
    char text[160], share[CAD_FIGURE_TEXT];
    if (!cad_is_known(c->overlap_s))
        return;
    cad_figure_text(c->overlap_s, 1, "s", text, sizeof text);
    size_t n = strlen(text);
    if (cad_is_known(c->overlap_share))
        snprintf(text + n, sizeof text - n,
                 ", %s %% of speech (anyone speaking)",
                 cad_number_text(100 * c->overlap_share.value, 1, share));
    fprintf(out, "  %-*s", label, "both at once");
    cad_wrap(text, 2 + label, t, out);
}

static void print_conversation(const cad_report *r,
                               const struct cad_terminal *t, FILE *out)
{
    const cad_conversation_report *c = &r->conversation;
    int label = columns_of(r, t).label;
    char text[200], longest[CAD_FIGURE_TEXT], place[CAD_FIGURE_TEXT];
    char scale[CAD_SCALE_TEXT];
    if (label < LABEL_ALONE)
        label = LABEL_ALONE;
    print_overlap(c, label, t, out);
    fprintf(out, "  %-*s", label, "silences of 3 s");
    size_t n = strlen(cad_figure_text(c->silence.n, 0, "", text, sizeof text));
    if (cad_is_known(c->silence.longest_s))
        n += (size_t)snprintf(
            text + n, sizeof text - n, ", longest gap %s s at %s",
            cad_number_text(c->silence.longest_s.value, 1, longest),
            cad_place_text(c->silence.longest_start_s.value, place));
    if (cad_is_known(c->hold_s) && c->hold_s.value > 0)
        snprintf(text + n, sizeof text - n, "; hold %s s",
                 cad_number_text(c->hold_s.value, 1, longest));
    cad_wrap(text, 2 + label, t, out);
    if (!r->party[CAD_MIXED].present) {
        snprintf(text, sizeof text,
                 "activation: first quarter of the call -> last; %s",
                 cad_scale_text(r->settings.raised_from, scale));
        print_said(text, t, out);
    }
    fputc('\n', out);
}

/* ---- highlights and exchanges ----------------------------------------- */

static void print_highlights(const cad_report *r, const struct cad_terminal *t,
                             FILE *out)
{
    enum { INDENT = 13 };
    char place[CAD_FIGURE_TEXT];
    if (!r->highlight_count)
        return;
    fprintf(out, "\n  %swhere to listen, the clearest first%s\n",
            cad_style(t, CAD_BOLD), cad_style(t, CAD_PLAIN));
    for (size_t i = 0; i < r->highlight_count && i < HIGHLIGHTS_SHOWN; i++) {
        fprintf(out, "  %9s  ",
                cad_place_text(r->highlights[i].start_s, place));
        cad_wrap(r->highlights[i].text, INDENT, t, out);
    }
    if (r->highlight_count > HIGHLIGHTS_SHOWN)
        fprintf(out, "%*s... %zu more with --json\n", INDENT, "",
                r->highlight_count - HIGHLIGHTS_SHOWN);
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
    char text[480], up[CAD_FIGURE_TEXT], down[CAD_FIGURE_TEXT];
    if (!cad_is_known(a->exchanges) || a->exchanges.value < 1)
        return;
    size_t n = (size_t)snprintf(text, sizeof text, "%.0f exchange%s",
                                a->exchanges.value,
                                a->exchanges.value == 1 ? "" : "s");
    if (cad_is_known(a->escalated) && cad_is_known(a->calmed))
        n += (size_t)snprintf(
            text + n, sizeof text - n,
            ": escalated after the agent %.0f, calmed %.0f: an order in time, "
            "not a reason",
            a->escalated.value, a->calmed.value);
    if (cad_is_known(a->expected_by_chance.escalated) &&
        cad_is_known(a->expected_by_chance.calmed))
        n += (size_t)snprintf(
            text + n, sizeof text - n,
            "; by chance alone, from the same exchanges shifted, %s and %s%s",
            cad_number_text(a->expected_by_chance.escalated.value, 1, up),
            cad_number_text(a->expected_by_chance.calmed.value, 1, down),
            a->verdict == CAD_VERDICT_INSUFFICIENT ? ", coarse with so few"
                                                   : "");
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
