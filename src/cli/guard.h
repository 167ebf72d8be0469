/*
 * guard.h - what a run must not write over: the files that it reads, and
 * files that are not this program's.
 */
#ifndef CAD_CLI_GUARD_H
#define CAD_CLI_GUARD_H

#include "cli/jobs.h"

/* Does the run read the file, by whatever name? */
bool cad_guard_is_input(const struct cad_options *options,
                        const struct cad_job *job, const char *path);

/* 0, or 2 after a message a file: `analyze -o` would write over what is not
   its own. */
int cad_guard_folder(const struct cad_options *options,
                     const struct cad_jobs *jobs);

#endif
