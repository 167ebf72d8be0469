#include "base/plain_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

/* A pipe in the place of a file would be waited for at its opening. */
static int open_at_once(const char *path, int also)
{
    int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;
    int fd = open(path, also & CAD_FILE_LINKS ? flags : flags | O_NOFOLLOW);
    if (fd < 0 && (errno == ELOOP || errno == ENXIO))
        errno = EINVAL; /* a link, a socket */
    return fd;
}

static bool is_wanted(int fd, int also)
{
    struct stat st;
    if (fstat(fd, &st))
        return false;
    bool pipe = (also & CAD_FILE_PIPES) && S_ISFIFO(st.st_mode);
    if (pipe) /* from here on its writer's pace is ours */
        return !fcntl(fd, F_SETFL, 0);
    errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    return S_ISREG(st.st_mode);
}

FILE *cad_plain_file_open(const char *path, int also)
{
    FILE *file = NULL;
    int fd = open_at_once(path, also);
    if (fd >= 0 && is_wanted(fd, also))
        file = fdopen(fd, "rb");
    if (fd >= 0 && !file) {
        int why = errno;
        close(fd);
        errno = why;
    }
    return file;
}
