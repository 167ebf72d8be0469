/* Any bytes as a manifest: every line is a call or named. */
#include "fuzz.h"

#include "cli/gather.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct cad_options options = {.verb = CAD_ANALYZE,
                                        .manifest = fuzz_file(0, data, size),
                                        .out_folder = "out"};
    struct cad_jobs jobs;
    stderr = fuzz_sink(); /* glibc lets us; messages are not what is tested */
    int code = cad_jobs_gather(&options, &jobs);
    fuzz_must(code == 0 || code == 2, "a manifest is good or wrong");
    for (size_t i = 0; i < jobs.count; i++)
        for (const char *c = jobs.items[i].output; *c; c++)
            fuzz_must(*c != '/' && jobs.items[i].output[0] != '.',
                      "output stays in its folder");
    cad_jobs_free(&jobs);
    return 0;
}
