#include "fleet/value_text.h"

#include "emit/titles.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Hashes and long texts: their beginning tells them apart. */
enum { SHOWN_MAX = 48, SHORT = 12 };

/* The first bytes of a text that is too long, at a character's edge. */
static size_t shown(const char *text, size_t length)
{
    if (length <= SHOWN_MAX)
        return length;
    length = SHORT;
    while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
        length--;
    return length;
}

const char *cad_value_text(cad_arena *arena, const json_t *value,
                           const char *why)
{
    if (!value)
        return "nothing";
    if (json_is_null(value) && why)
        return cad_arena_printf(arena, "null (%s)", why);
    if (json_is_array(value))
        return cad_arena_printf(arena, "[%zu items]", json_array_size(value));
    if (json_is_object(value))
        return cad_arena_printf(arena, "{%zu keys}", json_object_size(value));
    /* jansson writes the point, and escapes what would break a line */
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(10));
    if (!text)
        return NULL;
    size_t quote = json_is_string(value), length = strlen(text) - 2 * quote;
    size_t n = shown(text + quote, length);
    const char *out = cad_arena_printf(arena, "%.*s%s", (int)n, text + quote,
                                       n < length ? "..." : "");
    free(text);
    return out;
}

/* Whose codes people are told in words, too: lists by their items' kinds. */
static const struct {
    const char *measure;
    enum cad_titles of;
} coded[] = {{"highlights", CAD_TITLE_MOMENT},
             {"highlights.evidence", CAD_TITLE_EVIDENCE},
             {"pacing", CAD_TITLE_PACING},
             {"events", CAD_TITLE_EVENT},
             {"events.outcome", CAD_TITLE_HOW},
             {"events.form", CAD_TITLE_HOW},
             {"segments.effect", CAD_TITLE_EFFECT},
             {"exchanges.effect", CAD_TITLE_EFFECT},
             {"exchanges.agent.did", CAD_TITLE_CUE},
             {"attribution.verdict", CAD_TITLE_VERDICT}};

/* "held (the other went on)"; the code alone where it has no words. */
static const char *with_words(cad_arena *arena, const char *code,
                              const char *measure)
{
    const char *words = code;
    for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
        if (!strcmp(coded[i].measure, measure))
            words = cad_title(coded[i].of, code);
    return words == code ? code
                         : cad_arena_printf(arena, "%s (%s)", code, words);
}

const char *cad_value_words(cad_arena *arena, const json_t *value,
                            const char *why, const char *measure)
{
    const char *text = cad_value_text(arena, value, why);
    return text && json_is_string(value) ? with_words(arena, text, measure)
                                         : text;
}

static bool is_span(const json_t *item)
{
    return json_array_size(item) == 2 &&
           json_is_number(json_array_get(item, 0)) &&
           json_is_number(json_array_get(item, 1));
}

static const char *span_text(cad_arena *arena, const json_t *span)
{
    const char *from = cad_value_text(arena, json_array_get(span, 0), NULL);
    const char *to = cad_value_text(arena, json_array_get(span, 1), NULL);
    return from && to ? cad_arena_printf(arena, "%s to %s s", from, to) : NULL;
}

const char *cad_item_text(cad_arena *arena, const json_t *item,
                          const char *list)
{
    static const char *const keys[] = {"kind", "code", "cue", "metric", "id"};
    const json_t *kind = NULL;
    if (is_span(item))
        return span_text(arena, item);
    for (size_t i = 0; !kind && i < sizeof keys / sizeof *keys; i++)
        kind = json_object_get(item, keys[i]);
    const json_t *party = json_object_get(item, "party");
    const char *what = cad_value_text(arena, kind ? kind : item, NULL);
    if (what && list)
        what = with_words(arena, what, list);
    if (!what || !json_is_string(party))
        return what;
    const char *who = cad_value_text(arena, party, NULL);
    return who ? cad_arena_printf(arena, "%s of %s", what, who) : NULL;
}
