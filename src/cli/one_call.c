#include "cli/one_call.h"

#include "cli/gather.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/signals.h"

cad_engine *cad_engine_of(const struct cad_options *options, int *exit_code)
{
    cad_engine *engine;
    cad_error error;
    cad_status status = cad_engine_new(options->model_file, &engine, &error);
    if (!status)
        return engine;
    cad_message("%s", error.text);
    *exit_code = cad_status_exit_code(status);
    return NULL;
}

int cad_call_failed(const struct cad_options *options,
                    const struct cad_job *job, cad_status status,
                    const cad_error *error)
{
    char text[1024];
    if (cad_signals_caught())
        return 128 + cad_signals_caught();
    if (status == CAD_ERR_WRITE)
        return cad_stdout_finish(status);
    cad_job_complaint(options, job, error, text, sizeof text);
    cad_message("%s", text);
    return cad_status_exit_code(status);
}

int cad_one_call(const struct cad_options *options,
                 cad_status (*show)(const struct cad_options *options,
                                    const cad_engine *engine,
                                    const struct cad_job *job,
                                    cad_error *error))
{
    struct cad_jobs jobs;
    cad_error error;
    int code = cad_jobs_gather(options, &jobs);
    bool wanted = !code && jobs.count; /* an empty list is no call */
    cad_engine *engine = wanted ? cad_engine_of(options, &code) : NULL;
    if (engine) {
        cad_status status = show(options, engine, &jobs.items[0], &error);
        code = status ? cad_call_failed(options, &jobs.items[0], status, &error)
                      : cad_stdout_finish(CAD_OK);
    }
    cad_engine_free(&engine);
    cad_jobs_free(&jobs);
    return code;
}
