/* Curves of a sample call agree with the figures of its report. */
#include <callcadence/analyze.h>

#include "tap.h"

#include <stdlib.h>

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
