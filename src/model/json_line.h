/*
 * json_line.h - the line of a key in JSON text, for error messages: jansson
 * says where the syntax breaks, but not where a key stands.
 *
 *   test    tests/unit/model/test_model.c
 */
#ifndef CAD_MODEL_JSON_LINE_H
#define CAD_MODEL_JSON_LINE_H

/* The 1-based line of outer.inner, or of outer where inner is NULL, in text
   that jansson has accepted; 1 when it is not there. */
int cad_json_line(const char *text, const char *outer, const char *inner);

#endif
