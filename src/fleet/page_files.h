/*
 * page_files.h - which pages lie beside a report, for links that lead there.
 *
 *   test    tests/cli/index.t
 */
#ifndef CAD_FLEET_PAGE_FILES_H
#define CAD_FLEET_PAGE_FILES_H

#include <stdbool.h>

#include "base/arena.h"

/* "reports/a_7.json" -> "a_7"; NULL: out of memory. */
char *cad_page_stem(cad_arena *arena, const char *report);

/* Is there a plain file of that name in the report's folder? */
bool cad_page_beside(cad_arena *arena, const char *report, const char *name);

#endif
