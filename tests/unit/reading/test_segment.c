#include "reading_fixture.h"
#include "tap.h"

/* 12 s of agent in three units; pauses of 0.3 s and 0.6 s */
static const struct stretch call[] = {
    {CAD_AGENT, 1, 5, 120, 0, -26, -8, 5, false, CAD_TURN, false},
    {CAD_AGENT, 5.3, 8, 120, 0, -26, -8, 5, true, CAD_TURN, false},
    {CAD_CUSTOMER, 7.5, 7.9, 200, 0, -30, -6, 4, false, CAD_BACKCHANNEL, false},
    {CAD_AGENT, 8.6, 13, 240, 0, -20, -2, 4, true, CAD_TURN, false},
    {CAD_CUSTOMER, 13.5, 17.5, 200, 400, -30, -6, 6, false, CAD_TURN, false},
    {CAD_CUSTOMER, 18, 18.8, 200, 0, -30, -6, 6, true, CAD_TURN, true},
};

static void known_figures(struct fixture *fx)
{
    const cad_segment *s = fx->report.segments;
    ok(fx->report.segment_count == 4, "a long turn is cut: 4 segments");
    near(s[0].start_s, 1, 1e-9, "first piece begins with the turn");
    near(s[0].end_s, 8, 1e-9, "and ends at the longest pause");
    ok(s[1].kind == CAD_BACKCHANNEL, "a backchannel is a segment of its own");
    near(s[2].start_s, 8.6, 1e-9, "second piece");
    ok(s[0].turn == s[2].turn, "pieces share their turn");
    ok(s[0].took_floor && !s[2].took_floor, "only the first took the floor");
    ok(s[2].response_latency_s.why == CAD_WHY_OWN_TURN,
       "a later piece has no latency");
    near(s[0].speech_s, 6.7, 1e-9, "speech without the pause");
    near((double)s[0].rate.pauses, 1, 0, "pauses");
    near(s[0].rate.pause_s, 0.3, 1e-9, "pause time");
    near(s[0].overlap_s, 0.4, 1e-9, "overlap with the backchannel");
    near(s[1].overlap_s, 0.4, 1e-9, "seen from both sides");

    near(s[0].pitch.median_hz.value, 120, 1e-3, "pitch in Hz");
    near(s[2].pitch.median_hz.value - s[0].pitch.median_hz.value, 120, 1e-3,
         "the second piece is an octave up");
    near(s[2].pitch.median_st.value - s[0].pitch.median_st.value, 12, 1e-6,
         "twelve semitones");
    /* 7 frames of 10 are voiced, pauses are not */
    near(s[0].pitch.voiced_s, 4.69, 0.03, "voiced time");
    near(s[0].loudness.level_dbfs.value, -26, 0.01, "level");
    near(s[2].effort.tilt_db.value, -2, 0.02, "tilt");
    near(s[0].rate.articulation_syl_s.value, 5, 0.01, "articulation rate");
    near(s[0].rate.speech_syl_s.value, 5 * 6.7 / 7.0, 0.01,
         "speech rate counts the pause");
    /* 33.5 syllables on a quiet line: root of 4.5^2 + 45^2 / 33.5 */
    near(s[0].rate.uncertainty_pct.value, 8.98, 0.02, "its uncertainty");
    ok(s[2].rate.uncertainty_pct.value > s[0].rate.uncertainty_pct.value,
       "fewer syllables are less sure");
    near(s[3].pitch.slope_st_s.value, 3, 0.05,
         "an octave in 4 s is 3 st/s, whatever follows");
    ok(s[1].rate.articulation_syl_s.why == CAD_WHY_TOO_SHORT,
       "0.4 s has no rate");
    ok(s[1].rate.uncertainty_pct.why == CAD_WHY_TOO_SHORT,
       "and no uncertainty");
}

static void events_find_their_segment(void)
{
    struct fixture fx;
    fixture_open(&fx, 20, call, 6);
    fixture_event(&fx, (cad_event){.kind = CAD_EVENT_INTERRUPTION,
                                   .start_s = 9,
                                   .party = CAD_CUSTOMER,
                                   .segment = 0});
    fixture_event(&fx, (cad_event){.kind = CAD_EVENT_BACKCHANNEL,
                                   .start_s = 7.5,
                                   .segment = 1});
    fixture_event(
        &fx,
        (cad_event){.kind = CAD_EVENT_SILENCE, .start_s = 14, .segment = -1});
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    const cad_event *events = fx.report.events;
    ok(fx.report.event_count == 3, "the report has the talk's events");
    ok(fx.talk.events.items[0].segment == 0, "which stay as they were");
    ok(events[0].segment == 2, "event in the piece where it happens");
    ok(events[1].segment == 1, "backchannel event has its segment");
    ok(events[2].segment == -1, "a silence has none");
    ok(fx.report.segments[2].interrupted_by == 0 &&
           fx.report.segments[0].interrupted_by == -1,
       "the piece that was cut into says so, the other does not");
    fixture_close(&fx);
}

/* Two that fail, one in each piece of the agent's turn, the second time two
   at once, of which the later gets the floor. */
static void each_piece_was_cut_into(void)
{
    static const double at_s[] = {7, 10, 12};
    struct fixture fx;
    fixture_open(&fx, 20, call, 6);
    for (int i = 0; i < 3; i++)
        fixture_event(&fx,
                      (cad_event){.kind = CAD_EVENT_INTERRUPTION,
                                  .party = CAD_CUSTOMER,
                                  .start_s = at_s[i],
                                  .end_s = at_s[i] + 0.5,
                                  .outcome = i < 2 ? CAD_HELD : CAD_YIELDED,
                                  .segment = 1});
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    const cad_segment *s = fx.report.segments;
    ok(s[0].interrupted_by == 0 && s[2].interrupted_by == 2,
       "the first piece by %d, the second by %d", s[0].interrupted_by,
       s[2].interrupted_by);
    ok(s[1].interrupted_by < 0 && s[3].interrupted_by < 0, "and nobody else");
    fixture_close(&fx);
}

/* A file says who speaks when, but that side was not recorded. */
static void said_but_not_recorded(void)
{
    struct fixture fx;
    fixture_open(&fx, 20, call, 6);
    fx.in.voice[CAD_CUSTOMER] = NULL;
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    const cad_segment *s = &fx.report.segments[3];
    const cad_figure none[] = {
        s->pitch.median_hz,     s->pitch.median_st,
        s->pitch.p10_st,        s->pitch.p90_st,
        s->pitch.slope_st_s,    s->loudness.lufs,
        s->loudness.level_dbfs, s->loudness.rel_db,
        s->effort.tilt_db,      s->effort.rel_db,
        s->rate.syllables,      s->rate.articulation_syl_s,
        s->rate.speech_syl_s,   s->rate.uncertainty_pct,
        s->rate.rel_pct,
    };
    size_t known = 0;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        known += none[i].why != CAD_WHY_ONE_SIDED;
    ok(s->party == CAD_CUSTOMER && known == 0,
       "nothing is known of a voice that is not there: %zu figures", known);
    ok(cad_is_known(fx.report.segments[0].pitch.median_hz),
       "of the other it is");
    fixture_close(&fx);
}

static void every_unit_once(void)
{
    struct fixture fx;
    struct stretch s[40];
    for (int i = 0; i < 40; i++)
        s[i] = (struct stretch){.party = CAD_AGENT,
                                .start_s = 2 * i,
                                .end_s = 2 * i + 1.2 + 0.017 * i,
                                .f0_hz = 110,
                                .level_dbfs = -25,
                                .joined = i > 0};
    fixture_open(&fx, 85, s, 40);
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    size_t units = 0;
    bool sorted = true, short_enough = true;
    for (size_t i = 0; i < fx.report.segment_count; i++) {
        const cad_segment *g = &fx.report.segments[i];
        units += g->ipu_count;
        short_enough = short_enough && g->end_s - g->start_s <= 10.0;
        sorted = sorted && (i == 0 || g[-1].start_s < g->start_s);
    }
    ok(units == 40, "every unit lies in one segment (%zu of 40)", units);
    ok(short_enough, "no piece is longer than 10 s");
    ok(sorted, "segments are sorted by start");
    fixture_close(&fx);
}

static void leakage_takes_level(void)
{
    struct fixture fx;
    struct stretch s = {CAD_CUSTOMER, 14, 16,    200,      0,   -30,
                        -6,           6,  false, CAD_TURN, true};
    fixture_open(&fx, 20, &s, 1);
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    const cad_segment *g = fx.report.segments;
    ok(g->loudness.level_dbfs.why == CAD_WHY_LEAKAGE,
       "no level where the other is heard");
    ok(!cad_is_known(g->effort.tilt_db), "nor tilt");
    ok(cad_is_known(g->pitch.median_hz), "pitch falls back on all speech");
    fixture_close(&fx);
}

static void nothing_said(void)
{
    struct fixture fx;
    fixture_open(&fx, 5, NULL, 0);
    ok(fixture_read(&fx) == CAD_OK, "a call without speech is a result");
    ok(fx.report.segment_count == 0, "without segments");
    ok(!cad_is_known(fx.report.party[CAD_AGENT].pitch.median_hz),
       "and without pitch");
    fixture_close(&fx);
}

/* The tracker on the fourth harmonic of a soft voice. */
static void a_leap_is_no_voice(void)
{
    struct stretch s[6];
    for (int i = 0; i < 6; i++)
        s[i] = (struct stretch){.party = CAD_CUSTOMER,
                                .start_s = 10 * i,
                                .end_s = 10 * i + 5,
                                .f0_hz = i == 4   ? 400
                                         : i == 5 ? 200
                                                  : 100,
                                .level_dbfs = -26,
                                .tilt_db = -8,
                                .syllables_s = 5};
    struct fixture fx;
    fixture_open(&fx, 60, s, 6);
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    const cad_segment *r = fx.report.segments;
    near(r[4].pitch.median_hz.value, 400, 1e-3, "it is told in Hz");
    ok(r[4].pitch.median_st.why == CAD_WHY_NO_EVIDENCE &&
           r[4].pitch.p90_st.why == CAD_WHY_NO_EVIDENCE,
       "two octaves up are none of this voice's");
    near(r[5].pitch.median_st.value, 12, 1e-6, "one octave is believed");
    fixture_close(&fx);
}

int main(void)
{
    struct fixture fx;
    fixture_open(&fx, 20, call, 6);
    ok(cad_segments_make(&fx.in, &fx.report, NULL) == CAD_OK, "made");
    known_figures(&fx);
    fixture_close(&fx);
    events_find_their_segment();
    each_piece_was_cut_into();
    said_but_not_recorded();
    every_unit_once();
    leakage_takes_level();
    nothing_said();
    a_leap_is_no_voice();
    return tap_done();
}
