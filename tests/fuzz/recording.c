/* Any bytes as a recording: decoded and analysed as far as they go. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cad_call call = {.call_id = "fuzz", .file = fuzz_file(0, data, size)};
    const char *report;
    stderr = fuzz_sink(); /* glibc lets us; a codec library talks */
    (void)!fuzz_report(&call, fuzz_engine(), 1, &report);
    return 0;
}
