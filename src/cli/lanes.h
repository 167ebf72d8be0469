/* lanes.h - who speaks when, drawn in characters across the terminal. */
#ifndef CAD_CLI_LANES_H
#define CAD_CLI_LANES_H

#include <stdio.h>

#include <callcadence/callcadence.h>

#include "cli/terminal.h"

void cad_lanes_print(const cad_report *report, const struct cad_terminal *t,
                     FILE *out);

#endif
