/*
 * A disk that fails somewhere in the file is a read error (try again) at each
 * step of reading: never the fault of the recording or of the caller's clip.
 */
#include "audio/decode.h"
#include "tap.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static off_t fails_from = -1; /* bytes; -1: the disk is all right */

ssize_t __real_pread64(int fd, void *to, size_t n, off_t at);
ssize_t __wrap_pread64(int fd, void *to, size_t n, off_t at);
ssize_t __wrap_pread(int fd, void *to, size_t n, off_t at);

ssize_t __wrap_pread64(int fd, void *to, size_t n, off_t at)
{
    if (fails_from >= 0 && at + (off_t)n > fails_from) {
        errno = EIO;
        return -1;
    }
    return __real_pread64(fd, to, n, at);
}

ssize_t __wrap_pread(int fd, void *to, size_t n, off_t at)
{
    return __wrap_pread64(fd, to, n, at);
}

/* Opens and reads to the end; the first status that is not CAD_OK. */
static cad_status read_all(const char *path, double from_s, cad_error *error)
{
    static float room[8192];
    cad_arena *arena = cad_arena_new();
    cad_decoder *d = NULL;
    size_t got = 1;
    cad_status status =
        cad_decoder_open(arena, path, NULL, from_s, 0.0, &d, error);
    while (!status && got)
        status = cad_decoder_read(d, room, 8192, &got, error);
    cad_decoder_close(&d);
    cad_arena_free(arena);
    return status;
}

int main(void)
{
    static const char *const files[] = {"samples/rushed.flac",
                                        "samples/level.wav"};
    static const double clips_s[] = {0.0, 40.0};
    static const off_t places[] = {0, 100, 6000, 200000};
    for (size_t f = 0; f < 2; f++)
        for (size_t c = 0; c < 2; c++) {
            cad_error error = {0};
            fails_from = -1;
            ok(!read_all(files[f], clips_s[c], &error), "%s from %g s is read",
               files[f], clips_s[c]);
            for (size_t p = 0; p < 4; p++) {
                fails_from = places[p];
                ok(read_all(files[f], clips_s[c], &error) == CAD_ERR_READ &&
                       strstr(error.text, "read error"),
                   "from byte %ld on: %s", (long)fails_from, error.text);
            }
        }
    return tap_done();
}
