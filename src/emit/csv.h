/*
 * csv.h - cells of a CSV table after RFC 4180: quotes where a cell needs them,
 * CR LF after each record. Text that a spreadsheet would run as a formula
 * (= + - @ tab, return first) gets an apostrophe before it; numbers are written
 * as they are. Control characters become blanks, so that a row is one line.
 *
 *   test    tests/unit/emit/test_interchange.c
 */
#ifndef CAD_EMIT_CSV_H
#define CAD_EMIT_CSV_H

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

/* CR LF. */
void cad_csv_end(FILE *out);

/* One cell of text, without the comma. */
void cad_csv_text(FILE *out, const char *text);

/* A number or boolean as JSON has it; "" for anything else. */
enum { CAD_SCALAR_MAX = 48 };
const char *cad_scalar_text(const json_t *value, int digits,
                            char text[CAD_SCALAR_MAX]);

/* One cell for a JSON value: null is empty, a list its length. */
void cad_csv_value(FILE *out, const json_t *value);

/* The members of an object as cells, those of inner objects among them; "why"
   is left out. Header: their paths, as "pitch.median_hz". Each cell has its
   comma before it. */
void cad_csv_header(FILE *out, json_t *object);
void cad_csv_cells(FILE *out, json_t *object);

#endif
