/*
 * tolerance.h - by how much a figure may differ before it has moved.
 *
 * A figure is named by its measure: the path of its keys without the items of
 * lists (segments.pitch.median_hz), with the unit in brackets where a sibling
 * tells it (exchanges.agent.did.value[dB]). In a pattern * stands for any
 * characters; the last pattern that fits counts.
 *
 *   test    tests/unit/fleet/test_tolerance.c
 */
#ifndef CAD_FLEET_TOLERANCE_H
#define CAD_FLEET_TOLERANCE_H

#include <callcadence/compare.h>

enum cad_drift_verdict { CAD_DRIFTS, CAD_SAID, CAD_IGNORED };

typedef struct cad_tolerance {
    const char *pattern, *unit; /* unit may be NULL in an entry of a file */
    double absolute, relative;
    enum cad_drift_verdict verdict;
} cad_tolerance;

/* What holds for a measure; its unit is that of the last pattern with one. */
cad_tolerance cad_tolerance_of(const cad_tolerances *t, const char *measure);

/* How far two items of a list may be apart and be the same, s. */
double cad_match_window_s(const cad_tolerances *t, const char *list);

/* By how many tolerances two values differ: 0 same, 1 the most that is within,
   INFINITY where no difference is allowed. */
double cad_tolerances_apart(const cad_tolerance *t, double from, double to);

#endif
