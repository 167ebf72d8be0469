#include "cli/record.h"

#include <callcadence/emit.h>

cad_status cad_record_write(const struct cad_job *job, const cad_error *error,
                            FILE *out)
{
    char text[1024];
    cad_job_message(job, error->text, text, sizeof text);
    fputs("{\"schema\": \"callcadence/error/1\", \"version\": ", out);
    cad_emit_json_string(CAD_VERSION, out);
    fputs(", \"call_id\": ", out);
    cad_emit_json_string(job->call_id, out);
    fputs(", \"error\": {\"status\": ", out);
    cad_emit_json_string(cad_status_text(error->status), out);
    fprintf(out, ", \"exit_code\": %d, \"text\": ",
            cad_status_exit_code(error->status));
    cad_emit_json_string(text, out);
    fputs("}}\n", out);
    return ferror(out) ? CAD_ERR_WRITE : CAD_OK;
}
