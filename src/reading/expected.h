/*
 * expected.h - what each exchange would have brought anyway.
 *
 *   test    tests/unit/reading/test_exchange.c, test_attribution.c
 */
#ifndef CAD_READING_EXPECTED_H
#define CAD_READING_EXPECTED_H

#include "reading/reading.h"

/* Fills the expectations, x->trace.surprise, residual_z and residual_down of
   report->exchanges, whose traces are otherwise known. */
cad_status cad_exchanges_expect(const struct cad_reading *in,
                                cad_report *report, cad_error *error);

#endif
