#include "reading/habit.h"

#include "reading_fixture.h"
#include "tap.h"

enum { TURNS = 16 };

/* A customer whose turns are level or raised, as in acted speech, with the
   spread that one speaker has from turn to turn. */
struct play {
    int raised;       /* so many of the 16 turns, the last ones */
    double shift;     /* 1: pitch +6 st, tilt +5 dB, level +5 dB */
    double gain_db;   /* on all */
    double wander_db; /* gain that differs from turn to turn, +- */
    int low_outliers; /* turns an octave down: tracking errors */
    uint32_t seed;
};

static void perform(struct fixture *fx, const struct play *play, int turns)
{
    struct stretch s[TURNS];
    uint32_t seed = play->seed + 1;
    for (int i = 0; i < turns; i++) {
        double up = i >= turns - play->raised ? play->shift : 0.0;
        double pitch_st = fixture_normal(&seed) * 1.0 + 6.0 * up;
        double tilt_db = fixture_normal(&seed) * 1.4 + 5.0 * up;
        double level_db = fixture_normal(&seed) * 1.5 + 5.0 * up;
        double wander = fixture_normal(&seed);
        if (i < play->low_outliers)
            pitch_st -= 12.0;
        s[i] = (struct stretch){.party = CAD_CUSTOMER,
                                .start_s = 10 * i + 1,
                                .end_s = 10 * i + 5,
                                .f0_hz = 150.0 * pow(2.0, pitch_st / 12.0),
                                .level_dbfs =
                                    -30 + level_db + play->gain_db +
                                    play->wander_db * (wander > 0 ? 1 : -1),
                                .tilt_db = -8 + tilt_db,
                                .syllables_s = 5 + 0.3 * fixture_normal(&seed)};
    }
    fixture_open(fx, 10 * turns + 5, s, (size_t)turns);
    ok(fixture_read(fx) == CAD_OK, "read");
}

static struct cad_habit habit_of(struct fixture *fx)
{
    struct cad_habit habit;
    ok(cad_habit_find(&fx->in, &fx->report, CAD_CUSTOMER, &habit, NULL) ==
           CAD_OK,
       "habit found");
    return habit;
}

static double activation(const struct fixture *fx, int i)
{
    return fx->report.segments[i].activation.value;
}

static void a_level_call_stays_level(void)
{
    double sum = 0.0, marked = 0.0;
    for (uint32_t seed = 0; seed < 20; seed++) {
        struct fixture fx;
        perform(&fx, &(struct play){.seed = seed}, TURNS);
        for (int i = 0; i < TURNS; i++) {
            sum += fabs(activation(&fx, i));
            marked += fx.report.segments[i].tone != CAD_TONE_LEVEL;
        }
        fixture_close(&fx);
    }
    ok(sum / (20 * TURNS) < 0.25, "mean |activation| %.3f < 0.25",
       sum / (20 * TURNS));
    ok(marked / (20 * TURNS) < 0.06, "marked %.3f of level turns",
       marked / (20 * TURNS));
}

/* However many turns are raised, the level ones stay at the zero. */
static void raised_for_most_of_the_call(int raised)
{
    double level = 0.0, up = 0.0;
    for (uint32_t seed = 0; seed < 10; seed++) {
        struct fixture fx;
        perform(&fx, &(struct play){.raised = raised, .shift = 1, .seed = seed},
                TURNS);
        for (int i = 0; i < TURNS; i++)
            *(i < TURNS - raised ? &level : &up) += activation(&fx, i);
        fixture_close(&fx);
    }
    near(level / (10 * (TURNS - raised)), 0, 0.15,
         "level turns of such a call");
    /* tone is raised from 0.46 on; the limit leaves room for chance */
    ok(up / (10 * raised) > 0.65, "%d of %d raised: mean %.3f", raised, TURNS,
       up / (10 * raised));
}

/* A soft mood is no habit: what it is softer than stays at zero. The step of
   2.3 scales is nearly as far as acted sadness goes below a neutral voice. */
static void soft_for_a_part_of_the_call(int soft, int turns)
{
    double level = 0.0, down = 0.0;
    for (uint32_t seed = 0; seed < 10; seed++) {
        struct fixture fx;
        perform(&fx,
                &(struct play){.raised = soft, .shift = -0.75, .seed = seed},
                turns);
        for (int i = 0; i < turns; i++)
            *(i < turns - soft ? &level : &down) += activation(&fx, i);
        fixture_close(&fx);
    }
    near(level / (10 * (turns - soft)), 0, 0.15,
         "some turns are soft: the others stay at zero");
    ok(down / (10 * soft) < -0.6, "and these are lowered: %.3f",
       down / (10 * soft));
}

/* In a short call, or a part of one, two level turns are all there may be.
   They are known by their distance: no soft voice is so far below. */
static void hardly_ever_level(int raised, int turns)
{
    double level = 0.0, up = 0.0;
    for (uint32_t seed = 0; seed < 10; seed++) {
        struct fixture fx;
        perform(&fx,
                &(struct play){.raised = raised, .shift = 1.3, .seed = seed},
                turns);
        for (int i = 0; i < turns; i++)
            *(i < turns - raised ? &level : &up) += activation(&fx, i);
        fixture_close(&fx);
    }
    /* two turns have a middle of their own, and the scatter of one speaker */
    near(level / (10 * (turns - raised)), 0, 0.2,
         "two turns are level: they are the zero");
    ok(up / (10 * raised) > 0.65, "the rest is raised: mean %.3f",
       up / (10 * raised));
}

static void gain_is_no_matter(void)
{
    struct fixture a, b;
    perform(&a, &(struct play){.raised = 5, .shift = 1, .seed = 3}, TURNS);
    perform(&b,
            &(struct play){.raised = 5, .shift = 1, .gain_db = 6, .seed = 3},
            TURNS);
    double worst = 0.0;
    for (int i = 0; i < TURNS; i++)
        worst = fmax(worst, fabs(activation(&a, i) - activation(&b, i)));
    near(worst, 0, 1e-5, "6 dB more on all of the call changes");
    near(b.report.party[CAD_CUSTOMER].baseline[CAD_LEVEL_DB].value.value -
             a.report.party[CAD_CUSTOMER].baseline[CAD_LEVEL_DB].value.value,
         6, 1e-3, "but the level's own baseline, which moves by");
    fixture_close(&a);
    fixture_close(&b);
}

static void wandering_gain_silences_level(void)
{
    struct fixture fx;
    double weight = 0.0, straight;
    perform(&fx, &(struct play){.raised = 5, .shift = 1, .seed = 7}, TURNS);
    straight = habit_of(&fx).cue[CAD_VOICE_LEVEL].weight;
    near(straight, fx.model.settings.tone.weight_level, 1e-9,
         "level has its weight where it goes with the rest");
    fx.report.quality.party[CAD_CUSTOMER].agc_suspected = cad_known(1.0);
    near(habit_of(&fx).cue[CAD_VOICE_LEVEL].weight, 0, 0, "and none under AGC");
    fixture_close(&fx);
    for (uint32_t seed = 0; seed < 10; seed++) {
        perform(&fx, &(struct play){.wander_db = 10, .seed = seed}, TURNS);
        weight += habit_of(&fx).cue[CAD_VOICE_LEVEL].weight / 10;
        fixture_close(&fx);
    }
    ok(weight < 0.5 * straight, "under random gain %.3f of %.3f", weight,
       straight);
}

static void outliers_are_no_group(void)
{
    struct fixture fx;
    perform(&fx, &(struct play){.low_outliers = 2, .seed = 5}, TURNS);
    double mean = 0.0;
    for (int i = 2; i < TURNS; i++)
        mean += activation(&fx, i) / (TURNS - 2);
    near(mean, 0, 0.15, "two turns an octave down do not lift the rest");
    fixture_close(&fx);
}

static void scale_has_a_floor(void)
{
    struct fixture fx;
    struct stretch s[TURNS];
    for (int i = 0; i < TURNS; i++) /* a voice like a machine */
        s[i] = (struct stretch){.party = CAD_CUSTOMER,
                                .start_s = 5 * i,
                                .end_s = 5 * i + 3,
                                .f0_hz = i % 2 ? 150 : 152,
                                .level_dbfs = -30,
                                .tilt_db = -8,
                                .syllables_s = 5};
    fixture_open(&fx, 90, s, TURNS);
    ok(fixture_read(&fx) == CAD_OK, "read");
    const struct cad_tone_settings *t = &fx.model.settings.tone;
    const cad_baseline *b = fx.report.party[CAD_CUSTOMER].baseline;
    near(b[CAD_PITCH_ST].spread.value, t->spread_pitch_st, 1e-9,
         "pitch spread is no less than a level voice's");
    near(b[CAD_TILT_DB].spread.value, t->spread_tilt_db, 1e-9, "nor tilt");
    near(b[CAD_TILT_DB].value.value, -8, 0.02, "tilt habit");
    near(b[CAD_RATE_SYL_S].value.value, 5, 0.05, "rate habit");
    ok(fabs(activation(&fx, 1)) < 0.05, "0.1 st is nothing");
    fixture_close(&fx);
}

/* Two groups of turns that only pitch tells apart, evenly spread within each,
   `apart` scales between the last of the one and the first of the other. */
static double zero_of_groups(int lower, int upper, double apart)
{
    static const double spacing = 0.3;
    cad_segment s[20];
    struct fixture fx = {.arena = cad_arena_new()};
    cad_report report = {.segment_count = (size_t)(lower + upper),
                         .segments = s};
    struct cad_habit habit = {0};
    fixture_need(fx.arena);
    ok(cad_model_load(fx.arena, NULL, &fx.model, NULL) == CAD_OK, "model");
    double scale_st = fx.model.settings.tone.spread_pitch_st;
    for (int i = 0; i < lower + upper; i++) {
        double at = spacing * i + (i < lower ? 0.0 : apart - spacing);
        cad_figure none = cad_unknown(CAD_WHY_NOT_MEASURED);
        s[i] = (cad_segment){.party = CAD_CUSTOMER, .kind = CAD_TURN};
        s[i].pitch.voiced_s = 3.0;
        s[i].pitch.median_st = cad_known(scale_st * at);
        s[i].pitch.p90_st = s[i].effort.tilt_db = none;
        s[i].loudness.level_dbfs = s[i].rate.articulation_syl_s = none;
    }
    fx.in = (struct cad_reading){.model = &fx.model, .arena = fx.arena};
    ok(cad_habit_find(&fx.in, &report, CAD_CUSTOMER, &habit, NULL) == CAD_OK,
       "found");
    cad_arena_free(fx.arena);
    return habit.cue[CAD_VOICE_PITCH].zero.value / scale_st;
}

/* Valleys just deep enough, which a grid of one width would step over. */
static void narrow_valleys(void)
{
    near(zero_of_groups(5, 10, 0.61), 0.6, 1e-9, "the middle of the lower 5");
    near(zero_of_groups(7, 10, 0.57), 0.9, 1e-9, "the middle of the lower 7");
    near(zero_of_groups(8, 10, 0.56), 1.05, 1e-9, "the middle of the lower 8");
    ok(zero_of_groups(7, 10, 0.3) > 2.0, "no valley: the middle of all");
}

static void too_little_to_tell(void)
{
    struct fixture fx;
    perform(&fx, &(struct play){.raised = 1, .shift = 1, .seed = 2}, 4);
    const cad_party_report *p = &fx.report.party[CAD_CUSTOMER];
    ok(p->baseline[CAD_PITCH_ST].from == CAD_FROM_OPENING,
       "four turns are told against the opening");
    ok(fx.report.segments[3].tone == CAD_TONE_RAISED, "the last is raised");
    ok(fx.report.segments[3].confidence.value < 0.5, "with less confidence");
    fixture_close(&fx);
    perform(&fx, &(struct play){.seed = 2}, 2);
    ok(!cad_is_known(fx.report.segments[0].activation),
       "two turns have no habit");
    ok(fx.report.segments[0].tone == CAD_TONE_UNKNOWN, "and no tone");
    fixture_close(&fx);
}

int main(void)
{
    a_level_call_stays_level();
    raised_for_most_of_the_call(4);
    raised_for_most_of_the_call(8);
    raised_for_most_of_the_call(12);
    soft_for_a_part_of_the_call(3, 14);
    hardly_ever_level(5, 7);
    hardly_ever_level(7, 9);
    gain_is_no_matter();
    wandering_gain_silences_level();
    outliers_are_no_group();
    scale_has_a_floor();
    narrow_valleys();
    too_little_to_tell();
    return tap_done();
}
