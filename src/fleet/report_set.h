/*
 * report_set.h - the reports of a file or of a folder, by call_id. Only names
 * stay in memory: a folder may hold thousands.
 *
 *   test    tests/unit/fleet/test_compare.c
 */
#ifndef CAD_FLEET_REPORT_SET_H
#define CAD_FLEET_REPORT_SET_H

#include "base/arena.h"
#include "base/vec.h"

#include <jansson.h>

#include <callcadence/compare.h>

typedef struct cad_report_file {
    const char *call_id, *path;
} cad_report_file;

typedef struct cad_report_set {
    cad_arena *arena;
    const char *path;
    bool is_folder;
    CAD_VEC(cad_report_file) files; /* in order of call_id */
    json_t *single;                 /* of a file, which may be a pipe */
    size_t broken, passed_over;
    cad_status worst; /* of the broken ones */
} cad_report_set;

/* Broken reports of a folder go to problem(), which may be NULL. Close after a
   failure, too. errors: ERR_ARGUMENT, ERR_REPORT, ERR_READ, ERR_MEMORY */
cad_status cad_report_set_open(cad_report_set *out, cad_arena *arena,
                               const char *path,
                               const cad_compare_visitor *visitor,
                               cad_error *error);
void cad_report_set_close(cad_report_set *set);

/* A report, to be given back with json_decref(). errors: as above */
cad_status cad_report_set_read(const cad_report_set *set, size_t index,
                               json_t **out, cad_error *error);

#endif
