/*
 * parts.h - what the templates in this folder have filled in: from the tables
 * of the command and the definitions behind `explain`, so that --help, the
 * pages and the completion cannot disagree.
 */
#ifndef CAD_MAN_PARTS_H
#define CAD_MAN_PARTS_H

#include <stdio.h>

/* callcadence.1: verbs, options, formats */
void cad_page_verbs(FILE *out);
void cad_page_options(FILE *out);
void cad_page_formats(FILE *out);

/* callcadence-measures.7 */
void cad_page_measures(FILE *out);

/* callcadence.bash: words, and arms of a case */
void cad_shell_verbs(FILE *out);
void cad_shell_options(FILE *out);
void cad_shell_values(FILE *out);
void cad_shell_formats(FILE *out);
void cad_shell_metrics(FILE *out);

#endif
