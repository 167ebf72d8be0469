/* coach_pages.h - where the links of coach pages lead. */
#ifndef CAD_CLI_COACH_PAGES_H
#define CAD_CLI_COACH_PAGES_H

#include <callcadence/callcadence.h>

#define CAD_AGENTS_PAGE "coach.html"

struct cad_coach_pages {
    cad_coach_links links;
    const char *folder; /* where the coach pages go */
    char *page, *index; /* what the links point to */
};

/* report: any of those read; the page of all calls lies beside it, or in the
   folder of the pages. The folder is there. */
void cad_coach_pages_open(struct cad_coach_pages *pages, const char *folder,
                          const char *report);
void cad_coach_pages_close(struct cad_coach_pages *pages);

#endif
