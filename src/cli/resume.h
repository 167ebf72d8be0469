/* resume.h - calls whose reports are there already, and still hold. */
#ifndef CAD_CLI_RESUME_H
#define CAD_CLI_RESUME_H

#include "cli/formats.h"
#include "cli/jobs.h"

/* Are all files asked for in the folder, and is the report there the one that
   this call would get? key: that report's, or "". */
bool cad_resume_holds(const cad_engine *engine,
                      const struct cad_options *options,
                      const struct cad_job *job, char key[65]);

/* Removes the call's files in formats that were not asked for this time, where
   the report in the folder has another key than the one to come: they tell of
   another report. Also a record of a failure that is over. What was made or
   changed by hand stays. */
void cad_resume_clear(const struct cad_options *options,
                      const struct cad_job *job, const char *new_key);

/* A file that the run is to write, and that was made or changed by hand since
   the last report, is moved aside, to DIR/ID.ending~. Formats with a mark have
   been looked at before; without reports nothing can be told. A line that says
   so, or NULL; the caller frees. */
char *cad_resume_keep(const struct cad_options *options,
                      const struct cad_job *job,
                      const struct cad_format *format);

/* DIR/ID.ending; the caller frees. */
char *cad_resume_path(const struct cad_options *options,
                      const struct cad_job *job, const char *ending);

#endif
