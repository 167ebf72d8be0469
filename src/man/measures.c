/* measures.c - callcadence-measures(7), laid out from what explain tells. */
#include <stdlib.h>
#include <string.h>

#include "emit/explain.h"
#include "man/parts.h"
#include "man/roff.h"

static void put_measure(FILE *out, const char *id, const char *title)
{
    fputs(".SS ", out);
    cad_roff_put(out, id, strlen(id));
    fputs("\n", out);
    cad_roff_italic(out, title);
    fputs("\n", out);
}

static void put_text(FILE *out, const char *definition)
{
    fputs(".PP\n", out);
    cad_roff_text(out, definition);
}

static void put_heading(FILE *out, const char *heading)
{
    fputs(".PP\n", out);
    cad_roff_italic(out, heading);
    fputs(":\n", out);
}

static void put_leaf(FILE *out, const char *path, const char *text,
                     const char *words)
{
    fputs(".TP\n", out);
    cad_roff_bold(out, path);
    putc('\n', out);
    cad_roff_text(out, text);
    if (*words) {
        fputs(".br\nOne of:\n", out);
        cad_roff_text(out, words);
    }
}

static void put_setting(FILE *out, const char *name, const char *figure,
                        const char *source)
{
    fputs(".TP\n", out);
    cad_roff_bold(out, name);
    fputs(" = ", out);
    cad_roff_put(out, figure, strlen(figure));
    putc('\n', out);
    cad_roff_text(out, source);
}

static void put_labelled(FILE *out, const char *label, const char *text)
{
    fputs(".PP\n", out);
    cad_roff_italic(out, label);
    fputs(":\n", out);
    cad_roff_text(out, text);
}

void cad_page_measures(FILE *out)
{
    static const cad_explain_form page = {put_measure, put_text,
                                          put_heading, put_leaf,
                                          put_setting, put_labelled};
    if (cad_explain_all(&page, out, NULL))
        exit(4);
}
