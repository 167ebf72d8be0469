/* foreign.h - is a file that is there one of this program's kind? */
#ifndef CAD_CLI_FOREIGN_H
#define CAD_CLI_FOREIGN_H

#include <stdbool.h>

/* What each has near its start, whatever the version. */
#define CAD_PAGE_MARK "content=\"callcadence "
#define CAD_REPORT_MARK "\"callcadence/report/"
#define CAD_COACH_MARK "\"callcadence/coach/"
#define CAD_PROFILE_MARK "\"callcadence/profile/"
#define CAD_JUNIT_MARK "<testsuites"

bool cad_foreign_has_mark(const char *path, const char *mark);

/* Would something be lost if `path` were written? Not where it is missing,
   empty, or has the mark; mark NULL: nothing has. After a message. */
bool cad_foreign_refuses(const char *path, const char *mark);

#endif
