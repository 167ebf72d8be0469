#include "reading/effect.h"

#include <math.h>

cad_change cad_customer_change(const struct cad_exchange_settings *s,
                               const cad_exchange *x)
{
    if (!x->trace.customer_known)
        return CAD_CHANGE_UNCLEAR;
    double before = x->trace.before_z, after = x->trace.after_z;
    double beyond = s->change_beyond_z;
    /* a wide step within what a level voice does is none */
    if (fmax(before, after) < beyond && fmin(before, after) > -beyond)
        return CAD_CHANGE_STEADY;
    if (after - before >= s->change_min_z)
        return CAD_CHANGE_ROSE;
    return before - after >= s->change_min_z ? CAD_CHANGE_FELL
                                             : CAD_CHANGE_STEADY;
}

/* A move is heard against the agent's own habit, and is more than the agent
   does anyway at such moments; one alone is no move: an agent who stays at the
   habit where a rise was usual has not lowered the voice. Up is heard in the
   voice's activation; down also in what a calming voice does: slower, softer,
   lower. */
static bool is_move(const struct cad_exchange_settings *s, double heard,
                    double least, double beyond)
{
    return heard >= least && beyond >= s->move_beyond_min_z;
}

cad_move cad_agent_move(const struct cad_exchange_settings *s,
                        const cad_exchange *x)
{
    if (!x->trace.agent_known)
        return CAD_MOVE_UNCLEAR;
    double up = x->trace.agent_z, beyond = x->trace.residual_z;
    if (is_move(s, up, s->move_raised_min_z, beyond))
        return CAD_MOVE_RAISED;
    bool lowered = is_move(s, -up, s->move_raised_min_z, -beyond) ||
                   is_move(s, x->trace.step_down, s->step_down_min,
                           x->trace.residual_down);
    return lowered ? CAD_MOVE_LOWERED : CAD_MOVE_LEVEL;
}

static bool rose_beyond(const struct cad_exchange_settings *s,
                        const cad_exchange *x)
{
    return cad_customer_change(s, x) == CAD_CHANGE_ROSE &&
           x->trace.surprise >= s->surprise_min;
}

static bool fell_beyond(const struct cad_exchange_settings *s,
                        const cad_exchange *x)
{
    return cad_customer_change(s, x) == CAD_CHANGE_FELL &&
           x->trace.before_z >= s->raised_before_min_z &&
           x->trace.surprise <= -s->surprise_min;
}

cad_effect cad_exchange_effect(const struct cad_exchange_settings *s,
                               const cad_exchange *customer,
                               const cad_exchange *agent)
{
    if (!customer->trace.customer_known)
        return CAD_EFFECT_UNCLEAR;
    bool rose = rose_beyond(s, customer), fell = fell_beyond(s, customer);
    if (!rose && !fell)
        return CAD_EFFECT_NONE;
    if (rose && agent->trace.cut_in)
        return CAD_EFFECT_ESCALATED;
    cad_move move = cad_agent_move(s, agent);
    if (move == CAD_MOVE_UNCLEAR)
        return CAD_EFFECT_UNCLEAR;
    if (rose && move == CAD_MOVE_RAISED)
        return CAD_EFFECT_ESCALATED;
    if (fell && move == CAD_MOVE_LOWERED && agent->trace.let_finish)
        return CAD_EFFECT_CALMED;
    return CAD_EFFECT_NONE;
}
