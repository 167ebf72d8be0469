/* main.c - verbs, and what holds for all of them. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "cli/verbs.h"

static int print_version(void)
{
    char libraries[256];
    cad_version_text(libraries, sizeof libraries);
    printf("callcadence %s\nlibraries: %s\nreports: %s\n", CAD_VERSION,
           libraries, CAD_REPORT_SCHEMA);
    return cad_stdout_finish(CAD_OK);
}

static int no_such_verb(const char *name)
{
    char verbs[80];
    bool file = !access(name, F_OK);
    cad_message("%s: no such verb; one of %s%s%s", name,
                cad_verb_list(verbs, sizeof verbs),
                file ? "; for a recording: callcadence analyze " : "",
                file ? name : "");
    return 2;
}

static int run(enum cad_verb verb, int argc, char **argv)
{
    static int (*const verbs[CAD_VERBS])(const struct cad_options *) = {
        cad_verb_analyze, cad_verb_frames,  cad_verb_probe, cad_verb_coach,
        cad_verb_compare, cad_verb_explain, cad_verb_schema};
    struct cad_options options;
    int code = cad_options_parse(verb, argc, argv, &options);
    if (code < 0)
        return cad_stdout_finish(CAD_OK);
    if (code)
        return code;
    cad_message_open(options.loudness > 0);
    cad_signals_catch();
    return verbs[verb](&options);
}

/* callcadence help [VERB], as other programs have it */
static int help(const char *name)
{
    enum cad_verb verb = name ? cad_verb_of(name) : CAD_VERBS;
    if (name && verb == CAD_VERBS)
        return no_such_verb(name);
    if (name)
        cad_verb_help(verb, stdout);
    else
        cad_help(stdout);
    return cad_stdout_finish(CAD_OK);
}

int main(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : NULL;
    if (!first) {
        cad_help(stderr);
        return 2;
    }
    if (!strcmp(first, "--help") || !strcmp(first, "-h") ||
        !strcmp(first, "help"))
        return help(argc > 2 ? argv[2] : NULL);
    if (!strcmp(first, "--version") || !strcmp(first, "-V"))
        return print_version();
    enum cad_verb verb = cad_verb_of(first);
    return verb == CAD_VERBS ? no_such_verb(first) : run(verb, argc, argv);
}
