/*
 * utf8.h - names come from file systems and manifests and may hold any bytes;
 * what we write is UTF-8.
 *
 *   test    tests/unit/base/test_utf8.c
 */
#ifndef CAD_BASE_UTF8_H
#define CAD_BASE_UTF8_H

#include <stddef.h>

/* Bytes of the well-formed character at the start of a string, 1 to 4; 0 at
   its end or where it is malformed (Unicode 15, table 3-7). */
size_t cad_utf8_length(const char *text);

/* Writes text with U+FFFD for every malformed byte. out has room for
   3 * strlen(text) + 1 bytes. */
void cad_utf8_clean(const char *text, char *out);

#endif
