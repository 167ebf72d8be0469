#include "cli/lanes.h"

#include <math.h>
#include <string.h>

enum { LABEL = 11, COLUMNS_MAX = 120 };

/* One lane: what share of each column's time, by tone. */
struct lane {
    size_t columns;
    double column_s;
    double spoken[COLUMNS_MAX], raised[COLUMNS_MAX], lowered[COLUMNS_MAX];
};

static const char *const party_names[] = {"agent", "customer", "both"};

static void cover(const struct lane *lane, double *cells, double start_s,
                  double end_s)
{
    for (size_t c = (size_t)fmax(start_s / lane->column_s, 0);
         c < lane->columns && (double)c * lane->column_s < end_s; c++) {
        double from = fmax(start_s, (double)c * lane->column_s);
        double to = fmin(end_s, (double)(c + 1) * lane->column_s);
        cells[c] += fmax(to - from, 0) / lane->column_s;
    }
}

static void fill(struct lane *lane, const cad_report *report, cad_party party)
{
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (s->party != party)
            continue;
        for (size_t k = 0; k < s->ipu_count; k++) {
            double from = s->ipus[k].start_s, to = s->ipus[k].end_s;
            cover(lane, lane->spoken, from, to);
            if (s->tone == CAD_TONE_RAISED)
                cover(lane, lane->raised, from, to);
            else if (s->tone == CAD_TONE_LOWERED)
                cover(lane, lane->lowered, from, to);
        }
    }
}

static enum cad_style style_of(const struct lane *lane, size_t c)
{
    if (lane->raised[c] > lane->spoken[c] / 2)
        return CAD_RED;
    if (lane->lowered[c] > lane->spoken[c] / 2)
        return CAD_BLUE;
    return CAD_PLAIN;
}

static void print_speech(const struct lane *lane, const char *name,
                         const struct cad_terminal *t, FILE *out)
{
    static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄",
                                         "▅", "▆", "▇", "█"};
    static const char *const plain[] = {" ", ".", ".", ":", "-",
                                        "=", "+", "#", "#"};
    enum cad_style style = CAD_PLAIN;
    size_t columns = lane->columns;
    while (columns && lane->spoken[columns - 1] <= 0)
        columns--;
    fprintf(out, "  %-*s", columns ? LABEL - 2 : 0, name);
    for (size_t c = 0; c < columns; c++) {
        int level = (int)ceil(fmin(lane->spoken[c], 1.0) * 8 - 1e-9);
        enum cad_style wanted = level ? style_of(lane, c) : style;
        if (wanted != style)
            fputs(cad_style(t, style = wanted), out);
        fputs((t->utf8 ? blocks : plain)[level], out);
    }
    fprintf(out, "%s\n", style == CAD_PLAIN ? "" : cad_style(t, CAD_PLAIN));
}

/* As it stands where it fits; else wrapped. */
static void print_legend(const char *text, const struct cad_terminal *t,
                         FILE *out)
{
    fprintf(out, "%*s", LABEL, "");
    if (LABEL + strlen(text) <= (size_t)t->columns)
        fprintf(out, "%s\n", text);
    else
        cad_wrap(text, LABEL, t, out);
}

/* A row of marks; none at all where no column has one. */
static bool print_marks(const char *marks, size_t columns, const char *name,
                        FILE *out)
{
    while (columns && marks[columns - 1] == ' ')
        columns--;
    if (!columns)
        return false;
    fprintf(out, "  %-*s%.*s\n", LABEL - 2, name, (int)columns, marks);
    return true;
}

static bool print_tone(const struct lane *lane, FILE *out)
{
    char marks[COLUMNS_MAX + 1];
    for (size_t c = 0; c < lane->columns; c++) {
        enum cad_style style =
            lane->spoken[c] > 0 ? style_of(lane, c) : CAD_PLAIN;
        marks[c] = style == CAD_RED ? '+' : style == CAD_BLUE ? '-' : ' ';
    }
    return print_marks(marks, lane->columns, "  tone", out);
}

static char mark_of(cad_event_kind kind)
{
    switch (kind) {
    case CAD_EVENT_INTERRUPTION:
        return '!';
    case CAD_EVENT_HOLD:
    case CAD_EVENT_MUSIC:
        return '~';
    case CAD_EVENT_SILENCE:
        return '_';
    case CAD_EVENT_DTMF:
        return '#';
    case CAD_EVENT_RINGBACK:
    case CAD_EVENT_BUSY:
    case CAD_EVENT_DIAL:
    case CAD_EVENT_SIT:
    case CAD_EVENT_BEEP:
        return 'o';
    case CAD_EVENT_CLIPPING:
    case CAD_EVENT_DROPOUT:
        return 'x';
    default:
        return ' ';
    }
}

/* The rarer mark wins a column: later in this order. */
static int strength(char mark)
{
    const char *order = " _~xo#!";
    return (int)(strchr(order, mark) - order);
}

static void print_events(const cad_report *report, const struct lane *grid,
                         const struct cad_terminal *t, FILE *out)
{
    static const char *const meanings[] = {"! interruption", "~ hold or music",
                                           "_ silence",      "# keys",
                                           "o line tone",    "x damage"};
    char marks[COLUMNS_MAX + 1];
    memset(marks, ' ', sizeof marks);
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        char mark = e->doubted ? ' ' : mark_of(e->kind);
        size_t from = (size_t)fmax(e->start_s / grid->column_s, 0);
        size_t to = (size_t)fmax(e->end_s / grid->column_s, 0);
        if (e->kind == CAD_EVENT_INTERRUPTION)
            to = from;
        for (size_t c = from; c <= to && c < grid->columns; c++)
            if (strength(mark) > strength(marks[c]))
                marks[c] = mark;
    }
    marks[grid->columns] = '\0';
    if (!print_marks(marks, grid->columns, "events", out))
        return;
    char legend[120] = "";
    size_t n = 0;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (strchr(marks, meanings[i][0]))
            n += (size_t)snprintf(legend + n, sizeof legend - n, "%s%s",
                                  n ? "   " : "", meanings[i]);
    print_legend(legend, t, out);
}

static double tick_s(double duration_s, size_t columns)
{
    static const double steps[] = {1,   2,   5,   10,  15,   30,   60,
                                   120, 300, 600, 900, 1800, 3600, 7200};
    enum { STEPS = sizeof steps / sizeof *steps, APART = 9 };
    for (size_t i = 0; i < STEPS; i++)
        if (duration_s / steps[i] * APART <= (double)columns)
            return steps[i];
    return duration_s;
}

static void print_axis(double duration_s, const struct lane *grid,
                       const struct cad_terminal *t, FILE *out)
{
    char row[COLUMNS_MAX + 32], text[CAD_FIGURE_TEXT];
    memset(row, ' ', sizeof row);
    double step = tick_s(duration_s, grid->columns);
    size_t end = 0;
    for (double s = 0; s < duration_s; s += step) {
        size_t at = (size_t)(s / grid->column_s);
        size_t n = strlen(cad_length_text(s, text));
        if (at + n > grid->columns)
            break;
        memcpy(row + at, text, n);
        end = at + n;
    }
    fprintf(out, "%s%*s%.*s%s\n", cad_style(t, CAD_DIM), LABEL, "", (int)end,
            row, cad_style(t, CAD_PLAIN));
}

void cad_lanes_print(const cad_report *report, const struct cad_terminal *t,
                     FILE *out)
{
    bool toned = false;
    struct lane grid = {.columns = (size_t)t->columns - LABEL - 1};
    grid.column_s = report->input.duration_s / (double)grid.columns;
    if (!(grid.column_s > 0))
        return;
    print_axis(report->input.duration_s, &grid, t, out);
    for (cad_party p = CAD_AGENT; p < CAD_PARTIES; p++) {
        struct lane lane = grid;
        if (!report->party[p].present)
            continue;
        fill(&lane, report, p);
        print_speech(&lane, party_names[p], t, out);
        toned |= print_tone(&lane, out);
    }
    if (toned)
        print_legend(
            "tone: + raised   - lowered, against the party's own habit", t,
            out);
    print_events(report, &grid, t, out);
}
