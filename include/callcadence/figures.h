/*
 * figures.h - how a figure, a place in a call and a length of time are written
 * for people: the same on the terminal, on the pages and in the sentences.
 */
#ifndef CALLCADENCE_FIGURES_H
#define CALLCADENCE_FIGURES_H

#include <callcadence/status.h>

enum {
    CAD_FIGURE_TEXT = 32, /* bytes that each of these needs */
    CAD_SCALE_TEXT = 120  /* the same for cad_scale_text() */
};

/*
 * cad_number_text - a number with a point in every locale: "-0.25".
 *
 *   value     |value| < 1e12 and finite, else ""
 *   decimals  0 to 6; halves are rounded away from zero, and what is a half
 *             but for the last bits of a double is one
 *   out       returned; never "-0.00"
 *   errors    none
 *   source    -
 *   test      tests/unit/base/test_figures.c
 */
CAD_API char *cad_number_text(double value, int decimals,
                              char out[CAD_FIGURE_TEXT]);

/*
 * cad_place_text - a place in a call as a player shows it: "0:39.7",
 * "1:10:00.0".
 *
 *   at_s    seconds from the start of the call; below 0 it is 0
 *   out     returned
 *   errors  none
 *   source  -
 *   test    tests/unit/base/test_figures.c
 */
CAD_API char *cad_place_text(double at_s, char out[CAD_FIGURE_TEXT]);

/*
 * cad_length_text - how long something lasts, to the nearest second: "0:37",
 * "1:02:09".
 *
 *   length_s  seconds; below 0 it is 0
 *   out       returned
 *   errors    none
 *   source    -
 *   test      tests/unit/base/test_figures.c
 */
CAD_API char *cad_length_text(double length_s, char out[CAD_FIGURE_TEXT]);

/*
 * cad_scale_text - what an activation is measured on, said wherever one
 * stands: "0 is the speaker's own habit in this call, raised from 0.46 on, 1
 * the end of the scale".
 *
 *   raised_from  activation of a turn that is just raised; 0: where calls were
 *                read with several, and none is said
 *   out          returned
 *   errors       none
 *   source       -
 *   test         tests/unit/base/test_figures.c
 */
CAD_API char *cad_scale_text(double raised_from, char out[CAD_SCALE_TEXT]);

#endif
