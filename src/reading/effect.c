#include "reading/effect.h"

cad_change cad_customer_change(const struct cad_exchange_settings *s,
                               const cad_exchange *x)
{
    if (!x->trace.customer_known)
        return CAD_CHANGE_UNCLEAR;
    double step = x->trace.after_z - x->trace.before_z;
    if (step >= s->change_min_z)
        return CAD_CHANGE_ROSE;
    return step <= -s->change_min_z ? CAD_CHANGE_FELL : CAD_CHANGE_STEADY;
}

/* Slower speech counts as part of a move down, never of one up: rate does
   not rise with activation in a way that can be relied on. */
static double move_z(const struct cad_exchange_settings *s,
                     const cad_exchange *x)
{
    double slower = x->trace.slower_pct > 0.0 ? x->trace.slower_pct : 0.0;
    double z = x->trace.residual_z;
    return z < s->move_raised_min_z ? z - s->slower_weight * slower : z;
}

cad_move cad_agent_move(const struct cad_exchange_settings *s,
                        const cad_exchange *x)
{
    if (!x->trace.agent_known)
        return CAD_MOVE_UNCLEAR;
    double z = move_z(s, x);
    if (z >= s->move_raised_min_z)
        return CAD_MOVE_RAISED;
    return z <= s->move_lowered_max_z ? CAD_MOVE_LOWERED : CAD_MOVE_LEVEL;
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
