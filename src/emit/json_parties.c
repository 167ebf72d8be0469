/* What each party did over the call, and what they did together. */
#include "emit/json_parts.h"
#include "emit/json_write.h"
#include "emit/words.h"

static json_t *pitch_object(const cad_party_report *party, cad_why absent)
{
    cad_json o = cad_json_begin(absent);
    cad_json_figure(&o, "median_hz", party->pitch.median_hz, CAD_DECIMALS_HZ);
    cad_json_figure(&o, "p10_hz", party->pitch.p10_hz, CAD_DECIMALS_HZ);
    cad_json_figure(&o, "p90_hz", party->pitch.p90_hz, CAD_DECIMALS_HZ);
    cad_json_figure(&o, "range_st", party->pitch.range_st, CAD_DECIMALS_ST);
    return cad_json_end(&o);
}

static json_t *latency_object(const cad_party_report *party, cad_why absent)
{
    cad_json o = cad_json_begin(absent);
    cad_json_figure(&o, "median_s", party->response_latency.median_s,
                    CAD_DECIMALS_S);
    cad_json_figure(&o, "p90_s", party->response_latency.p90_s, CAD_DECIMALS_S);
    cad_json_count(&o, "n", party->response_latency.n);
    return cad_json_end(&o);
}

static json_t *interruptions_object(const cad_party_report *party,
                                    cad_why absent)
{
    cad_json o = cad_json_begin(absent);
    cad_json_count(&o, "made", party->interruptions.made);
    cad_json_count(&o, "made_yielded", party->interruptions.made_yielded);
    cad_json_count(&o, "suffered", party->interruptions.suffered);
    cad_json_count(&o, "suffered_yielded",
                   party->interruptions.suffered_yielded);
    cad_json_figure(&o, "per_other_minute",
                    party->interruptions.per_other_minute, CAD_DECIMALS_RATE);
    return cad_json_end(&o);
}

static json_t *backchannels_object(const cad_party_report *party,
                                   cad_why absent)
{
    cad_json o = cad_json_begin(absent);
    cad_json_count(&o, "n", party->backchannels.n);
    cad_json_figure(&o, "per_other_minute",
                    party->backchannels.per_other_minute, CAD_DECIMALS_RATE);
    return cad_json_end(&o);
}

/* Each measure's decimals are those of its unit: st, dB, dB, syllables/s. */
static json_t *baseline_object(const cad_party_report *party, cad_why absent)
{
    cad_json all = cad_json_begin(CAD_WHY_KNOWN);
    for (cad_measure m = CAD_PITCH_ST; m < CAD_MEASURES; m++) {
        const cad_baseline *b = &party->baseline[m];
        cad_json o = cad_json_begin(absent);
        cad_json_figure(&o, "value", b->value, 2);
        cad_json_figure(&o, "spread", b->spread, 2);
        cad_json_integer(&o, "n", (long long)b->n);
        cad_json_text(&o, "from", cad_word_baseline_from(b->from),
                      CAD_WHY_NOT_MEASURED);
        cad_json_put(&all, cad_word_measure(m), cad_json_end(&o));
    }
    return cad_json_end(&all);
}

static json_t *change_item(const void *from, size_t i)
{
    const cad_course_change *c = (const cad_course_change *)from + i;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "id", cad_json_id('c', i));
    cad_json_number(&o, "start_s", c->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", c->end_s, CAD_DECIMALS_S);
    cad_json_ref(&o, "segment", 's', c->segment);
    cad_json_text(&o, "change", cad_word_change(c->change), CAD_WHY_KNOWN);
    cad_json_number(&o, "before", c->before, CAD_DECIMALS_ACTIVATION);
    cad_json_number(&o, "after", c->after, CAD_DECIMALS_ACTIVATION);
    cad_json_number(&o, "confidence", c->confidence, CAD_DECIMALS_SHARE);
    return cad_json_end(&o);
}

static json_t *activation_object(const cad_party_report *party, cad_why absent)
{
    cad_json o = cad_json_begin(absent);
    cad_json_figure(&o, "opening", party->activation.opening,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "closing", party->activation.closing,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "p90", party->activation.p90, CAD_DECIMALS_ACTIVATION);
    cad_why why = party->activation.trend_why;
    cad_json_text(&o, "trend", cad_word_trend(party->activation.trend),
                  why == CAD_WHY_KNOWN ? CAD_WHY_NO_EVIDENCE : why);
    cad_json_put(&o, "changes",
                 cad_json_list(party->activation.change_count, change_item,
                               party->activation.changes));
    return cad_json_end(&o);
}

static json_t *whole_figure(const cad_whole_figure *w, cad_whole_id id,
                            cad_why absent)
{
    const char *unit = cad_unit_whole(id);
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_figure value = absent ? cad_unknown(absent) : w->value;
    cad_json_measure(&o, "value", value, unit);
    cad_json_text(&o, "unit", unit, CAD_WHY_NOT_GIVEN);
    cad_json_norm(&o, &w->norm, unit);
    cad_json_text(&o, "place", cad_word_place(w->place),
                  !cad_is_known(value) ? value.why
                  : w->norm.known      ? CAD_WHY_TOO_LITTLE_VOICE
                                       : CAD_WHY_NONE_DEFENSIBLE);
    return cad_json_end(&o);
}

static json_t *whole_object(const cad_party_report *party, cad_why absent)
{
    cad_json all = cad_json_begin(CAD_WHY_KNOWN);
    for (cad_whole_id i = 0; i < CAD_WHOLE_COUNT; i++)
        cad_json_put(&all, cad_word_whole(i),
                     whole_figure(&party->whole_call.figure[i], i, absent));
    cad_json o = cad_json_begin(absent);
    for (cad_measure m = CAD_PITCH_ST; m < CAD_MEASURES; m++)
        cad_json_figure(&o, cad_word_measure(m), party->whole_call.contrast[m],
                        2);
    cad_json_put(&all, "contrast", cad_json_end(&o));
    return cad_json_end(&all);
}

json_t *cad_json_party(const cad_party_report *p)
{
    cad_why absent = p->present ? CAD_WHY_KNOWN : p->absent_why;
    cad_json o = cad_json_begin(absent);
    cad_json_figure(&o, "talk_s", p->talk_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "talk_share", p->talk_share, CAD_DECIMALS_SHARE);
    cad_json_figure(&o, "talk_share_of_call", p->talk_share_of_call,
                    CAD_DECIMALS_SHARE);
    cad_json_count(&o, "turns", p->turns);
    cad_json_figure(&o, "longest_turn_s", p->longest_turn_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "longest_turn_start_s", p->longest_turn_start_s,
                    CAD_DECIMALS_S);
    cad_json_figure(&o, "speech_level_lufs", p->speech_level_lufs,
                    CAD_DECIMALS_DB);
    cad_json_put(&o, "pitch", pitch_object(p, absent));
    cad_json_figure(&o, "articulation_syl_s", p->articulation_syl_s,
                    CAD_DECIMALS_RATE);
    cad_json_figure(&o, "speech_syl_s", p->speech_syl_s, CAD_DECIMALS_RATE);
    cad_json_figure(&o, "rate_uncertainty_pct", p->rate_uncertainty_pct,
                    CAD_DECIMALS_PCT);
    cad_json_figure(&o, "pause_share", p->pause_share, CAD_DECIMALS_SHARE);
    cad_json_put(&o, "response_latency", latency_object(p, absent));
    cad_json_put(&o, "interruptions", interruptions_object(p, absent));
    cad_json_put(&o, "backchannels", backchannels_object(p, absent));
    cad_json_put(&o, "baseline", baseline_object(p, absent));
    cad_json_put(&o, "activation", activation_object(p, absent));
    cad_json_put(&o, "whole_call", whole_object(p, absent));
    return cad_json_end(&o);
}

json_t *cad_json_parties(const cad_report *report)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_party last = report->mixed ? CAD_MIXED : CAD_CUSTOMER;
    for (cad_party p = CAD_AGENT; p <= last; p++)
        cad_json_put(&o, cad_word_party(p), cad_json_party(&report->party[p]));
    return cad_json_end(&o);
}

static json_t *silence_object(const cad_conversation_report *c)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_count(&o, "n", c->silence.n);
    cad_json_figure(&o, "total_s", c->silence.total_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "longest_s", c->silence.longest_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "longest_start_s", c->silence.longest_start_s,
                    CAD_DECIMALS_S);
    return cad_json_end(&o);
}

static json_t *quarter_party(const cad_quarter *quarter, cad_party p)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "talk_share", quarter->party[p].talk_share,
                    CAD_DECIMALS_SHARE);
    cad_json_figure(&o, "activation", quarter->party[p].activation,
                    CAD_DECIMALS_ACTIVATION);
    cad_json_count(&o, "interruptions", quarter->party[p].interruptions);
    return cad_json_end(&o);
}

static json_t *quarter_item(const void *from, size_t i)
{
    const cad_quarter *quarter = (const cad_quarter *)from + i;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_number(&o, "start_s", quarter->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", quarter->end_s, CAD_DECIMALS_S);
    for (cad_party p = CAD_AGENT; p <= CAD_CUSTOMER; p++)
        cad_json_put(&o, cad_word_party(p), quarter_party(quarter, p));
    return cad_json_end(&o);
}

json_t *cad_json_conversation(const cad_conversation_report *c)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "speech_s", c->speech_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "overlap_s", c->overlap_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "overlap_share", c->overlap_share, CAD_DECIMALS_SHARE);
    cad_json_put(&o, "silence", silence_object(c));
    cad_json_figure(&o, "hold_s", c->hold_s, CAD_DECIMALS_S);
    cad_json_figure(&o, "floor_changes_per_min", c->floor_changes_per_min,
                    CAD_DECIMALS_RATE);
    cad_json_put(&o, "quarters", cad_json_list(4, quarter_item, c->quarters));
    return cad_json_end(&o);
}
