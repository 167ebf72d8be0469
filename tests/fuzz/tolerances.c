/* Any bytes as a file of tolerances. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cad_tolerances *tolerances;
    cad_error error;
    if (!cad_tolerances_load(fuzz_file(0, data, size), &tolerances, &error))
        cad_tolerances_free(&tolerances);
    return 0;
}
