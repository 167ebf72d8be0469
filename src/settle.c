#include "settle.h"

#include "base/decimal.h"

#include <stddef.h>

struct place {
    size_t offset;
    int decimals;
};

#define OF(type, member, decimals)                                             \
    {                                                                          \
        offsetof(type, member), decimals                                       \
    }
#define OF_PARTY(member, decimals) OF(cad_party_report, member, decimals)
#define OF_CONVERSATION(member, decimals)                                      \
    OF(cad_conversation_report, member, decimals)
#define OF_EXCHANGE(member) OF(cad_exchange, member, CAD_DECIMALS_ACTIVATION)
#define OF_SEGMENT(member, decimals) OF(cad_segment, member, decimals)
#define OF_EPISODE(member, decimals) OF(cad_episode, member, decimals)

static const struct place of_party[] = {
    OF_PARTY(talk_s, CAD_DECIMALS_S),
    OF_PARTY(talk_share, CAD_DECIMALS_SHARE),
    OF_PARTY(talk_share_of_call, CAD_DECIMALS_SHARE),
    OF_PARTY(longest_turn_s, CAD_DECIMALS_S),
    OF_PARTY(longest_turn_start_s, CAD_DECIMALS_S),
    OF_PARTY(speech_level_lufs, CAD_DECIMALS_DB),
    OF_PARTY(pitch.median_hz, CAD_DECIMALS_HZ),
    OF_PARTY(pitch.p10_hz, CAD_DECIMALS_HZ),
    OF_PARTY(pitch.p90_hz, CAD_DECIMALS_HZ),
    OF_PARTY(pitch.range_st, CAD_DECIMALS_ST),
    OF_PARTY(articulation_syl_s, CAD_DECIMALS_RATE),
    OF_PARTY(speech_syl_s, CAD_DECIMALS_RATE),
    OF_PARTY(pause_share, CAD_DECIMALS_SHARE),
    OF_PARTY(response_latency.median_s, CAD_DECIMALS_S),
    OF_PARTY(response_latency.p90_s, CAD_DECIMALS_S),
    OF_PARTY(activation.opening, CAD_DECIMALS_ACTIVATION),
    OF_PARTY(activation.closing, CAD_DECIMALS_ACTIVATION),
    OF_PARTY(activation.p90, CAD_DECIMALS_ACTIVATION),
    OF_PARTY(whole_call.figure[CAD_WHOLE_PITCH_MEDIAN].value, CAD_DECIMALS_HZ),
    OF_PARTY(whole_call.figure[CAD_WHOLE_PITCH_RANGE].value, CAD_DECIMALS_ST),
    OF_PARTY(whole_call.figure[CAD_WHOLE_TILT].value, CAD_DECIMALS_DB),
    OF_PARTY(whole_call.figure[CAD_WHOLE_LEVEL_SPREAD].value, CAD_DECIMALS_DB),
    OF_PARTY(whole_call.figure[CAD_WHOLE_RATE].value, CAD_DECIMALS_RATE),
};

static const struct place of_conversation[] = {
    OF_CONVERSATION(speech_s, CAD_DECIMALS_S),
    OF_CONVERSATION(overlap_s, CAD_DECIMALS_S),
    OF_CONVERSATION(overlap_share, CAD_DECIMALS_SHARE),
    OF_CONVERSATION(silence.longest_s, CAD_DECIMALS_S),
    OF_CONVERSATION(silence.longest_start_s, CAD_DECIMALS_S),
    OF_CONVERSATION(hold_s, CAD_DECIMALS_S),
    OF_CONVERSATION(floor_changes_per_min, CAD_DECIMALS_RATE),
};

static const struct place of_segment[] = {
    OF_SEGMENT(response_latency_s, CAD_DECIMALS_S),
    OF_SEGMENT(pitch.median_hz, CAD_DECIMALS_HZ),
    OF_SEGMENT(pitch.median_st, CAD_DECIMALS_ST),
    OF_SEGMENT(pitch.p10_st, CAD_DECIMALS_ST),
    OF_SEGMENT(pitch.p90_st, CAD_DECIMALS_ST),
    OF_SEGMENT(pitch.slope_st_s, CAD_DECIMALS_ST),
    OF_SEGMENT(loudness.lufs, CAD_DECIMALS_DB),
    OF_SEGMENT(loudness.level_dbfs, CAD_DECIMALS_DB),
    OF_SEGMENT(loudness.rel_db, CAD_DECIMALS_DB),
    OF_SEGMENT(effort.tilt_db, CAD_DECIMALS_DB),
    OF_SEGMENT(effort.rel_db, CAD_DECIMALS_DB),
    OF_SEGMENT(rate.syllables, 1),
    OF_SEGMENT(rate.articulation_syl_s, CAD_DECIMALS_RATE),
    OF_SEGMENT(rate.speech_syl_s, CAD_DECIMALS_RATE),
    OF_SEGMENT(rate.uncertainty_pct, CAD_DECIMALS_PCT),
    OF_SEGMENT(rate.rel_pct, CAD_DECIMALS_PCT),
    OF_SEGMENT(activation, CAD_DECIMALS_ACTIVATION),
    OF_SEGMENT(confidence, CAD_DECIMALS_SHARE),
};

static const struct place of_exchange[] = {
    OF_EXCHANGE(customer.before),   OF_EXCHANGE(customer.after),
    OF_EXCHANGE(customer.expected), OF_EXCHANGE(agent.activation),
    OF_EXCHANGE(agent.expected),
};

static const struct place of_episode[] = {
    OF_EPISODE(peak_activation, CAD_DECIMALS_ACTIVATION),
    OF_EPISODE(recovery_s, CAD_DECIMALS_S),
    OF_EPISODE(agent.silence_share, CAD_DECIMALS_SHARE),
    OF_EPISODE(agent.activation, CAD_DECIMALS_ACTIVATION),
    OF_EPISODE(agent.floor_wait_s, CAD_DECIMALS_S),
};

static void settle(void *holder, const struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cad_figure *f = (cad_figure *)((char *)holder + places[i].offset);
        if (cad_is_known(*f))
            f->value = cad_decimal_kept(f->value, places[i].decimals);
    }
}

#define SETTLE(holder, places)                                                 \
    settle(holder, places, sizeof places / sizeof *places)

void cad_report_settle(cad_report *report)
{
    for (int p = 0; p < CAD_PARTIES; p++)
        SETTLE(&report->party[p], of_party);
    SETTLE(&report->conversation, of_conversation);
    for (size_t i = 0; i < report->segment_count; i++)
        SETTLE(&report->segments[i], of_segment);
    for (size_t i = 0; i < report->exchange_count; i++)
        SETTLE(&report->exchanges[i], of_exchange);
    for (size_t i = 0; i < report->episode_count; i++)
        SETTLE(&report->episodes[i], of_episode);
}
