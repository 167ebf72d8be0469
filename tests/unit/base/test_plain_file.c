/* A file is opened; a folder, a pipe and a link only where they are wanted,
   and nothing is waited for. */
#include "base/plain_file.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

/* 0: opened; else errno */
static int try(const char *path, int also)
{
    errno = 0;
    FILE *file = cad_plain_file_open(path, also);
    if (file)
        fclose(file);
    return file ? 0 : errno;
}

int main(void)
{
    char folder[] = "/tmp/callcadence-XXXXXX";
    if (!mkdtemp(folder) || chdir(folder))
        return 1;
    FILE *file = fopen("file", "w");
    if (!file || fclose(file) || mkfifo("pipe", 0600) ||
        symlink("file", "link"))
        return 1;
    alarm(20); /* what waits for a writer fails */
    ok(try("file", 0) == 0, "a file");
    ok(try("none", 0) == ENOENT, "none");
    ok(try(".", CAD_FILE_LINKS | CAD_FILE_PIPES) == EISDIR, "a folder");
    ok(try("pipe", 0) == EINVAL, "a pipe is no file");
    ok(try("pipe", CAD_FILE_PIPES) == 0, "a pipe, where one may be");
    file = cad_plain_file_open("pipe", CAD_FILE_PIPES);
    ok(file && getc(file) == EOF && feof(file), "without a writer it ends");
    if (file)
        fclose(file);
    ok(try("link", 0) == EINVAL, "a link is no file");
    ok(try("link", CAD_FILE_LINKS) == 0, "a link, where one may be");
    ok(try("/dev/null", CAD_FILE_PIPES) == EINVAL, "nor is a device");
    unlink("file");
    unlink("pipe");
    unlink("link");
    if (chdir("/") || rmdir(folder))
        return 1;
    return tap_done();
}
