/* help.h - what --help prints, from option_table.h. */
#ifndef CAD_CLI_HELP_H
#define CAD_CLI_HELP_H

#include <stdio.h>

#include "cli/option_table.h"

/* callcadence --help, and callcadence VERB --help. */
void cad_help(FILE *out);
void cad_verb_help(enum cad_verb verb, FILE *out);

/* "analyze, frames, ...", for messages. */
const char *cad_verb_list(char *text, size_t room);

#endif
