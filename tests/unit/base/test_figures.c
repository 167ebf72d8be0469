#include "comma_locale.h"

#include <callcadence/figures.h>

#include <math.h>
#include <string.h>

static void number(double value, int decimals, const char *want)
{
    char out[CAD_FIGURE_TEXT];
    ok(!strcmp(cad_number_text(value, decimals, out), want), "%.17g: %s", value,
       out);
}

static void place(double at_s, const char *want)
{
    char out[CAD_FIGURE_TEXT];
    ok(!strcmp(cad_place_text(at_s, out), want), "at %g s: %s", at_s, out);
}

static void length(double length_s, const char *want)
{
    char out[CAD_FIGURE_TEXT];
    ok(!strcmp(cad_length_text(length_s, out), want), "for %g s: %s", length_s,
       out);
}

static void scale(double raised_from, const char *want)
{
    char out[CAD_SCALE_TEXT];
    ok(!strcmp(cad_scale_text(raised_from, out), want), "%s", out);
}

int main(void)
{
    comma_locale(0);
    /* printf rounds the double, which lies below each of these halves */
    number(0.585, 2, "0.59");
    number(5.85, 1, "5.9");
    number(24.5, 0, "25");
    number(-0.125, 2, "-0.13");
    /* half of 1.17 s that is a hair short */
    number(0.58499999999, 2, "0.59");
    number(0.58499, 2, "0.58");
    number(-0.004, 2, "0.00");
    number((double)NAN, 1, "");
    number(123456789012.5, 0, "123456789013");

    place(0.0, "0:00.0");
    place(-1.0, "0:00.0");
    place(39.66, "0:39.7");
    place(59.96, "1:00.0");
    place(4200.0, "1:10:00.0");
    place(3599.95, "1:00:00.0");
    place(1e300, "277777:46:40.0");

    length(36.80, "0:37");
    length(71.79, "1:12");
    length(4.6, "0:05");
    length(59.5, "1:00");
    length(3599.6, "1:00:00");
    length(-2.0, "0:00");

    scale(0.4621, "0 is the speaker's own habit in this call, raised from 0.46 "
                  "on, 1 the end of the scale");
    scale(0.0, "0 is the speaker's own habit in this call, 1 the end of the "
               "scale");
    scale((double)NAN, "0 is the speaker's own habit in this call, 1 the end "
                       "of the scale");
    return tap_done();
}
