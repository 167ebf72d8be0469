/* work.h - one call of a run: analyzed, and its files written. */
#ifndef CAD_CLI_WORK_H
#define CAD_CLI_WORK_H

#include "cli/jobs.h"

/* What a worker leaves behind until its turn comes to be told. */
struct cad_result {
    bool done;
    cad_error error; /* status CAD_OK: a report was made */
    char *line;      /* --ndjson */
    size_t line_bytes;
    char *warnings; /* lines, or NULL */
    bool kept;      /* the report was there and holds */
    char key[65];
    double audio_s, seconds;
};

/* Analyzes the call; with -o writes its files, else its line into `out`. */
void cad_work(const cad_engine *engine, const struct cad_options *options,
              const struct cad_jobs *jobs, const struct cad_job *job,
              struct cad_result *out);
void cad_result_clear(struct cad_result *result);

#endif
