/* coach.c - a page and a file an agent out of many reports; a profile. */
#include <stdlib.h>
#include <string.h>

#include "cli/coach_pages.h"
#include "cli/foreign.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/rebuild.h"
#include "cli/report_list.h"
#include "cli/signals.h"
#include "cli/verbs.h"

/* ---- reading ---------------------------------------------------------- */

/* 0, 3 where the report is left out, 4 where nothing more can be done. JSON of
   another kind is passed over in a folder, but named where it was named. */
static int add_report(cad_coach *coach, const struct cad_report_path *report,
                      size_t *calls)
{
    cad_error error;
    cad_status status = cad_coach_add(coach, report->path, &error);
    *calls += !status;
    if (!status)
        return 0;
    if (status == CAD_ERR_ARGUMENT && report->in_folder)
        return 0;
    cad_message("%s", error.text);
    if (status == CAD_ERR_ARGUMENT)
        return 3;
    if (status == CAD_ERR_MISSING && !report->in_folder)
        return 2; /* a slip in the command line */
    return cad_status_exit_code(status);
}

static int add_all(cad_coach *coach, const struct cad_options *o,
                   struct cad_report_list *list, size_t *calls)
{
    int code = 0;
    for (int i = 0; i < o->operand_count; i++)
        if (!cad_report_list_add(list, o->operands[i]))
            code = 3;
    for (size_t i = 0; i < list->count && code < 4; i++) {
        int worse = add_report(coach, &list->items[i], calls);
        code = worse > code ? worse : code;
        if (cad_signals_caught())
            code = 128 + cad_signals_caught();
    }
    return code;
}

/* ---- writing ---------------------------------------------------------- */

/* "a7" -> DIR/a7.coach.json */
static char *path_of(const char *folder, const char *agent, const char *ending)
{
    char name[CAD_COACH_NAME];
    cad_coach_name(agent, name);
    return cad_text("%s/%s.coach%s", folder, name, ending);
}

/* What one file is made of. */
struct source {
    cad_coach *coach;
    size_t agent;
    const cad_coach_links *links;
};

typedef cad_status writer(const struct source *from, FILE *out,
                          cad_error *error);

static cad_status write_json(const struct source *from, FILE *out,
                             cad_error *error)
{
    return cad_coach_json(from->coach, from->agent, out, error);
}

static cad_status write_page(const struct source *from, FILE *out,
                             cad_error *error)
{
    return cad_coach_html(from->coach, from->agent, from->links, out, error);
}

static cad_status write_list(const struct source *from, FILE *out,
                             cad_error *error)
{
    return cad_coach_list_html(from->coach, from->links, out, error);
}

static cad_status write_profile(const struct source *from, FILE *out,
                                cad_error *error)
{
    return cad_coach_profile(from->coach, from->agent, out, error);
}

static int write_file(const struct source *from, const char *path,
                      writer *write)
{
    struct cad_output output;
    cad_error error;
    cad_status status = cad_output_open(path, &output, &error);
    if (!status) {
        status = write(from, output.stream, &error);
        status = cad_output_close(&output, status, &error);
    }
    if (!status)
        return 0;
    cad_message("%s", error.text);
    return cad_status_exit_code(status);
}

/* Takes over the path. */
static int write_to(const struct source *from, char *path, writer *write)
{
    int code = write_file(from, path, write);
    free(path);
    return code;
}

/* Two agents with one file: refused before anything is written. */
static int check_names(const cad_coach *coach, const struct cad_options *o)
{
    int code = 0;
    size_t n = o->out_folder ? cad_coach_agents(coach) : 0;
    char **paths = cad_must(calloc(n + 1, sizeof *paths));
    for (size_t i = 0; i < n; i++) {
        paths[i] = path_of(o->out_folder, cad_coach_agent(coach, i), ".json");
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

/* What is there already and would be written over has to be of this verb. */
static int check_files(const cad_coach *coach, const struct cad_options *o)
{
    static const struct {
        const char *ending, *mark;
    } files[] = {{".json", CAD_COACH_MARK}, {".html", CAD_PAGE_MARK}};
    bool lost =
        o->profile_out && cad_foreign_refuses(o->profile_out, CAD_PROFILE_MARK);
    if (!o->out_folder)
        return lost ? 2 : 0;
    for (size_t i = 0; i < cad_coach_agents(coach); i++)
        for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
            char *path = path_of(o->out_folder, cad_coach_agent(coach, i),
                                 files[k].ending);
            lost = cad_foreign_refuses(path, files[k].mark) || lost;
            free(path);
        }
    char *list = cad_text("%s/" CAD_AGENTS_PAGE, o->out_folder);
    lost = cad_foreign_refuses(list, CAD_PAGE_MARK) || lost;
    free(list);
    if (cad_rebuild_has_page(o->out_folder))
        lost = !cad_rebuild_allowed(o->out_folder) || lost;
    return lost ? 2 : 0;
}

static int write_folder(cad_coach *coach, const char *folder,
                        const char *report)
{
    struct cad_coach_pages pages;
    int code = 0;
    cad_coach_pages_open(&pages, folder, report);
    struct source from = {coach, 0, &pages.links};
    for (; from.agent < cad_coach_agents(coach) && !code; from.agent++) {
        const char *id = cad_coach_agent(coach, from.agent);
        code = write_to(&from, path_of(folder, id, ".json"), write_json);
        if (!code)
            code = write_to(&from, path_of(folder, id, ".html"), write_page);
    }
    if (!code)
        code = write_to(&from, cad_text("%s/" CAD_AGENTS_PAGE, folder),
                        write_list);
    /* the page of all calls in that folder now has agents to lead to */
    if (!code && cad_rebuild_has_page(folder))
        code = cad_rebuild_tables(folder, true);
    cad_coach_pages_close(&pages);
    return code;
}

static int write_all(cad_coach *coach, const struct cad_options *o,
                     const char *report)
{
    int code = 0;
    const struct source from = {.coach = coach};
    if (o->profile_out && cad_coach_agents(coach) != 1) {
        cad_message("--profile-out is for one agent; these reports are of %zu: "
                    "give those of one",
                    cad_coach_agents(coach));
        return 2;
    }
    code = check_names(coach, o);
    if (!code)
        code = check_files(coach, o);
    if (!code && o->out_folder && !cad_folder_make(o->out_folder, &code))
        return code;
    if (!code && o->out_folder)
        code = write_folder(coach, o->out_folder, report);
    if (!code && o->profile_out)
        code = write_file(&from, o->profile_out, write_profile);
    return code;
}

/* ---- the verb --------------------------------------------------------- */

static void say_sum(const cad_coach *coach, const struct cad_options *o,
                    size_t calls)
{
    size_t agents = cad_coach_agents(coach);
    cad_message("%zu call%s of %zu agent%s: %s%s%s%s%s", calls,
                calls == 1 ? "" : "s", agents, agents == 1 ? "" : "s",
                o->out_folder ? "pages in " : "",
                o->out_folder ? o->out_folder : "",
                o->out_folder && o->profile_out ? ", " : "",
                o->profile_out ? "profile in " : "",
                o->profile_out ? o->profile_out : "");
}

static int run(cad_coach *coach, const struct cad_options *o)
{
    struct cad_report_list list = {0};
    size_t calls = 0;
    int code = add_all(coach, o, &list, &calls);
    if (code < 4 && !cad_coach_agents(coach)) {
        if (!code)
            cad_message("no report to read; analyze -o DIR writes them");
        code = code ? code : 3;
    } else if (code < 4) {
        int written = write_all(coach, o, list.items[0].path);
        if (!written && o->loudness >= 0)
            say_sum(coach, o, calls);
        code = written ? written : code;
    }
    cad_report_list_free(&list);
    return code;
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
