#include "cli/foreign.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/message.h"

bool cad_foreign_has_mark(const char *path, const char *mark)
{
    char head[2048] = "";
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t n = fread(head, 1, sizeof head - 1, file);
    head[n] = '\0';
    fclose(file);
    return strstr(head, mark) != NULL;
}

/* A file of that name would take its place, even that of /dev/stdout. */
static bool is_device(const char *path)
{
    struct stat st;
    return !stat(path, &st) && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static bool is_lost(const char *path, const char *mark)
{
    struct stat st;
    if (lstat(path, &st) || !S_ISREG(st.st_mode) || !st.st_size)
        return false;
    return !mark || !cad_foreign_has_mark(path, mark);
}

bool cad_foreign_refuses(const char *path, const char *mark)
{
    const char *say = is_device(path)       ? "is a device or a pipe"
                      : is_lost(path, mark) ? "holds something else"
                                            : NULL;
    if (say)
        cad_message("%s: %s, and would be written over; move it, or write "
                    "elsewhere",
                    path, say);
    return say != NULL;
}
