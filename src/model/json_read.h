/*
 * json_read.h - JSON through jansson, telling text that is wrong from memory
 * that has run out: jansson often calls the second the first.
 *
 *   test    tests/unit/model/test_model.c, tests/unit/test_memory.c
 */
#ifndef CAD_MODEL_JSON_READ_H
#define CAD_MODEL_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <jansson.h>

#include <callcadence/status.h>

/* A new reference, or NULL: *no_memory, or `where` says what is wrong. A key
   twice in one object is wrong. */
json_t *cad_json_read_text(const char *text, size_t length, json_error_t *where,
                           bool *no_memory);

/* Of a text that is an object, a new reference; else *out is NULL and the
   error ERR_MEMORY, or `wrong`: "path:line: why". */
cad_status cad_json_read_object(const char *path, const char *text,
                                size_t length, cad_status wrong, json_t **out,
                                cad_error *error);

/* As the first, to the end of a stream; ask ferror() first. */
json_t *cad_json_read_stream(FILE *in, json_error_t *where, bool *no_memory);

/* Does an object have no keys but these? The list ends with NULL. */
bool cad_json_only(const json_t *object, const char *const *keys);

#endif
