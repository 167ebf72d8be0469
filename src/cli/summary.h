/* summary.h - one call on one screen, for a person. */
#ifndef CAD_CLI_SUMMARY_H
#define CAD_CLI_SUMMARY_H

#include <stdio.h>

#include <callcadence/callcadence.h>

#include "cli/terminal.h"

void cad_summary_print(const cad_report *report, const struct cad_terminal *t,
                       FILE *out);

/* "two channels, WAV/ULAW, 8000 Hz" and where the parties are: also probe's */
void cad_input_print(const cad_input *input, const struct cad_terminal *t,
                     FILE *out);
void cad_notes_print(const cad_note *notes, size_t count,
                     const struct cad_terminal *t, FILE *out);

#endif
