#include "cli/resume.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/foreign.h"
#include "cli/formats.h"
#include "cli/guard.h"
#include "cli/message.h"
#include "cli/page.h"

char *cad_resume_path(const struct cad_options *o, const struct cad_job *job,
                      const char *ending)
{
    return cad_text("%s/%s%s", o->out_folder, job->output, ending);
}

static bool is_file(const char *path, struct stat *st)
{
    return !lstat(path, st) && S_ISREG(st->st_mode);
}

/* A call's files are written one after the other, and a copy of a folder, or a
   checkout, makes them all new at once. One without a mark that is of another
   minute was made or changed by somebody. */
static bool is_of_report(const struct cad_options *o, const struct cad_job *job,
                         const struct stat *file)
{
    enum { APART_S = 60 };
    struct stat report;
    char *path = cad_resume_path(o, job, ".json");
    bool there = is_file(path, &report);
    free(path);
    if (!there)
        return false;
    double later_s = difftime(file->st_mtim.tv_sec, report.st_mtim.tv_sec);
    return later_s >= -APART_S && later_s <= APART_S;
}

static bool is_ours(const struct cad_options *o, const struct cad_job *job,
                    const struct cad_format *format, const char *path)
{
    struct stat st;
    if (!is_file(path, &st))
        return false;
    return format->mark ? cad_foreign_has_mark(path, format->mark)
                        : is_of_report(o, job, &st);
}

static bool holds_one(const struct cad_options *o, const struct cad_job *job,
                      const struct cad_format *format)
{
    char *path = cad_resume_path(o, job, format->ending);
    bool holds = is_ours(o, job, format, path);
    if (holds && !strcmp(format->ending, ".html"))
        holds = cad_page_holds(o, path); /* --audio is not in the key */
    free(path);
    return holds;
}

char *cad_resume_keep(const struct cad_options *o, const struct cad_job *job,
                      const struct cad_format *format)
{
    struct stat st;
    char *path = cad_resume_path(o, job, format->ending), *said = NULL;
    char *kept = cad_text("%s~", path);
    bool tells = o->formats & cad_format_bit("json");
    if (tells && !format->mark && is_file(path, &st) && st.st_size &&
        !is_ours(o, job, format, path)) {
        for (int i = 2; !lstat(kept, &st); i++) {
            free(kept);
            kept = cad_text("%s~%d", path, i);
        }
        if (!rename(path, kept))
            said = cad_text("%s: was made or changed since the report beside "
                            "it; kept as %s",
                            path, kept);
    }
    free(kept);
    free(path);
    return said;
}

static void remove_path(const struct cad_options *o, const struct cad_job *job,
                        const char *path)
{
    if (!cad_guard_is_input(o, job, path))
        unlink(path);
}

static void remove_one(const struct cad_options *o, const struct cad_job *job,
                       const char *ending)
{
    char *path = cad_resume_path(o, job, ending);
    remove_path(o, job, path);
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
            there = holds_one(o, job, &cad_formats[i]);
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
    struct stat st;
    char *report = cad_resume_path(o, job, ".json");
    bool other = strcmp(key, new_key) && is_file(report, &st);
    free(report);
    /* where no report is, what has the call's name is somebody else's */
    for (size_t i = 0; i < cad_format_count && other; i++) {
        char *path = cad_resume_path(o, job, cad_formats[i].ending);
        if (!(o->formats & 1u << i) && is_ours(o, job, &cad_formats[i], path))
            remove_path(o, job, path);
        free(path);
    }
}
