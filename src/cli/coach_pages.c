#include "cli/coach_pages.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/message.h"
#include "cli/page.h"
#include "cli/rebuild.h"

/* A plain file, as seen from the folder; NULL: it is not there. */
static char *link_to(const char *folder, char *file)
{
    struct stat st;
    bool there = !stat(file, &st) && S_ISREG(st.st_mode);
    char *path = there ? cad_page_path_from(folder, file) : NULL;
    free(file);
    return path;
}

static const char *page_of(void *user, const char *report)
{
    struct cad_coach_pages *p = user;
    const char *dot = strrchr(report, '.'), *slash = strrchr(report, '/');
    size_t n = dot && (!slash || dot > slash) ? (size_t)(dot - report)
                                              : strlen(report);
    free(p->page);
    p->page = link_to(p->folder, cad_text("%.*s.html", (int)n, report));
    return p->page;
}

void cad_coach_pages_open(struct cad_coach_pages *p, const char *folder,
                          const char *report)
{
    const char *slash = strrchr(report, '/');
    int n = slash ? (int)(slash - report) + 1 : 0;
    *p = (struct cad_coach_pages){.folder = folder};
    p->index = link_to(folder, cad_text("%s/" CAD_INDEX_PAGE, folder));
    if (!p->index)
        p->index = link_to(folder, cad_text("%.*s" CAD_INDEX_PAGE, n, report));
    p->links = (cad_coach_links){.page_of = page_of,
                                 .user = p,
                                 .index = p->index,
                                 .agents = CAD_AGENTS_PAGE};
}

void cad_coach_pages_close(struct cad_coach_pages *p)
{
    free(p->page);
    free(p->index);
}
