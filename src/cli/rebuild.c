#include "cli/rebuild.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <callcadence/callcadence.h>

#include "cli/foreign.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/signals.h"

/* the page comes last, and not always */
enum { CALLS, SEGMENTS, MOMENTS, EXCHANGES, PAGE, TABLES };
/* mark: how each begins, whatever the version */
static const struct {
    const char *name, *mark;
} files[TABLES] = {{"calls.csv", "call_id,call.agent_id,"},
                   {"segments.csv", "call_id,id,turn_id,"},
                   {"moments.csv", "rank,call_id,"},
                   {"exchanges.csv", "call_id,call.agent_id,call.started_at,"},
                   {CAD_INDEX_PAGE, CAD_PAGE_MARK}};

struct list {
    char **names;
    size_t count, room;
};

/* ---- the reports ------------------------------------------------------ */

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n > m && !strcmp(name + n - m, ending);
}

static void add(struct list *l, const char *name)
{
    if (l->count == l->room) {
        l->room = l->room ? 2 * l->room : 64;
        l->names = cad_must(realloc(l->names, l->room * sizeof *l->names));
    }
    l->names[l->count++] = cad_text("%s", name);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_report(const char *name)
{
    return ends_with(name, ".json") && !ends_with(name, ".error.json");
}

bool cad_is_journal(const char *name)
{
    return !strncmp(name, "journal.", 8) && ends_with(name, ".ndjson");
}

static bool find(const char *folder, bool (*wanted)(const char *name),
                 struct list *l)
{
    DIR *d = opendir(folder);
    int lost = d ? 0 : errno;
    for (struct dirent *e; d && (errno = 0, e = readdir(d));)
        if (e->d_name[0] != '.' && wanted(e->d_name))
            add(l, e->d_name);
    if (d) {
        lost = errno;
        closedir(d);
    }
    if (l->count)
        qsort(l->names, l->count, sizeof *l->names, by_bytes);
    if (lost)
        cad_message("%s: cannot read the folder: %s", folder, strerror(lost));
    return !lost;
}

static void free_list(struct list *l)
{
    for (size_t i = 0; i < l->count; i++)
        free(l->names[i]);
    free(l->names);
}

/* ---- the tables ------------------------------------------------------- */

/* A broken report is named and left out; JSON of another kind is not ours. */
static cad_status add_reports(cad_tables *tables, const char *folder,
                              const struct list *l, bool *broken,
                              cad_error *error)
{
    cad_status status = CAD_OK;
    for (size_t i = 0; i < l->count && !status; i++) {
        if (cad_signals_caught())
            return CAD_ERR_READ;
        char *path = cad_text("%s/%s", folder, l->names[i]);
        status = cad_tables_add(tables, path, error);
        if (status == CAD_ERR_FORMAT) {
            cad_message("%s", error->text);
            *broken = true;
        }
        if (status == CAD_ERR_FORMAT || status == CAD_ERR_MISSING ||
            status == CAD_ERR_ARGUMENT)
            status = CAD_OK;
        free(path);
    }
    return status;
}

static cad_status add_journals(cad_tables *tables, const char *folder,
                               cad_error *error)
{
    struct list l = {0};
    cad_status status = CAD_OK;
    if (find(folder, cad_is_journal, &l))
        for (size_t i = 0; i < l.count && !status; i++) {
            char *path = cad_text("%s/%s", folder, l.names[i]);
            status = cad_tables_journal(tables, path, error);
            free(path);
        }
    free_list(&l);
    return status;
}

/* What is made at once from one reading of the reports. */
struct making {
    FILE *out[TABLES];
    FILE *spool, *page_spool; /* page_spool: NULL without a page */
    const char *folder;
    const struct list *reports;
    bool broken;
};

static cad_status fill(struct making *m, cad_error *error)
{
    cad_tables *tables;
    cad_status status =
        cad_tables_new(m->out[CALLS], m->out[SEGMENTS], m->out[MOMENTS],
                       m->spool, &tables, error);
    if (!status)
        status = cad_tables_exchanges(tables, m->out[EXCHANGES], error);
    if (!status && m->page_spool)
        status = cad_tables_page(tables, m->out[PAGE], m->page_spool, error);
    if (!status && m->page_spool)
        status = add_journals(tables, m->folder, error);
    if (!status)
        status = add_reports(tables, m->folder, m->reports, &m->broken, error);
    if (!status)
        status = cad_tables_finish(tables, error);
    cad_tables_free(&tables);
    return status;
}

static cad_status fill_with_spools(struct making *m, bool page,
                                   cad_error *error)
{
    cad_status status = CAD_ERR_WRITE;
    m->spool = cad_output_scratch(m->folder, error);
    if (page && m->spool)
        m->page_spool = cad_output_scratch(m->folder, error);
    if (m->spool && (!page || m->page_spool))
        status = fill(m, error);
    if (m->spool)
        fclose(m->spool);
    if (m->page_spool)
        fclose(m->page_spool);
    return status;
}

static cad_status write_tables(struct making *m, bool page, cad_error *error)
{
    struct cad_output outputs[TABLES];
    size_t open = 0, wanted = page ? TABLES : PAGE;
    cad_status status = CAD_OK;
    while (open < wanted && !status) {
        char *path = cad_text("%s/%s", m->folder, files[open].name);
        status = cad_output_open(path, &outputs[open], error);
        free(path);
        if (!status) {
            m->out[open] = outputs[open].stream;
            open++;
        }
    }
    if (!status)
        status = fill_with_spools(m, page, error);
    for (size_t i = 0; i < open; i++)
        status = cad_output_close(&outputs[i], status, error);
    return status;
}

const char *cad_rebuild_mark(const char *name)
{
    for (size_t i = 0; i < TABLES; i++)
        if (!strcmp(name, files[i].name))
            return files[i].mark;
    return NULL;
}

bool cad_rebuild_allowed(const char *folder)
{
    bool allowed = true;
    for (size_t i = 0; i < PAGE; i++) {
        char *path = cad_text("%s/%s", folder, files[i].name);
        allowed = !cad_foreign_refuses(path, files[i].mark) && allowed;
        free(path);
    }
    return allowed;
}

bool cad_rebuild_has_page(const char *folder)
{
    struct stat st;
    char *path = cad_text("%s/" CAD_INDEX_PAGE, folder);
    bool there = !lstat(path, &st) && S_ISREG(st.st_mode) &&
                 cad_foreign_has_mark(path, CAD_PAGE_MARK);
    free(path);
    return there;
}

int cad_rebuild_tables(const char *folder, bool page)
{
    struct list l = {0};
    struct making m = {.folder = folder, .reports = &l};
    cad_error error = {0};
    cad_status status = CAD_OK;
    /* shards end at about one time: the last to look writes last. Where
       folders cannot be locked (some network drives), any run does it over */
    int lock = open(folder, O_RDONLY | O_CLOEXEC);
    if (lock >= 0)
        flock(lock, LOCK_EX);
    bool found = find(folder, is_report, &l);
    if (found)
        status = write_tables(&m, page || cad_rebuild_has_page(folder), &error);
    if (lock >= 0)
        close(lock);
    free_list(&l);
    if (status && !cad_signals_caught())
        cad_message("%s", error.text);
    return !found || status ? 4 : m.broken ? 3 : 0;
}
