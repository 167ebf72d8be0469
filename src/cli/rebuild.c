#include "cli/rebuild.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <callcadence/callcadence.h>

#include "cli/message.h"
#include "cli/output.h"
#include "cli/signals.h"

enum { TABLES = 3 };
static const char *const names[TABLES] = {"calls.csv", "segments.csv",
                                          "moments.csv"};

struct list {
    char **names; /* without ".json" */
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
    l->names[l->count++] = cad_text("%.*s", (int)strlen(name) - 5, name);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool find_reports(const char *folder, struct list *l)
{
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));)
        if (e->d_name[0] != '.' && ends_with(e->d_name, ".json") &&
            !ends_with(e->d_name, ".error.json"))
            add(l, e->d_name);
    if (l->count)
        qsort(l->names, l->count, sizeof *l->names, by_bytes);
    if (!d) {
        cad_message("%s: cannot read the folder: %s", folder, strerror(errno));
        return false;
    }
    closedir(d);
    return true;
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
        char *path = cad_text("%s/%s.json", folder, l->names[i]);
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

static cad_status fill(FILE *const out[TABLES], const char *folder,
                       const struct list *l, bool *broken, cad_error *error)
{
    cad_tables *tables;
    FILE *spool = cad_output_scratch(folder, error);
    if (!spool)
        return error->status;
    cad_status status =
        cad_tables_new(out[0], out[1], out[2], spool, &tables, error);
    if (!status)
        status = add_reports(tables, folder, l, broken, error);
    if (!status)
        status = cad_tables_finish(tables, error);
    cad_tables_free(&tables);
    fclose(spool);
    return status;
}

static cad_status write_tables(const char *folder, const struct list *l,
                               bool *broken, cad_error *error)
{
    struct cad_output outputs[TABLES];
    FILE *streams[TABLES];
    size_t open = 0;
    cad_status status = CAD_OK;
    while (open < TABLES && !status) {
        char *path = cad_text("%s/%s", folder, names[open]);
        status = cad_output_open(path, &outputs[open], error);
        free(path);
        if (!status) {
            streams[open] = outputs[open].stream;
            open++;
        }
    }
    if (!status)
        status = fill(streams, folder, l, broken, error);
    for (size_t i = 0; i < open; i++)
        status = cad_output_close(&outputs[i], status, error);
    return status;
}

int cad_rebuild_tables(const char *folder)
{
    struct list l = {0};
    cad_error error = {0};
    bool broken = false;
    cad_status status = CAD_OK;
    /* shards end at about one time: the last to look writes last. Where
       folders cannot be locked (some network drives), any run does it over */
    int lock = open(folder, O_RDONLY | O_CLOEXEC);
    if (lock >= 0)
        flock(lock, LOCK_EX);
    bool found = find_reports(folder, &l);
    if (found)
        status = write_tables(folder, &l, &broken, &error);
    if (lock >= 0)
        close(lock);
    free_list(&l);
    if (status && !cad_signals_caught())
        cad_message("%s", error.text);
    return !found || status ? 4 : broken ? 3 : 0;
}
