#include "cli/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/message.h"

#define TEMPORARY ".callcadence-"

static cad_status write_failed(cad_error *error, const char *path, int code)
{
    *error = (cad_error){.status = CAD_ERR_WRITE, .at_s = -1};
    snprintf(error->text, sizeof error->text, "%.300s: cannot write: %s", path,
             code == ENOSPC ? "the disk is full; free space and run again"
                            : strerror(code));
    return CAD_ERR_WRITE;
}

static bool make_one(const char *folder)
{
    struct stat st;
    if (!mkdir(folder, 0777))
        return true;
    int code = errno;
    if (!stat(folder, &st) && S_ISDIR(st.st_mode))
        return true;
    errno = code;
    return false;
}

/* mkstemp() keeps others out; a report is as readable as any other file. The
   mask can only be read by setting it: once, before there are threads. */
static mode_t report_mode = 0644;

static void learn_mode(void)
{
    mode_t mask = umask(022);
    umask(mask);
    report_mode = 0666 & ~mask;
}

bool cad_folder_make(const char *folder, int *exit_code)
{
    learn_mode();
    char *path = cad_text("%s", folder);
    bool made = true;
    for (char *slash = path + 1; made && *path && *slash; slash++) {
        if (*slash != '/')
            continue;
        *slash = '\0';
        made = make_one(path);
        *slash = '/';
    }
    made = made && make_one(path);
    free(path);
    if (made)
        return true;
    *exit_code = errno == EEXIST || errno == ENOTDIR ? 2 : 4;
    cad_message("%s: cannot be the folder for reports: %s", folder,
                errno == EEXIST ? "a file has that name" : strerror(errno));
    return false;
}

/* Whoever wrote has lost errno: write once more to learn why. */
static int why_failed(FILE *stream)
{
    errno = 0;
    clearerr(stream);
    if (fputc('\n', stream) == EOF || fflush(stream))
        return errno ? errno : EIO;
    return EIO;
}

/* A temporary file is locked while it is written, so that the sweep of another
   run can tell it from one that was left behind. That sweep may come between
   making and locking: then the name is gone, and another is made. */
static int make_temporary(char *path)
{
    struct stat st;
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char *marks = path + strlen(path) - 6;
    for (;;) {
        memcpy(marks, "XXXXXX", 6);
        int fd = mkstemp(path);
        if (fd < 0)
            return -1;
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        /* some file systems have no locks: then the sweep leaves all alone */
        if (fcntl(fd, F_SETLKW, &whole) || fstat(fd, &st) || st.st_nlink)
            return fd;
        close(fd);
    }
}

FILE *cad_output_scratch(const char *folder, cad_error *error)
{
    char *path = cad_text("%s/" TEMPORARY "XXXXXX", folder);
    int fd = make_temporary(path);
    FILE *stream = fd < 0 ? NULL : fdopen(fd, "w+");
    if (!stream)
        write_failed(error, path, errno);
    if (fd >= 0)
        unlink(path);
    if (fd >= 0 && !stream)
        close(fd);
    free(path);
    return stream;
}

static void sweep_one(const char *path)
{
    struct stat st;
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return;
    if (!fstat(fd, &st) && S_ISREG(st.st_mode) && !fcntl(fd, F_SETLK, &whole))
        unlink(path);
    close(fd);
}

void cad_output_sweep(const char *folder)
{
    DIR *d = opendir(folder);
    struct dirent *e;
    while (d && (errno = 0, e = readdir(d))) {
        size_t n = sizeof TEMPORARY - 1;
        if (strncmp(e->d_name, TEMPORARY, n) || strlen(e->d_name) != n + 6)
            continue;
        char *path = cad_text("%s/%s", folder, e->d_name);
        sweep_one(path);
        free(path);
    }
    /* nothing is lost by it, but what makes the run fail later is said here */
    if (errno && errno != ENOENT)
        cad_message("%s: cannot look for files left behind: %s", folder,
                    strerror(errno));
    if (d)
        closedir(d);
}

cad_status cad_output_open(const char *path, struct cad_output *out,
                           cad_error *error)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    out->final = cad_text("%s", path);
    out->temporary = cad_text("%.*s" TEMPORARY "XXXXXX", folder, path);
    int fd = make_temporary(out->temporary);
    out->stream = fd < 0 ? NULL : fdopen(fd, "w");
    if (out->stream) {
        if (fchmod(fd, report_mode))
            errno = 0; /* some file systems have no modes */
        return CAD_OK;
    }
    cad_status status = write_failed(error, path, errno);
    if (fd >= 0) {
        close(fd);
        unlink(out->temporary);
    }
    free(out->temporary);
    free(out->final);
    return status;
}

cad_status cad_output_close(struct cad_output *out, cad_status status,
                            cad_error *error)
{
    int code = 0;
    bool written = !fflush(out->stream) && !ferror(out->stream);
    if (!written)
        code = why_failed(out->stream);
    else if (fsync(fileno(out->stream)) && errno != EINVAL) {
        written = false;
        code = errno;
    }
    if ((!status || status == CAD_ERR_WRITE) && !written)
        status = write_failed(error, out->final, code);
    if (!status && rename(out->temporary, out->final))
        status = write_failed(error, out->final, errno);
    if (status)
        unlink(out->temporary);
    fclose(out->stream); /* synced above; the lock must last to here */
    free(out->temporary);
    free(out->final);
    return status;
}

int cad_stdout_finish(cad_status status)
{
    enum { READER_GONE = 141 };
    bool failed = fflush(stdout) || ferror(stdout) || status == CAD_ERR_WRITE;
    int code = failed ? why_failed(stdout) : 0;
    /* close() is where some file systems tell of a full disk */
    if (fclose(stdout) && !failed) {
        failed = true;
        code = errno;
    }
    if (!failed)
        return cad_status_exit_code(status);
    if (code == EPIPE)
        return READER_GONE;
    cad_message("standard output: cannot write: %s", strerror(code));
    return cad_status_exit_code(CAD_ERR_WRITE);
}
