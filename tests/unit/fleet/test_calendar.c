/* Moments as days: known dates, zones, and what is none. */
#include "fleet/calendar.h"
#include "tap.h"

int main(void)
{
    static const struct {
        const char *text;
        double days;
    } good[] = {
        {"1970-01-01", 0},
        {"2000-02-29", 11016},
        {"2000-03-01", 11017},
        {"2026-05-04T12:00", 20577.5},
        {"2026-05-04 12:00:00Z", 20577.5},
        {"2026-05-04T12:00:43.2Z", 20577.5005},
        {"2026-05-04T14:00:00+02:00", 20577.5},
        {"2026-05-04T08:30:00-0330", 20577.5},
        {"2026-05-04T14:00+02", 20577.5},
        {"1969-12-31T00:00Z", -1},
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double days = NAN;
        bool taken = cad_calendar_days(good[i].text, &days);
        near(taken ? days : (double)NAN, good[i].days, 1e-7, good[i].text);
    }
    static const char *const bad[] = {
        "",           "yesterday",         "2026-13-01",
        "2026-02-29", "2026-05-04T",       "2026-05-04T12",
        "2026-05-4",  "2026-05-04T25:61",  "2026-05-04T12:00:00X",
        "0000-01-01", "2026-05-04T12:00+", "2026-05-04T12:00Z.",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double days;
        ok(!cad_calendar_days(bad[i], &days), "no moment: %s", bad[i]);
    }
    double days;
    ok(!cad_calendar_days(NULL, &days), "nor is nothing");
    return tap_done();
}
