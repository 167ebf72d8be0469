/*
 * json_read.h - JSON through jansson, telling text that is wrong from memory
 * that has run out: jansson often calls the second the first.
 *
 *   test    tests/unit/test_memory.c
 */
#ifndef CAD_MODEL_JSON_READ_H
#define CAD_MODEL_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <jansson.h>

/* A new reference, or NULL: *no_memory, or `where` says what is wrong. A key
   twice in one object is wrong. */
json_t *cad_json_read_text(const char *text, size_t length, json_error_t *where,
                           bool *no_memory);

/* The same to the end of a stream; ask ferror() first. */
json_t *cad_json_read_stream(FILE *in, json_error_t *where, bool *no_memory);

/* Does an object have no keys but these? The list ends with NULL. */
bool cad_json_only(const json_t *object, const char *const *keys);

#endif
