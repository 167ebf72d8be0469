#include "fleet/page_files.h"

#include <string.h>
#include <sys/stat.h>

static const char *name_in(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *cad_page_stem(cad_arena *arena, const char *report)
{
    const char *name = name_in(report), *dot = strrchr(name, '.');
    size_t n = dot ? (size_t)(dot - name) : strlen(name);
    return cad_arena_printf(arena, "%.*s", (int)n, name);
}

bool cad_page_beside(cad_arena *arena, const char *report, const char *name)
{
    struct stat st;
    int folder = (int)(name_in(report) - report);
    char *path = cad_arena_printf(arena, "%.*s%s", folder, report, name);
    return path && !stat(path, &st) && S_ISREG(st.st_mode);
}
