/* tap.h - the Test Anything Protocol in a few lines; run by prove. */
#ifndef TAP_H
#define TAP_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static int tap_count, tap_failed;

__attribute__((unused, format(printf, 2, 3))) static bool
ok(bool good, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    printf("%sok %d - ", good ? "" : "not ", ++tap_count);
    vprintf(format, args);
    printf("\n");
    va_end(args);
    tap_failed += !good;
    return good;
}

/* Prints what was measured, so that the log is a table of figures. */
__attribute__((unused)) static bool near(double got, double want,
                                         double tolerance, const char *name)
{
    return ok(fabs(got - want) <= tolerance, "%s: got %.6g, want %.6g +- %.3g",
              name, got, want, tolerance);
}

__attribute__((unused)) static void skip(const char *name, const char *why)
{
    printf("ok %d - %s # SKIP %s\n", ++tap_count, name, why);
}

__attribute__((unused)) static int tap_done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed != 0;
}

#endif
