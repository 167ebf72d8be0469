/* scratch_file.h - a small file for a test to read, and its removal. */
#ifndef SCRATCH_FILE_H
#define SCRATCH_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Fills path, of at least 32 bytes, with the name of a new file. */
__attribute__((unused)) static void scratch_write(char *path, const void *bytes,
                                                  size_t length)
{
    snprintf(path, 32, "/tmp/callcadence.XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length) {
        perror(path);
        exit(99);
    }
    close(fd);
}

#endif
