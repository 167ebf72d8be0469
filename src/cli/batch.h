/*
 * batch.h - many calls, several at a time, told in order.
 *
 * Workers share one engine; each call is independent. Lines and messages come
 * out in the order of the calls, whatever the number of workers, and a worker
 * that is far ahead waits, so memory does not grow with the run.
 */
#ifndef CAD_CLI_BATCH_H
#define CAD_CLI_BATCH_H

#include "cli/jobs.h"

/* The exit code of the run: the worst of its calls, or 128 + a signal. */
int cad_batch_run(const cad_engine *engine, const struct cad_options *options,
                  const struct cad_jobs *jobs);

#endif
