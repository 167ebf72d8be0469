/* compare_text.h - what moved, for people: worst first, and not all of it. */
#ifndef CAD_CLI_COMPARE_TEXT_H
#define CAD_CLI_COMPARE_TEXT_H

#include <callcadence/callcadence.h>

#include "cli/terminal.h"

struct cad_compare_text {
    size_t most; /* lines; 0: all */
    struct cad_drift_row *rows;
    size_t count, room, seen;
    struct cad_said_row *said;
    size_t said_count;
};

void cad_compare_text_add(struct cad_compare_text *t,
                          const cad_call_comparison *call);

/* What explains drift first, then what moved, then the sum of it. */
void cad_compare_text_print(struct cad_compare_text *t,
                            const cad_compare_totals *totals,
                            const struct cad_terminal *terminal, FILE *out);
void cad_compare_text_free(struct cad_compare_text *t);

#endif
