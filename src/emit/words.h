/*
 * words.h - the words that the report uses for our enums. NULL stands for
 * null: nobody, or not known.
 *
 *   test    tests/unit/emit/test_json.c
 */
#ifndef CAD_EMIT_WORDS_H
#define CAD_EMIT_WORDS_H

#include <callcadence/report.h>

const char *cad_word_why(cad_why why);
const char *cad_word_party(cad_party party);
const char *cad_word_layout(cad_layout layout);
const char *cad_word_roles_source(cad_roles_source source);
const char *cad_word_note(cad_note_code code);
const char *cad_word_measure(cad_measure measure);
const char *cad_word_baseline_from(cad_baseline_from from);
const char *cad_word_trend(cad_trend trend);
const char *cad_word_whole(cad_whole_id id);
const char *cad_unit_whole(cad_whole_id id);
const char *cad_word_place(cad_place place);
const char *cad_word_segment_kind(cad_segment_kind kind);
const char *cad_word_tone(cad_tone tone);
const char *cad_word_effect(cad_effect effect);
const char *cad_word_event_kind(cad_event_kind kind);
const char *cad_word_outcome(cad_outcome outcome);
const char *cad_word_overlap_form(cad_overlap_form form);
const char *cad_word_change(cad_change change);
const char *cad_word_move(cad_move move);
const char *cad_word_cue(cad_cue_kind kind);
const char *cad_unit_cue(cad_cue_kind kind);
const char *cad_word_episode_kind(cad_episode_kind kind);
const char *cad_word_verdict(cad_verdict verdict);
const char *cad_word_highlight_kind(cad_highlight_kind kind);
const char *cad_word_pacing(cad_pacing_id id);
const char *cad_unit_pacing(cad_pacing_id id);

/* Decimals that a figure is shown with, by its unit; of a pacing figure, by its
   own: a wait has one more than a stretch. Shares are for percent. */
int cad_unit_decimals(const char *unit);
int cad_pacing_decimals(cad_pacing_id id);

/* A figure in another unit: a share as percent. */
cad_figure cad_scaled(cad_figure figure, double factor);

#endif
