/* jobs.h - the calls of a run, in order, each with an id of its own. */
#ifndef CAD_CLI_JOBS_H
#define CAD_CLI_JOBS_H

#include "cli/options.h"

struct cad_job {
    char *path;  /* what is opened */
    char *shown; /* what the user called it */
    char *call_id;
    char *output;                        /* the id as a file name */
    char *customer, *agent_id, *started; /* what `call` points to, or NULL */
    size_t line; /* of the manifest; 0: from elsewhere */
    cad_call call;
};

struct cad_jobs {
    struct cad_job *items;
    size_t count, room;
    size_t ignored;      /* files in folders that no recording's ending have */
    bool lost_folder;    /* one could not be read; the run ends with 3 */
    char *spool;         /* standard input's copy, or NULL */
    char *manifest_text; /* fields of calls point into it */
    struct cad_name_pattern *pattern;
    bool wrong_name; /* a name told what cannot be: exit code 2 */
};

void cad_jobs_free(struct cad_jobs *jobs);
void cad_job_free(struct cad_job *job);

/* Takes over path, shown and id; id NULL: the path's stem, or what the name
   pattern finds. The job moves when another is added. */
struct cad_job *cad_jobs_add(struct cad_jobs *jobs,
                             const struct cad_options *options, char *path,
                             char *shown, char *id);

/* Gives a job another id; takes it over. */
void cad_job_name(struct cad_job *job, char *id);

/* An error's text with the path the user knows. */
void cad_job_message(const struct cad_job *job, const char *text, char *out,
                     size_t room);

/* The same for a person: a row of the manifest that is at fault is named. */
void cad_job_complaint(const struct cad_options *options,
                       const struct cad_job *job, const cad_error *error,
                       char *out, size_t room);

/* Notes that change what every figure means (a cut file, samples that are no
   numbers, segments of another call), as lines for standard error; NULL: none.
   The caller frees. */
char *cad_job_warnings(const struct cad_job *job, const cad_report *report);

/* An option that does not fit the recording, as such a line, or NULL. */
char *cad_job_ignored(const struct cad_job *job, const cad_report *report);

#endif
