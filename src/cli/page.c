#define _XOPEN_SOURCE 700 /* realpath() */

#include "cli/page.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/message.h"
#include "cli/rebuild.h"

char *cad_page_path_from(const char *folder, const char *file)
{
    char *from = realpath(folder, NULL), *to = realpath(file, NULL);
    char *path = NULL;
    if (from && to) {
        size_t same = 0, ups = 0; /* same: after the last common slash */
        for (size_t i = 0; from[i] && from[i] == to[i]; i++)
            if (from[i] == '/')
                same = i + 1;
        size_t n = strlen(from);
        if (!strncmp(from, to, n) && to[n] == '/')
            same = n + 1;
        else if (from[same])
            ups = 1;
        for (size_t i = same; i < n; i++)
            ups += from[i] == '/';
        path = cad_must(calloc(3 * ups + strlen(to + same) + 1, 1));
        for (size_t i = 0; i < ups; i++)
            memcpy(path + 3 * i, "../", 3);
        strcpy(path + 3 * ups, to + same);
    }
    free(from);
    free(to);
    return path;
}

/* The agent's page, where coach has made one; the caller frees. */
static char *coach_page(const struct cad_options *options, const cad_call *call)
{
    struct stat st;
    char name[CAD_COACH_NAME];
    if (!call->agent_id)
        return NULL;
    cad_coach_name(call->agent_id, name);
    char *page = cad_text("%s.coach.html", name);
    char *path = cad_text("%s/%s", options->out_folder, page);
    if (stat(path, &st) || !S_ISREG(st.st_mode)) {
        free(page);
        page = NULL;
    }
    free(path);
    return page;
}

void cad_page_prepare(const struct cad_options *options,
                      const struct cad_job *job, const char *spool,
                      struct cad_page_links *out)
{
    const cad_call *call = &job->call;
    const char *files[2] = {call->file ? call->file : call->agent_file,
                            call->file ? NULL : call->customer_file};
    *out = (struct cad_page_links){
        .page = {.audio = options->page_audio,
                 .call = call,
                 .index = CAD_INDEX_PAGE},
        .owned = {NULL, NULL, coach_page(options, call)}};
    out->page.coach = out->owned[2];
    if (options->page_audio != CAD_PAGE_LINK)
        return;
    for (int i = 0; i < 2; i++) {
        bool stays = files[i] && (!spool || strcmp(spool, files[i]) != 0);
        out->owned[i] =
            stays ? cad_page_path_from(options->out_folder, files[i]) : NULL;
        out->page.links[i] = out->owned[i];
    }
}

bool cad_page_holds(const struct cad_options *options, const char *path)
{
    static const char *const marks[] = {
        "\"callcadence-audio\" content=\"link\"",
        "\"callcadence-audio\" content=\"embed\"",
        "\"callcadence-audio\" content=\"none\""};
    char head[2048] = ""; /* before the title, which may be long */
    FILE *page = fopen(path, "rb");
    if (!page)
        return false;
    size_t n = fread(head, 1, sizeof head - 1, page);
    head[n] = '\0';
    fclose(page);
    return strstr(head, marks[options->page_audio]) != NULL;
}

void cad_page_release(struct cad_page_links *links)
{
    for (size_t i = 0; i < sizeof links->owned / sizeof *links->owned; i++)
        free(links->owned[i]);
}
