/* schema.c - the report's JSON Schema. */
#include "cli/message.h"
#include "cli/output.h"
#include "cli/verbs.h"

int cad_verb_schema(const struct cad_options *options)
{
    if (options->operand_count) {
        cad_message("schema takes no recording");
        return 2;
    }
    fputs(cad_report_schema(), stdout);
    return cad_stdout_finish(CAD_OK);
}
