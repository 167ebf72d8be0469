#include "base/decimal.h"
#include "comma_locale.h"

#include <string.h>

static void writes(double value, int decimals, const char *want)
{
    char out[CAD_DECIMAL_MAX];
    ok(strcmp(cad_decimal(out, value, decimals), want) == 0,
       "%g with %d decimals: %s", value, decimals, out);
}

static void reads(const char *text, double want)
{
    double got = -99.0;
    if (ok(cad_decimal_read(text, &got), "reads %s", text))
        near(got, want, fabs(want) * 2e-15, "its value (15 digits count)");
}

static void refuses(const char *text)
{
    double got;
    ok(!cad_decimal_read(text, &got), "refuses \"%s\"", text);
}

int main(void)
{
    /* where the system has it, a locale with a decimal comma changes nothing */
    comma_locale(0);
    writes(1.2345, 3, "1.235");
    writes(-0.25, 2, "-0.25");
    writes(-0.0004, 3, "0.000");
    writes(0.999, 2, "1.00");
    writes(86399.9996, 3, "86400.000");
    writes(41.5, 0, "42");
    writes((double)NAN, 3, "");
    writes((double)INFINITY, 3, "");
    writes(1e12, 3, "");
    near(cad_decimal_kept(0.64498, cad_decimals_of("share")), 0.645, 1e-15,
         "a share is kept with four decimals");
    near(cad_decimal_kept(-2.5, cad_decimals_of("moves")), -3, 0, "a count");
    near(cad_decimal_kept(1.23456, cad_decimals_of("of later")), 1.235, 1e-15,
         "a unit that is none of ours");
    ok(!signbit(cad_decimal_kept(-1e-6, 3)), "no minus before a zero");
    reads("1.2", 1.2);
    reads("0", 0.0);
    reads("-3.25", -3.25);
    reads("+7.", 7.0);
    reads(".5", 0.5);
    reads("3600.123", 3600.123);
    reads("0.333333333333333333333333", 1.0 / 3.0);
    static const char *const bad[] = {
        "",    ".",    "-",  "1,5", "1.2.3", "1e3",  "nan",
        "inf", "0x10", " 1", "1 ",  "--1",   "1.5s", "12345678901234567"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        refuses(bad[i]);
    return tap_done();
}
