/* coach.c - one file an agent out of many reports; an agent's profile. */
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "cli/output.h"
#include "cli/report_list.h"
#include "cli/signals.h"
#include "cli/verbs.h"

/* ---- reading ---------------------------------------------------------- */

/* 0, 3 where the report is left out, 4 where nothing more can be done. JSON of
   another kind is passed over in a folder, but named where it was named. */
static int add_report(cad_coach *coach, const struct cad_report_path *report)
{
    cad_error error;
    cad_status status = cad_coach_add(coach, report->path, &error);
    if (!status)
        return 0;
    if (status == CAD_ERR_ARGUMENT && report->in_folder)
        return 0;
    cad_message("%s", error.text);
    if (status == CAD_ERR_ARGUMENT)
        return 3;
    return cad_status_exit_code(status);
}

static int add_all(cad_coach *coach, const struct cad_options *o)
{
    struct cad_report_list list = {0};
    int code = 0;
    for (int i = 0; i < o->operand_count; i++)
        if (!cad_report_list_add(&list, o->operands[i]))
            code = 3;
    for (size_t i = 0; i < list.count && code < 4; i++) {
        int worse = add_report(coach, &list.items[i]);
        code = worse > code ? worse : code;
        if (cad_signals_caught())
            code = 128 + cad_signals_caught();
    }
    cad_report_list_free(&list);
    return code;
}

/* ---- writing ---------------------------------------------------------- */

/* "a/7" -> DIR/a_7.coach.json */
static char *path_of(const char *folder, const char *agent)
{
    char name[CAD_COACH_NAME];
    cad_coach_name(agent, name);
    return cad_text("%s/%s.coach.json", folder, name);
}

typedef cad_status writer(cad_coach *coach, size_t agent, FILE *out,
                          cad_error *error);

static int write_file(cad_coach *coach, size_t agent, const char *path,
                      writer *write)
{
    struct cad_output output;
    cad_error error;
    cad_status status = cad_output_open(path, &output, &error);
    if (!status) {
        status = write(coach, agent, output.stream, &error);
        status = cad_output_close(&output, status, &error);
    }
    if (!status)
        return 0;
    cad_message("%s", error.text);
    return cad_status_exit_code(status);
}

/* Two agents with one file: refused before anything is written. */
static int check_names(const cad_coach *coach, const struct cad_options *o)
{
    int code = 0;
    size_t n = o->out_folder ? cad_coach_agents(coach) : 0;
    char **paths = cad_must(calloc(n + 1, sizeof *paths));
    for (size_t i = 0; i < n; i++) {
        paths[i] = path_of(o->out_folder, cad_coach_agent(coach, i));
        for (size_t j = 0; j < i && !code; j++)
            if (!strcmp(paths[i], paths[j])) {
                const char *one = cad_coach_agent(coach, j);
                const char *other = cad_coach_agent(coach, i);
                cad_message("agents %s and %s: both would be %s",
                            one ? one : "without id",
                            other ? other : "without id", paths[i]);
                code = 2;
            }
    }
    for (size_t i = 0; i < n; i++)
        free(paths[i]);
    free(paths);
    return code;
}

static int write_all(cad_coach *coach, const struct cad_options *o)
{
    int code = 0;
    if (o->profile_out && cad_coach_agents(coach) != 1) {
        cad_message("--profile-out is for one agent; these reports are of %zu",
                    cad_coach_agents(coach));
        return 2;
    }
    code = check_names(coach, o);
    if (!code && o->out_folder && !cad_folder_make(o->out_folder, &code))
        return code;
    for (size_t i = 0; o->out_folder && i < cad_coach_agents(coach) && !code;
         i++) {
        char *path = path_of(o->out_folder, cad_coach_agent(coach, i));
        code = write_file(coach, i, path, cad_coach_json);
        free(path);
    }
    if (!code && o->profile_out)
        code = write_file(coach, 0, o->profile_out, cad_coach_profile);
    return code;
}

/* ---- the verb --------------------------------------------------------- */

static int run(cad_coach *coach, const struct cad_options *o)
{
    int code = add_all(coach, o);
    if (code >= 4)
        return code;
    if (!cad_coach_agents(coach)) {
        cad_message("no report to read; analyze -o DIR writes them");
        return 3;
    }
    int written = write_all(coach, o);
    return written ? written : code;
}

int cad_verb_coach(const struct cad_options *options)
{
    cad_coach *coach;
    cad_error error;
    cad_status status = cad_coach_new(options->model_file, &coach, &error);
    if (status) {
        cad_message("%s", error.text);
        return cad_status_exit_code(status);
    }
    int code = run(coach, options);
    cad_coach_free(&coach);
    return code;
}
