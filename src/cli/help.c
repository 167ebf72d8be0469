#include "cli/help.h"

#include <stdbool.h>
#include <string.h>

enum { WIDTH = 80, HELP_AT = 28 };

/* Words from column `indent` to the last. */
static void wrap(FILE *out, const char *text, int indent)
{
    int at = indent;
    while (*text) {
        int n = (int)strcspn(text, " ");
        if (at > indent && at + 1 + n > WIDTH) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
        }
        at += fprintf(out, "%s%.*s", at > indent ? " " : "", n, text);
        text += n + (int)strspn(text + n, " ");
    }
    fputc('\n', out);
}

static void print_row(FILE *out, const struct cad_option_row *r)
{
    char left[64], text[400];
    bool letter = r->id < CAD_OPT_LONG_ONLY;
    snprintf(left, sizeof left, "  %c%c%s --%s%s%s", letter ? '-' : ' ',
             letter ? r->id : ' ', letter ? "," : " ", r->name,
             r->arg ? " " : "", r->arg ? r->arg : "");
    fprintf(out, "%-*s", HELP_AT, left);
    if (strlen(left) >= HELP_AT)
        fprintf(out, "\n%*s", HELP_AT, "");
    snprintf(text, sizeof text, "%s%s%s%s", r->help, r->fallback ? " [" : "",
             r->fallback ? r->fallback : "", r->fallback ? "]" : "");
    wrap(out, text, HELP_AT);
}

void cad_verb_help(enum cad_verb verb, FILE *out)
{
    const struct cad_verb_row *v = &cad_verb_rows[verb];
    fprintf(out, "usage: callcadence %s [options]%s%s\n%s\n", v->name,
            *v->operands ? " " : "", v->operands, v->summary);
    if (v->about) {
        fputc('\n', out);
        wrap(out, v->about, 0);
    }
    if (v->examples[0])
        fputs("\nexamples:\n", out);
    for (size_t i = 0; i < 4 && v->examples[i]; i++)
        fprintf(out, "  %s\n", v->examples[i]);
    if (v->ends) {
        fputc('\n', out);
        wrap(out, v->ends, 0);
    }
    fputs("\noptions [default]:\n", out);
    for (size_t i = 0; i < cad_option_count; i++)
        if (cad_option_rows[i].verbs & 1u << verb)
            print_row(out, &cad_option_rows[i]);
}

void cad_help(FILE *out)
{
    fputs("usage: callcadence VERB ...\n"
          "who spoke when, at what pitch, how loud and how fast, in recorded "
          "calls\n\n",
          out);
    for (int v = 0; v < CAD_VERBS; v++)
        fprintf(out, "  %-8s %-16s  %s\n", cad_verb_rows[v].name,
                cad_verb_rows[v].operands, cad_verb_rows[v].summary);
    fputs("\n  callcadence VERB --help   options and examples\n"
          "  callcadence --version     versions of all that is in it\n",
          out);
}

const char *cad_verb_list(char *text, size_t room)
{
    size_t n = 0;
    *text = '\0';
    for (int v = 0; v < CAD_VERBS && n < room; v++)
        n += (size_t)snprintf(text + n, room - n, "%s%s", v ? ", " : "",
                              cad_verb_rows[v].name);
    return text;
}
