#include "cli/compare_text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"

struct cad_drift_row {
    char *call_id, *line;
    double tolerances;
    size_t order;
};

/* What explains drift is often the same in every call: told once. */
struct cad_said_row {
    char *key, *line, *call_id;
    size_t calls;
};

enum { LINE_MAX_BYTES = 1024, SAID_MAX = 64 };

static bool is_hash(const char *path)
{
    return strstr(path, ".sha256") != NULL;
}

/* ---- rows ---------------------------------------------------------------- */

static int worst_first(const void *left, const void *right)
{
    const struct cad_drift_row *a = left, *b = right;
    int order =
        (a->tolerances < b->tolerances) - (a->tolerances > b->tolerances);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static void free_row(struct cad_drift_row *row)
{
    free(row->call_id);
    free(row->line);
}

/* Twice as many rows as are shown are kept, and the lesser half dropped now
   and then: a thousand calls that all moved take no more memory than one. */
static void make_room(struct cad_compare_text *t)
{
    if (t->most && t->count >= 2 * t->most) {
        qsort(t->rows, t->count, sizeof *t->rows, worst_first);
        while (t->count > t->most)
            free_row(&t->rows[--t->count]);
    }
    if (t->count < t->room)
        return;
    t->room = t->room ? 2 * t->room : 64;
    t->rows = cad_must(realloc(t->rows, t->room * sizeof *t->rows));
}

static void line_of(const cad_drift *drift, char line[LINE_MAX_BYTES])
{
    cad_drift shown = *drift;
    if (shown.words)
        shown.text = shown.words;
    cad_drift_line(&shown, line, LINE_MAX_BYTES);
}

static void add_row(struct cad_compare_text *t, const char *call_id,
                    const cad_drift *drift)
{
    char line[LINE_MAX_BYTES];
    make_room(t);
    line_of(drift, line);
    t->rows[t->count++] =
        (struct cad_drift_row){cad_text("%s", call_id), cad_text("%s", line),
                               drift->tolerances, t->seen++};
}

static void add_said(struct cad_compare_text *t, const char *call_id,
                     const cad_drift *drift)
{
    for (size_t i = 0; i < t->said_count; i++)
        if (!strcmp(t->said[i].key, drift->path)) {
            t->said[i].calls++;
            return;
        }
    if (t->said_count == SAID_MAX)
        return;
    char line[LINE_MAX_BYTES];
    line_of(drift, line);
    t->said = cad_must(realloc(t->said, (t->said_count + 1) * sizeof *t->said));
    t->said[t->said_count++] =
        (struct cad_said_row){cad_text("%s", drift->path), cad_text("%s", line),
                              cad_text("%s", call_id), 1};
}

static bool starts_with(const char *text, const char *start)
{
    return !strncmp(text, start, strlen(start));
}

/* The key is made of version, settings and audio: where one of these is told,
   it adds nothing. */
static bool explains_key(const cad_drift *drift)
{
    return is_hash(drift->path) ||
           starts_with(drift->path, "settings.changed") ||
           starts_with(drift->path, "version");
}

static void add_all_said(struct cad_compare_text *t,
                         const cad_call_comparison *call)
{
    bool explained = false;
    for (size_t i = 0; i < call->said_count; i++)
        explained |= explains_key(&call->said[i]);
    for (size_t i = 0; i < call->said_count; i++)
        if (!explained || strcmp(call->said[i].path, "settings.key") != 0)
            add_said(t, call->call_id, &call->said[i]);
}

/* Many places of one measure that moved alike (a level by 6 dB in every
   segment) are one thing to know: the one that moved most stands for them. */
static const cad_drift *worst_if_alike(const cad_compared *m)
{
    enum { FEW = 3 };
    const double apart = 0.1; /* of the move itself */
    const cad_drift *worst = m->drifts;
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < m->drift_count; i++) {
        const cad_drift *d = &m->drifts[i];
        if (!isfinite(d->moved))
            return NULL;
        least = fmin(least, d->moved);
        most = fmax(most, d->moved);
        if (d->tolerances > worst->tolerances)
            worst = d;
    }
    bool alike = most - least <= apart * fabs(most + least) / 2;
    return alike && m->drift_count > FEW ? worst : NULL;
}

/* With -v: which figures are on their way, and how many. They come last. */
static void add_within(struct cad_compare_text *t, const char *call_id,
                       const cad_compared *m)
{
    if (t->most || !m->within)
        return;
    make_room(t);
    t->rows[t->count++] = (struct cad_drift_row){
        cad_text("%s", call_id),
        cad_text("%s: %zu of %zu within tolerance", m->path, m->within,
                 m->compared),
        0, t->seen++};
}

static void add_measure(struct cad_compare_text *t, const char *call_id,
                        const cad_compared *m)
{
    const cad_drift *worst = t->most ? worst_if_alike(m) : NULL;
    if (worst) {
        add_row(t, call_id, worst);
        struct cad_drift_row *row = &t->rows[t->count - 1];
        char *line =
            cad_text("%s; %zu more moved alike", row->line, m->drift_count - 1);
        free(row->line);
        row->line = line;
        return;
    }
    for (size_t k = 0; k < m->drift_count; k++)
        add_row(t, call_id, &m->drifts[k]);
}

void cad_compare_text_add(struct cad_compare_text *t,
                          const cad_call_comparison *call)
{
    add_all_said(t, call);
    for (size_t i = 0; i < call->measure_count; i++) {
        add_measure(t, call->call_id, &call->measures[i]);
        add_within(t, call->call_id, &call->measures[i]);
    }
}

/* ---- print --------------------------------------------------------------- */

/* A call id may hold what a terminal would obey. */
static void put_id(FILE *out, const char *id)
{
    for (; *id; id++)
        fputc((unsigned char)*id < 32 || *id == 127 ? ' ' : *id, out);
}

static void print_said(const struct cad_compare_text *t, FILE *out)
{
    for (size_t i = 0; i < t->said_count; i++) {
        if (is_hash(t->said[i].key))
            fputs("the audio differs: ", out);
        fputs(t->said[i].line, out);
        fputs(" (", out);
        put_id(out, t->said[i].call_id);
        if (t->said[i].calls > 1)
            fprintf(out, " and %zu more", t->said[i].calls - 1);
        fputs(")\n", out);
    }
    if (t->said_count)
        fputc('\n', out);
}

static void print_rows(struct cad_compare_text *t,
                       const struct cad_terminal *terminal, FILE *out)
{
    size_t most = t->most && t->most < t->count ? t->most : t->count;
    if (t->count)
        qsort(t->rows, t->count, sizeof *t->rows, worst_first);
    for (size_t i = 0; i < most; i++) {
        fputs(cad_style(terminal, CAD_BOLD), out);
        put_id(out, t->rows[i].call_id);
        fprintf(out, "%s %s\n", cad_style(terminal, CAD_PLAIN),
                t->rows[i].line);
    }
    if (t->seen > most)
        fprintf(out, "... and %zu more; -v shows all\n", t->seen - most);
    if (t->seen)
        fputc('\n', out);
}

void cad_compare_text_print(struct cad_compare_text *t,
                            const cad_compare_totals *totals,
                            const struct cad_terminal *terminal, FILE *out)
{
    print_said(t, out);
    print_rows(t, terminal, out);
    fprintf(out, "%zu call%s compared: ", totals->calls,
            totals->calls == 1 ? "" : "s");
    if (totals->drifted)
        fprintf(out, "%zu moved, %zu figure%s in %zu of %zu measures",
                totals->drifted, totals->drifts, totals->drifts == 1 ? "" : "s",
                totals->measures_drifted, totals->measures);
    else
        fprintf(out, "nothing moved in %zu measures", totals->measures);
    if (totals->within)
        fprintf(out, "; %zu figure%s within tolerance", totals->within,
                totals->within == 1 ? " differs" : "s differ");
    if (totals->passed_over)
        fprintf(out, "; %zu other JSON file%s passed over", totals->passed_over,
                totals->passed_over == 1 ? "" : "s");
    fputc('\n', out);
}

void cad_compare_text_free(struct cad_compare_text *t)
{
    for (size_t i = 0; i < t->count; i++)
        free_row(&t->rows[i]);
    for (size_t i = 0; i < t->said_count; i++) {
        free(t->said[i].key);
        free(t->said[i].line);
        free(t->said[i].call_id);
    }
    free(t->rows);
    free(t->said);
}
