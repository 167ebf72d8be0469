/* error.h - fill a caller's cad_error and return its status in one line. */
#ifndef CAD_BASE_ERROR_H
#define CAD_BASE_ERROR_H

#include <callcadence/status.h>

/* error may be NULL; no place is known. Returns status, so:
   return cad_fail(error, ...). */
cad_status cad_fail(cad_error *error, cad_status status, const char *format,
                    ...) CAD_PRINTF(3, 4);

/* The same with the system's reason behind it, which a long text does not
   crowd out: cad_fail_errno(error, ..., errno, "%s: cannot open", path). */
cad_status cad_fail_errno(cad_error *error, cad_status status, int code,
                          const char *format, ...) CAD_PRINTF(4, 5);

/* What the system calls this errno; strerror() is not for threads. */
enum { CAD_REASON = 128 };
const char *cad_reason(int code, char text[CAD_REASON]);

/* Shorthand for the one message every allocation failure gets. */
cad_status cad_fail_memory(cad_error *error);

/* The caller left out what has to be there: names, "report or out". */
cad_status cad_fail_null(cad_error *error, const char *names);

#endif
