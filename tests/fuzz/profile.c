/* Any bytes as an agent's profile; one that is taken serves a call. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cad_profile *profile;
    cad_error error;
    const char *report;
    if (cad_profile_load(fuzz_file(0, data, size), &profile, &error))
        return 0;
    cad_call call = fuzz_talk();
    call.profile = profile;
    fuzz_must(!fuzz_chance(data, size, 4) ||
                  !fuzz_report(&call, fuzz_engine(), 1, &report),
              "a profile that is taken serves");
    cad_profile_free(&profile);
    return 0;
}
