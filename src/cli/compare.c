/* compare.c - what moved between a baseline and what is read now. */
#include <sys/stat.h>

#include "cli/compare_text.h"
#include "cli/foreign.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/verbs.h"

enum { LINES = 40, MOVED = 1 };

struct comparison {
    const struct cad_options *options;
    struct cad_compare_text text;
    size_t tap_count;
    struct cad_output junit;
    cad_status status; /* of what is written */
    cad_error error;
};

static void on_call(void *user, const cad_call_comparison *call)
{
    struct comparison *c = user;
    const struct cad_options *o = c->options;
    if (o->tap && !c->status)
        c->status = cad_compare_tap(call, &c->tap_count, stdout, &c->error);
    if (o->junit_file && !c->status)
        c->status = cad_compare_junit(call, c->junit.stream, &c->error);
    if (!o->tap && o->loudness >= 0)
        cad_compare_text_add(&c->text, call);
}

static void on_problem(void *user, const cad_error *problem)
{
    struct comparison *c = user;
    const struct cad_options *o = c->options;
    cad_message("%s", problem->text);
    if (o->tap && !c->status)
        c->status = cad_compare_tap_problem(problem, &c->tap_count, stdout,
                                            &c->error);
    if (o->junit_file && !c->status)
        c->status =
            cad_compare_junit_problem(problem, c->junit.stream, &c->error);
}

/* What is written to the end, once everything was compared. */
static void finish_outputs(struct comparison *c,
                           const cad_compare_totals *totals)
{
    const struct cad_options *o = c->options;
    if (o->tap) {
        printf("1..%zu\n", c->tap_count);
    } else if (o->loudness >= 0) {
        struct cad_terminal t = cad_terminal_of_stdout(o->colour);
        cad_compare_text_print(&c->text, totals, &t, stdout);
    }
    if (o->junit_file)
        fputs("</testsuites>\n", c->junit.stream);
}

static cad_status compare(struct comparison *c, const cad_tolerances *t,
                          cad_compare_totals *totals, cad_error *error)
{
    char **paths = c->options->operands;
    cad_compare_visitor visitor = {c, on_call, on_problem};
    cad_status status =
        cad_compare(paths[0], paths[1], t, &visitor, totals, error);
    if (!status || totals->broken)
        finish_outputs(c, totals);
    return status;
}

/* Two runs into one folder make a check that always passes. */
static void warn_if_same(const struct cad_options *o)
{
    struct stat a, b;
    if (o->loudness >= 0 && !stat(o->operands[0], &a) &&
        !stat(o->operands[1], &b) && a.st_dev == b.st_dev &&
        a.st_ino == b.st_ino)
        cad_message("%s and %s are the same: nothing can have moved",
                    o->operands[0], o->operands[1]);
}

static cad_status open_junit(struct comparison *c, cad_error *error)
{
    if (!c->options->junit_file)
        return CAD_OK;
    cad_status status =
        cad_output_open(c->options->junit_file, &c->junit, error);
    if (!status)
        fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<testsuites name=\"callcadence compare\">\n",
              c->junit.stream);
    return status;
}

/* The file is kept where something was compared, even if a report broke. */
static cad_status close_junit(struct comparison *c, cad_status status,
                              const cad_compare_totals *totals,
                              cad_error *error)
{
    if (!c->options->junit_file)
        return status;
    cad_error own = {.status = CAD_OK};
    cad_status kept = totals->calls ? c->status : status;
    cad_status closed = cad_output_close(&c->junit, kept, &own);
    if (closed == CAD_ERR_WRITE && closed != status) {
        *error = own;
        return closed;
    }
    return status;
}

static int end(struct comparison *c, cad_status status,
               const cad_compare_totals *totals, const cad_error *error)
{
    if (status)
        cad_message("%s", error->text);
    int code = cad_stdout_finish(c->status);
    if (code)
        return code;
    if (status)
        return cad_status_exit_code(status);
    return totals->drifted ? MOVED : 0;
}

int cad_verb_compare(const struct cad_options *options)
{
    struct comparison c = {.options = options,
                           .text.most = options->loudness > 0 ? 0 : LINES};
    cad_compare_totals totals = {0};
    cad_tolerances *tolerances = NULL;
    cad_error error;
    cad_status status =
        cad_tolerances_load(options->tolerance_file, &tolerances, &error);
    if (!status && options->junit_file &&
        cad_foreign_refuses(options->junit_file, CAD_JUNIT_MARK)) {
        cad_tolerances_free(&tolerances);
        return 2;
    }
    if (!status)
        status = open_junit(&c, &error);
    if (!status) {
        warn_if_same(options);
        status = compare(&c, tolerances, &totals, &error);
        status = close_junit(&c, status, &totals, &error);
    }
    int code = end(&c, status, &totals, &error);
    cad_compare_text_free(&c.text);
    cad_tolerances_free(&tolerances);
    return code;
}
