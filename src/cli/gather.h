/*
 * gather.h - the calls of a run, from wherever they are named.
 *
 * The order is that of the operands, of --files-from, then of --manifest; a
 * folder gives its recordings sorted by path. An id names the output files, so
 * two calls with one id are refused before any work.
 */
#ifndef CAD_CLI_GATHER_H
#define CAD_CLI_GATHER_H

#include "cli/jobs.h"

/* 0, or the exit code after a message: 2 for two calls with one id; 3 for a
   folder that cannot be read and no call at all; 4 for a spool that fails. */
int cad_jobs_gather(const struct cad_options *options, struct cad_jobs *out);

#endif
