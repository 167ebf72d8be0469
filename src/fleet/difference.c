#include "fleet/difference.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "fleet/ledger.h"
#include "fleet/match.h"
#include "fleet/reference.h"
#include "fleet/value_text.h"

/* Keys nest a few deep; a report that goes further is not one of ours, and
   its paths are cut. */
enum { PATH_MAX_BYTES = 512 };

struct path {
    char text[PATH_MAX_BYTES];
    size_t length;
};

struct walk {
    cad_ledger *ledger;
    const cad_tolerances *tolerances;
    cad_references *references;
    struct path path;    /* segments[s12].pitch.median_hz */
    struct path measure; /* segments.pitch.median_hz */
    double at_s;
    const char *why_from, *why_to; /* codes of the nulls compared */
    const char *unit;              /* of a value, by its sibling */
};

static void compare(struct walk *w, json_t *from, json_t *to);

/* ---- where we are -------------------------------------------------------- */

CAD_PRINTF(2, 3)
static void go(struct path *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(p->text + p->length, sizeof p->text - p->length, format,
                      args);
    va_end(args);
    if (n > 0)
        p->length += (size_t)n;
    if (p->length >= sizeof p->text)
        p->length = sizeof p->text - 1;
}

static void back(struct path *p, size_t length)
{
    p->length = length;
    p->text[length] = '\0';
}

/* ---- what is found ------------------------------------------------------- */

/* The row of where we are; NULL: nothing to note. */
static cad_ledger_row *row_here(struct walk *w, const char *unit)
{
    size_t length = w->measure.length;
    if (unit)
        go(&w->measure, "[%s]", unit);
    cad_ledger_row *row = cad_ledger_row_of(w->ledger, w->measure.text);
    back(&w->measure, length);
    return row;
}

/* "164.4 -> 172.1 Hz". measure: codes in words, too; "": as they are */
static const char *change_text(struct walk *w, const cad_ledger_row *row,
                               json_t *from, json_t *to, const char *measure)
{
    cad_arena *arena = w->ledger->arena;
    const char *a = cad_value_words(arena, from, w->why_from, measure);
    const char *b = cad_value_words(arena, to, w->why_to, measure);
    const char *unit = row->tolerance.unit;
    bool bare = !json_is_number(to) || !unit || !strcmp(unit, "1");
    return a && b ? cad_arena_printf(arena, "%s -> %s%s%s", a, b,
                                     bare ? "" : " ", bare ? "" : unit)
                  : NULL;
}

static void note_change(struct walk *w, cad_ledger_row *row, json_t *from,
                        json_t *to, double tolerances)
{
    bool numbers = json_is_number(from) && json_is_number(to);
    double moved = (double)NAN;
    if (numbers)
        moved = json_number_value(to) - json_number_value(from);
    const char *text = change_text(w, row, from, to, "");
    const char *words = change_text(w, row, from, to, w->measure.text);
    cad_ledger_note(w->ledger, row,
                    (cad_drift){w->path.text, w->at_s, words ? text : NULL,
                                tolerances, moved, words});
}

static void note_one_sided(struct walk *w, json_t *from, json_t *to)
{
    cad_ledger_row *row = row_here(w, NULL);
    if (!row)
        return;
    cad_arena *arena = w->ledger->arena;
    json_t *item = from ? from : to;
    const char *side = from ? "gone" : "new";
    const char *what = cad_item_text(arena, item, NULL);
    const char *read = cad_item_text(arena, item, w->measure.text);
    if (what)
        what = cad_arena_printf(arena, "%s: %s", side, what);
    if (read)
        read = cad_arena_printf(arena, "%s: %s", side, read);
    row->compared++;
    cad_ledger_note(w->ledger, row,
                    (cad_drift){w->path.text, w->at_s, read ? what : NULL,
                                INFINITY, NAN, read});
}

/* ---- leaves -------------------------------------------------------------- */

static void compare_numbers(struct walk *w, cad_ledger_row *row, json_t *from,
                            json_t *to)
{
    double apart = cad_tolerances_apart(
        &row->tolerance, json_number_value(from), json_number_value(to));
    if (row->tolerance.verdict == CAD_SAID && apart > 0)
        apart = INFINITY;
    if (apart > 1)
        note_change(w, row, from, to, apart);
    else if (apart > 0)
        row->within++;
}

static void compare_leaf(struct walk *w, json_t *from, json_t *to)
{
    cad_ledger_row *row = row_here(w, w->unit);
    if (!row)
        return;
    row->compared++;
    if (json_is_number(from) && json_is_number(to))
        compare_numbers(w, row, from, to);
    else if (!cad_reference_same(w->references, w->measure.text, from, to))
        note_change(w, row, from, to, INFINITY);
}

/* ---- objects ------------------------------------------------------------- */

/* Where two nulls have different reasons: the other nulls are told of as they
   are met. */
static void compare_why(struct walk *w, json_t *from, json_t *to)
{
    const char *key;
    json_t *code;
    json_object_foreach(from, key, code)
    {
        json_t *other = json_object_get(to, key);
        size_t path = w->path.length, measure = w->measure.length;
        if (!other)
            continue;
        go(&w->path, ".%s", key);
        go(&w->measure, ".%s", key);
        compare_leaf(w, code, other);
        back(&w->path, path);
        back(&w->measure, measure);
    }
}

static const char *why_of(json_t *object, const char *key)
{
    return json_string_value(
        json_object_get(json_object_get(object, "why"), key));
}

static bool is_measured(const char *key)
{
    return !strcmp(key, "value") || !strcmp(key, "own_habit");
}

static void compare_key(struct walk *w, json_t *outer_from, json_t *outer_to,
                        const char *key)
{
    json_t *from = json_object_get(outer_from, key);
    json_t *to = json_object_get(outer_to, key);
    size_t path = w->path.length, measure = w->measure.length;
    go(&w->path, "%s%s", path ? "." : "", key);
    go(&w->measure, "%s%s", measure ? "." : "", key);
    w->why_from = why_of(outer_from, key);
    w->why_to = why_of(outer_to, key);
    w->unit = is_measured(key)
                  ? json_string_value(json_object_get(outer_to, "unit"))
                  : NULL;
    if (from && to)
        compare(w, from, to);
    else
        note_one_sided(w, from, to);
    w->why_from = w->why_to = w->unit = NULL;
    back(&w->path, path);
    back(&w->measure, measure);
}

/* "id" only counts the items of a list. */
static bool is_told_elsewhere(const char *key)
{
    return !strcmp(key, "id") || !strcmp(key, "why");
}

static void compare_objects(struct walk *w, json_t *from, json_t *to)
{
    const char *key;
    json_t *value;
    json_object_foreach(from, key, value)
    {
        if (!is_told_elsewhere(key))
            compare_key(w, from, to, key);
    }
    json_object_foreach(to, key, value)
    {
        if (!json_object_get(from, key) && !is_told_elsewhere(key))
            compare_key(w, from, to, key);
    }
    compare_why(w, json_object_get(from, "why"), json_object_get(to, "why"));
}

/* ---- lists --------------------------------------------------------------- */

/* pacing[latency], segments[s12], conversation.quarters[2] */
static void go_to_item(struct walk *w, const cad_pair *pair)
{
    json_t *item = pair->from ? pair->from : pair->to;
    const char *id = json_string_value(json_object_get(item, "id"));
    if (id && !strcmp(w->measure.text, "pacing")) {
        go(&w->path, ".%s", id);
        go(&w->measure, ".%s", id);
    } else if (id) {
        go(&w->path, "[%s]", id);
    } else {
        go(&w->path, "[%zu]", pair->index);
    }
    if (json_is_object(item) && cad_start_of(item) >= 0)
        w->at_s = cad_start_of(item);
}

static void compare_pair(struct walk *w, const cad_pair *pair)
{
    size_t path = w->path.length, measure = w->measure.length;
    double at_s = w->at_s;
    go_to_item(w, pair);
    if (pair->from && pair->to)
        compare(w, pair->from, pair->to);
    else
        note_one_sided(w, pair->from, pair->to);
    w->at_s = at_s;
    back(&w->path, path);
    back(&w->measure, measure);
}

static void compare_lists(struct walk *w, json_t *from, json_t *to)
{
    size_t count;
    cad_pair *pairs = cad_match(w->ledger->arena, w->tolerances,
                                w->measure.text, from, to, &count);
    cad_ledger_row *row = row_here(w, NULL);
    if (!pairs || !row) {
        w->ledger->failed = true;
        return;
    }
    /* a list is a measure of its own: nothing lost, nothing new */
    row->compared += !json_array_size(from) && !json_array_size(to);
    for (size_t i = 0; i < count && !w->ledger->failed; i++)
        compare_pair(w, &pairs[i]);
}

static void compare(struct walk *w, json_t *from, json_t *to)
{
    if (w->ledger->failed)
        return;
    if (json_is_object(from) && json_is_object(to))
        compare_objects(w, from, to);
    else if (json_is_array(from) && json_is_array(to))
        compare_lists(w, from, to);
    else
        compare_leaf(w, from, to);
}

/* ---- a call -------------------------------------------------------------- */

cad_status cad_difference(cad_arena *arena, const cad_tolerances *t,
                          json_t *from, json_t *to, cad_call_comparison *out,
                          cad_error *error)
{
    cad_ledger ledger;
    cad_references references;
    bool good = cad_ledger_open(&ledger, arena, t);
    good &= cad_references_open(&references, arena, t, from, to);
    struct walk w = {.ledger = &ledger,
                     .tolerances = t,
                     .references = &references,
                     .at_s = -1};
    if (good)
        compare(&w, from, to);
    cad_status status = cad_ledger_result(&ledger, out, error);
    if (!status && (!good || references.failed))
        status = cad_fail_memory(error);
    cad_references_close(&references);
    cad_ledger_close(&ledger);
    return status;
}

cad_status cad_difference_whole(cad_arena *arena, const char *text,
                                cad_call_comparison *out, cad_error *error)
{
    cad_drift *drift = CAD_NEW(arena, cad_drift, 1);
    cad_compared *measure = CAD_NEW(arena, cad_compared, 1);
    if (!drift || !measure || !text)
        return cad_fail_memory(error);
    *drift = (cad_drift){"call", -1, text, INFINITY, NAN, NULL};
    *measure = (cad_compared){"call", 1, 0, 1, drift};
    *out = (cad_call_comparison){.call_id = out->call_id,
                                 .measure_count = 1,
                                 .measures = measure,
                                 .drift_count = 1};
    return CAD_OK;
}
