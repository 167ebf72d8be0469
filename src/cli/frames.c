/* frames.c - the 10 ms tracks behind a report. */
#include "cli/one_call.h"
#include "cli/verbs.h"

static cad_status show(const struct cad_options *options,
                       const cad_engine *engine, const struct cad_job *job,
                       cad_error *error)
{
    cad_report *report;
    (void)options;
    cad_status status = cad_analyze(engine, &job->call, &report, error);
    if (status)
        return status;
    status = cad_frames_csv(report, stdout, error);
    cad_report_free(&report);
    return status;
}

int cad_verb_frames(const struct cad_options *options)
{
    return cad_one_call(options, show);
}
