/*
 * json_parts.h - the parts of the report as JSON values, in the order of
 * their keys. NULL: out of memory. Schema: models/report-1.schema.json.
 *
 *   test    tests/unit/emit/test_json.c
 */
#ifndef CAD_EMIT_JSON_PARTS_H
#define CAD_EMIT_JSON_PARTS_H

#include <callcadence/report.h>

#include <jansson.h>

/* json_input.c */
json_t *cad_json_call(const cad_report *report);
json_t *cad_json_files(const cad_input *input);
json_t *cad_json_roles(const cad_input *input);
json_t *cad_json_input(const cad_input *input);
json_t *cad_json_settings(const cad_report *report);
json_t *cad_json_party_quality(const cad_party_quality *quality);
json_t *cad_json_quality(const cad_report *report);

/* json_parties.c */
json_t *cad_json_party(const cad_party_report *party);
json_t *cad_json_parties(const cad_report *report);
json_t *cad_json_conversation(const cad_conversation_report *conversation);

/* json_segments.c */
json_t *cad_json_segment(const cad_segment *segment, size_t index);
json_t *cad_json_event(const cad_event *event, size_t index);

/* json_exchanges.c */
json_t *cad_json_exchange(const cad_exchange *exchange, size_t index);
json_t *cad_json_episode(const cad_episode *episode, size_t index);
json_t *cad_json_attribution(const cad_attribution *attribution);

/* json_highlights.c */
json_t *cad_json_highlight(const cad_highlight *highlight, size_t index);
json_t *cad_json_pacing(const cad_pacing_note *note, cad_pacing_id id);

#endif
