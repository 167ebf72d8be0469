/* Which channel is whose: layouts, roles, unequal lengths. */
#include "parties.h"
#include "tap.h"

#include <string.h>

static cad_engine engine;

static struct cad_channel *channel(cad_arena *arena, size_t frames)
{
    struct cad_channel *c = CAD_NEW(arena, struct cad_channel, 1);
    if (!cad_channel_reserve(arena, c, frames))
        return NULL;
    c->frames = frames;
    return c;
}

static struct cad_recording recording(cad_arena *arena, size_t channels,
                                      size_t frames)
{
    struct cad_recording r = {.channel_count = channels,
                              .duration_s = cad_frame_s(frames),
                              .pair = {.silent_channel = -1}};
    for (size_t c = 0; c < channels; c++)
        r.channel[c] = channel(arena, frames);
    r.info.path = "call.wav";
    return r;
}

static void test_two_channels(cad_arena *arena)
{
    cad_call call = {.file = "call.wav"};
    struct cad_analysis a = {
        .arena = arena, .call = &call, .recording_count = 1};
    a.recording[0] = recording(arena, 2, 500);
    ok(!cad_parties_assign(&a, false, NULL), "two channels");
    ok(a.layout == CAD_LAYOUT_TWO_CHANNEL, "are two parties");
    ok(a.source[CAD_AGENT].channel == 1 && a.source[CAD_CUSTOMER].channel == 2,
       "the agent is assumed first");
    call.agent_channel = 2;
    ok(!cad_parties_assign(&a, false, NULL) &&
           a.side[CAD_AGENT].channel == a.recording[0].channel[1] &&
           a.side[CAD_CUSTOMER].channel == a.recording[0].channel[0],
       "or where the option says");
    call.agent_channel = 3;
    cad_error e;
    ok(cad_parties_assign(&a, false, &e) == CAD_ERR_ARGUMENT,
       "a channel that is not there is refused: %s", e.text);
    call.agent_channel = 1;
    a.recording[0].pair.silent_channel = 1;
    ok(!cad_parties_assign(&a, false, NULL) &&
           a.layout == CAD_LAYOUT_ONE_SIDED && a.missing == CAD_CUSTOMER,
       "a silent side: one-sided");
    call.agent_channel = 2;
    ok(!cad_parties_assign(&a, false, NULL) && a.missing == CAD_AGENT,
       "and whose it is");
}

static void loud(struct cad_channel *c, size_t from, size_t to, float power)
{
    for (size_t f = from; f < to; f++)
        c->power[f] = power;
}

/* A party a file, of which one is empty: as of two channels. */
static void test_silent_file(cad_arena *arena)
{
    cad_call call = {.agent_file = "a.wav", .customer_file = "c.wav"};
    struct cad_analysis a = {.engine = &engine,
                             .arena = arena,
                             .call = &call,
                             .recording_count = 2};
    a.recording[0] = recording(arena, 1, 6000);
    a.recording[1] = recording(arena, 1, 6000);
    loud(a.recording[1].channel[0], 2000, 2100, 1e-3F);
    ok(!cad_parties_assign(&a, false, NULL) &&
           a.layout == CAD_LAYOUT_ONE_SIDED && a.missing == CAD_AGENT,
       "a file with nothing in it: one-sided");
    loud(a.recording[0].channel[0], 0, 6000, 0.9e-9F);
    ok(!cad_parties_assign(&a, false, NULL) && a.missing == CAD_AGENT,
       "50.5 dB under the other's loudest stretch is nothing");
    loud(a.recording[0].channel[0], 0, 6000, 1.1e-9F);
    ok(!cad_parties_assign(&a, false, NULL) &&
           a.layout == CAD_LAYOUT_TWO_FILES && a.missing == CAD_NOBODY,
       "49.6 dB under is a side");
    loud(a.recording[1].channel[0], 0, 6000, 0.0F);
    loud(a.recording[0].channel[0], 0, 6000, 0.0F);
    ok(!cad_parties_assign(&a, false, NULL) &&
           a.layout == CAD_LAYOUT_TWO_FILES,
       "two empty files: neither is missing alone");
}

static void test_one_voice(cad_arena *arena, bool copies)
{
    cad_call call = {.file = "call.wav"};
    struct cad_analysis a = {
        .arena = arena, .call = &call, .recording_count = 1};
    a.recording[0] = recording(arena, copies ? 2 : 1, 500);
    a.recording[0].pair.same = copies;
    ok(!cad_parties_assign(&a, false, NULL) &&
           cad_side_exists(&a.side[CAD_MIXED]) &&
           !cad_side_exists(&a.side[CAD_AGENT]),
       "%s: one party, mixed", copies ? "copies" : "mono");
    struct cad_analysis b = {
        .arena = arena, .call = &call, .recording_count = 1};
    b.recording[0] = a.recording[0];
    ok(!cad_parties_assign(&b, true, NULL) &&
           b.side[CAD_AGENT].channel == b.side[CAD_CUSTOMER].channel &&
           !cad_side_exists(&b.side[CAD_MIXED]),
       "voices given: two parties on one channel");
}

static void test_unequal_files(cad_arena *arena)
{
    cad_call call = {.agent_file = "a.wav", .customer_file = "c.wav"};
    struct cad_analysis a = {.engine = &engine,
                             .arena = arena,
                             .call = &call,
                             .recording_count = 2};
    a.recording[0] = recording(arena, 1, 300);
    a.recording[1] = recording(arena, 1, 1000);
    ok(!cad_parties_assign(&a, false, NULL) && a.layout == CAD_LAYOUT_TWO_FILES,
       "two files");
    const struct cad_channel *shorter = a.side[CAD_AGENT].channel;
    ok(a.frames == 1000 && shorter->frames == 1000,
       "the shorter one is as long as the call");
    ok(!(shorter->flags[299] & CAD_FRAME_DIGITAL) &&
           shorter->flags[300] & CAD_FRAME_DIGITAL &&
           shorter->flags[999] & CAD_FRAME_DIGITAL,
       "and digitally silent after its end");
    near(a.duration_s, 10.0, 1e-9, "duration of the longer");
}

static void test_one_file_twice(cad_arena *arena)
{
    cad_call call = {.agent_file = "a.wav", .customer_file = "a.wav"};
    struct cad_analysis a = {.engine = &engine,
                             .arena = arena,
                             .call = &call,
                             .recording_count = 2};
    a.recording[0] = a.recording[1] = recording(arena, 1, 300);
    memcpy(a.recording[0].sha256, "0123", 5);
    memcpy(a.recording[1].sha256, "0123", 5);
    ok(!cad_parties_assign(&a, false, NULL) &&
           a.layout == CAD_LAYOUT_DUAL_MONO &&
           cad_side_exists(&a.side[CAD_MIXED]),
       "one file named twice is one signal, not two parties");
    a.recording[1].sha256[0] = '9';
    ok(!cad_parties_assign(&a, false, NULL) && a.layout == CAD_LAYOUT_TWO_FILES,
       "two different files are two parties");
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    test_two_channels(arena);
    test_one_voice(arena, false);
    test_one_voice(arena, true);
    if (!ok(!cad_model_load(arena, NULL, &engine.model, NULL), "model"))
        return tap_done();
    test_silent_file(arena);
    test_unequal_files(arena);
    test_one_file_twice(arena);
    cad_arena_free(arena);
    return tap_done();
}
