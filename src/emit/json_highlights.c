/* Highlights and pacing notes: what a reader sees first. */
#include "emit/json_parts.h"
#include "emit/json_write.h"
#include "emit/words.h"

static json_t *evidence_item(const void *from, size_t i)
{
    const cad_evidence *e = (const cad_evidence *)from + i;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "metric", e->metric, CAD_WHY_NOT_GIVEN);
    cad_json_put(&o, "value", cad_json_quantity(e->value, e->unit));
    cad_json_text(&o, "unit", e->unit, CAD_WHY_NOT_GIVEN);
    cad_json_ref(&o, "ref", e->ref_kind, e->ref_kind ? e->ref : -1);
    return cad_json_end(&o);
}

json_t *cad_json_highlight(const cad_highlight *h, size_t index)
{
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_put(&o, "id", cad_json_id('h', index));
    cad_json_integer(&o, "rank", (long long)index + 1);
    cad_json_text(&o, "kind", cad_word_highlight_kind(h->kind),
                  CAD_WHY_NOT_GIVEN);
    cad_json_number(&o, "start_s", h->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", h->end_s, CAD_DECIMALS_S);
    cad_json_text(&o, "text", h->text, CAD_WHY_NOT_GIVEN);
    cad_json_put(&o, "evidence",
                 cad_json_list(h->evidence_count, evidence_item, h->evidence));
    cad_json_number(&o, "confidence", h->confidence, CAD_DECIMALS_SHARE);
    return cad_json_end(&o);
}

static json_t *moment_item(const void *from, size_t i)
{
    const cad_span *moment = (const cad_span *)from + i;
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_number(&o, "start_s", moment->start_s, CAD_DECIMALS_S);
    cad_json_number(&o, "end_s", moment->end_s, CAD_DECIMALS_S);
    return cad_json_end(&o);
}

json_t *cad_json_pacing(const cad_pacing_note *note, cad_pacing_id id)
{
    const char *unit = cad_unit_pacing(id);
    cad_json o = cad_json_begin(CAD_WHY_KNOWN);
    cad_json_text(&o, "id", cad_word_pacing(id), CAD_WHY_NOT_GIVEN);
    cad_json_measure(&o, "value", note->value, unit);
    cad_json_text(&o, "unit", unit, CAD_WHY_NOT_GIVEN);
    /* as the profile has it: a median of counts may end in a half */
    cad_json_figure(&o, "own_habit", note->own_habit, CAD_DECIMALS_STATISTIC);
    cad_json_norm(&o, &note->norm, unit);
    cad_json_text(&o, "text", note->text, CAD_WHY_NOT_MEASURED);
    cad_json_put(&o, "moments",
                 cad_json_list(note->moment_count, moment_item, note->moments));
    return cad_json_end(&o);
}
