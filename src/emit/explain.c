#include <callcadence/emit.h>

#include "base/error.h"
#include "emit/csv.h"
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

static void put_measure(FILE *out, const char *id, const char *title)
{
    fprintf(out, "%s: ", id);
    put_wrapped(out, title, 2, 2);
}

static void put_text(FILE *out, const char *text)
{
    fputs("\n  ", out);
    put_wrapped(out, text, 2, 2);
}

static void put_heading(FILE *out, const char *heading)
{
    fprintf(out, "\n  %s\n", heading);
}

static void put_leaf(FILE *out, const char *path, const char *text,
                     const char *words)
{
    fprintf(out, "    %s\n      ", path);
    put_wrapped(out, text, 6, 6);
    if (*words)
        fprintf(out, "      one of: %s\n", words);
}

static void put_setting(FILE *out, const char *name, const char *figure,
                        const char *source)
{
    fprintf(out, "    %s = %s\n      ", name, figure);
    put_wrapped(out, source, 6, 6);
}

static void put_labelled(FILE *out, const char *label, const char *text)
{
    if (!strcmp(label, "source"))
        putc('\n', out);
    fprintf(out, "  %-8s", label);
    put_wrapped(out, text, 10, 10);
}

static const cad_explain_form columns = {
    put_measure, put_text, put_heading, put_leaf, put_setting, put_labelled};

/* ---- a measure in any form ------------------------------------------------
 */

static const char *part_of(json_t *entry, const char *name)
{
    return json_string_value(json_object_get(entry, name));
}

typedef struct text {
    char bytes[1024];
    size_t used;
} text;

static void add(text *t, const char *word)
{
    size_t length = strlen(word);
    if (length >= sizeof t->bytes - t->used)
        return;
    memcpy(t->bytes + t->used, word, length + 1);
    t->used += length;
}

static void add_number(text *t, json_t *entry, const char *name)
{
    char number[CAD_SCALAR_MAX];
    add(t, cad_scalar_text(json_object_get(entry, name), 10, number));
}

/* "0.4 weight (0..1)" */
static void tell_setting(const cad_explain_form *form, const char *name,
                         json_t *entry, FILE *out)
{
    text t = {.used = 0};
    add_number(&t, entry, "value");
    add(&t, " ");
    add(&t, part_of(entry, "unit"));
    add(&t, " (");
    add_number(&t, entry, "min");
    add(&t, "..");
    add_number(&t, entry, "max");
    add(&t, ")");
    form->setting(out, name, t.bytes, part_of(entry, "source"));
}

static void tell_leaf(const cad_explain_form *form, const cad_leaf *leaf,
                      FILE *out)
{
    text t = {.used = 0};
    size_t i;
    json_t *word;
    json_array_foreach(leaf->words, i, word)
    {
        add(&t, i ? " " : "");
        add(&t, json_is_string(word) ? json_string_value(word) : "null");
    }
    form->leaf(out, leaf->path, leaf->text, t.bytes);
}

static void tell_measure(const cad_explain_form *form, const cad_explainer *e,
                         json_t *measure, FILE *out)
{
    form->measure(out, part_of(measure, "id"), part_of(measure, "title"));
    form->text(out, part_of(measure, "definition"));
    form->heading(out, "in the report");
    for (size_t i = 0; i < e->leaves.count; i++)
        if (cad_explainer_measure_of(e, e->leaves.items[i].path) == measure)
            tell_leaf(form, &e->leaves.items[i], out);
    size_t i;
    json_t *name, *settings = json_object_get(measure, "settings");
    if (json_array_size(settings))
        form->heading(out, "settings (changed by --model FILE)");
    json_array_foreach(settings, i, name)
        tell_setting(form, json_string_value(name),
                     cad_explainer_setting(e, json_string_value(name)), out);
    form->labelled(out, "source", part_of(measure, "source"));
    form->labelled(out, "limits", part_of(measure, "limits"));
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
    fputs("\nEach tells of its keys in the report and of its settings.\n", out);
}

/* A setting by the part of its name after the dot. */
static bool tell_setting_called(const cad_explainer *e, const char *metric,
                                FILE *out)
{
    char name[100];
    const char *section;
    json_t *entries;
    json_object_foreach(e->settings, section, entries)
    {
        json_t *setting = json_object_get(entries, metric);
        if (!json_is_object(setting))
            continue;
        snprintf(name, sizeof name, "%s.%s", section, metric);
        tell_setting(&columns, name, setting, out);
        return true;
    }
    return false;
}

static cad_status explain(const cad_explainer *e, const char *metric, FILE *out,
                          cad_error *error)
{
    json_t *measure = NULL;
    json_t *setting = metric ? cad_explainer_setting(e, metric) : NULL;
    if (!metric) {
        put_list(out, e);
    } else if (setting) {
        tell_setting(&columns, metric, setting, out);
    } else {
        cad_status status = cad_explainer_find(e, metric, &measure, error);
        if (!status)
            tell_measure(&columns, e, measure, out);
        else if (!tell_setting_called(e, metric, out))
            return status;
    }
    return cad_stream_done(out, error);
}

cad_status cad_explain(const char *metric, FILE *out, cad_error *error)
{
    if (!out)
        return cad_fail_null(error, "out");
    cad_explainer e = {0};
    cad_status status = cad_explainer_open(&e, error);
    if (!status)
        status = explain(&e, metric, out, error);
    cad_explainer_close(&e);
    return status;
}

cad_status cad_explain_all(const cad_explain_form *form, FILE *out,
                           cad_error *error)
{
    cad_explainer e = {0};
    size_t i;
    json_t *measure;
    cad_status status = cad_explainer_open(&e, error);
    json_array_foreach(status ? NULL : e.measures, i, measure)
        tell_measure(form, &e, measure, out);
    cad_explainer_close(&e);
    return status ? status : cad_stream_done(out, error);
}
