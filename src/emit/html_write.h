/*
 * html_write.h - HTML that nothing from outside can break: text is escaped by
 * the one function through which all of it goes.
 *
 *   test    tests/unit/emit/test_html.c
 */
#ifndef CAD_EMIT_HTML_WRITE_H
#define CAD_EMIT_HTML_WRITE_H

#include <stdio.h>

#include <callcadence/report.h>

/* Like fprintf, but %s is escaped for text and quoted attributes (malformed
   UTF-8 becomes U+FFFD) and %.Nf has a point in every locale. Knows %s %c %d
   %zu %.Nf and %% only. */
void cad_html(FILE *out, const char *format, ...) CAD_PRINTF(2, 3);

/* A path as a URL: everything but plain characters in percent, so that no name
   can be a scheme, a query or markup. */
void cad_html_url(FILE *out, const char *path);

/* As %s, with a blank for each _: "too_short" as "too short". */
void cad_html_words(FILE *out, const char *code);

/* A sentence: as %s, its figures with the minus and the blank before % that
   figures have here. */
void cad_html_sentence(FILE *out, const char *text);

/* "-0.25 st"; a dash that says why for a figure that is not known. */
void cad_html_figure(FILE *out, cad_figure figure, int decimals,
                     const char *unit);

/* The same as a table cell, right-aligned. */
void cad_html_cell(FILE *out, cad_figure figure, int decimals,
                   const char *unit);

/* A place in the call: "2:03.4", "1:02:03.4". */
void cad_html_place(FILE *out, double at_s);

/* How long: "2:03", "1:02:03", to the nearest second. */
void cad_html_length(FILE *out, double length_s);

/* A link that plays from there; ends a cell, a sentence or an item. */
void cad_html_go(FILE *out, double time_s);

#endif
