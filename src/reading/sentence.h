/*
 * sentence.h - plain words with figures, for one highlight.
 *
 * "rose", "followed", "than usual": what was heard, in order; no emotion, no
 * cause, no grade.
 *
 *   test    tests/unit/reading/test_sentence.c
 */
#ifndef CAD_READING_SENTENCE_H
#define CAD_READING_SENTENCE_H

#include <callcadence/report.h>

enum { CAD_EVIDENCE_MAX = 2 + CAD_CUES_MAX };

struct cad_sentence {
    char text[400];
    size_t evidence_count;
    cad_evidence evidence[CAD_EVIDENCE_MAX];
};

void cad_sentence_of_exchange(const cad_report *report, int exchange,
                              struct cad_sentence *out);
void cad_sentence_of_episode(const cad_report *report, int episode,
                             struct cad_sentence *out);
void cad_sentence_of_venting(const cad_report *report, int episode,
                             struct cad_sentence *out);
void cad_sentence_of_conduct(cad_highlight_kind kind, const cad_span *moment,
                             struct cad_sentence *out);

#endif
