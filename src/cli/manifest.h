/*
 * manifest.h - the calls of a run as a CSV table, checked line by line before
 * any work.
 */
#ifndef CAD_CLI_MANIFEST_H
#define CAD_CLI_MANIFEST_H

#include "cli/jobs.h"

/* Adds a job a row. 0, or 2 after a message for each line that is wrong. */
int cad_manifest_add(struct cad_jobs *jobs, const struct cad_options *options);

#endif
