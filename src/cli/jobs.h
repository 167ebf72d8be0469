/*
 * jobs.h - the calls of a run, in order, each with an id of its own.
 *
 * The order is that of the operands, then of --files-from; a folder gives its
 * recordings sorted by path. An id names the output files, so two calls with
 * one id are refused before any work.
 */
#ifndef CAD_CLI_JOBS_H
#define CAD_CLI_JOBS_H

#include "cli/options.h"

struct cad_job {
    char *path;  /* what is opened */
    char *shown; /* what the user called it */
    char *call_id;
    char *output; /* the id as a file name */
    cad_call call;
};

struct cad_jobs {
    struct cad_job *items;
    size_t count, room;
    size_t ignored;   /* files in folders that no recording's ending have */
    bool lost_folder; /* one could not be read; the run ends with 3 */
    char *spool;      /* standard input's copy, or NULL */
};

/* 0, or the exit code after a message: 2 for two calls with one id; 3 for a
   folder that cannot be read and no call at all; 4 for a spool that fails. */
int cad_jobs_gather(const struct cad_options *options, struct cad_jobs *out);
void cad_jobs_free(struct cad_jobs *jobs);

/* An error's text with the path the user knows. */
void cad_job_message(const struct cad_job *job, const char *text, char *out,
                     size_t room);

/* Notes that change what every figure means (a cut file, samples that are no
   numbers), as lines for standard error; NULL: none. The caller frees. */
char *cad_job_warnings(const struct cad_job *job, const cad_report *report);

#endif
