/* completion.c - the parts of the completion that are tables. */
#include <stdlib.h>
#include <string.h>

#include "cli/formats.h"
#include "cli/option_table.h"
#include "emit/explain.h"
#include "man/parts.h"

void cad_shell_verbs(FILE *out)
{
    for (int v = 0; v < CAD_VERBS; v++)
        fprintf(out, "%s\n", cad_verb_rows[v].name);
}

/* analyze) words="-o --output ..." ;; */
void cad_shell_options(FILE *out)
{
    for (int v = 0; v < CAD_VERBS; v++) {
        fprintf(out, "    %s)\n        options=\"", cad_verb_rows[v].name);
        const char *gap = "";
        for (size_t i = 0; i < cad_option_count; i++) {
            const struct cad_option_row *r = &cad_option_rows[i];
            if (!(r->verbs & 1u << v))
                continue;
            if (r->id < CAD_OPT_LONG_ONLY) {
                fprintf(out, "%s-%c", gap, r->id);
                gap = "\n";
            }
            fprintf(out, "%s--%s", gap, r->name);
            gap = "\n";
        }
        fputs("\"\n        ;;\n", out);
    }
}

/* What is offered for an option's value. */
static const char *kind_of(const char *arg)
{
    static const struct {
        const char *arg, *kind;
    } kinds[] = {{"FILE", "file"},
                 {"CSV", "file"},
                 {"DIR", "folder"},
                 {"LIST", "formats"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].arg, arg))
            return kinds[i].kind;
    return strchr(arg, '|') ? "words" : "none";
}

/* -o | --output) kind=folder ;; */
void cad_shell_values(FILE *out)
{
    for (size_t i = 0; i < cad_option_count; i++) {
        const struct cad_option_row *r = &cad_option_rows[i];
        if (!r->arg)
            continue;
        fputs("    ", out);
        if (r->id < CAD_OPT_LONG_ONLY)
            fprintf(out, "-%c | ", r->id);
        const char *kind = kind_of(r->arg);
        fprintf(out, "--%s)\n        kind=%s\n", r->name, kind);
        if (!strcmp(kind, "words")) {
            fputs("        words=\"", out);
            for (const char *c = r->arg; *c; c++)
                putc(*c == '|' ? ' ' : *c, out);
            fputs("\"\n", out);
        }
        fputs("        ;;\n", out);
    }
}

void cad_shell_formats(FILE *out)
{
    for (size_t i = 0; i < cad_format_count; i++)
        fprintf(out, "%s\n", cad_formats[i].name);
}

/* ---- what explain knows ----------------------------------------------------
 */

static void put_name(FILE *out, const char *name, const char *text)
{
    (void)text;
    fprintf(out, "%s\n", name);
}

static void put_path(FILE *out, const char *path, const char *text,
                     const char *words)
{
    (void)words;
    put_name(out, path, text);
}

static void put_setting(FILE *out, const char *name, const char *figure,
                        const char *source)
{
    (void)figure;
    put_name(out, name, source);
}

static void pass_text(FILE *out, const char *text)
{
    (void)out, (void)text;
}

static void pass_labelled(FILE *out, const char *label, const char *text)
{
    (void)out, (void)label, (void)text;
}

void cad_shell_metrics(FILE *out)
{
    static const cad_explain_form names = {
        put_name, pass_text, pass_text, put_path, put_setting, pass_labelled};
    if (cad_explain_all(&names, out, NULL))
        exit(4);
}
