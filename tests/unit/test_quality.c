/* What a recording is and what is wrong with it: each note at its threshold,
   and not a hair before. */
#include "quality.h"

#include "tap.h"

#include <string.h>

enum { FRAMES = 100 };

static cad_engine engine;
static cad_call call;
static struct cad_analysis a;
static struct cad_channel channel = {.bandwidth_hz = 3400};
static uint8_t speech[FRAMES];
static cad_party_quality quality[CAD_PARTIES];
static cad_note *notes;
static size_t note_count;

/* Two good channels of one file; what a test then spoils. */
static void good_call(void)
{
    cad_arena_reset(engine.arena);
    memset(speech, 1, sizeof speech);
    call = (cad_call){.file = "a.wav", .agent_channel = 1};
    a = (struct cad_analysis){.engine = &engine,
                              .call = &call,
                              .arena = engine.arena,
                              .recording_count = 1,
                              .duration_s = 10.0,
                              .layout = CAD_LAYOUT_TWO_CHANNEL};
    a.recording[0] = a.recording[1] =
        (struct cad_recording){.info = {.name = "a.wav",
                                        .format = "WAV/ULAW",
                                        .rate_hz = 8000,
                                        .channels = 2,
                                        .frames_declared = 80000,
                                        .frames_read = 80000},
                               .channel_count = 2,
                               .channel = {&channel, &channel},
                               .pair = {.silent_channel = -1},
                               .duration_s = 10.0};
    a.sync.offset_ms = cad_unknown(CAD_WHY_NO_EVIDENCE);
    memset(quality, 0, sizeof quality);
    for (int p = CAD_AGENT; p <= CAD_CUSTOMER; p++) {
        a.side[p].channel = &channel;
        a.side[p].voice =
            (struct cad_voice){.frames = FRAMES, .speech = speech};
        quality[p] = (cad_party_quality){
            .present = true,
            .snr_db = cad_known(30),
            .clipped_share = cad_known(0),
            .dropout_s = cad_known(0),
            .agc_suspected = cad_known(0),
            .leakage = {.level_db = cad_unknown(CAD_WHY_NONE_FOUND)}};
    }
}

/* The only note, or one without a text. */
static cad_note only(void)
{
    cad_error error = {0};
    notes = NULL;
    if (cad_notes_write(&a, quality, &notes, &note_count, &error))
        ok(false, "written: %s", error.text);
    return note_count == 1 ? notes[0] : (cad_note){.text = ""};
}

static void has(cad_note_code code, cad_party party, const char *words)
{
    cad_note n = only();
    ok(note_count == 1 && n.code == code && n.party == party &&
           strstr(n.text, words) && n.start_s < 0.0 && n.end_s < 0.0,
       "%zu note: %s", note_count, n.text);
}

static void has_none(const char *name)
{
    only();
    ok(note_count == 0, "%s: %zu notes", name, note_count);
}

static void test_files(void)
{
    good_call();
    has_none("a good call");
    struct cad_audio_info *info = &a.recording[0].info;
    info->truncated = true;
    info->frames_declared = 100000;
    has(CAD_NOTE_TRUNCATED, CAD_NOBODY, "10.0 s of 12.5 s are there");
    info->frames_declared = 0;
    has(CAD_NOTE_TRUNCATED, CAD_NOBODY, "10.0 s are there, then");
    good_call();
    info->bad_samples = 3;
    has(CAD_NOTE_BAD_SAMPLES, CAD_NOBODY, "3 samples of a.wav");
    good_call();
    info->channels = 3;
    has(CAD_NOTE_EXTRA_CHANNELS, CAD_NOBODY, "3 channels; only the first two");
    good_call();
    info->rate_hz = 7999;
    has(CAD_NOTE_LOW_RATE, CAD_NOBODY, "above 3999 Hz");
}

static void two_files(double second_s)
{
    good_call();
    call = (cad_call){.agent_file = "a.wav", .customer_file = "b.wav"};
    a.layout = CAD_LAYOUT_TWO_FILES;
    a.recording_count = 2;
    a.recording[0].info.channels = a.recording[1].info.channels = 1;
    a.recording[1].duration_s = second_s;
}

static void test_layouts(void)
{
    two_files(10.04);
    has_none("40 ms longer");
    two_files(10.06);
    has(CAD_NOTE_UNEQUAL_LENGTH, CAD_NOBODY, "10.00 s, the customer's 10.06");
    two_files(9.94);
    has(CAD_NOTE_UNEQUAL_LENGTH, CAD_NOBODY, "customer's 9.94 s");
    two_files(10.0);
    a.recording[1].info.channels = 2;
    has(CAD_NOTE_EXTRA_CHANNELS, CAD_NOBODY, "only its first was read");
    two_files(10.0);
    a.layout = CAD_LAYOUT_DUAL_MONO;
    a.side[CAD_MIXED].channel = &channel;
    has(CAD_NOTE_DUAL_MONO, CAD_NOBODY, "Both files are the same");

    good_call();
    a.layout = CAD_LAYOUT_DUAL_MONO;
    a.side[CAD_MIXED].channel = &channel;
    a.recording[0].pair.correlation = 0.9991;
    has(CAD_NOTE_DUAL_MONO, CAD_NOBODY, "(correlation 0.999)");
    a.recording[0].pair.inverted = true;
    has(CAD_NOTE_INVERTED_COPY, CAD_NOBODY, "inverted polarity");
    good_call();
    a.layout = CAD_LAYOUT_ONE_SIDED;
    a.missing = CAD_CUSTOMER;
    a.source[CAD_CUSTOMER] = (cad_source){0, 2};
    has(CAD_NOTE_ONE_SIDED, CAD_NOBODY, "Channel 2 is silent");
    a.recording_count = 2;
    a.recording[0].info.channels = a.recording[1].info.channels = 1;
    has(CAD_NOTE_ONE_SIDED, CAD_NOBODY, "The customer's file is silent");
    good_call();
    call.agent_channel = 0;
    has(CAD_NOTE_ROLES_ASSUMED, CAD_NOBODY, "--agent-channel");
    good_call();
    a.layout = CAD_LAYOUT_MONO;
    call.segments_file = "a.rttm";
    has(CAD_NOTE_MONO, CAD_NOBODY, "who speaks when was given");
    a.side[CAD_MIXED].channel = &channel;
    has(CAD_NOTE_MONO, CAD_NOBODY, "is not known, unless");
}

static void test_sides(void)
{
    const struct cad_measure_settings *s = &engine.model.settings.measure;
    cad_party_quality *q = &quality[CAD_CUSTOMER];
    good_call();
    q->clipped_share = cad_known(s->note_clipped_share * 0.99);
    q->dropout_s = cad_known(s->note_dropout_s - 0.01);
    q->snr_db = cad_known(s->note_snr_db);
    a.sync.offset_ms = cad_known(-s->note_offset_ms);
    has_none("all but at the thresholds");
    good_call();
    q->clipped_share = cad_known(s->note_clipped_share);
    has(CAD_NOTE_CLIPPING, CAD_CUSTOMER, "0.10 % of the customer's");
    good_call();
    q->dropout_s = cad_known(s->note_dropout_s);
    has(CAD_NOTE_DROPOUT, CAD_CUSTOMER, "cut by 0.20 s");
    good_call();
    q->snr_db = cad_known(s->note_snr_db - 0.9);
    has(CAD_NOTE_NOISE, CAD_CUSTOMER, "only 14 dB");
    good_call();
    a.side[CAD_CUSTOMER].noise.rise =
        (struct cad_noise_rise){s->note_rise_db - 0.1, 5};
    channel.bandwidth_hz = s->note_bandwidth_hz;
    has_none("a rise and a band at their thresholds");
    a.side[CAD_CUSTOMER].noise.rise =
        (struct cad_noise_rise){s->note_rise_db, 5};
    cad_note n = only();
    ok(note_count == 1 && n.code == CAD_NOTE_NOISE_RISE &&
           n.party == CAD_CUSTOMER &&
           strstr(n.text, "rises by 6 dB at about 0:05"),
       "a rise: %s", n.text);
    near(n.start_s, 5, 0, "from there");
    near(n.end_s, 10, 0, "to the end");
    good_call();
    a.side[CAD_AGENT].background =
        (struct cad_background){.level_db = -21.4, .heard_s = 33.6};
    has_none("nobody in the background");
    a.side[CAD_AGENT].background.found = true;
    a.side[CAD_AGENT].background.start_s = 2;
    a.side[CAD_AGENT].background.end_s = 9;
    n = only();
    ok(note_count == 1 && n.code == CAD_NOTE_BACKGROUND_VOICES &&
           n.party == CAD_AGENT &&
           strstr(n.text, "agent's channel, 21 dB under the agent's own: 34 s"),
       "voices in the background: %s", n.text);
    near(n.start_s, 2, 0, "from the first of them");
    near(n.end_s, 9, 0, "to the last");
    good_call();
    quality[CAD_AGENT].present = false;
    channel.bandwidth_hz = s->note_bandwidth_hz - 1;
    has(CAD_NOTE_NARROW_BAND, CAD_CUSTOMER, "reaches to 2799 Hz");
    channel.bandwidth_hz = 3400;
    good_call();
    quality[CAD_AGENT].agc_suspected = cad_known(1);
    has(CAD_NOTE_GAIN_UNSTABLE, CAD_AGENT, "The agent's level");
    good_call();
    q->leakage.level_db = cad_known(-25);
    q->leakage.delay_ms = cad_known(12);
    has(CAD_NOTE_LEAKAGE, CAD_CUSTOMER, "-25 dB after 12 ms");
    good_call();
    a.sync.offset_ms = cad_known(-s->note_offset_ms - 1);
    has(CAD_NOTE_OUT_OF_SYNC, CAD_NOBODY, "151 ms apart");
    good_call();
    memset(speech, 0, sizeof speech);
    only();
    ok(note_count == 2 && notes[0].code == CAD_NOTE_NO_SPEECH &&
           notes[0].party == CAD_AGENT && notes[1].party == CAD_CUSTOMER,
       "nobody speaks: a note for each");
    quality[CAD_AGENT].present = false;
    has(CAD_NOTE_NO_SPEECH, CAD_CUSTOMER, "(customer)");
    cad_error error = {0};
    cad_arena_fail_after(a.arena, 1);
    ok(cad_notes_write(&a, quality, &notes, &note_count, &error) ==
           CAD_ERR_MEMORY,
       "no memory is said");
    cad_arena_fail_after(a.arena, 0);
}

static void test_figures(void)
{
    struct cad_side side = {.channel = &channel};
    cad_party_quality q;
    side.noise.floor_dbfs = cad_known(-60);
    side.noise.active_dbfs = cad_known(-25);
    side.leak = (struct cad_leak){
        .found = true, .level_db = -30, .delay_ms = -8, .suppressed_s = 2};
    cad_side_quality(&side, CAD_WHY_NOT_MEASURED, &q);
    near(q.snr_db.value, 35, 0, "speech over noise, dB");
    near(q.leakage.level_db.value, -30, 0, "leakage, dB");
    near(q.leakage.delay_ms.value, 0, 0, "its delay is none, at the least");
    near(q.leakage.suppressed_s.value, 2, 0, "and what was left out, s");
    side.leak.found = false;
    side.noise.active_dbfs = cad_unknown(CAD_WHY_NO_SPEECH);
    cad_side_quality(&side, CAD_WHY_NOT_MEASURED, &q);
    ok(q.snr_db.why == CAD_WHY_NO_SPEECH, "no speech to compare");
    ok(q.leakage.level_db.why == CAD_WHY_NONE_FOUND, "no leakage");
    side.noise.floor_dbfs = cad_unknown(CAD_WHY_NO_EVIDENCE);
    cad_side_quality(&side, CAD_WHY_NOT_MEASURED, &q);
    ok(q.snr_db.why == CAD_WHY_NO_EVIDENCE, "no noise to compare with");
    side.channel = NULL;
    cad_side_quality(&side, CAD_WHY_NOT_MEASURED, &q);
    ok(!q.present && q.absent_why == CAD_WHY_NOT_MEASURED,
       "no side, no figures");
}

static void test_input(void)
{
    cad_input in = {0};
    good_call();
    ok(!cad_input_fill(&a, &in, NULL) && in.file_count == 1 &&
           !strcmp(in.files[0].format, "WAV/ULAW"),
       "one file");
    near(in.bandwidth_hz.value, 3400, 0, "the widest channel's band, Hz");
    near(in.roles_confidence, 1.0, 0, "roles that were said");
    call.agent_channel = 0;
    ok(!cad_input_fill(&a, &in, NULL) && in.roles_source == CAD_ROLES_ASSUMED &&
           in.roles_confidence < 0.51 && in.roles_confidence > 0.49,
       "roles that were assumed are half sure");
    a.side[CAD_MIXED].channel = &channel;
    ok(!cad_input_fill(&a, &in, NULL) && in.roles_confidence < 0.01,
       "one channel for both has none");
    channel.bandwidth_hz = 0;
    ok(!cad_input_fill(&a, &in, NULL) && !cad_is_known(in.bandwidth_hz),
       "silence has no band");
}

int main(void)
{
    cad_arena *models = cad_arena_new();
    engine.arena = cad_arena_new();
    if (!ok(cad_model_load(models, NULL, &engine.model, NULL) == CAD_OK,
            "the model"))
        return tap_done();
    test_files();
    test_layouts();
    test_sides();
    test_figures();
    test_input();
    cad_arena_free(engine.arena);
    cad_arena_free(models);
    return tap_done();
}
