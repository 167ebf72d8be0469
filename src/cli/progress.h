/* progress.h - a line on a terminal that says how far a run has come. */
#ifndef CAD_CLI_PROGRESS_H
#define CAD_CLI_PROGRESS_H

#include <stddef.h>

#include "cli/terminal.h"

struct cad_progress {
    bool on;
    size_t total;
    double started_s, shown_s; /* of a clock that only goes forward */
};

/* auto: only where standard error is a terminal. */
void cad_progress_start(struct cad_progress *p, enum cad_when when, bool quiet,
                        size_t total);
/* At most ten times a second. */
void cad_progress_show(struct cad_progress *p, size_t done, double audio_s);
double cad_progress_elapsed_s(const struct cad_progress *p);
void cad_progress_end(struct cad_progress *p);

#endif
