/* Other voices in the room of a party, as levels of a made channel. */
#include "tap.h"

#include "model/model.h"
#include "talk/background.h"

#include <math.h>
#include <string.h>

enum { SECONDS = 180, FRAMES = SECONDS * CAD_FRAMES_PER_S };

static cad_model model;
static cad_arena *arena, *scratch;
static float power[FRAMES];
static uint8_t speech[FRAMES], before[FRAMES], own[FRAMES];
static uint8_t answer[FRAMES]; /* the other party: 6 s of every 10 */
static struct cad_channel channel = {.frames = FRAMES, .power = power};
static struct cad_background found;

static void quiet(void)
{
    for (size_t f = 0; f < FRAMES; f++)
        power[f] = 1e-7f;
    memset(speech, 0, sizeof speech);
    memset(own, 0, sizeof own);
    for (size_t f = 0; f < FRAMES; f++)
        answer[f] = f % 1000 >= 400;
}

/* Syllables of 0.25 s that swing by 12 dB about db. */
static void say(double start_s, double end_s, double db)
{
    for (size_t f = cad_frames_of(start_s); f < cad_frames_of(end_s); f++) {
        double swing_db = 6.0 * sin(2.0 * 3.14159265 * (double)f / 25.0);
        power[f] += (float)pow(10.0, 0.1 * (db + swing_db));
        speech[f] = 1;
    }
}

static void say_own(double start_s, double end_s, double db)
{
    say(start_s, end_s, db);
    memset(own + cad_frames_of(start_s), 1, cad_frames_of(end_s - start_s));
}

/* The party says 3 s of every 10, at `db`, from start_s to end_s. */
static void party(double start_s, double end_s, double db)
{
    for (double at_s = start_s; at_s + 3.0 <= end_s; at_s += 10.0)
        say_own(at_s, at_s + 3.0, db);
}

/* Somebody else says 4 s between the party's turns. */
static void other(double start_s, double end_s, double db)
{
    for (double at_s = start_s + 4.0; at_s + 4.0 <= end_s; at_s += 10.0)
        say(at_s, at_s + 4.0, db);
}

static cad_status find(void)
{
    memcpy(before, speech, sizeof speech);
    cad_status status =
        cad_background_find(&channel, speech, answer, &model.settings, scratch,
                            arena, &found, NULL);
    cad_arena_reset(scratch);
    return status;
}

static void stays(const char *name)
{
    ok(!find() && !found.found && !memcmp(speech, before, sizeof speech),
       "%s: nobody else, and every frame stays", name);
}

static size_t lost(void)
{
    size_t n = 0;
    for (size_t f = 0; f < FRAMES; f++)
        n += own[f] && !speech[f];
    return n;
}

static size_t left(void)
{
    size_t n = 0;
    for (size_t f = 0; f < FRAMES; f++)
        n += speech[f] && !own[f];
    return n;
}

static void known_answers(void)
{
    for (double under_db = 18.0; under_db <= 30.0; under_db += 4.0) {
        quiet();
        party(0, SECONDS, -20);
        other(0, SECONDS, -20 - under_db);
        ok(!find() && found.found, "%.0f dB under: found", under_db);
        near(found.level_db, -under_db, 1.0, "their level re own, dB");
        near(found.heard_s, 18 * 4, 1.0, "how long, s");
        near(found.start_s, 4, 0.2, "from, s");
        near(found.end_s, 178, 0.2, "to, s");
        ok(!lost() && !left(), "the party's frames stay and theirs go");
    }
    quiet();
    party(0, SECONDS, -20);
    for (double at_s = 3.0; at_s < SECONDS; at_s += 10.0)
        say(at_s, at_s + 4.0, -42); /* right after the party */
    ok(!find() && found.found, "without a pause between: found");
    near((double)lost() / 18, 0, 4, "own frames lost at an end");
    near((double)left() / 18, 0, 4, "frames of others left at one");
}

static void properties(void)
{
    static uint8_t first[FRAMES];
    quiet();
    party(0, SECONDS, -30);
    other(0, SECONDS, -52);
    (void)!find();
    double level_db = found.level_db;
    memcpy(first, speech, sizeof speech);
    memcpy(speech, before, sizeof speech);
    for (size_t f = 0; f < FRAMES; f++)
        power[f] *= 4.0f;
    (void)!find();
    near(found.level_db, level_db, 0.05, "6 dB more: the same level re own");
    ok(!memcmp(first, speech, sizeof speech), "and the same decisions");
    ok(!find() && !found.found, "what is left holds nobody else");
}

/* The party's own soft speech, in a call with others about it. */
static void soft_speech(void)
{
    quiet();
    party(0, SECONDS, -20);
    other(0, SECONDS, -44);
    for (double at_s = 8.5; at_s < SECONDS; at_s += 20.0)
        say_own(at_s, at_s + 0.4, -30); /* backchannels 10 dB down */
    say_own(89.2, 89.8, -34);           /* a whisper, 14 dB down */
    ok(!find() && found.found && !lost() && !left(),
       "soft backchannels and a whisper stay beside others 24 dB under");
}

static void refusals(void)
{
    quiet();
    stays("nobody speaks");
    party(0, SECONDS, -20);
    stays("the party alone");
    other(0, SECONDS, -28);
    stays("turns 8 dB down");
    quiet();
    party(0, SECONDS, -20);
    other(0, 30, -44);
    stays("three soft stretches");
    quiet();
    party(0, SECONDS, -20);
    other(0, SECONDS, -44);
    memset(answer, 0, sizeof answer);
    stays("soft turns for which the other party waits");
    quiet();
    party(0, 90, -20);
    party(90, SECONDS, -42);
    stays("a gain that falls by 22 dB");
    quiet();
    party(0, 90, -42);
    party(90, SECONDS, -20);
    stays("a gain that rises by 22 dB");
    quiet();
    party(0, 50, -20);
    party(50, 130, -42);
    party(130, SECONDS, -20);
    stays("a party away from the telephone for 80 s");
    quiet();
    for (double at_s = 0; at_s < SECONDS; at_s += 10.0) {
        say_own(at_s, at_s + 1.2, -38);
        say_own(at_s + 1.2, at_s + 4.0, -20);
    }
    stays("sentences that begin softly");
    quiet();
    for (double at_s = 0; at_s < SECONDS; at_s += 10.0)
        for (double fall_s = 0; fall_s < 3.0; fall_s += 0.1)
            say_own(at_s + fall_s, at_s + fall_s + 0.1, -20 - 5 * fall_s);
    stays("sentences that sink by 15 dB");
}

static void above(void)
{
    struct cad_voice voice = {
        .channel = &channel, .frames = FRAMES, .speech = speech};
    quiet();
    party(0, SECONDS, -20);
    other(0, SECONDS, -42);
    (void)!find();
    near(cad_background_above_db(&found, &voice, 20, 23), 22, 1,
         "the party above the others, dB");
    ok(cad_background_above_db(&found, &voice, 24, 28) > 1e9,
       "nobody speaks there");
    ok(cad_background_above_db(&found, &voice, 20, 1e6) < 30,
       "an end beyond the call");
    found.found = false;
    ok(cad_background_above_db(&found, &voice, 20, 23) > 1e9,
       "above nobody where none were found");
}

int main(void)
{
    arena = cad_arena_new();
    scratch = cad_arena_new();
    if (!ok(!cad_model_load(arena, NULL, &model, NULL), "model loads"))
        return tap_done();
    known_answers();
    properties();
    soft_speech();
    refusals();
    above();
    for (size_t requests = 1; requests < 5; requests++) {
        cad_arena_fail_after(scratch, requests);
        ok(find() == CAD_ERR_MEMORY, "no memory at request %zu is said",
           requests);
        cad_arena_fail_after(scratch, 0);
    }
    cad_arena_free(scratch);
    cad_arena_free(arena);
    return tap_done();
}
