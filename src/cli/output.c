#include "cli/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/message.h"

static cad_status write_failed(cad_error *error, const char *path, int code)
{
    *error = (cad_error){.status = CAD_ERR_WRITE, .at_s = -1, .channel = -1};
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

cad_status cad_output_open(const char *path, struct cad_output *out,
                           cad_error *error)
{
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash - path) + 1 : 0;
    out->final = cad_text("%s", path);
    out->temporary = cad_text("%.*s.callcadence-XXXXXX", folder, path);
    int fd = mkstemp(out->temporary);
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
    if (fclose(out->stream) && written) {
        written = false;
        code = errno;
    }
    if ((!status || status == CAD_ERR_WRITE) && !written)
        status = write_failed(error, out->final, code);
    if (!status && rename(out->temporary, out->final))
        status = write_failed(error, out->final, errno);
    if (status)
        unlink(out->temporary);
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
