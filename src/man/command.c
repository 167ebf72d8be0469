/* command.c - the parts of callcadence(1) that are tables. */
#include <stdbool.h>
#include <string.h>

#include "cli/formats.h"
#include "cli/option_table.h"
#include "man/parts.h"
#include "man/roff.h"

/* ---- verbs ----------------------------------------------------------------
 */

static void put_examples(const struct cad_verb_row *v, FILE *out)
{
    if (!v->examples[0])
        return;
    fputs(".IP\n.nf\n", out);
    for (size_t i = 0; i < 4 && v->examples[i]; i++) {
        cad_roff_put(out, v->examples[i], strlen(v->examples[i]));
        putc('\n', out);
    }
    fputs(".fi\n", out);
}

void cad_page_verbs(FILE *out)
{
    for (int i = 0; i < CAD_VERBS; i++) {
        const struct cad_verb_row *v = &cad_verb_rows[i];
        fputs(".TP\n", out);
        cad_roff_bold(out, v->name);
        fputs(*v->operands ? " [options] " : " [options]", out);
        if (*v->operands)
            cad_roff_italic(out, v->operands);
        putc('\n', out);
        cad_roff_text(out, v->summary);
        if (v->about) {
            fputs(".IP\n", out);
            cad_roff_text(out, v->about);
        }
        put_examples(v, out);
        if (v->ends) {
            fputs(".IP\n", out);
            cad_roff_text(out, v->ends);
        }
    }
}

/* ---- options --------------------------------------------------------------
 */

/* "\fB-o\fR, \fB--output\fR \fIDIR\fR" */
static void put_option(const struct cad_option_row *r, FILE *out)
{
    char name[40];
    if (r->id < CAD_OPT_LONG_ONLY) {
        snprintf(name, sizeof name, "-%c", r->id);
        cad_roff_bold(out, name);
        fputs(", ", out);
    }
    snprintf(name, sizeof name, "--%s", r->name);
    cad_roff_bold(out, name);
    if (r->arg) {
        putc(' ', out);
        cad_roff_italic(out, r->arg);
    }
    putc('\n', out);
}

static void put_takers(const struct cad_option_row *r, FILE *out)
{
    bool all = r->verbs + 1 == 1u << CAD_VERBS;
    const char *gap = "";
    fputs(all ? "Of every verb" : "Of ", out);
    for (int v = 0; v < CAD_VERBS && !all; v++)
        if (r->verbs & 1u << v) {
            fprintf(out, "%s%s", gap, cad_verb_rows[v].name);
            gap = ", ";
        }
    if (r->fallback) {
        fputs("; default ", out);
        cad_roff_bold(out, r->fallback);
    }
    fputs(".\n", out);
}

void cad_page_options(FILE *out)
{
    for (size_t i = 0; i < cad_option_count; i++) {
        const struct cad_option_row *r = &cad_option_rows[i];
        fputs(".TP\n", out);
        put_option(r, out);
        cad_roff_text(out, r->help);
        fputs(".br\n", out);
        put_takers(r, out);
    }
}

/* ---- formats --------------------------------------------------------------
 */

void cad_page_formats(FILE *out)
{
    for (size_t i = 0; i < cad_format_count; i++) {
        fputs(".TP\n\\fIDIR\\fR/\\fIID\\fR", out);
        cad_roff_bold(out, cad_formats[i].ending);
        fputs("\n", out);
        cad_roff_bold(out, cad_formats[i].name);
        fputs(":\n", out);
        cad_roff_text(out, cad_formats[i].what);
    }
}
