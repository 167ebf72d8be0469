/*
 * report_file.h - a report read back from its file.
 *
 *   test    tests/unit/emit/test_report_file.c
 */
#ifndef CAD_EMIT_REPORT_FILE_H
#define CAD_EMIT_REPORT_FILE_H

#include <callcadence/fleet.h>

#include <jansson.h>

/*
 * cad_report_file_read - a report as JSON, its outline checked: the schema's
 * name, the id, every part there and of its kind, every list one of objects.
 *
 *   out     the caller's to json_decref(); NULL after an error
 *   errors  ERR_MISSING; ERR_FORMAT: broken, the text names file and place;
 *           ERR_ARGUMENT: JSON of another kind; ERR_READ; ERR_MEMORY
 */
cad_status cad_report_file_read(const char *path, json_t **out,
                                cad_error *error);

#endif
