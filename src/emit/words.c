#include "emit/words.h"

#include <string.h>

#include <callcadence/words.h>

/* NULL beyond the end of the table, too: the caller writes null. */
#define LOOK_UP(table, i)                                                      \
    ((size_t)(i) < sizeof(table) / sizeof *(table) ? (table)[i] : NULL)

#define WORD2(name, code) code,
#define WORD3(name, code, unit) code,
#define UNIT3(name, code, unit) unit,

const char *cad_word_why(cad_why why)
{
    static const char *const words[] = {CAD_WHY_MAP(WORD2)};
    return LOOK_UP(words, why);
}

const char *cad_word_party(cad_party party)
{
    static const char *const words[] = {"agent", "customer", "mixed"};
    return LOOK_UP(words, party);
}

const char *cad_word_layout(cad_layout layout)
{
    static const char *const words[] = {"two_channel", "two_files", "mono",
                                        "dual_mono", "one_sided"};
    return LOOK_UP(words, layout);
}

const char *cad_word_roles_source(cad_roles_source source)
{
    static const char *const words[] = {"option", "manifest", "name",
                                        "segments", "assumed"};
    return LOOK_UP(words, source);
}

const char *cad_word_note(cad_note_code code)
{
    static const char *const words[] = {CAD_NOTE_MAP(WORD2)};
    return LOOK_UP(words, code);
}

const char *cad_word_measure(cad_measure measure)
{
    static const char *const words[] = {"pitch_st", "tilt_db", "level_db",
                                        "rate_syl_s"};
    return LOOK_UP(words, measure);
}

const char *cad_word_baseline_from(cad_baseline_from from)
{
    static const char *const words[] = {"call", "profile", "opening"};
    return LOOK_UP(words, from);
}

const char *cad_word_trend(cad_trend trend)
{
    static const char *const words[] = {NULL, "rising", "falling", "steady",
                                        "mixed"};
    return LOOK_UP(words, trend);
}

const char *cad_word_whole(cad_whole_id id)
{
    static const char *const words[] = {CAD_WHOLE_MAP(WORD3)};
    return LOOK_UP(words, id);
}

const char *cad_unit_whole(cad_whole_id id)
{
    static const char *const units[] = {CAD_WHOLE_MAP(UNIT3)};
    return LOOK_UP(units, id);
}

const char *cad_word_place(cad_place place)
{
    static const char *const words[] = {NULL, "below", "within", "above"};
    return LOOK_UP(words, place);
}

const char *cad_word_segment_kind(cad_segment_kind kind)
{
    static const char *const words[] = {"turn", "backchannel"};
    return LOOK_UP(words, kind);
}

const char *cad_word_tone(cad_tone tone)
{
    static const char *const words[] = {NULL, "raised", "lowered", "level"};
    return LOOK_UP(words, tone);
}

const char *cad_word_effect(cad_effect effect)
{
    static const char *const words[] = {NULL, "escalated", "calmed", "none",
                                        "unclear"};
    return LOOK_UP(words, effect);
}

const char *cad_word_event_kind(cad_event_kind kind)
{
    static const char *const words[] = {CAD_EVENT_MAP(WORD2)};
    return LOOK_UP(words, kind);
}

const char *cad_word_outcome(cad_outcome outcome)
{
    static const char *const words[] = {"yielded", "held"};
    return LOOK_UP(words, outcome);
}

const char *cad_word_overlap_form(cad_overlap_form form)
{
    static const char *const words[] = {"terminal", "simultaneous_start"};
    return LOOK_UP(words, form);
}

const char *cad_word_change(cad_change change)
{
    static const char *const words[] = {"unclear", "rose", "fell", "steady"};
    return LOOK_UP(words, change);
}

const char *cad_word_move(cad_move move)
{
    static const char *const words[] = {"unclear", "raised", "lowered",
                                        "level"};
    return LOOK_UP(words, move);
}

const char *cad_word_cue(cad_cue_kind kind)
{
    static const char *const words[] = {CAD_CUE_MAP(WORD3)};
    return LOOK_UP(words, kind);
}

const char *cad_unit_cue(cad_cue_kind kind)
{
    static const char *const units[] = {CAD_CUE_MAP(UNIT3)};
    return LOOK_UP(units, kind);
}

const char *cad_word_episode_kind(cad_episode_kind kind)
{
    static const char *const words[] = {"raised", "withdrawn"};
    return LOOK_UP(words, kind);
}

const char *cad_word_verdict(cad_verdict verdict)
{
    static const char *const words[] = {"insufficient_evidence", "raises",
                                        "calms", "no_clear_pattern"};
    return LOOK_UP(words, verdict);
}

const char *cad_word_highlight_kind(cad_highlight_kind kind)
{
    static const char *const words[] = {CAD_HIGHLIGHT_MAP(WORD2)};
    return LOOK_UP(words, kind);
}

const char *cad_word_pacing(cad_pacing_id id)
{
    static const char *const words[] = {CAD_PACING_MAP(WORD3)};
    return LOOK_UP(words, id);
}

const char *cad_unit_pacing(cad_pacing_id id)
{
    static const char *const units[] = {CAD_PACING_MAP(UNIT3)};
    return LOOK_UP(units, id);
}

int cad_unit_decimals(const char *unit)
{
    static const struct {
        const char *unit;
        int decimals;
    } units[] = {{"s", 1},           {"st", 1},    {"dB", 1},
                 {"syllables/s", 1}, {"Hz", 0},    {"%", 0},
                 {"share", 0},       {"moves", 0}, {"runs", 0}};
    for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
        if (!strcmp(units[i].unit, unit))
            return units[i].decimals;
    return 2;
}

int cad_pacing_decimals(cad_pacing_id id)
{
    return id == CAD_PACING_LATENCY || id == CAD_PACING_LATENCY_HEAT
               ? 2
               : cad_unit_decimals(cad_unit_pacing(id));
}

cad_figure cad_scaled(cad_figure figure, double factor)
{
    figure.value *= factor;
    return figure;
}
/* For those outside; what the lists are called above. */
#define cad_word_note_code cad_word_note
#define cad_word_whole_id cad_word_whole
#define cad_word_cue_kind cad_word_cue
#define cad_word_pacing_id cad_word_pacing

const char *cad_word(cad_words list, int value)
{
    switch (list) {
#define X(name, of)                                                            \
    case CAD_WORDS_##name:                                                     \
        return cad_word_##of((cad_##of)value);
        CAD_WORDS_MAP(X)
#undef X
    case CAD_WORDS_COUNT:
        break;
    }
    return NULL;
}

const char *cad_word_unit(cad_words list, int value)
{
    switch (list) {
    case CAD_WORDS_CUE:
        return cad_unit_cue((cad_cue_kind)value);
    case CAD_WORDS_PACING:
        return cad_unit_pacing((cad_pacing_id)value);
    case CAD_WORDS_WHOLE:
        return cad_unit_whole((cad_whole_id)value);
    default:
        return NULL;
    }
}
