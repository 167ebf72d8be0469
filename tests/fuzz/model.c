/* Any bytes as a model file; numbers within their limits must serve. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cad_engine *engine;
    cad_error error;
    const char *report;
    if (cad_engine_new(fuzz_file(0, data, size), &engine, &error))
        return 0;
    const cad_call call = fuzz_talk();
    fuzz_must(!fuzz_chance(data, size, 4) ||
                  !fuzz_report(&call, engine, 1, &report),
              "numbers within their limits read a call");
    cad_engine_free(&engine);
    return 0;
}
