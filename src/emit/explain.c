#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/explain.h"
#include "emit/stream.h"

#include <string.h>

/* ---- text in columns ----------------------------------------------------- */

enum { WIDTH = 78 };

/* Words from column indent on; the first line has used column at. */
static void put_wrapped(FILE *out, const char *text, int indent, int at)
{
    while (*text) {
        int length = (int)strcspn(text, " ");
        if (at > indent && at + 1 + length > WIDTH) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
        } else if (at > indent) {
            putc(' ', out);
            at++;
        }
        fwrite(text, 1, (size_t)length, out);
        at += length;
        text += length;
        text += strspn(text, " ");
    }
    putc('\n', out);
}

static void put_labelled(FILE *out, const char *label, const char *text)
{
    fprintf(out, "  %-8s", label);
    put_wrapped(out, text, 10, 10);
}

/* ---- one setting --------------------------------------------------------- */

static const char *part_of(json_t *entry, const char *name)
{
    return json_string_value(json_object_get(entry, name));
}

static int put_bytes(const char *bytes, size_t length, void *out)
{
    return fwrite(bytes, 1, length, out) == length ? 0 : -1;
}

/* By jansson, which writes a point in every locale. */
static void put_number(FILE *out, json_t *entry, const char *name)
{
    json_dump_callback(json_object_get(entry, name), put_bytes, out,
                       JSON_ENCODE_ANY | JSON_REAL_PRECISION(10));
}

static void put_setting(FILE *out, const char *name, json_t *entry)
{
    fprintf(out, "    %s = ", name);
    put_number(out, entry, "value");
    fprintf(out, " %s (", part_of(entry, "unit"));
    put_number(out, entry, "min");
    fputs("..", out);
    put_number(out, entry, "max");
    fputs(")\n      ", out);
    put_wrapped(out, part_of(entry, "source"), 6, 6);
}

/* ---- one measure --------------------------------------------------------- */

static void put_leaf(FILE *out, const cad_leaf *leaf)
{
    fprintf(out, "    %s\n      ", leaf->path);
    put_wrapped(out, leaf->text, 6, 6);
    size_t i;
    json_t *word;
    if (!leaf->words)
        return;
    fputs("      one of:", out);
    json_array_foreach(leaf->words, i, word) fprintf(
        out, " %s", json_is_string(word) ? json_string_value(word) : "null");
    putc('\n', out);
}

static void put_measure(FILE *out, const cad_explainer *e, json_t *measure)
{
    fprintf(out, "%s: ", part_of(measure, "id"));
    put_wrapped(out, part_of(measure, "title"), 2, 2);
    fputs("\n  ", out);
    put_wrapped(out, part_of(measure, "definition"), 2, 2);
    fputs("\n  in the report\n", out);
    for (size_t i = 0; i < e->leaves.count; i++)
        if (cad_explainer_measure_of(e, e->leaves.items[i].path) == measure)
            put_leaf(out, &e->leaves.items[i]);
    size_t i;
    json_t *name, *settings = json_object_get(measure, "settings");
    if (json_array_size(settings))
        fputs("\n  settings (changed by --model FILE)\n", out);
    json_array_foreach(settings, i, name)
        put_setting(out, json_string_value(name),
                    cad_explainer_setting(e, json_string_value(name)));
    putc('\n', out);
    put_labelled(out, "source", part_of(measure, "source"));
    put_labelled(out, "limits", part_of(measure, "limits"));
}

static void put_list(FILE *out, const cad_explainer *e)
{
    size_t i;
    json_t *measure;
    json_array_foreach(e->measures, i, measure)
    {
        fprintf(out, "%-18s", part_of(measure, "id"));
        put_wrapped(out, part_of(measure, "title"), 18, 18);
    }
}

static cad_status explain(const cad_explainer *e, const char *metric, FILE *out,
                          cad_error *error)
{
    json_t *measure = NULL;
    json_t *setting = metric ? cad_explainer_setting(e, metric) : NULL;
    if (!metric) {
        put_list(out, e);
    } else if (setting) {
        put_setting(out, metric, setting);
    } else {
        cad_status status = cad_explainer_find(e, metric, &measure, error);
        if (status)
            return status;
        put_measure(out, e, measure);
    }
    return cad_stream_done(out, error);
}

cad_status cad_explain(const char *metric, FILE *out, cad_error *error)
{
    cad_explainer e = {0};
    cad_status status = cad_explainer_open(&e, error);
    if (!status)
        status = explain(&e, metric, out, error);
    cad_explainer_close(&e);
    return status;
}
