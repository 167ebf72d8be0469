#include "base/decimal.h"
#include "base/print.h"
#include "comma_locale.h"

#include <stdlib.h>
#include <string.h>

/* Both of the same format: in the C locale printf itself is the truth. */
#define SAME(...)                                                              \
    do {                                                                       \
        char want[64], got[64];                                                \
        int full = snprintf(want, sizeof want, __VA_ARGS__);                   \
        size_t n = cad_print(got, sizeof got, __VA_ARGS__);                    \
        ok(!strcmp(want, got) && n == strlen(want), "as snprintf (%d): %s",    \
           full, got);                                                         \
    } while (0)

static void as_snprintf(void)
{
    SAME("plain");
    SAME("%d and %5d|%-5d|%05d", -3, 42, 42, 42);
    SAME("%ld %lld %zu %u %x", -5L, 1LL << 40, (size_t)7, 8u, 255u);
    SAME("%c%c %% %s", 'a', 'b', "text, with a comma");
    SAME("%.3s|%*s|%.*s", "abcdef", 6, "ab", 2, "xyz");
    SAME("%.2f %+.2f %.0f %8.3f %.*f", 1.006, 2.5, 0.6, -3.14159, 1, 9.96);
    SAME("%g %.17g %.10g %e", 0.1, 1.0 / 3.0, 1e-20, 12345.678);
    SAME("%.1f %g", (double)INFINITY, -(double)INFINITY);
    SAME("%.2f, %.2f", 1.5, 2.5);
}

static void cut(void)
{
    char got[8] = "";
    ok(cad_print(got, sizeof got, "%s", "longer than that") == 7 &&
           !strcmp(got, "longer "),
       "a text is cut: %s", got);
    ok(cad_print(got, sizeof got, "%d, %.9f", 12, 0.25) == 7 &&
           !strcmp(got, "12, 0.2"),
       "a figure is cut: %s", got);
    ok(cad_print(got, 1, "%g", 1.0) == 0 && !*got, "room for the end alone");
}

/* where snprintf looks at the bits that no one sees, a table does not */
static void as_tables(void)
{
    static const double values[] = {5.85, 1.005, 0.125, -2.675, -0.0004, 0.5};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        for (int decimals = 0; decimals < 4; decimals++) {
            char want[CAD_DECIMAL_MAX], got[64];
            cad_decimal(want, values[i], decimals);
            cad_print(got, sizeof got, "%.*f", decimals, values[i]);
            ok(!strcmp(want, got), "%g with %d decimals: %s, as in a table",
               values[i], decimals, got);
        }
}

static void in_another_locale(void)
{
    char got[80];
    double heard = 0.0;
    if (!comma_locale(3))
        return;
    snprintf(got, sizeof got, "%.1f", 1.5);
    ok(!strcmp(got, "1,5"), "here snprintf says %s", got);
    size_t n = cad_print(got, sizeof got, "%.2f, %g to %+.1f, %s", -1.25, 0.5,
                         3.0, "1,5");
    ok(!strcmp(got, "-1.25, 0.5 to +3.0, 1,5") && n == strlen(got),
       "cad_print says %s", got);
    cad_print(got, sizeof got, "%.17g", 1.0 / 3.0);
    setlocale(LC_ALL, "C");
    heard = strtod(got, NULL);
    ok(heard == 1.0 / 3.0, "every bit of a third: %s", got);
}

int main(void)
{
    as_snprintf();
    cut();
    as_tables();
    in_another_locale();
    return tap_done();
}
