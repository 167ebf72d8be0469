#include "base/error.h"

#include "base/print.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *text;
    int exit_code;
} statuses[] = {
#define X(name, text, exit_code) {text, exit_code},
    CAD_STATUS_MAP(X)
#undef X
};

enum { STATUS_COUNT = sizeof statuses / sizeof *statuses };

const char *cad_status_text(cad_status status)
{
    if ((unsigned)status >= STATUS_COUNT)
        return "unknown status";
    return statuses[status].text;
}

int cad_status_exit_code(cad_status status)
{
    if ((unsigned)status >= STATUS_COUNT)
        return 70;
    return statuses[status].exit_code;
}

cad_status cad_fail(cad_error *error, cad_status status, const char *format,
                    ...)
{
    if (!error)
        return status;
    va_list args;
    va_start(args, format);
    error->status = status;
    error->at_s = -1.0;
    cad_vprint(error->text, sizeof error->text, format, args);
    va_end(args);
    return status;
}

cad_status cad_fail_errno(cad_error *error, cad_status status, int code,
                          const char *format, ...)
{
    char what[380], reason[CAD_REASON]; /* both fit in an error's text */
    va_list args;
    va_start(args, format);
    cad_vprint(what, sizeof what, format, args);
    va_end(args);
    return cad_fail(error, status, "%s: %s", what, cad_reason(code, reason));
}

const char *cad_reason(int code, char text[CAD_REASON])
{
    if (strerror_r(code, text, CAD_REASON))
        snprintf(text, CAD_REASON, "error %d", code);
    return text;
}

cad_status cad_fail_null(cad_error *error, const char *names)
{
    return cad_fail(error, CAD_ERR_ARGUMENT, "NULL for %s", names);
}

cad_status cad_fail_memory(cad_error *error)
{
    return cad_fail(error, CAD_ERR_MEMORY, "%s",
                    cad_status_text(CAD_ERR_MEMORY));
}
