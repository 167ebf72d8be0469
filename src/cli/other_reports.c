#include "cli/other_reports.h"

#include <stdlib.h>
#include <string.h>

#include <callcadence/callcadence.h>

#include "cli/message.h"
#include "cli/report_list.h"

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **sorted_outputs(const struct cad_jobs *jobs)
{
    const char **names = cad_must(calloc(jobs->count + 1, sizeof *names));
    for (size_t i = 0; i < jobs->count; i++)
        names[i] = jobs->items[i].output;
    qsort(names, jobs->count, sizeof *names, by_bytes);
    return names;
}

/* Is it a whole report, and none of a call with one of these names? */
static bool is_other(const char *path, const char *const *names, size_t count)
{
    char key[65];
    const char *name = strrchr(path, '/') + 1;
    char *stem = cad_text("%.*s", (int)(strlen(name) - strlen(".json")), name);
    bool ours = bsearch(&stem, names, count, sizeof *names, by_bytes);
    free(stem);
    return !ours && !cad_report_file_key(path, key, NULL);
}

size_t cad_other_reports(const char *folder, const struct cad_jobs *jobs)
{
    struct cad_report_list list = {0};
    size_t others = 0;
    const char **names = sorted_outputs(jobs);
    if (cad_report_list_add(&list, folder))
        for (size_t i = 0; i < list.count; i++)
            others += is_other(list.items[i].path, names, jobs->count);
    cad_report_list_free(&list);
    free(names);
    return others;
}
