#include "reading_fixture.h"
#include "tap.h"

enum { TURNS = 16 };

/* A customer of 16 turns, 15 s apart, raised from `from` to `to`, in pitch by
   `up_st`. */
static void say(struct fixture *fx, int from, int to, double up_st,
                double snr_db)
{
    struct stretch s[TURNS];
    uint32_t seed = 11;
    for (int i = 0; i < TURNS; i++) {
        double up = i >= from && i < to ? 1.0 : 0.0;
        s[i] = (struct stretch){
            .party = CAD_CUSTOMER,
            .start_s = 15 * i,
            .end_s = 15 * i + (i == 0 ? 1 : 6),
            .f0_hz = 200 * pow(2, up_st / 12 * up + fixture_normal(&seed) / 20),
            .level_dbfs = -30 + 5 * up,
            .tilt_db = -9 + 5 * up + fixture_normal(&seed),
            .syllables_s = 5};
    }
    fixture_open(fx, 15 * TURNS, s, TURNS);
    fx->report.quality.party[CAD_CUSTOMER].snr_db = cad_known(snr_db);
    ok(fixture_read(fx) == CAD_OK, "read");
}

static void perform(struct fixture *fx, int from, int to, double snr_db)
{
    say(fx, from, to, 6, snr_db);
}

/* Tilt and level follow a line that changes as they follow a voice. */
static void another_line(void)
{
    struct fixture fx;
    say(&fx, 8, TURNS, 0, 40);
    const cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    ok(p->activation.closing.value > p->activation.opening.value + 0.3,
       "tilt and level make it seem raised: %.2f to %.2f",
       p->activation.opening.value, p->activation.closing.value);
    ok(p->activation.trend == CAD_TREND_MIXED,
       "without the pitch it is no rise");
    fixture_close(&fx);
}

static void course_of_a_call(int from, int to, cad_trend trend,
                             const char *what)
{
    struct fixture fx;
    perform(&fx, from, to, 40);
    const cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    ok(p->activation.trend == trend, "%s", what);
    ok(p->activation.opening.value == fx.report.conversation.quarters[0]
                                          .party[CAD_CUSTOMER]
                                          .activation.value,
       "the opening is the first quarter");
    bool bounded = true;
    for (int i = 0; i < TURNS; i++) {
        const cad_segment *s = &fx.report.segments[i];
        bool up = i >= from && i < to;
        bounded = bounded && fabs(s->activation.value) < 1.0 &&
                  s->confidence.value > 0.0 && s->confidence.value < 1.0 &&
                  (s->tone == CAD_TONE_RAISED) == up;
    }
    ok(bounded, "tone is raised where the voice is, and nowhere else");
    if (from < to)
        ok(p->activation.p90.value > 0.6, "p90 shows it: %.2f",
           p->activation.p90.value);
    fixture_close(&fx);
}

static void confidence_follows_evidence(void)
{
    struct fixture clear, noisy;
    perform(&clear, 8, 12, 40);
    perform(&noisy, 8, 12, 8);
    const cad_segment *s = clear.report.segments;
    ok(s[1].confidence.value > 0.6, "4 s of voice in quiet: %.2f",
       s[1].confidence.value);
    ok(s[0].confidence.value < s[1].confidence.value, "less voice: %.2f",
       s[0].confidence.value);
    ok(noisy.report.segments[1].confidence.value < s[1].confidence.value,
       "noise: %.2f", noisy.report.segments[1].confidence.value);
    near(noisy.report.segments[1].activation.value, s[1].activation.value, 1e-9,
         "noise takes confidence, not the value");
    fixture_close(&clear);
    fixture_close(&noisy);
}

static void leakage_takes_confidence(void)
{
    struct fixture fx;
    perform(&fx, 8, 12, 40);
    double before = fx.report.segments[3].confidence.value;
    for (size_t f = 4700; f < 5100; f++)
        fx.voice[CAD_CUSTOMER].clean[f] = 0;
    ok(fixture_read(&fx) == CAD_OK, "read again");
    double after = fx.report.segments[3].confidence.value;
    ok(after < 0.8 * before, "%.2f -> %.2f where the other is heard", before,
       after);
    fixture_close(&fx);
}

/* Only the rate counts, and no segment is long enough for one. */
static void nothing_to_go_by(void)
{
    struct fixture fx;
    perform(&fx, 8, 12, 40);
    struct cad_tone_settings *t = &fx.model.settings.tone;
    t->weight_pitch = t->weight_peak = t->weight_tilt = t->weight_level = 0;
    t->rate_min_speech_s = 10;
    ok(fixture_read(&fx) == CAD_OK, "read again");
    const cad_segment *s = &fx.report.segments[3];
    ok(s->activation.why == CAD_WHY_NO_EVIDENCE &&
           s->activation_z.why == CAD_WHY_NO_EVIDENCE &&
           s->tone == CAD_TONE_UNKNOWN,
       "what has no figure that counts is not level");
    fixture_close(&fx);
}

/* The same call told the other way round: nothing looks ahead or behind. */
static void order_is_no_matter(void)
{
    struct fixture a, b;
    perform(&a, 8, 12, 40);
    fixture_open(&b, 15 * TURNS, NULL, 0);
    for (int i = TURNS; i-- > 0;) {
        const cad_segment *s = &a.report.segments[i];
        fixture_say(
            &b, &(struct stretch){.party = CAD_CUSTOMER,
                                  .start_s = 15 * TURNS - s->end_s,
                                  .end_s = 15 * TURNS - s->start_s,
                                  .f0_hz = s->pitch.median_hz.value,
                                  .level_dbfs = s->loudness.level_dbfs.value,
                                  .tilt_db = s->effort.tilt_db.value,
                                  .syllables_s = 5});
    }
    ok(fixture_read(&b) == CAD_OK, "read");
    double worst = 0.0;
    for (int i = 0; i < TURNS; i++)
        worst = fmax(worst,
                     fabs(a.report.segments[i].activation.value -
                          b.report.segments[TURNS - 1 - i].activation.value));
    near(worst, 0, 0.01, "activation of a call told backwards differs by");
    fixture_close(&a);
    fixture_close(&b);
}

int main(void)
{
    course_of_a_call(0, 0, CAD_TREND_STEADY, "a level call is steady");
    course_of_a_call(11, 16, CAD_TREND_RISING, "a call that ends raised rises");
    course_of_a_call(0, 5, CAD_TREND_FALLING, "a call that begins so falls");
    course_of_a_call(6, 10, CAD_TREND_MIXED, "up and down again is mixed");
    another_line();
    confidence_follows_evidence();
    leakage_takes_confidence();
    nothing_to_go_by();
    order_is_no_matter();
    return tap_done();
}
