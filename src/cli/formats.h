/* formats.h - what a report can be written as, and under which name. */
#ifndef CAD_CLI_FORMATS_H
#define CAD_CLI_FORMATS_H

#include <stddef.h>
#include <stdio.h>

#include <callcadence/callcadence.h>

struct cad_format {
    const char *name, *ending, *what;
    const char *mark; /* near the start of each; or NULL: none */
    /* one of the two: what needs the report only, */
    cad_status (*write)(const cad_report *report, FILE *out, cad_error *error);
    /* and what has to know where the recording lies */
    cad_status (*write_page)(const cad_report *report, const cad_page *page,
                             FILE *out, cad_error *error);
};

/* json last: where it is, the others are too. */
extern const struct cad_format cad_formats[];
extern const size_t cad_format_count;

/* "json,rttm" as bits; 0 after a message. */
unsigned cad_formats_parse(const char *list);
unsigned cad_format_bit(const char *name);

#endif
