#include "exchange_fixture.h"
#include "tap.h"

static const cad_party_report *read_course(struct talk *t)
{
    ok(cad_changes_find(&t->in, &t->report, NULL) == CAD_OK, "read");
    return &t->report.party[CAD_CUSTOMER];
}

static void known_course(void)
{
    struct talk t;
    uint32_t seed = 5;
    talk_open(&t, 40);
    for (int i = 0; i < 20; i++) {
        talk_say(&t, CAD_AGENT, 0.3 * talk_normal(&seed));
        bool up = i >= 6 && i < 13;
        talk_say(&t, CAD_CUSTOMER, (up ? 2.4 : 0) + 0.3 * talk_normal(&seed));
    }
    const cad_party_report *p = read_course(&t);
    ok(p->activation.change_count == 2, "two changes: %zu",
       p->activation.change_count);
    const cad_course_change *c = p->activation.changes;
    ok(c[0].segment == 13 && c[0].change == CAD_CHANGE_ROSE, "up at turn 7");
    ok(c[1].segment == 27 && c[1].change == CAD_CHANGE_FELL, "down at 14");
    near(c[0].start_s, t.report.segments[13].start_s, 0, "begins there");
    near(c[0].end_s, t.report.segments[25].end_s, 0, "and holds to the next");
    near(c[0].before, 0, 0.15, "from the habit: tanh(z/2) of the mean");
    near(c[0].after, tanh(1.2), 0.05, "to where it was put");
    near(c[1].before, c[0].after, 1e-12, "one level between the two");
    ok(c[0].confidence > 0.7 && c[0].confidence < 0.9,
       "as sure as its segments, and less: %.2f", c[0].confidence);
    ok(t.report.party[CAD_AGENT].activation.change_count == 0,
       "the agent stays where it is");
    talk_close(&t);
}

/* Level courses whose turns differ as much as single sentences do: 200 of 40
   turns are some 30 h of call, and a tenth of a change an hour is little. */
static void level_courses(void)
{
    uint32_t seed = 17;
    size_t found = 0;
    for (int n = 0; n < 200; n++) {
        struct talk t;
        talk_open(&t, 40);
        for (int i = 0; i < 40; i++)
            talk_say(&t, CAD_CUSTOMER, 0.7 * talk_normal(&seed));
        cad_changes_find(&t.in, &t.report, NULL);
        found += t.report.party[CAD_CUSTOMER].activation.change_count;
        talk_close(&t);
    }
    ok(found <= 10, "200 level courses have %zu changes", found);
}

static void not_a_change(double step, int from, int to, const char *what)
{
    struct talk t;
    talk_open(&t, 20);
    for (int i = 0; i < 20; i++)
        talk_say(&t, CAD_CUSTOMER, i >= from && i < to ? step : 0);
    ok(read_course(&t)->activation.change_count == 0, "%s", what);
    talk_close(&t);
}

/* Of 4 s each. */
static void pieces_of_one_turn(int pieces, size_t changes)
{
    struct talk t;
    talk_open(&t, 20);
    for (int i = 0; i < 20; i++) {
        bool up = i >= 8 && i < 8 + pieces;
        cad_segment *s = talk_say(&t, CAD_CUSTOMER, up ? 2.5 : 0);
        s->turn = up ? 8 : s->turn;
    }
    ok(read_course(&t)->activation.change_count == changes,
       "%d pieces of one turn: %zu changes", pieces, changes);
    talk_close(&t);
}

static void little_to_go_by(void)
{
    struct talk t;
    talk_open(&t, 20);
    ok(read_course(&t)->activation.change_count == 0, "nobody spoke");
    for (int i = 0; i < 3; i++)
        talk_say(&t, CAD_CUSTOMER, i);
    ok(read_course(&t)->activation.change_count == 0, "three turns");
    for (int i = 0; i < 12; i++) {
        cad_segment *s = talk_say(&t, CAD_CUSTOMER, i < 6 ? 0 : 2.5);
        s->activation_z = cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
        s->confidence = s->activation_z;
    }
    ok(read_course(&t)->activation.change_count == 0, "none of them scored");
    talk_close(&t);
}

int main(void)
{
    known_course();
    level_courses();
    not_a_change(2.5, 10, 11, "one turn is a moment");
    not_a_change(1.0, 10, 20, "a small step is drift");
    pieces_of_one_turn(4, 0);
    pieces_of_one_turn(10, 2);
    little_to_go_by();
    return tap_done();
}
