/*
 * settle.h - before anything is said in words: the figures of parties, of the
 * conversation, of segments, exchanges and episodes as the report's JSON has
 * them.
 * Sentences, what is shown of a report and what is shown of its file are then
 * rounded from the same numbers.
 *
 *   test    tests/unit/test_analyze.c
 */
#ifndef CAD_SETTLE_H
#define CAD_SETTLE_H

#include <callcadence/report.h>

void cad_report_settle(cad_report *report);

#endif
