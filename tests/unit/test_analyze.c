/* A whole call, made here: who speaks when, and what must not matter. */
#include <callcadence/callcadence.h>

#include "signals.h"
#include "tap.h"
#include "unit/audio/scratch.h"

#include <sndfile.h>

enum { RATE = 8000, SECONDS = 30, SAMPLES = RATE * SECONDS };

static float agent[SAMPLES], customer[SAMPLES], both[2 * SAMPLES];
static cad_engine *engine;

/* Words of a voiced part and a hiss, 0.35 s long, 50 ms apart, the last one
   beginning 0.3 s or more before the end. */
static void say(float *x, double from_s, double to_s, double f_hz)
{
    uint64_t word = 0;
    for (double at_s = from_s; at_s < to_s - 0.3; at_s += 0.4) {
        size_t a = (size_t)(at_s * RATE), n = RATE * 35 / 100;
        double f = f_hz * (1.0 + 0.05 * (double)(word % 3));
        signal_glide(x + a, n * 3 / 4, RATE, f, f * 1.1, 1, 20, 0.02);
        signal_noise(x + a + n * 3 / 4, n / 4, 0.02, ++word);
    }
}

/* Six turns; every voice is heard in its own channel only. */
static void make_call(void)
{
    signal_noise(agent, SAMPLES, 0.0005, 1);
    signal_noise(customer, SAMPLES, 0.0005, 2);
    say(agent, 1.0, 4.0, 120.0);
    say(customer, 5.0, 9.0, 210.0);
    say(agent, 10.0, 13.0, 120.0);
    say(customer, 14.0, 18.0, 210.0);
    say(agent, 19.0, 22.0, 120.0);
    say(customer, 23.0, 27.0, 210.0);
}

static const char *write_pair(const char *name, const float *left,
                              const float *right, double gain)
{
    for (size_t i = 0; i < SAMPLES; i++) {
        both[2 * i] = (float)(gain * (double)left[i]);
        both[2 * i + 1] = (float)(gain * (double)right[i]);
    }
    SF_INFO info = {.samplerate = RATE,
                    .channels = 2,
                    .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT};
    const char *path = scratch_path(name);
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    if (!file || sf_writef_float(file, both, SAMPLES) != SAMPLES)
        abort();
    sf_close(file);
    return path;
}

static cad_report *analyze(cad_call call)
{
    cad_report *report = NULL;
    cad_error error = {0};
    cad_status status = cad_analyze(engine, &call, &report, &error);
    ok(status == CAD_OK && report, "analysed %s", error.text);
    if (!report)
        exit(tap_done());
    return report;
}

static void who_speaks_when(void)
{
    cad_report *r = analyze(
        (cad_call){.file = write_pair("call.wav", agent, customer, 1)});
    near(r->input.duration_s, SECONDS, 1e-9, "duration, s");
    ok(r->input.layout == CAD_LAYOUT_TWO_CHANNEL, "two channels");
    /* 7 and 10 words a turn; 0.1 s a turn is the detector's own margin */
    near(r->party[CAD_AGENT].talk_s.value, 8.25, 0.3, "agent talks, s");
    near(r->party[CAD_CUSTOMER].talk_s.value, 11.85, 0.3, "customer talks, s");
    near(r->party[CAD_AGENT].turns.value, 3, 0, "agent's turns");
    near(r->party[CAD_CUSTOMER].turns.value, 3, 0, "customer's turns");
    near(r->party[CAD_AGENT].interruptions.made.value, 0, 0, "cuts in");
    near(r->conversation.overlap_s.value, 0, 0.01, "overlap, s");
    near(r->party[CAD_AGENT].pitch.median_hz.value, 132.0, 8.0, "agent, Hz");
    near(r->party[CAD_CUSTOMER].pitch.median_hz.value, 231.0, 14.0,
         "customer, Hz");
    cad_report_free(&r);
    ok(!r, "freeing forgets the report");
    cad_report_free(&r);
    ok(true, "freeing nothing is fine");
}

/* What does not follow the gain must not move with it. */
static void gain_moves_level_only(void)
{
    cad_report *a = analyze(
        (cad_call){.file = write_pair("a.wav", agent, customer, 1)});
    cad_report *b = analyze(
        (cad_call){.file = write_pair("b.wav", agent, customer, 2)});
    ok(a->segment_count == b->segment_count && a->segment_count >= 6,
       "%zu segments, twice as loud or not", a->segment_count);
    double level_db = 0, pitch = 0, times = 0;
    for (size_t i = 0; i < a->segment_count; i++) {
        const cad_segment *x = &a->segments[i], *y = &b->segments[i];
        level_db += y->loudness.level_dbfs.value - x->loudness.level_dbfs.value;
        pitch += fabs(y->pitch.median_hz.value - x->pitch.median_hz.value);
        times += fabs(y->start_s - x->start_s) + fabs(y->end_s - x->end_s);
    }
    near(level_db / (double)a->segment_count, 6.02, 0.01, "level moves, dB");
    near(pitch, 0, 0.01, "pitch does not, Hz");
    near(times, 0, 1e-9, "times do not, s");
    cad_report_free(&a);
    cad_report_free(&b);
}

static void swapped_channels_swap_parties(void)
{
    const char *path = write_pair("s.wav", customer, agent, 1);
    cad_report *r = analyze((cad_call){.file = path, .agent_channel = 2});
    near(r->party[CAD_AGENT].talk_s.value, 8.25, 0.3, "agent on channel 2, s");
    ok(r->input.roles[CAD_AGENT].channel == 2, "and said so");
    cad_report_free(&r);
}

static void silence_is_a_report(void)
{
    static float nothing[SAMPLES];
    const char *path = write_pair("n.wav", nothing, nothing, 1);
    cad_report *r = analyze((cad_call){.file = path});
    ok(r->segment_count == 0, "no segments");
    cad_report_free(&r);
}

static void refuses(cad_call call, cad_status want, const char *what)
{
    cad_report *report = NULL;
    cad_error error = {0};
    cad_status got = cad_analyze(engine, &call, &report, &error);
    ok(got == want && !report && *error.text && error.status == want,
       "%s: %s (%s)", what, cad_status_text(got), error.text);
    cad_report_free(&report);
}

static void refusals(void)
{
    const char *good = write_pair("g.wav", agent, customer, 1);
    refuses((cad_call){.file = NULL}, CAD_ERR_ARGUMENT, "no file");
    refuses((cad_call){.file = "/nowhere/x.wav"}, CAD_ERR_MISSING, "missing");
    refuses((cad_call){.file = "/tmp"}, CAD_ERR_MISSING, "a folder");
    refuses((cad_call){.file = good, .agent_channel = 3}, CAD_ERR_ARGUMENT,
            "a channel that is not there");
    refuses((cad_call){.file = good, .from_s = 100, .to_s = 200},
            CAD_ERR_ARGUMENT, "a clip beyond the end");
    refuses((cad_call){.file = scratch_write("e.wav", "", 0)}, CAD_ERR_EMPTY,
            "an empty file");
    refuses((cad_call){.file = scratch_write("t.wav", "not a sound", 11)},
            CAD_ERR_FORMAT, "text");
}

static bool stop_at_once(void *user)
{
    ++*(int *)user;
    return true;
}

static void can_be_stopped(void)
{
    int asked = 0;
    refuses((cad_call){.file = write_pair("g.wav", agent, customer, 1),
                       .stop = stop_at_once,
                       .stop_user = &asked},
            CAD_ERR_READ, "stopped");
    ok(asked > 0, "it was asked");
}

static void engines(void)
{
    cad_engine *none = NULL;
    cad_error error = {0};
    ok(cad_engine_new("/nowhere/m.json", &none, &error) == CAD_ERR_MODEL &&
           !none && *error.text,
       "a model that is not there: %s", error.text);
    cad_engine_free(&none);
    ok(!none, "freeing nothing is fine");
}

int main(void)
{
    cad_error error = {0};
    if (!ok(cad_engine_new(NULL, &engine, &error) == CAD_OK, "engine"))
        return tap_done();
    make_call();
    who_speaks_when();
    gain_moves_level_only();
    swapped_channels_swap_parties();
    silence_is_a_report();
    refusals();
    can_be_stopped();
    engines();
    cad_engine_free(&engine);
    ok(!engine, "freeing forgets the engine");
    scratch_remove();
    return tap_done();
}
