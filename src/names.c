#include "names.h"

#include <string.h>

char *cad_path_stem(cad_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *stem = cad_arena_strdup(arena, name);
    char *dot = stem ? strrchr(stem, '.') : NULL;
    if (dot && dot != stem)
        *dot = '\0';
    return stem;
}

const char *cad_call_id_of(cad_arena *arena, const cad_call *call)
{
    const char *path = call->file ? call->file : call->agent_file;
    if (call->call_id)
        return cad_arena_strdup(arena, call->call_id);
    return cad_path_stem(arena,
                         call->file_names[0] ? call->file_names[0] : path);
}
