/*
 * document.h - one JSON file as a report, or the reason why it is none.
 *
 *   test    tests/unit/fleet/test_compare.c
 */
#ifndef CAD_FLEET_DOCUMENT_H
#define CAD_FLEET_DOCUMENT_H

#include <callcadence/compare.h>

#include <jansson.h>

/*
 * cad_document_read - parses a report, or what --on-error record wrote.
 *
 *   path    "-": standard input
 *   other   NULL, or, in a folder: set where it is sound JSON of another kind
 *           (coach's files, profiles), which then is no error and gives NULL;
 *           a pipe is one
 *   errors  ERR_ARGUMENT no such file, ERR_REPORT "a.json:3: ...", ERR_READ
 */
cad_status cad_document_read(const char *path, bool *other, json_t **out,
                             cad_error *error);

const char *cad_document_call_id(const json_t *report);

/* Did the call fail (--on-error record)? The text of its error, or NULL. */
const char *cad_document_failure(const json_t *report);

#endif
