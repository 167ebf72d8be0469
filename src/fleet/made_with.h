/*
 * made_with.h - the settings a report was made with: what differs from the
 * built-in model stands in its settings.changed.
 *
 *   test    tests/unit/fleet/test_raised.c, tests/unit/fleet/test_coach.c
 */
#ifndef CAD_FLEET_MADE_WITH_H
#define CAD_FLEET_MADE_WITH_H

#include <jansson.h>

/* key as "tone.raised_z"; usual: its value in the built-in model. */
double cad_made_with(const json_t *report, const char *key, double usual);

#endif
