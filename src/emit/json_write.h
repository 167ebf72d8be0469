/*
 * json_write.h - JSON objects with our manners: every key is there, numbers
 * are rounded to what they are worth, and what is unknown is null with its
 * reason in the same object's "why".
 *
 * Build with cad_json_begin(), the setters, cad_json_end(). A failed
 * allocation anywhere makes the end NULL; nothing in between needs a check.
 *
 *   test    tests/unit/emit/test_json.c
 */
#ifndef CAD_EMIT_JSON_WRITE_H
#define CAD_EMIT_JSON_WRITE_H

#include "base/decimal.h"

#include <callcadence/report.h>

#include <jansson.h>

typedef struct cad_json {
    json_t *object;
    json_t *why;    /* reasons for this object's nulls */
    cad_why absent; /* other than KNOWN: every value is null, with this why */
    bool failed;
} cad_json;

cad_json cad_json_begin(cad_why absent);

/* The object, with "why" last if anything needs it; NULL: out of memory. */
json_t *cad_json_end(cad_json *o);

/* Each sets one key. A number that is not finite becomes null. */
void cad_json_figure(cad_json *o, const char *key, cad_figure figure,
                     int decimals);
void cad_json_count(cad_json *o, const char *key, cad_figure figure);
void cad_json_flag(cad_json *o, const char *key, cad_figure figure);
void cad_json_number(cad_json *o, const char *key, double value, int decimals);
void cad_json_integer(cad_json *o, const char *key, long long value);
void cad_json_bool(cad_json *o, const char *key, bool value);

/* A word or text; NULL is null, with why unless that is KNOWN. */
void cad_json_text(cad_json *o, const char *key, const char *text, cad_why why);

/* A figure with the decimals of its unit; a norm, or null as none_defensible.
 */
void cad_json_measure(cad_json *o, const char *key, cad_figure figure,
                      const char *unit);
void cad_json_norm(cad_json *o, const cad_norm *norm, const char *unit);

/* Where an item points: "s3"; null without why where index < 0. */
void cad_json_ref(cad_json *o, const char *key, char kind, int index);

/* Any value; takes it over. */
void cad_json_put(cad_json *o, const char *key, json_t *value);
void cad_json_null(cad_json *o, const char *key, cad_why why);

/* A value with decimals (and whole counts as integers) by its unit. */
json_t *cad_json_quantity(double value, const char *unit);
json_t *cad_json_rounded(double value, int decimals);
json_t *cad_json_id(char kind, size_t index);

/* Any bytes as UTF-8. */
json_t *cad_json_string(const char *text);

/* [count] values, the i-th made by item(from, i). */
typedef json_t *cad_json_item(const void *from, size_t i);
json_t *cad_json_list(size_t count, cad_json_item *item, const void *from);

#endif
