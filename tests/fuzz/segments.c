/* Any bytes as a file of who speaks when, for a call in one channel. */
#include "talk/segment_file.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cad_given_spans spans = {0};
    cad_call call = fuzz_talk();
    const char *report, *path = fuzz_file(0, data, size);
    cad_arena *arena = cad_arena_new();
    fuzz_must(arena != NULL, "an arena");
    cad_status status = cad_segment_file_read(arena, path, &spans, NULL);
    for (size_t i = 0; i < spans.count && !status; i++)
        fuzz_must(spans.items[i].start_s >= 0 &&
                      spans.items[i].end_s >= spans.items[i].start_s,
                  "spans are of time");
    cad_arena_free(arena);
    if (status || !fuzz_chance(data, size, 8))
        return 0;
    call.raw.channels = 1;
    call.raw.rate_hz = 16000;
    call.segments_file = path;
    fuzz_must(!fuzz_report(&call, fuzz_engine(), 1, &report),
              "sound segments read a call");
    return 0;
}
