#include "audio/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/print.h"

enum { PATH_SHOWN = 200 };

static void show_path(const char *path, char shown[PATH_SHOWN + 4])
{
    size_t n = strlen(path);
    if (n <= PATH_SHOWN)
        memcpy(shown, path, n + 1);
    else
        snprintf(shown, PATH_SHOWN + 4, "...%s", path + n - PATH_SHOWN);
    for (char *c = shown; *c; c++)
        if ((unsigned char)*c < 32 || *c == 127)
            *c = '?';
}

cad_status cad_fail_path(cad_error *error, cad_status status, const char *path,
                         const char *format, ...)
{
    char shown[PATH_SHOWN + 4], text[512];
    show_path(path, shown);
    va_list args;
    va_start(args, format);
    cad_vprint(text, sizeof text, format, args);
    va_end(args);
    return cad_fail(error, status, "%s: %s", shown, text);
}

static cad_status open_failed(const char *path, int code, cad_error *error)
{
    char text[CAD_REASON];
    switch (code) {
    case ENOENT:
        return cad_fail_path(error, CAD_ERR_MISSING, path, "no such file");
    case EACCES:
    case EPERM:
        return cad_fail_path(error, CAD_ERR_MISSING, path,
                             "no permission to read it; chmod +r, or run as "
                             "its owner");
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case EIO:
        return cad_fail_path(error, CAD_ERR_READ, path, "cannot open: %s",
                             cad_reason(code, text));
    default:
        return cad_fail_path(error, CAD_ERR_MISSING, path, "cannot open: %s",
                             cad_reason(code, text));
    }
}

static cad_status check_kind(const char *path, const struct stat *st,
                             cad_error *error)
{
    if (S_ISREG(st->st_mode))
        return CAD_OK;
    if (S_ISDIR(st->st_mode))
        return cad_fail_path(error, CAD_ERR_MISSING, path,
                             "is a folder, not a recording");
    if (S_ISFIFO(st->st_mode))
        return cad_fail_path(error, CAD_ERR_MISSING, path,
                             "is a pipe, not a file; give a stream as standard "
                             "input: callcadence analyze - < PIPE");
    return cad_fail_path(error, CAD_ERR_MISSING, path,
                         "is a device or socket, not a file");
}

/* Opening a pipe that nobody writes would wait for ever: look first, and open
   without blocking in case the file changes in between. */
cad_status cad_input_open(const char *path, struct cad_input_file *out,
                          cad_error *error)
{
    struct stat st;
    *out = (struct cad_input_file){.fd = -1};
    if (stat(path, &st))
        return open_failed(path, errno, error);
    cad_status status = check_kind(path, &st, error);
    if (status)
        return status;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return open_failed(path, errno, error);
    if (fstat(fd, &st))
        status = open_failed(path, errno, error);
    else
        status = check_kind(path, &st, error);
    if (!status && st.st_size <= 0)
        status = cad_fail_path(error, CAD_ERR_EMPTY, path,
                               "empty file (0 bytes); export it again");
    if (status) {
        close(fd);
        return status;
    }
    out->fd = fd;
    out->size = (uint64_t)st.st_size;
    return CAD_OK;
}

void cad_input_close(struct cad_input_file *file)
{
    if (file->fd >= 0)
        close(file->fd);
    file->fd = -1;
}

void cad_input_resize(struct cad_input_file *file)
{
    struct stat st;
    if (!fstat(file->fd, &st))
        file->size = (uint64_t)st.st_size;
}

static void lay_patch(const struct cad_input_file *file, uint64_t offset,
                      unsigned char *bytes, size_t n)
{
    for (size_t i = 0; i < file->patch_size; i++) {
        uint64_t at = file->patch_at + i;
        if (at >= offset && at - offset < n)
            bytes[at - offset] = file->patch[i];
    }
}

size_t cad_input_peek(struct cad_input_file *file, uint64_t offset, void *to,
                      size_t n)
{
    unsigned char *bytes = to;
    size_t done = 0;
    while (done < n && !file->read_errno) {
        ssize_t got =
            pread(file->fd, bytes + done, n - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            file->read_errno = errno;
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    lay_patch(file, offset, bytes, done);
    return done;
}
