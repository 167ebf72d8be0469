/* rebuild.h - DIR's tables, from the reports that are there. */
#ifndef CAD_CLI_REBUILD_H
#define CAD_CLI_REBUILD_H

#include <stdbool.h>

#define CAD_INDEX_PAGE "index.html"

/* calls.csv, segments.csv and moments.csv, each replaced whole; index.html
   where `page`, or where there is one. 0, or the exit code after messages: 3
   for broken reports (left out), 4. A run that a signal ends leaves the old
   ones. */
int cad_rebuild_tables(const char *folder, bool page);

#endif
