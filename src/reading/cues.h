/*
 * cues.h - what the agent did in an exchange, each with its figure.
 *
 *   test    tests/unit/reading/test_cues.c
 */
#ifndef CAD_READING_CUES_H
#define CAD_READING_CUES_H

#include "model/settings.h"
#include "reading/period.h"

/* Fills x->agent.did, x->trace.cut_in and x->trace.let_finish. */
void cad_cues_find(const struct cad_exchange_settings *s,
                   const cad_report *report, const struct cad_period *customer,
                   const struct cad_period *agent, cad_exchange *x);

#endif
