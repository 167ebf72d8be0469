/*
 * status.h - how callcadence says that something went wrong, and where.
 *
 * Every fallible function returns a cad_status and takes a cad_error last.
 * A call in which nobody speaks is not an error; it is a result. NULL where
 * something has to be is ERR_ARGUMENT; every _free() takes it.
 */
#ifndef CALLCADENCE_STATUS_H
#define CALLCADENCE_STATUS_H

#ifdef __cplusplus
#define CAD_LINKAGE extern "C"
#else
#define CAD_LINKAGE
#endif
#define CAD_API CAD_LINKAGE __attribute__((visibility("default")))
#define CAD_NODISCARD __attribute__((warn_unused_result))
#define CAD_PRINTF(at, args) __attribute__((format(printf, at, args)))

/* X(NAME, what it means, exit code of the command that ends with it) */
#define CAD_STATUS_MAP(X)                                                  \
    X(OK, "ok", 0)                                                         \
    X(ERR_ARGUMENT, "argument out of range", 2)                            \
    X(ERR_MODEL, "model file is wrong", 2)                                 \
    X(ERR_SEGMENTS, "segment file is wrong", 2)                            \
    X(ERR_REPORT, "not a report that can be compared", 2)                  \
    X(ERR_MISSING, "no such recording", 3)                                 \
    X(ERR_FORMAT, "not audio that can be decoded", 3)                      \
    X(ERR_EMPTY, "no samples", 3)                                          \
    X(ERR_READ, "cannot read", 4)                                          \
    X(ERR_WRITE, "cannot write", 4)                                        \
    X(ERR_MEMORY, "out of memory", 4)                                      \
    X(ERR_BUG, "a bug in callcadence", 70)                                 \
    X(ERR_STOPPED, "stopped by the caller", 4)

typedef enum cad_status {
#define X(name, text, exit_code) CAD_##name,
    CAD_STATUS_MAP(X)
#undef X
} cad_status;

/* Owned by the caller, filled where the failure happens; may be NULL. After
   OK it says nothing. */
typedef struct cad_error {
    cad_status status;
    double at_s;    /* second of the call, or -1 */
    char text[512]; /* "calls/42.wav: truncated at 12.4 s of 61.0 s" */
} cad_error;

/*
 * cad_status_text - what a status means, in a few words.
 *
 *   status  any cad_status
 *   out     a string that lives as long as the program
 *   errors  none; an unknown status reads "unknown status"
 *   source  CAD_STATUS_MAP
 *   test    tests/unit/base/test_error.c
 */
CAD_API const char *cad_status_text(cad_status status);

/*
 * cad_status_exit_code - the exit code that a scheduler should see.
 *
 *   status  any cad_status
 *   out     0, 2, 3, 4 or 70: see CAD_STATUS_MAP (4: a retry may help)
 *   errors  none; an unknown status gives 70
 *   source  CAD_STATUS_MAP
 *   test    tests/unit/base/test_error.c
 */
CAD_API int cad_status_exit_code(cad_status status);

#endif
