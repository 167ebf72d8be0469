/* one_call.h - what the verbs that look at one call have in common. */
#ifndef CAD_CLI_ONE_CALL_H
#define CAD_CLI_ONE_CALL_H

#include "cli/jobs.h"

/* Gathers, makes the engine, calls `show`, ends: the exit code. `show` gets
   the one job and returns a status with error filled. */
int cad_one_call(const struct cad_options *options,
                 cad_status (*show)(const struct cad_options *options,
                                    const cad_engine *engine,
                                    const struct cad_job *job,
                                    cad_error *error));

/* The message of a failed call, and its exit code. */
int cad_call_failed(const struct cad_options *options,
                    const struct cad_job *job, cad_status status,
                    const cad_error *error);

/* The engine of --model, or NULL after a message and its exit code. */
cad_engine *cad_engine_of(const struct cad_options *options, int *exit_code);

#endif
