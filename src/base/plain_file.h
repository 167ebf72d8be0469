/*
 * plain_file.h - opens a file to read it, and never waits for one.
 *
 *   test    tests/unit/base/test_plain_file.c
 */
#ifndef CAD_BASE_PLAIN_FILE_H
#define CAD_BASE_PLAIN_FILE_H

#include <stdio.h>

enum {
    CAD_FILE_LINKS = 1, /* also what a symbolic link leads to */
    CAD_FILE_PIPES = 2  /* also a pipe; one nobody writes to is empty */
};

/* NULL: errno says why; EINVAL or EISDIR: it is there, but no plain file. */
FILE *cad_plain_file_open(const char *path, int also);

#endif
