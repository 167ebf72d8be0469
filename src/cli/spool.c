#include "cli/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/signals.h"

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR && !cad_signals_caught())
            continue;
        if (put < 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

static bool copy(int to)
{
    static char piece[1 << 16];
    for (;;) {
        ssize_t got = read(STDIN_FILENO, piece, sizeof piece);
        if (got < 0 && errno == EINTR && !cad_signals_caught())
            continue;
        if (got <= 0)
            return got == 0;
        if (!write_all(to, piece, (size_t)got))
            return false;
    }
}

char *cad_spool_stdin(void)
{
    const char *top = getenv("TMPDIR");
    char *folder =
        cad_text("%s/callcadence-XXXXXX", top && *top ? top : "/tmp");
    if (!mkdtemp(folder)) {
        cad_message("-: cannot keep standard input in %s: %s; set TMPDIR",
                    folder, strerror(errno));
        free(folder);
        return NULL;
    }
    char *path = cad_text("%s/stdin", folder);
    free(folder);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = fd >= 0 && copy(fd);
    int code = errno;
    if (fd >= 0 && close(fd) && good) {
        good = false;
        code = errno;
    }
    if (good)
        return path;
    if (!cad_signals_caught())
        cad_message("-: cannot keep standard input: %s", strerror(code));
    cad_spool_remove(path);
    return NULL;
}

void cad_spool_remove(char *path)
{
    if (!path)
        return;
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    free(path);
}
