/* Segments and events: who did what when. */
#include "emit/json_parts.h"
#include "emit/json_write.h"
#include "emit/words.h"

static json_t *bound_item(const void *from, size_t i)
{
    const cad_span *span = from;
    return cad_json_rounded(i ? span->end_s : span->start_s, CAD_DECIMALS_S);
}

static json_t *ipu_item(const void *from, size_t i)
{
    return cad_json_list(2, bound_item, (const cad_span *)from + i);
}

static json_t *pitch_object(const cad_segment *s)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "median_hz", s->pitch.median_hz, CAD_DECIMALS_HZ);
    cad_json_figure(&o, "median_st", s->pitch.median_st, CAD_DECIMALS_ST);
    cad_json_figure(&o, "p10_st", s->pitch.p10_st, CAD_DECIMALS_ST);
    cad_json_figure(&o, "p90_st", s->pitch.p90_st, CAD_DECIMALS_ST);
    cad_json_figure(&o, "slope_st_s", s->pitch.slope_st_s, CAD_DECIMALS_ST);
    cad_json_number(&o, "voiced_s", s->pitch.voiced_s, CAD_DECIMALS_S);
    return cad_json_end(&o);
}

static json_t *loudness_object(const cad_segment *s)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "lufs", s->loudness.lufs, CAD_DECIMALS_DB);
    cad_json_figure(&o, "level_dbfs", s->loudness.level_dbfs, CAD_DECIMALS_DB);
    cad_json_figure(&o, "rel_db", s->loudness.rel_db, CAD_DECIMALS_DB);
    return cad_json_end(&o);
}

static json_t *effort_object(const cad_segment *s)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "tilt_db", s->effort.tilt_db, CAD_DECIMALS_DB);
    cad_json_figure(&o, "rel_db", s->effort.rel_db, CAD_DECIMALS_DB);
    return cad_json_end(&o);
}

static json_t *rate_object(const cad_segment *s)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_figure(&o, "syllables", s->rate.syllables, 1);
    cad_json_figure(&o, "articulation_syl_s", s->rate.articulation_syl_s,
                    CAD_DECIMALS_RATE);
    cad_json_figure(&o, "speech_syl_s", s->rate.speech_syl_s,
                    CAD_DECIMALS_RATE);
    cad_json_figure(&o, "uncertainty_pct", s->rate.uncertainty_pct,
                    CAD_DECIMALS_PCT);
    cad_json_figure(&o, "rel_pct", s->rate.rel_pct, CAD_DECIMALS_PCT);
    cad_json_integer(&o, "pauses", (long long)s->rate.pauses);
    cad_json_number(&o, "pause_s", s->rate.pause_s, CAD_DECIMALS_S);
    return cad_json_end(&o);
}

static void put_place(cad_json *o, const cad_segment *s)
{
    cad_json_ref(o, "turn_id", 't', s->turn);
    cad_json_text(o, "party", cad_word_party(s->party), CAD_WHY_KNOWN);
    cad_json_text(o, "kind", cad_word_segment_kind(s->kind), CAD_WHY_KNOWN);
    cad_json_number(o, "start_s", s->start_s, CAD_DECIMALS_S);
    cad_json_number(o, "end_s", s->end_s, CAD_DECIMALS_S);
    cad_json_put(o, "ipus", cad_json_list(s->ipu_count, ipu_item, s->ipus));
    cad_json_number(o, "speech_s", s->speech_s, CAD_DECIMALS_S);
    cad_json_number(o, "overlap_s", s->overlap_s, CAD_DECIMALS_S);
    cad_json_bool(o, "took_floor", s->took_floor);
    cad_json_ref(o, "interrupted_by", 'e', s->interrupted_by);
    cad_json_ref(o, "exchange", 'x', s->exchange);
    cad_json_text(o, "effect", cad_word_effect(s->effect), CAD_WHY_KNOWN);
    cad_json_figure(o, "response_latency_s", s->response_latency_s,
                    CAD_DECIMALS_S);
}

json_t *cad_json_segment(const cad_segment *s, size_t index)
{
    cad_why no_tone =
        cad_is_known(s->activation) ? CAD_WHY_NO_EVIDENCE : s->activation.why;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "id", cad_json_id('s', index));
    put_place(&o, s);
    cad_json_put(&o, "pitch", pitch_object(s));
    cad_json_put(&o, "loudness", loudness_object(s));
    cad_json_put(&o, "effort", effort_object(s));
    cad_json_put(&o, "rate", rate_object(s));
    cad_json_figure(&o, "activation", s->activation, CAD_DECIMALS_ACTIVATION);
    cad_json_figure(&o, "confidence", s->confidence, CAD_DECIMALS_SHARE);
    cad_json_text(&o, "tone", cad_word_tone(s->tone), no_tone);
    return cad_json_end(&o);
}

static void put_extras(cad_json *o, const cad_event *e)
{
    switch (e->kind) {
    case CAD_EVENT_INTERRUPTION:
        cad_json_number(o, "overlap_s", e->overlap_s, CAD_DECIMALS_S);
        cad_json_text(o, "outcome", cad_word_outcome(e->outcome),
                      CAD_WHY_NO_EVIDENCE);
        cad_json_flag(o, "competitive", e->competitive);
        break;
    case CAD_EVENT_OVERLAP:
        cad_json_text(o, "form", cad_word_overlap_form(e->form),
                      CAD_WHY_NO_EVIDENCE);
        break;
    case CAD_EVENT_DTMF:
        cad_json_text(o, "digits", e->digits, CAD_WHY_NO_EVIDENCE);
        break;
    default:
        break;
    }
}

json_t *cad_json_event(const cad_event *e, size_t index)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "id", cad_json_id('e', index));
    cad_json_text(&o, "kind", cad_word_event_kind(e->kind), CAD_WHY_KNOWN);
    cad_json_text(&o, "party", cad_word_party(e->party), CAD_WHY_KNOWN);
    cad_json_number(&o, "start_s", e->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", e->end_s, CAD_DECIMALS_S);
    cad_json_number(&o, "confidence", e->confidence, CAD_DECIMALS_SHARE);
    cad_json_ref(&o, "segment", 's', e->segment);
    if (e->kind == CAD_EVENT_INTERRUPTION || e->kind == CAD_EVENT_BACKCHANNEL)
        cad_json_flag(&o, "doubted", cad_known(e->doubted));
    put_extras(&o, e);
    return cad_json_end(&o);
}
