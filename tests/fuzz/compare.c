/* Any bytes as a report given to compare: against itself, and a good one. */
#include "fuzz.h"

static void see(void *user, const cad_call_comparison *call)
{
    cad_error error;
    char line[256];
    (void)user;
    for (size_t i = 0; i < call->measure_count; i++)
        for (size_t k = 0; k < call->measures[i].drift_count; k++)
            cad_drift_line(&call->measures[i].drifts[k], line, sizeof line);
    size_t number = 0;
    fuzz_must(!cad_compare_tap(call, &number, fuzz_sink(), &error) &&
                  !cad_compare_junit(call, fuzz_sink(), &error),
              "any comparison can be written");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static cad_tolerances *tolerances;
    static const char *good;
    const char *path = fuzz_file(0, data, size);
    const cad_compare_visitor visitor = {.call = see};
    cad_compare_totals totals;
    cad_error error;
    if (!tolerances) {
        const cad_call call = fuzz_talk();
        fuzz_must(!cad_tolerances_load(NULL, &tolerances, &error) &&
                      !fuzz_report(&call, fuzz_engine(), 1, &good),
                  "a good report");
    }
    if (!cad_compare(path, path, tolerances, &visitor, &totals, &error))
        fuzz_must(!totals.drifts, "what is the same has not moved");
    (void)!cad_compare(good, path, tolerances, &visitor, &totals, &error);
    (void)!cad_compare(path, good, tolerances, &visitor, &totals, &error);
    return 0;
}
