/* page.h - how a call's page finds its recording. */
#ifndef CAD_CLI_PAGE_H
#define CAD_CLI_PAGE_H

#include "cli/jobs.h"

struct cad_page_links {
    cad_page page;
    char *owned[3];
};

/* spool: standard input's copy, which will not stay; or NULL. */
void cad_page_prepare(const struct cad_options *options,
                      const struct cad_job *job, const char *spool,
                      struct cad_page_links *out);
/* Whether the page there plays as it would now. */
bool cad_page_holds(const struct cad_options *options, const char *path);
/* A file as seen from a folder; NULL: either cannot be followed. The caller
   frees. */
char *cad_page_path_from(const char *folder, const char *file);
void cad_page_release(struct cad_page_links *links);

#endif
