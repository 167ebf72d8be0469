/* rebuild.h - DIR's tables, from the reports that are there. */
#ifndef CAD_CLI_REBUILD_H
#define CAD_CLI_REBUILD_H

#include <stdbool.h>

#define CAD_INDEX_PAGE "index.html"

/* calls.csv, segments.csv, moments.csv and exchanges.csv, each replaced whole;
   index.html where `page`, or where there is one. 0, or the exit code after
   messages: 3 for broken reports (left out), 4. A run that a signal ends leaves
   the old ones. */
int cad_rebuild_tables(const char *folder, bool page);

/* What one of those files has near its start; NULL: a name of none. */
const char *cad_rebuild_mark(const char *name);

/* False after a message: one of the tables would write over another's file. */
bool cad_rebuild_allowed(const char *folder);

/* Is there an index.html of ours, to be kept up to date? */
bool cad_rebuild_has_page(const char *folder);

/* journal.ndjson, or that of a shard */
bool cad_is_journal(const char *name);

#endif
