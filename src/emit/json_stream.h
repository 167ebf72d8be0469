/*
 * json_stream.h - one large JSON object, written item by item, so that the
 * tree of a long call never stands in memory.
 *
 * The bytes are those that jansson would write for the whole (indent 1, or
 * compact). Errors stick: check once, with cad_json_stream_end().
 *
 *   test    tests/unit/emit/test_json.c
 */
#ifndef CAD_EMIT_JSON_STREAM_H
#define CAD_EMIT_JSON_STREAM_H

#include <stdbool.h>
#include <stdio.h>

#include <callcadence/status.h>

#include <jansson.h>

typedef struct cad_json_stream {
    FILE *out;
    bool pretty;
    int depth;          /* of what is open; 1: the object itself */
    bool empty;         /* nothing written yet in what is open */
    bool out_of_memory; /* a value was NULL */
    int write_errno;    /* of the first failure, while it is known */
} cad_json_stream;

cad_json_stream cad_json_stream_begin(FILE *out, bool pretty);

/* Each takes the value over. */
void cad_json_stream_key(cad_json_stream *s, const char *key, json_t *value);
void cad_json_stream_array(cad_json_stream *s, const char *key);
void cad_json_stream_item(cad_json_stream *s, json_t *value);
void cad_json_stream_array_end(cad_json_stream *s);

/* Closes the object, ends the line and flushes. */
cad_status cad_json_stream_end(cad_json_stream *s, cad_error *error);

/* One small value, indented, and a line feed. Takes the value over. */
cad_status cad_json_write(json_t *value, FILE *out, cad_error *error);

#endif
