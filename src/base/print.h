/*
 * print.h - snprintf() whose numbers have a point whatever locale the host
 * program has set, and round as cad_decimal() does: a sentence and a table
 * must show the same figure.
 *
 *   test    tests/unit/base/test_print.c
 */
#ifndef CAD_BASE_PRINT_H
#define CAD_BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

#include <callcadence/status.h>

/*
 * cad_print - as snprintf() with the conversions %d i u x X c s e f g and %%,
 * the lengths l, ll and z, flags, width and precision (also `*`).
 *
 *   out     size bytes, size > 0; what does not fit is cut; always ended
 *   returns the bytes written, the ending zero not counted
 */
size_t cad_print(char *out, size_t size, const char *format, ...)
    CAD_PRINTF(3, 4);
size_t cad_vprint(char *out, size_t size, const char *format, va_list args);

#endif
