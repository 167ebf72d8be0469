/* Exchanges, episodes and what they add up to. */
#include "emit/json_parts.h"
#include "emit/json_write.h"
#include "emit/words.h"

static json_t *agent_segment_item(const void *from, size_t i)
{
    return cad_json_id('s', (size_t)((const int *)from)[i]);
}

static json_t *customer_object(const cad_exchange *x)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "before", x->customer.before, CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "after", x->customer.after, CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "expected", x->customer.expected,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "surprise", x->customer.surprise, 2);
    cad_json_text(&o, "change", cad_word_change(x->customer.change),
                  CAD_WHY_NO_EVIDENCE);
    return cad_json_end(&o);
}

static json_t *cue_item(const void *from, size_t i)
{
    const cad_cue *cue = (const cad_cue *)from + i;
    const char *unit = cad_unit_cue(cue->kind);
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "cue", cad_word_cue(cue->kind), CAD_WHY_NO_EVIDENCE);
    cad_json_put(&o, "value", cad_json_quantity(cue->value, unit));
    cad_json_text(&o, "unit", unit, CAD_WHY_NO_EVIDENCE);
    return cad_json_end(&o);
}

static json_t *agent_object(const cad_exchange *x)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "activation", x->agent.activation,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "expected", x->agent.expected, CAD_DECIMALS_ACTIVATION);
    cad_json_text(&o, "move", cad_word_move(x->agent.move),
                  CAD_WHY_NO_EVIDENCE);
    cad_json_put(&o, "did",
                 cad_json_list(x->agent.did_count, cue_item, x->agent.did));
    return cad_json_end(&o);
}

json_t *cad_json_exchange(const cad_exchange *x, size_t index)
{
    /* an exchange always has an effect, if only an unclear one */
    const char *effect = cad_word_effect(x->effect);
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "id", cad_json_id('x', index));
    cad_json_ref(&o, "customer_before", 's', x->customer_before);
    cad_json_put(&o, "agent_segments",
                 cad_json_list(x->agent_segment_count, agent_segment_item,
                               x->agent_segments));
    cad_json_ref(&o, "customer_after", 's', x->customer_after);
    cad_json_number(&o, "start_s", x->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", x->end_s, CAD_DECIMALS_S);
    cad_json_put(&o, "customer", customer_object(x));
    cad_json_put(&o, "agent", agent_object(x));
    cad_json_text(&o, "effect",
                  effect ? effect : cad_word_effect(CAD_EFFECT_UNCLEAR),
                  CAD_WHY_KNOWN);
    cad_json_figure(&o, "confidence", x->confidence, CAD_DECIMALS_SHARE);
    return cad_json_end(&o);
}

static json_t *episode_agent(const cad_episode *e)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "silence_share", e->agent.silence_share,
                    CAD_DECIMALS_SHARE);
    cad_json_count(&o, "backchannels", e->agent.backchannels);
    cad_json_count(&o, "interruptions", e->agent.interruptions);
    cad_json_figure(&o, "activation", e->agent.activation,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "floor_wait_s", e->agent.floor_wait_s, CAD_DECIMALS_S);
    return cad_json_end(&o);
}

json_t *cad_json_episode(const cad_episode *e, size_t index)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "id", cad_json_id('p', index));
    cad_json_text(&o, "party", cad_word_party(e->party), CAD_WHY_KNOWN);
    cad_json_text(&o, "kind", cad_word_episode_kind(e->kind), CAD_WHY_KNOWN);
    cad_json_number(&o, "onset_s", e->onset_s, CAD_DECIMALS_S);
    cad_json_number(&o, "peak_s", e->peak_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", e->end_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "peak_activation", e->peak_activation,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_flag(&o, "recovered", e->recovered);
    cad_json_figure(&o, "recovery_s", e->recovery_s, CAD_DECIMALS_S);
    cad_json_put(&o, "agent", episode_agent(e));
    return cad_json_end(&o);
}

static json_t *chance_object(const cad_attribution *a)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "escalated", a->expected_by_chance.escalated, 2);
    cad_json_figure(&o, "calmed", a->expected_by_chance.calmed, 2);
    return cad_json_end(&o);
}

static json_t *coupling_object(const cad_attribution *a)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "beta", a->coupling.beta, CAD_DECIMALS_STATISTIC);
    cad_json_figure(&o, "se", a->coupling.se, CAD_DECIMALS_STATISTIC);
    cad_json_figure(&o, "p", a->coupling.p, CAD_DECIMALS_STATISTIC);
    cad_json_integer(&o, "shifts", (long long)a->coupling.shifts);
    return cad_json_end(&o);
}

json_t *cad_json_attribution(const cad_attribution *a)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_count(&o, "exchanges", a->exchanges);
    cad_json_count(&o, "escalated", a->escalated);
    cad_json_count(&o, "calmed", a->calmed);
    cad_json_put(&o, "expected_by_chance", chance_object(a));
    cad_json_put(&o, "coupling", coupling_object(a));
    cad_json_text(&o, "verdict", cad_word_verdict(a->verdict),
                  CAD_WHY_NO_EVIDENCE);
    return cad_json_end(&o);
}
