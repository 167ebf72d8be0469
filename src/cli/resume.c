#include "cli/resume.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/formats.h"
#include "cli/guard.h"
#include "cli/message.h"
#include "cli/page.h"

char *cad_resume_path(const struct cad_options *o, const struct cad_job *job,
                      const char *ending)
{
    return cad_text("%s/%s%s", o->out_folder, job->output, ending);
}

static bool is_there(const struct cad_options *o, const struct cad_job *job,
                     const char *ending)
{
    struct stat st;
    char *path = cad_resume_path(o, job, ending);
    bool there = !lstat(path, &st) && S_ISREG(st.st_mode);
    if (there && !strcmp(ending, ".html"))
        there = cad_page_holds(o, path); /* --audio is not in the key */
    free(path);
    return there;
}

static void remove_one(const struct cad_options *o, const struct cad_job *job,
                       const char *ending)
{
    char *path = cad_resume_path(o, job, ending);
    if (!cad_guard_is_input(o, job, path))
        unlink(path);
    free(path);
}

static void read_key(const struct cad_options *o, const struct cad_job *job,
                     char key[65])
{
    char *path = cad_resume_path(o, job, ".json");
    if (cad_report_file_key(path, key, NULL))
        *key = '\0';
    free(path);
}

bool cad_resume_holds(const cad_engine *engine, const struct cad_options *o,
                      const struct cad_job *job, char key[65])
{
    char now[65];
    read_key(o, job, key);
    bool there = *key != '\0';
    for (size_t i = 0; i < cad_format_count && there; i++)
        if (o->formats & 1u << i)
            there = is_there(o, job, cad_formats[i].ending);
    /* hashing the audio comes last: it is what takes time */
    if (!there || cad_call_key(engine, &job->call, now, NULL) ||
        strcmp(now, key) != 0)
        return false;
    remove_one(o, job, ".error.json");
    return true;
}

void cad_resume_clear(const struct cad_options *o, const struct cad_job *job,
                      const char *new_key)
{
    char key[65];
    read_key(o, job, key);
    remove_one(o, job, ".error.json");
    /* where no report is, what has the call's name is somebody else's */
    if (!strcmp(key, new_key) || !is_there(o, job, ".json"))
        return;
    for (size_t i = 0; i < cad_format_count; i++)
        if (!(o->formats & 1u << i))
            remove_one(o, job, cad_formats[i].ending);
}
