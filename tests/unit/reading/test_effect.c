/* The rules of effect at both sides of each threshold. */
#include "model/model.h"
#include "reading/effect.h"
#include "tap.h"

static cad_model model;

static cad_exchange exchange(double before, double after, double surprise,
                             double move, bool cut_in)
{
    cad_exchange x = {0};
    x.trace.customer_known = x.trace.agent_known = true;
    x.trace.before_z = before;
    x.trace.after_z = after;
    x.trace.surprise = surprise;
    x.trace.agent_z = x.trace.residual_z = move;
    x.trace.cut_in = cut_in;
    x.trace.let_finish = !cut_in;
    return x;
}

static cad_effect effect(cad_exchange x)
{
    return cad_exchange_effect(&model.settings.exchange, &x, &x);
}

static void test_change(void)
{
    const struct cad_exchange_settings *s = &model.settings.exchange;
    double step = s->change_min_z;
    cad_exchange up = exchange(0, step, 0, 0, false);
    cad_exchange level = exchange(0, step - 0.01, 0, 0, false);
    cad_exchange down = exchange(step, 0, 0, 0, false);
    cad_exchange unknown = up;
    unknown.trace.customer_known = false;
    ok(cad_customer_change(s, &up) == CAD_CHANGE_ROSE, "a step up: rose");
    ok(cad_customer_change(s, &level) == CAD_CHANGE_STEADY,
       "just under the step: steady");
    ok(cad_customer_change(s, &down) == CAD_CHANGE_FELL, "a step down: fell");
    ok(cad_customer_change(s, &unknown) == CAD_CHANGE_UNCLEAR,
       "not known: unclear");
}

static cad_move move(double up, double beyond, double down, double beyond_down)
{
    cad_exchange x = exchange(0, 0, 0, 0, false);
    x.trace.agent_z = up;
    x.trace.residual_z = beyond;
    x.trace.step_down = down;
    x.trace.residual_down = beyond_down;
    return cad_agent_move(&model.settings.exchange, &x);
}

static void test_move(void)
{
    const struct cad_exchange_settings *s = &model.settings.exchange;
    double up = s->move_raised_min_z, down = s->step_down_min;
    double beyond = s->move_beyond_min_z;
    ok(move(up, beyond, 0, 0) == CAD_MOVE_RAISED, "raised at the threshold");
    ok(move(up, beyond, 3, 3) == CAD_MOVE_RAISED,
       "slower does not undo a raised voice");
    ok(move(0, 0, down, beyond) == CAD_MOVE_LOWERED,
       "slower, softer, lower at the usual activation: a move down");
    ok(move(0, 0, down - 0.01, 3) == CAD_MOVE_LEVEL, "a little of it: level");
    ok(move(-up, -beyond, 0, 0) == CAD_MOVE_LOWERED,
       "lower activation alone: a move down");
    ok(move(2, beyond - 0.01, 0, 0) == CAD_MOVE_LEVEL,
       "raised as usual at such moments: no move");
    ok(move(0, 2, 0, 0) == CAD_MOVE_LEVEL,
       "at the habit where the voice usually falls: not raised");
    ok(move(0, -2, 0, 2) == CAD_MOVE_LEVEL,
       "at the habit where the voice usually rises: not lowered");
    cad_exchange x = exchange(0, 0, 0, 2, false);
    x.trace.agent_known = false;
    ok(cad_agent_move(s, &x) == CAD_MOVE_UNCLEAR, "not known: unclear");
}

static void test_effect(void)
{
    ok(effect(exchange(0, 3, 3, 1.5, false)) == CAD_EFFECT_ESCALATED,
       "rose beyond expectation after a raised agent: escalated");
    ok(effect(exchange(0, 3, 3, 0, true)) == CAD_EFFECT_ESCALATED,
       "rose after being cut off: escalated");
    ok(effect(exchange(0, 3, 3, 0, false)) == CAD_EFFECT_NONE,
       "rose after a level agent: none");
    ok(effect(exchange(0, 3, 1, 1.5, false)) == CAD_EFFECT_NONE,
       "a rise that was to be expected: none");
    ok(effect(exchange(3, 0, -3, -1, false)) == CAD_EFFECT_CALMED,
       "fell beyond expectation after a lowered agent: calmed");
    ok(effect(exchange(3, 0, -3, -1, true)) == CAD_EFFECT_NONE,
       "fell, but was cut off: none");
    ok(effect(exchange(0.5, -2, -3, -1, false)) == CAD_EFFECT_NONE,
       "nothing to calm before: none");
    ok(effect(exchange(0, 0.2, 3, 3, true)) == CAD_EFFECT_NONE,
       "a steady customer: none, whatever the agent did");
}

static void test_unclear(void)
{
    cad_exchange x = exchange(0, 3, 3, 0, false);
    x.trace.agent_known = false;
    ok(effect(x) == CAD_EFFECT_UNCLEAR, "agent's voice not known: unclear");
    x.trace.cut_in = true;
    ok(effect(x) == CAD_EFFECT_ESCALATED,
       "a cut-in needs no voice to be known");
    x.trace.customer_known = false;
    ok(effect(x) == CAD_EFFECT_UNCLEAR, "customer not known: unclear");
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    cad_error error = {0};
    if (!ok(!cad_model_load(arena, NULL, &model, &error), "the model loads"))
        return tap_done();
    test_change();
    test_move();
    test_effect();
    test_unclear();
    cad_arena_free(arena);
    return tap_done();
}
