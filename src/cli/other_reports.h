/* other_reports.h - reports that lie in DIR from runs before. */
#ifndef CAD_CLI_OTHER_REPORTS_H
#define CAD_CLI_OTHER_REPORTS_H

#include "cli/jobs.h"

/* How many reports in the folder are of none of these calls: the tables hold
   them, too. */
size_t cad_other_reports(const char *folder, const struct cad_jobs *jobs);

#endif
