/* tables.c - calls.csv and those beside it, a report at a time. */
#include <callcadence/fleet.h>

#include "base/error.h"
#include "base/vec.h"
#include "emit/csv.h"
#include "emit/json_parts.h"
#include "emit/report_file.h"
#include "emit/stream.h"
#include "fleet/columns.h"
#include "fleet/index.h"

#include <stdlib.h>
#include <string.h>

/* Where a moment's row is in the spool, and what ranks it. */
struct moment {
    size_t in_call; /* its rank there, from 1 on */
    double confidence, length_s;
    size_t number; /* by call, then by rank in the call */
    long at;
    size_t length, page_length; /* the row of index.html follows it */
};

struct cad_tables {
    cad_arena *arena;
    FILE *calls, *segments, *moments, *spool, *page;
    FILE *exchanges;         /* or NULL */
    struct cad_index *index; /* of the page; or NULL */
    json_t *segment;         /* a blank one: the shape of a row */
    CAD_VEC(struct moment) found;
};

static cad_status begin(cad_tables *t, cad_error *error)
{
    static const cad_segment blank = {.interrupted_by = -1, .exchange = -1};
    t->segment = cad_json_segment(&blank, 0);
    if (!t->segment)
        return cad_fail_memory(error);
    cad_columns_calls_header(t->calls);
    fputs("call_id", t->segments);
    cad_csv_header(t->segments, t->segment);
    cad_csv_end(t->segments);
    cad_columns_moments_header(t->moments);
    return CAD_OK;
}

cad_status cad_tables_new(FILE *calls, FILE *segments, FILE *moments,
                          FILE *spool, cad_tables **out, cad_error *error)
{
    if (out)
        *out = NULL;
    if (!calls || !segments || !moments || !spool || !out)
        return cad_fail_null(error, "calls, segments, moments, spool or out");
    cad_arena *arena = cad_arena_new();
    cad_tables *t = arena ? CAD_NEW(arena, cad_tables, 1) : NULL;
    if (!t) {
        cad_arena_free(arena);
        return cad_fail_memory(error);
    }
    t->arena = arena;
    t->calls = calls;
    t->segments = segments;
    t->moments = moments;
    t->spool = spool;
    cad_status status = begin(t, error);
    if (status)
        cad_tables_free(&t);
    *out = t;
    return status;
}

void cad_tables_free(cad_tables **tables)
{
    if (!tables || !*tables)
        return;
    cad_arena *arena = (*tables)->arena;
    json_decref((*tables)->segment);
    cad_index_free(&(*tables)->index);
    cad_arena_free(arena); /* the tables live in it */
    *tables = NULL;
}

cad_status cad_tables_exchanges(cad_tables *t, FILE *exchanges,
                                cad_error *error)
{
    if (!t || !exchanges)
        return cad_fail_null(error, "tables or exchanges");
    t->exchanges = exchanges;
    cad_columns_exchanges_header(exchanges);
    return CAD_OK;
}

cad_status cad_tables_page(cad_tables *t, FILE *page, FILE *spool,
                           cad_error *error)
{
    if (!t || !page || !spool)
        return cad_fail_null(error, "tables, page or spool");
    t->page = page;
    t->index = cad_index_new(page, spool);
    return t->index ? CAD_OK : cad_fail_memory(error);
}

cad_status cad_tables_journal(cad_tables *t, const char *path, cad_error *error)
{
    if (!t || !path)
        return cad_fail_null(error, "tables or path");
    return t->index ? cad_index_journal(t->index, path, error) : CAD_OK;
}

/* ---- one report --------------------------------------------------------- */

static void add_segments(const cad_tables *t, const json_t *report)
{
    const json_t *list = json_object_get(report, "segments");
    const char *id = json_string_value(json_object_get(report, "call_id"));
    for (size_t i = 0; i < json_array_size(list); i++) {
        cad_csv_text(t->segments, id);
        cad_columns_like(t->segment, json_array_get(list, i), t->segments);
        cad_csv_end(t->segments);
    }
}

static void add_exchanges(const cad_tables *t, const json_t *report)
{
    const json_t *list = json_object_get(report, "exchanges");
    for (size_t i = 0; t->exchanges && i < json_array_size(list); i++)
        cad_columns_exchange(report, json_array_get(list, i), t->exchanges);
}

static double number_at(const json_t *highlight, const char *key)
{
    return json_number_value(json_object_get(highlight, key));
}

static cad_status add_moment(cad_tables *t, const json_t *report,
                             size_t in_call, cad_error *error)
{
    const json_t *highlight =
        json_array_get(json_object_get(report, "highlights"), in_call - 1);
    struct moment *m = CAD_VEC_PUSH(t->arena, &t->found);
    if (!m)
        return cad_fail_memory(error);
    m->in_call = in_call;
    m->confidence = number_at(highlight, "confidence");
    m->length_s =
        number_at(highlight, "end_s") - number_at(highlight, "start_s");
    m->number = t->found.count;
    m->at = ftell(t->spool);
    cad_columns_moment(report, highlight, t->spool);
    m->length = (size_t)(ftell(t->spool) - m->at);
    if (t->index)
        cad_index_moment(t->index, report, highlight, t->spool);
    m->page_length = (size_t)(ftell(t->spool) - m->at) - m->length;
    return CAD_OK;
}

/* A broken report is named on the page, too. */
static cad_status say_broken(cad_tables *t, const char *path, cad_error *error)
{
    const char *slash = strrchr(path, '/');
    if (t->index &&
        !cad_index_failure(t->index, slash ? slash + 1 : path, error->text))
        return cad_fail_memory(error);
    return CAD_ERR_FORMAT;
}

cad_status cad_tables_add(cad_tables *t, const char *path, cad_error *error)
{
    if (!t || !path)
        return cad_fail_null(error, "tables or path");
    json_t *report;
    cad_error own;
    cad_error *said = error ? error : &own;
    cad_status status = cad_report_file_read(path, &report, said);
    if (status == CAD_ERR_FORMAT)
        return say_broken(t, path, said);
    if (status)
        return status;
    const json_t *list = json_object_get(report, "highlights");
    cad_columns_call(report, t->calls);
    add_segments(t, report);
    add_exchanges(t, report);
    if (t->index && !cad_index_call(t->index, path, report))
        status = cad_fail_memory(error);
    for (size_t i = 1; i <= json_array_size(list) && !status; i++)
        status = add_moment(t, report, i, error);
    json_decref(report);
    if (!status &&
        (ferror(t->calls) || ferror(t->segments) || ferror(t->spool) ||
         (t->exchanges && ferror(t->exchanges))))
        status = cad_fail(error, CAD_ERR_WRITE, "cannot write the tables");
    return status;
}

/* ---- ranks -------------------------------------------------------------- */

/* What a call has weighed stays: confidence alone would put the kinds whose
   confidence saturates before all others of every call. */
static int by_rank(const void *a, const void *b)
{
    const struct moment *x = a, *y = b;
    if (x->in_call != y->in_call)
        return x->in_call < y->in_call ? -1 : 1;
    if (x->confidence != y->confidence)
        return x->confidence > y->confidence ? -1 : 1;
    if (x->length_s != y->length_s)
        return x->length_s > y->length_s ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* Bytes of the spool. */
static cad_status copy(const cad_tables *t, long at, size_t length, FILE *out,
                       cad_error *error)
{
    char piece[1024];
    if (fseek(t->spool, at, SEEK_SET))
        return cad_fail(error, CAD_ERR_READ, "cannot read the moments back");
    for (size_t left = length; left;) {
        size_t n = left < sizeof piece ? left : sizeof piece;
        if (fread(piece, 1, n, t->spool) != n)
            return cad_fail(error, CAD_ERR_READ,
                            "cannot read the moments back");
        fwrite(piece, 1, n, out);
        left -= n;
    }
    return CAD_OK;
}

static cad_status write_page(const cad_tables *t, cad_error *error)
{
    cad_status status = cad_index_open_page(t->index, t->found.count, error);
    for (size_t i = 0; i < t->found.count && i < CAD_INDEX_MOMENTS && !status;
         i++) {
        const struct moment *m = &t->found.items[i];
        cad_index_moment_at(t->index, i + 1);
        status =
            copy(t, m->at + (long)m->length, m->page_length, t->page, error);
    }
    return status ? status : cad_index_close_page(t->index, error);
}

cad_status cad_tables_finish(cad_tables *t, cad_error *error)
{
    if (!t)
        return cad_fail_null(error, "tables");
    cad_status status = cad_stream_done(t->spool, error);
    if (t->found.count)
        qsort(t->found.items, t->found.count, sizeof *t->found.items, by_rank);
    for (size_t i = 0; i < t->found.count && !status; i++) {
        const struct moment *m = &t->found.items[i];
        fprintf(t->moments, "%zu", i + 1);
        status = copy(t, m->at, m->length, t->moments, error);
    }
    FILE *const tables[] = {t->calls, t->segments, t->moments, t->exchanges};
    for (size_t i = 0; i < 4 && !status; i++)
        if (tables[i])
            status = cad_stream_done(tables[i], error);
    return status || !t->index ? status : write_page(t, error);
}
