#include "fleet/report_set.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "fleet/document.h"

static bool is_json(const char *name)
{
    const char *dot = strrchr(name, '.');
    return *name != '.' && dot && !strcmp(dot, ".json");
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_call(const void *left, const void *right)
{
    const cad_report_file *a = left, *b = right;
    int order = strcmp(a->call_id, b->call_id);
    return order ? order : strcmp(a->path, b->path);
}

typedef CAD_VEC(const char *) name_list;

static cad_status list_folder(cad_report_set *set, DIR *folder,
                              name_list *names, cad_error *error)
{
    struct dirent *e;
    while (errno = 0, (e = readdir(folder))) {
        if (!is_json(e->d_name))
            continue;
        const char **name = CAD_VEC_PUSH(set->arena, names);
        if (!name || !(*name = cad_arena_printf(set->arena, "%s/%s", set->path,
                                                e->d_name)))
            return cad_fail_memory(error);
    }
    if (errno)
        return cad_fail_errno(error, CAD_ERR_READ, errno, "%s: cannot be read",
                              set->path);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, by_bytes);
    return CAD_OK;
}

static cad_status add(cad_report_set *set, const char *path,
                      const json_t *report, cad_error *error)
{
    cad_report_file *file = CAD_VEC_PUSH(set->arena, &set->files);
    if (!file)
        return cad_fail_memory(error);
    file->path = path;
    file->call_id = cad_arena_strdup(set->arena, cad_document_call_id(report));
    return file->call_id ? CAD_OK : cad_fail_memory(error);
}

/* Out of memory ends the run; any other trouble is of this file alone. */
static cad_status tell(cad_report_set *set, const cad_compare_visitor *visitor,
                       const cad_error *problem, cad_error *error)
{
    if (problem->status == CAD_ERR_MEMORY)
        return cad_fail_memory(error);
    set->broken++;
    if (problem->status > set->worst)
        set->worst = problem->status;
    if (visitor && visitor->problem)
        visitor->problem(visitor->user, problem);
    return CAD_OK;
}

static cad_status visit(cad_report_set *set, const char *path,
                        const cad_compare_visitor *visitor, cad_error *error)
{
    json_t *report = NULL;
    bool other = false;
    cad_error problem;
    cad_status status = cad_document_read(path, &other, &report, &problem);
    if (status)
        return tell(set, visitor, &problem, error);
    set->passed_over += other;
    if (report)
        status = add(set, path, report, error);
    json_decref(report);
    return status;
}

/* One call, two reports: which one is meant? The first stays. */
static cad_status drop_doubles(cad_report_set *set,
                               const cad_compare_visitor *visitor,
                               cad_error *error)
{
    size_t kept = 0;
    cad_status status = CAD_OK;
    for (size_t i = 0; i < set->files.count && !status; i++) {
        const cad_report_file *file = &set->files.items[i];
        const cad_report_file *last = &set->files.items[kept - (kept > 0)];
        if (!kept || strcmp(file->call_id, last->call_id) != 0) {
            set->files.items[kept++] = *file;
            continue;
        }
        cad_error problem;
        cad_fail(&problem, CAD_ERR_REPORT, "%s: call %s is also in %s",
                 file->path, file->call_id, last->path);
        status = tell(set, visitor, &problem, error);
    }
    set->files.count = kept;
    return status;
}

static cad_status open_folder(cad_report_set *set,
                              const cad_compare_visitor *visitor,
                              cad_error *error)
{
    name_list names = {0};
    DIR *folder = opendir(set->path);
    if (!folder)
        return cad_fail_errno(error, CAD_ERR_READ, errno, "%s: cannot be read",
                              set->path);
    cad_status status = list_folder(set, folder, &names, error);
    closedir(folder);
    for (size_t i = 0; i < names.count && !status; i++)
        status = visit(set, names.items[i], visitor, error);
    if (!status && !set->files.count && !set->broken)
        status = cad_fail(error, CAD_ERR_ARGUMENT,
                          "%s: no report in this folder", set->path);
    if (status || !set->files.count)
        return status;
    qsort(set->files.items, set->files.count, sizeof *set->files.items,
          by_call);
    return drop_doubles(set, visitor, error);
}

cad_status cad_report_set_open(cad_report_set *out, cad_arena *arena,
                               const char *path,
                               const cad_compare_visitor *visitor,
                               cad_error *error)
{
    struct stat st;
    *out = (cad_report_set){.arena = arena, .path = path};
    out->is_folder = !stat(path, &st) && S_ISDIR(st.st_mode);
    if (out->is_folder)
        return open_folder(out, visitor, error);
    cad_status status = cad_document_read(path, NULL, &out->single, error);
    return status ? status : add(out, path, out->single, error);
}

void cad_report_set_close(cad_report_set *set)
{
    json_decref(set->single);
    set->single = NULL;
}

cad_status cad_report_set_read(const cad_report_set *set, size_t index,
                               json_t **out, cad_error *error)
{
    if (!set->single)
        return cad_document_read(set->files.items[index].path, NULL, out,
                                 error);
    *out = json_incref(set->single);
    return CAD_OK;
}
