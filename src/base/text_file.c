#include "base/text_file.h"

#include "base/error.h"

#include <errno.h>
#include <stdio.h>

static cad_status read_all(cad_arena *arena, FILE *file, const char *path,
                           cad_status wrong, cad_text *out, cad_error *error)
{
    size_t room = 0;
    *out = (cad_text){0};
    do {
        size_t more = room ? 2 * room : 16 << 10;
        if (room > CAD_TEXT_FILE_MAX)
            return cad_fail(error, wrong, "%s: over %d MiB", path,
                            CAD_TEXT_FILE_MAX >> 20);
        char *grown = cad_arena_grow(arena, out->bytes, room, more, 1);
        if (!grown)
            return cad_fail_memory(error);
        out->bytes = grown;
        room = more;
        /* one byte stays free for the closing zero */
        out->length +=
            fread(out->bytes + out->length, 1, room - 1 - out->length, file);
    } while (out->length == room - 1);
    if (ferror(file)) {
        int why = errno;
        /* a folder opens but cannot be read: no retry will help */
        return cad_fail_errno(error, why == EISDIR ? wrong : CAD_ERR_READ, why,
                              "%s: cannot read", path);
    }
    return CAD_OK;
}

cad_status cad_text_file_read(cad_arena *arena, const char *path,
                              cad_status wrong, cad_text *out, cad_error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return cad_fail_errno(error, wrong, errno, "%s: cannot open", path);
    cad_status status = read_all(arena, file, path, wrong, out, error);
    fclose(file);
    return status;
}
