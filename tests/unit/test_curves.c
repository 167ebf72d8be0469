/* Curves of a made voice as they must be; those of a sample call agree with
   the figures of its report. */
#include "analysis.h"

#include "tap.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM = 400 };

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of(double *values, size_t n)
{
    qsort(values, n, sizeof *values, by_value);
    return n ? values[n / 2] : -99;
}

static void test_party(const cad_report *r, cad_party party, const char *name)
{
    static cad_curve_point points[ROOM];
    double st[ROOM], db[ROOM], rate[ROOM], speech_s = 0;
    size_t sts = 0, dbs = 0, rates = 0;
    size_t n = cad_report_curve(r, party, 0.5, ROOM, points);
    near((double)n, r->input.duration_s / 0.5, 1.0, "points");
    for (size_t i = 0; i < n && i < ROOM; i++) {
        speech_s += 0.5 * points[i].speech_share;
        if (cad_is_known(points[i].pitch_st))
            st[sts++] = points[i].pitch_st.value;
        if (cad_is_known(points[i].level_dbfs))
            db[dbs++] = points[i].level_dbfs.value;
        if (cad_is_known(points[i].rate_syl_s))
            rate[rates++] = points[i].rate_syl_s.value;
    }
    const cad_party_report *p = &r->party[party];
    ok(sts > 10 && dbs > 10 && rates > 10, "%s: all three curves", name);
    /* talk_s bridges pauses under 0.2 s, the curve's share does not */
    near(speech_s, p->talk_s.value, 0.25 * p->talk_s.value, "speech");
    near(median_of(st, sts), 0, 1.0, "median pitch re the party's own, st");
    near(median_of(db, dbs), r->quality.party[party].active_level_dbfs.value,
         3.0, "median level, dB");
    near(median_of(rate, rates), p->articulation_syl_s.value, 1.0,
         "median rate, syl/s");
}

/* 10 s of a voice at 220 Hz that says 5 syllables a second from 5 s on. */
struct made {
    float power[1000], f0_hz[1000], syllable[1000];
    uint8_t speech[1000];
    struct cad_channel channel;
    struct cad_analysis analysis;
    cad_report report;
};

static void make(struct made *m, const cad_engine *engine)
{
    *m = (struct made){.channel = {.power = m->power},
                       .analysis = {.engine = engine},
                       .report = {.analysis = &m->analysis}};
    for (size_t f = 0; f < 1000; f++) {
        m->power[f] = 0.001f;
        m->f0_hz[f] = 220.0f;
        m->speech[f] = 1;
        m->syllable[f] = f < 500 ? 0.0f : 0.05f;
    }
    m->analysis.side[CAD_AGENT].voice =
        (struct cad_voice){.channel = &m->channel,
                           .frames = 1000,
                           .speech = m->speech,
                           .f0_hz = m->f0_hz,
                           .syllable = m->syllable};
    m->report.quality.party[CAD_AGENT].present = true;
    m->report.party[CAD_AGENT].pitch.median_hz = cad_known(110.0);
}

/* Half a second of it, from `at` on. */
static cad_curve_point point(const struct made *m, size_t at)
{
    cad_curve_point points[20];
    cad_report_curve(&m->report, CAD_AGENT, 0.5, 20, points);
    return points[at / 50];
}

/* Leaves `frames` of speech from `at` on, half a second of which is told. */
static cad_curve_point only(const cad_engine *engine, size_t at, size_t frames)
{
    struct made m;
    make(&m, engine);
    memset(m.speech, 0, sizeof m.speech);
    memset(m.speech + at, 1, frames);
    return point(&m, at);
}

static void test_made(const cad_engine *engine)
{
    struct made m;
    make(&m, engine);
    cad_curve_point p = point(&m, 800);
    near(p.pitch_st.value, 12, 1e-6, "an octave over the median, st");
    near(p.level_dbfs.value, -30, 1e-4, "level, dB");
    near(p.rate_syl_s.value, 5, 1e-4, "rate, syl/s");
    near(p.speech_share, 1, 0, "all of it is speech");
    near(point(&m, 300).rate_syl_s.value, 0, 0, "1.75 s before they begin");
    near(point(&m, 350).rate_syl_s.value, 5 * 0.25 / 3.0, 1e-4,
         "1.25 s before: 0.25 s of 3 s, syl/s");

    ok(!cad_is_known(only(engine, 700, 7).pitch_st), "70 ms have no pitch");
    ok(cad_is_known(only(engine, 700, 8).pitch_st), "80 ms have");
    ok(!cad_is_known(only(engine, 700, 9).level_dbfs), "90 ms: no level");
    p = only(engine, 700, 10);
    ok(cad_is_known(p.level_dbfs), "100 ms have one");
    near(p.speech_share, 0.2, 1e-9, "a fifth of it is speech");
    ok(only(engine, 700, 79).rate_syl_s.why == CAD_WHY_TOO_SHORT,
       "0.79 s around it have no rate");
    ok(cad_is_known(only(engine, 700, 80).rate_syl_s), "0.8 s have");
}

int main(void)
{
    cad_engine *engine = NULL;
    cad_report *r = NULL;
    cad_error error = {0};
    cad_call call = {.file = "samples/rushed.flac"};
    if (cad_engine_new(NULL, &engine, &error) ||
        cad_analyze(engine, &call, &r, &error)) {
        ok(false, "a sample: %s", error.text);
        return tap_done();
    }
    test_made(engine);
    test_party(r, CAD_AGENT, "agent");
    test_party(r, CAD_CUSTOMER, "customer");
    cad_curve_point untouched = {.speech_share = 7};
    ok(cad_report_curve(r, CAD_AGENT, 0.5, 0, &untouched) > 0 &&
           untouched.speech_share > 6,
       "no room: nothing written");
    ok(cad_report_curve(r, CAD_MIXED, 0.5, 1, &untouched) == 0,
       "a party that is not there has no curve");
    ok(cad_report_curve(r, CAD_NOBODY, 0.5, 1, &untouched) == 0, "nor nobody");
    cad_report made_by_hand = {.call_id = "x"};
    ok(cad_report_curve(&made_by_hand, CAD_AGENT, 0.5, 1, &untouched) == 0,
       "nor a report without tracks");
    cad_report_free(&r);
    cad_engine_free(&engine);
    return tap_done();
}
