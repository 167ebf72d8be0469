/*
 * text_file.h - a small text file, whole, in an arena.
 *
 *   test    tests/unit/base/test_text_file.c
 */
#ifndef CAD_BASE_TEXT_FILE_H
#define CAD_BASE_TEXT_FILE_H

#include "base/arena.h"

enum { CAD_TEXT_FILE_MAX = 16 << 20 }; /* bytes */

typedef struct cad_text {
    char *bytes; /* zero-terminated; may hold other zeros */
    size_t length;
} cad_text;

/*
 * cad_text_file_read - all bytes of a file of at most CAD_TEXT_FILE_MAX.
 *
 *   wrong   the status of a file that cannot be opened or is too large
 *   errors  wrong, ERR_READ, ERR_MEMORY; the text begins with the path
 */
cad_status cad_text_file_read(cad_arena *arena, const char *path,
                              cad_status wrong, cad_text *out,
                              cad_error *error);

#endif
