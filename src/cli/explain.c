/* explain.c - what a figure of the report means. */
#include "cli/message.h"
#include "cli/output.h"
#include "cli/verbs.h"

int cad_verb_explain(const struct cad_options *options)
{
    cad_error error;
    if (options->operand_count > 1) {
        cad_message("explain takes one metric, or none for the list");
        return 2;
    }
    const char *metric = options->operand_count ? options->operands[0] : NULL;
    cad_status status = cad_explain(metric, stdout, &error);
    if (!status || status == CAD_ERR_WRITE)
        return cad_stdout_finish(status);
    cad_message("%s", error.text);
    return cad_status_exit_code(status);
}
