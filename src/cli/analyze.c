/* analyze.c - one call to the terminal, or many to a folder. */
#include <stdlib.h>

#include "cli/batch.h"
#include "cli/formats.h"
#include "cli/gather.h"
#include "cli/guard.h"
#include "cli/message.h"
#include "cli/one_call.h"
#include "cli/output.h"
#include "cli/record.h"
#include "cli/signals.h"
#include "cli/summary.h"
#include "cli/verbs.h"

/* The summary has the notes. */
static void warn(const struct cad_options *options, const cad_report *report,
                 const struct cad_job *job)
{
    char *lines = options->json ? cad_job_warnings(job, report)
                                : cad_job_ignored(job, report);
    if (lines && options->loudness >= 0)
        cad_message_lines(lines);
    free(lines);
}

static cad_status show(const struct cad_options *options,
                       const cad_engine *engine, const struct cad_job *job,
                       cad_error *error)
{
    cad_report *report;
    cad_status status = cad_analyze(engine, &job->call, &report, error);
    if (status && options->on_error == CAD_RECORD && options->json &&
        cad_status_exit_code(status) == 3) {
        cad_message("%s", error->text);
        return cad_record_write(job, error, stdout);
    }
    if (status)
        return status;
    warn(options, report, job);
    if (options->json) {
        status = cad_emit_json(report, true, stdout, error);
    } else {
        struct cad_terminal t = cad_terminal_of_stdout(options->colour);
        cad_summary_print(report, &t, stdout);
    }
    cad_report_free(&report);
    return status;
}

static int run_batch(const struct cad_options *options)
{
    struct cad_jobs jobs;
    int code = cad_jobs_gather(options, &jobs);
    if (!code)
        code = cad_guard_folder(options, &jobs);
    cad_engine *engine = NULL;
    bool wanted =
        !code && jobs.count &&
        (!options->out_folder || cad_folder_make(options->out_folder, &code));
    if (wanted)
        engine = cad_engine_of(options, &code);
    if (engine) {
        code = cad_batch_run(engine, options, &jobs);
        int written = cad_stdout_finish(CAD_OK);
        if (written && code < 128)
            code = written;
    }
    cad_engine_free(&engine);
    cad_jobs_free(&jobs);
    return code;
}

int cad_verb_analyze(const struct cad_options *options)
{
    struct cad_options o = *options;
    if (!o.formats)
        o.formats = cad_format_bit("json");
    /* index.html is made of the reports */
    if (o.formats & cad_format_bit("html"))
        o.formats |= cad_format_bit("json");
    cad_profile *profile = NULL;
    cad_error error;
    cad_status status = CAD_OK;
    if (o.profile_file)
        status = cad_profile_load(o.profile_file, &profile, &error);
    if (status) {
        cad_message("%s", error.text);
        return cad_status_exit_code(status);
    }
    o.profile = profile;
    int code =
        o.out_folder || o.ndjson ? run_batch(&o) : cad_one_call(&o, show);
    cad_profile_free(&profile);
    return code;
}
