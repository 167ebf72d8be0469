/*
 * whole_file.h - a small text, read to its end.
 */
#ifndef CAD_CLI_WHOLE_FILE_H
#define CAD_CLI_WHOLE_FILE_H

#include <stddef.h>
#include <stdio.h>

enum { CAD_WHOLE_FILE_MAX = 1 << 30 };

/* Up to CAD_WHOLE_FILE_MAX bytes and a zero after them, without a byte order
   mark of UTF-8; ferror(file) tells of what could not be read. */
char *cad_whole_file(FILE *file, size_t *length);

#endif
