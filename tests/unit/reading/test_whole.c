#include "reading_fixture.h"
#include "tap.h"

enum { TURNS = 16 };

/* A customer of 16 turns of 6 s; the last four are `up` semitones higher, 3 dB
   louder and 1 syllable/s faster than the rest. */
static void perform(struct fixture *fx, double f0_hz, double up)
{
    struct stretch s[TURNS];
    for (int i = 0; i < TURNS; i++) {
        bool end = i >= 12 && up > 0.0;
        s[i] = (struct stretch){.party = CAD_CUSTOMER,
                                .start_s = 15 * i,
                                .end_s = 15 * i + 6,
                                .f0_hz = f0_hz * pow(2, end ? up / 12 : 0),
                                .level_dbfs = -30 + (end ? 3 : 0) + i % 2,
                                .tilt_db = -9,
                                .syllables_s = end ? 6 : 5};
    }
    fixture_open(fx, 15 * TURNS, s, TURNS);
    ok(fixture_read(fx) == CAD_OK, "read");
    ok(cad_whole_call_describe(&fx->in, &fx->report, NULL) == CAD_OK,
       "described");
}

static void known_figures(void)
{
    struct fixture fx;
    perform(&fx, 200, 4);
    const cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    const cad_whole_figure *f = p->whole_call.figure;
    near(f[CAD_WHOLE_PITCH_MEDIAN].value.value, 200, 0.1, "median pitch");
    ok(f[CAD_WHOLE_PITCH_MEDIAN].place == CAD_PLACE_WITHIN, "as most speakers");
    near(f[CAD_WHOLE_PITCH_RANGE].value.value, 4, 0.05, "range, st");
    near(f[CAD_WHOLE_TILT].value.value, -9, 0.01, "tilt");
    ok(f[CAD_WHOLE_TILT].place == CAD_PLACE_UNKNOWN &&
           !f[CAD_WHOLE_TILT].norm.known,
       "no range for what the line decides");
    near(f[CAD_WHOLE_LEVEL_SPREAD].value.value, 3.5, 0.01,
         "from -30 to -26.5 dBFS: the middle of the two loudest pairs");
    near(f[CAD_WHOLE_RATE].value.value, 5.25, 0.01, "rate: 12 of 5, 4 of 6");
    const cad_figure *c = p->whole_call.contrast;
    near(c[CAD_PITCH_ST].value, 4, 0.05, "the end is 4 st higher");
    near(c[CAD_LEVEL_DB].value, 3, 0.01, "3 dB louder");
    near(c[CAD_RATE_SYL_S].value, 1, 0.01, "faster by a syllable a second");
    near(c[CAD_TILT_DB].value, 0, 0.01, "of the same tilt");
    fixture_close(&fx);
}

/* Raised from the first word to the last: level against the own habit, above
   the range of most speakers. */
static void raised_throughout(void)
{
    struct fixture fx;
    perform(&fx, 320, 0);
    const cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    near(p->activation.opening.value, 0, 0.2, "no activation of its own");
    ok(p->whole_call.figure[CAD_WHOLE_PITCH_MEDIAN].place == CAD_PLACE_ABOVE,
       "but above the range");
    near(p->whole_call.contrast[CAD_PITCH_ST].value, 0, 0.05, "and to the end");
    fixture_close(&fx);
}

/* The same voice, heard for less than the setting asks for. */
static void too_little_voice(void)
{
    struct fixture fx;
    perform(&fx, 320, 0);
    cad_model model = *fx.in.model;
    const cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    model.settings.tone.whole_min_voiced_s = 6.0 * TURNS + 1.0;
    fx.in.model = &model;
    ok(cad_whole_call_describe(&fx.in, &fx.report, NULL) == CAD_OK, "again");
    ok(p->whole_call.figure[CAD_WHOLE_PITCH_MEDIAN].place == CAD_PLACE_UNKNOWN,
       "a few sentences have no place beside most speakers");
    near(p->whole_call.figure[CAD_WHOLE_PITCH_MEDIAN].value.value, 320, 0.1,
         "but their figure");
    fixture_close(&fx);
}

/* 7.2 syllables/s with an error of 6 %: it may well be 7. */
static void as_sure_as_it_is(void)
{
    struct fixture fx;
    perform(&fx, 200, 0);
    cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    p->articulation_syl_s = cad_known(7.2);
    for (int sure = 0; sure < 2; sure++) {
        p->rate_uncertainty_pct = cad_known(sure ? 2 : 6);
        ok(cad_whole_call_describe(&fx.in, &fx.report, NULL) == CAD_OK,
           "again");
        ok(p->whole_call.figure[CAD_WHOLE_RATE].place ==
               (sure ? CAD_PLACE_ABOVE : CAD_PLACE_WITHIN),
           "7.2 +- %d %%", sure ? 2 : 6);
    }
    fixture_close(&fx);
}

static void not_to_be_had(void)
{
    struct fixture fx;
    perform(&fx, 200, 0);
    cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    fx.report.quality.party[CAD_CUSTOMER].agc_suspected = cad_known(1);
    ok(cad_whole_call_describe(&fx.in, &fx.report, NULL) == CAD_OK, "again");
    ok(p->whole_call.figure[CAD_WHOLE_LEVEL_SPREAD].value.why ==
               CAD_WHY_GAIN_UNSTABLE &&
           p->whole_call.contrast[CAD_LEVEL_DB].why == CAD_WHY_GAIN_UNSTABLE,
       "a gain that follows the voice leaves no level of its own");
    const cad_party_report *agent = &fx.report.party[CAD_AGENT];
    ok(agent->whole_call.figure[CAD_WHOLE_TILT].value.why ==
           CAD_WHY_TOO_LITTLE_VOICE,
       "who did not speak has no tilt");
    ok(fx.report.party[CAD_MIXED].whole_call.contrast[0].why == CAD_WHY_MONO,
       "two voices in one have no contrast");
    fixture_close(&fx);
}

int main(void)
{
    known_figures();
    raised_throughout();
    too_little_voice();
    as_sure_as_it_is();
    not_to_be_had();
    return tap_done();
}
