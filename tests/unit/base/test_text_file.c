#include "base/text_file.h"
#include "scratch_file.h"
#include "tap.h"

#include <string.h>

static void reads(size_t length, const char *name)
{
    cad_arena *arena = cad_arena_new();
    char *bytes = cad_arena_alloc(arena, length + 1, 1);
    for (size_t i = 0; i < length; i++)
        bytes[i] = (char)(i * 7 % 251);
    char path[32];
    cad_text text;
    scratch_write(path, bytes, length);
    cad_status status =
        cad_text_file_read(arena, path, CAD_ERR_MODEL, &text, NULL);
    ok(status == CAD_OK && text.length == length &&
           memcmp(text.bytes, bytes, length) == 0 && !text.bytes[length],
       "%s: every byte, then a zero", name);
    remove(path);
    cad_arena_free(arena);
}

static void refuses(const char *path, const char *want)
{
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    cad_text text;
    cad_status status =
        cad_text_file_read(arena, path, CAD_ERR_SEGMENTS, &text, &error);
    ok(status == CAD_ERR_SEGMENTS && strcmp(error.text, want) == 0, "%s",
       error.text);
    cad_arena_free(arena);
}

int main(void)
{
    reads(0, "empty");
    reads(5, "short");
    reads((16 << 10) - 1, "exactly the first block");
    reads(16 << 10, "one byte over the first block");
    reads(100000, "many blocks");
    refuses("/nowhere/at.all",
            "/nowhere/at.all: cannot open: No such file or directory");
    refuses("/tmp", "/tmp: cannot read: Is a directory");
    refuses("/dev/zero", "/dev/zero: over 16 MiB");
    return tap_done();
}
