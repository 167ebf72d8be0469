/* roff.h - text as the source of a manual page. */
#ifndef CAD_MAN_ROFF_H
#define CAD_MAN_ROFF_H

#include <stdio.h>

/* A word or a line with everything escaped that roff would act upon. */
void cad_roff_put(FILE *out, const char *text, size_t n);

/* A paragraph: the same, in lines of moderate length, with its newline. */
void cad_roff_text(FILE *out, const char *text);

/* "\fBtext\fR" and "\fItext\fR" */
void cad_roff_bold(FILE *out, const char *text);
void cad_roff_italic(FILE *out, const char *text);

#endif
