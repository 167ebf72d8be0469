#include "fleet/match.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fleet/pattern.h"

/* The lists of a report, and what makes two items comparable at all. */
static const struct list {
    const char *path, *identity[2];
} lists[] = {
    {"quality.notes", {"code", "party"}},
    {"parties.agent.activation.changes", {NULL, NULL}},
    {"parties.customer.activation.changes", {NULL, NULL}},
    {"segments", {"kind", "party"}},
    {"segments.ipus", {NULL, NULL}},
    {"events", {"kind", "party"}},
    {"exchanges", {NULL, NULL}},
    {"exchanges.agent.did", {"cue", NULL}},
    {"episodes", {"kind", "party"}},
    {"highlights", {"kind", NULL}},
    {"highlights.evidence", {"metric", NULL}},
    {"pacing", {"id", NULL}},
};

static const struct list *list_of(const char *path)
{
    static const struct list moments = {"moments", {NULL, NULL}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strcmp(lists[i].path, path))
            return &lists[i];
    return cad_pattern_fits("pacing.*.moments", path) ? &moments : NULL;
}

struct item {
    json_t *value;
    const char *identity[2];
    double start_s;
    size_t index;
};

double cad_start_of(const json_t *item)
{
    const json_t *start = json_object_get(item, "start_s");
    if (!start)
        start = json_object_get(item, "onset_s");
    if (!start)
        start = json_array_get(item, 0);
    return json_is_number(start) ? json_number_value(start) : -1;
}

static const char *word_of(const json_t *item, const char *key)
{
    const char *word =
        key ? json_string_value(json_object_get(item, key)) : NULL;
    return word ? word : "";
}

static int by_identity(const struct item *a, const struct item *b)
{
    int order = strcmp(a->identity[0], b->identity[0]);
    return order ? order : strcmp(a->identity[1], b->identity[1]);
}

static int by_kind_and_time(const void *left, const void *right)
{
    const struct item *a = left, *b = right;
    int order = by_identity(a, b);
    if (!order)
        order = (a->start_s > b->start_s) - (a->start_s < b->start_s);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

/* NULL: out of memory. */
static struct item *items_of(cad_arena *arena, const struct list *list,
                             json_t *array)
{
    size_t count = json_array_size(array);
    struct item *items = CAD_NEW(arena, struct item, count + 1);
    for (size_t i = 0; items && i < count; i++) {
        json_t *value = json_array_get(array, i);
        items[i] = (struct item){value,
                                 {word_of(value, list->identity[0]),
                                  word_of(value, list->identity[1])},
                                 cad_start_of(value),
                                 i};
    }
    if (items)
        qsort(items, count, sizeof *items, by_kind_and_time);
    return items;
}

struct merge {
    struct item *from, *to;
    size_t from_count, to_count, i, j;
    double window_s;
    cad_pair *pairs;
    size_t count;
};

static void take(struct merge *m, bool from, bool to)
{
    struct item *a = from ? &m->from[m->i++] : NULL;
    struct item *b = to ? &m->to[m->j++] : NULL;
    m->pairs[m->count++] =
        (cad_pair){a ? a->value : NULL, b ? b->value : NULL,
                   a ? a->start_s : b->start_s, a ? a->index : b->index};
}

/* Seconds between the items that are k and l ahead; INFINITY: not of one
   kind, or not there. */
static double apart_s(const struct merge *m, size_t k, size_t l)
{
    if (m->i + k >= m->from_count || m->j + l >= m->to_count)
        return INFINITY;
    const struct item *a = &m->from[m->i + k], *b = &m->to[m->j + l];
    return by_identity(a, b) ? (double)INFINITY : fabs(a->start_s - b->start_s);
}

/* Both lists are in order, so whoever is behind and finds no partner never
   will; within reach, one waits if the next of the other list is nearer and
   has no nearer partner itself. */
static void step(struct merge *m)
{
    bool has_from = m->i < m->from_count, has_to = m->j < m->to_count;
    if (!has_from || !has_to) {
        take(m, has_from, has_to);
        return;
    }
    double here_s = apart_s(m, 0, 0);
    if (!(here_s <= m->window_s)) {
        bool behind = by_kind_and_time(&m->from[m->i], &m->to[m->j]) < 0;
        take(m, behind, !behind);
    } else if (apart_s(m, 0, 1) < here_s &&
               apart_s(m, 0, 1) < apart_s(m, 1, 1)) {
        take(m, false, true);
    } else if (apart_s(m, 1, 0) < here_s &&
               apart_s(m, 1, 0) < apart_s(m, 1, 1)) {
        take(m, true, false);
    } else {
        take(m, true, true);
    }
}

static int by_place(const void *left, const void *right)
{
    const cad_pair *a = left, *b = right;
    int order = (a->start_s > b->start_s) - (a->start_s < b->start_s);
    if (!order)
        order = (a->index > b->index) - (a->index < b->index);
    return order ? order : !a->from - !b->from;
}

static cad_pair *by_index(cad_arena *arena, json_t *from, json_t *to,
                          size_t *count)
{
    size_t m = json_array_size(from), n = json_array_size(to);
    *count = m > n ? m : n;
    cad_pair *pairs = CAD_NEW(arena, cad_pair, *count + 1);
    for (size_t i = 0; pairs && i < *count; i++)
        pairs[i] =
            (cad_pair){json_array_get(from, i), json_array_get(to, i), -1, i};
    return pairs;
}

cad_pair *cad_match(cad_arena *arena, const cad_tolerances *t, const char *list,
                    json_t *from, json_t *to, size_t *count)
{
    const struct list *kind = list_of(list);
    if (!kind)
        return by_index(arena, from, to, count);
    struct merge m = {items_of(arena, kind, from),
                      items_of(arena, kind, to),
                      json_array_size(from),
                      json_array_size(to),
                      0,
                      0,
                      cad_match_window_s(t, !strcmp(kind->path, "moments")
                                                ? "pacing.moments"
                                                : list),
                      NULL,
                      0};
    m.pairs = CAD_NEW(arena, cad_pair, m.from_count + m.to_count + 1);
    if (!m.from || !m.to || !m.pairs)
        return NULL;
    while (m.i < m.from_count || m.j < m.to_count)
        step(&m);
    qsort(m.pairs, m.count, sizeof *m.pairs, by_place);
    *count = m.count;
    return m.pairs;
}
