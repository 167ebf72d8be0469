/* record.h - a call that cannot be read, as a line of JSON. */
#ifndef CAD_CLI_RECORD_H
#define CAD_CLI_RECORD_H

#include <stdio.h>

#include "cli/jobs.h"

/* {"schema": "callcadence/error/1", call_id, error{...}} and a newline */
cad_status cad_record_write(const struct cad_job *job, const cad_error *error,
                            FILE *out);

#endif
