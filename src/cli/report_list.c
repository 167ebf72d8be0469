#include "cli/report_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/message.h"

static bool ends_with(const char *name, const char *ending)
{
    size_t n = strlen(name), m = strlen(ending);
    return n > m && !strcmp(name + n - m, ending);
}

static void add(struct cad_report_list *list, char *path, bool in_folder)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 64;
        list->items =
            cad_must(realloc(list->items, list->room * sizeof *list->items));
    }
    list->items[list->count++] = (struct cad_report_path){path, in_folder};
}

static int by_bytes(const void *a, const void *b)
{
    const struct cad_report_path *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static bool add_folder(struct cad_report_list *list, const char *folder)
{
    size_t from = list->count, n = strlen(folder);
    bool slash = n && folder[n - 1] == '/';
    DIR *d = opendir(folder);
    int lost = d ? 0 : errno;
    for (struct dirent *e; d && (errno = 0, e = readdir(d));)
        if (e->d_name[0] != '.' && ends_with(e->d_name, ".json") &&
            !ends_with(e->d_name, ".error.json"))
            add(list, cad_text("%s%s%s", folder, slash ? "" : "/", e->d_name),
                true);
    if (d) {
        lost = errno;
        closedir(d);
    }
    if (list->count > from)
        qsort(list->items + from, list->count - from, sizeof *list->items,
              by_bytes);
    if (lost)
        cad_message("%s: cannot read the folder: %s", folder, strerror(lost));
    return !lost;
}

bool cad_report_list_add(struct cad_report_list *list, const char *operand)
{
    struct stat st;
    if (!stat(operand, &st) && S_ISDIR(st.st_mode))
        return add_folder(list, operand);
    add(list, cad_text("%s", operand), false);
    return true;
}

void cad_report_list_free(struct cad_report_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].path);
    free(list->items);
}
