/*
 * effect.h - the rules: did the customer change, did the agent move, did the
 * one follow the other. Pure functions of one exchange's figures, so that
 * chance can be asked with the same rules (attribution.c).
 *
 *   source  design 5 "Effect"; design notes 9.3
 *   test    tests/unit/reading/test_effect.c
 */
#ifndef CAD_READING_EFFECT_H
#define CAD_READING_EFFECT_H

#include "model/settings.h"

#include <callcadence/report.h>

/* Of x->trace; unclear where the customer's voice is not known. */
cad_change cad_customer_change(const struct cad_exchange_settings *s,
                               const cad_exchange *x);
cad_move cad_agent_move(const struct cad_exchange_settings *s,
                        const cad_exchange *x);

/* The effect if the agent of `agent` had met the customer of `customer`. */
cad_effect cad_exchange_effect(const struct cad_exchange_settings *s,
                               const cad_exchange *customer,
                               const cad_exchange *agent);

#endif
