/*
 * words.h - what the JSON report writes for the values of report.h's enums, for
 * programs that read the structures and want to say it in the same words, and
 * for languages in which the X(...) lists of report.h cannot be expanded.
 */
#ifndef CALLCADENCE_WORDS_H
#define CALLCADENCE_WORDS_H

#include <callcadence/report.h>

/* X(LIST, the enum whose values it names: list is cad_<list>) */
#define CAD_WORDS_MAP(X)                                                       \
    X(WHY, why)                                                                \
    X(PARTY, party)                                                            \
    X(LAYOUT, layout)                                                          \
    X(ROLES_SOURCE, roles_source)                                              \
    X(NOTE, note_code)                                                         \
    X(MEASURE, measure)                                                        \
    X(BASELINE_FROM, baseline_from)                                            \
    X(TREND, trend)                                                            \
    X(CHANGE, change)                                                          \
    X(WHOLE, whole_id)                                                         \
    X(PLACE, place)                                                            \
    X(SEGMENT_KIND, segment_kind)                                              \
    X(TONE, tone)                                                              \
    X(EFFECT, effect)                                                          \
    X(EVENT_KIND, event_kind)                                                  \
    X(OUTCOME, outcome)                                                        \
    X(OVERLAP_FORM, overlap_form)                                              \
    X(MOVE, move)                                                              \
    X(CUE, cue_kind)                                                           \
    X(EPISODE_KIND, episode_kind)                                              \
    X(VERDICT, verdict)                                                        \
    X(HIGHLIGHT_KIND, highlight_kind)                                          \
    X(PACING, pacing_id)

typedef enum cad_words {
#define X(list, of) CAD_WORDS_##list,
    CAD_WORDS_MAP(X)
#undef X
        CAD_WORDS_COUNT
} cad_words;

/*
 * cad_word - the word that the report has for a value of an enum.
 *
 *   list    whose value it is: CAD_WORDS_EFFECT
 *   value   CAD_EFFECT_CALMED
 *   out     "calmed", a string that lives as long as the program; NULL for what
 *           the report has as null (CAD_NOBODY, CAD_TONE_UNKNOWN) and for what
 *           is no value or no list. "" for CAD_WHY_KNOWN
 *   errors  none
 *   source  models/report-1.schema.json
 *   test    tests/unit/emit/test_words.c
 */
CAD_API const char *cad_word(cad_words list, int value);

/*
 * cad_word_unit - the unit of the number that goes with such a word.
 *
 *   list    CAD_WORDS_CUE, CAD_WORDS_PACING or CAD_WORDS_WHOLE
 *   value   CAD_CUE_LOUDER
 *   out     "dB", a string that lives as long as the program; NULL of other
 *           lists and for what is no value
 *   errors  none
 *   source  models/report-1.schema.json
 *   test    tests/unit/emit/test_words.c
 */
CAD_API const char *cad_word_unit(cad_words list, int value);

#endif
