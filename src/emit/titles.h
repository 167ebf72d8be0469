/*
 * titles.h - what people read in place of the report's codes: on the pages, as
 * headings and labels, and as names that explain understands.
 *
 *   test    tests/unit/emit/test_titles.c
 */
#ifndef CAD_EMIT_TITLES_H
#define CAD_EMIT_TITLES_H

/* The same code may be a kind of moment and a figure: dead_air. */
enum cad_titles {
    CAD_TITLE_MOMENT,  /* highlights.kind */
    CAD_TITLE_PACING,  /* pacing.id */
    CAD_TITLE_CUE,     /* exchanges.agent.did.cue */
    CAD_TITLE_EVENT,   /* events.kind */
    CAD_TITLE_HOW,     /* events.outcome, events.form */
    CAD_TITLE_EFFECT,  /* segments.effect, exchanges.effect */
    CAD_TITLE_VERDICT, /* attribution.verdict */
    CAD_TITLE_EVIDENCE /* highlights.evidence.metric */
};

/* "Cut in on a raised voice" for cut_in_heat; the code itself where its words
   are plain, or where it is of a later version. */
const char *cad_title(enum cad_titles of, const char *code);

/* The code behind a title, whatever its case; NULL: no such title. */
const char *cad_titled(const char *title);

#endif
