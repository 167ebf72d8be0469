#include "fleet/value_text.h"

#include "emit/titles.h"

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

/* The code as people read it: that of a list of the report. */
static const char *title_in(const char *list, const char *code)
{
    static const struct {
        const char *list;
        enum cad_titles of;
    } lists[] = {{"highlights", CAD_TITLE_MOMENT},
                 {"highlights.evidence", CAD_TITLE_EVIDENCE},
                 {"pacing", CAD_TITLE_PACING},
                 {"events", CAD_TITLE_EVENT},
                 {"exchanges.agent.did", CAD_TITLE_CUE}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strcmp(lists[i].list, list))
            return cad_title(lists[i].of, code);
    return code;
}

const char *cad_item_text(cad_arena *arena, const json_t *item,
                          const char *list)
{
    static const char *const keys[] = {"kind", "code", "cue", "metric", "id"};
    const json_t *kind = NULL;
    for (size_t i = 0; !kind && i < sizeof keys / sizeof *keys; i++)
        kind = json_object_get(item, keys[i]);
    const json_t *party = json_object_get(item, "party");
    const char *what = cad_value_text(arena, kind ? kind : item, NULL);
    if (what && list)
        what = title_in(list, what);
    if (!what || !json_is_string(party))
        return what;
    const char *who = cad_value_text(arena, party, NULL);
    return who ? cad_arena_printf(arena, "%s of %s", what, who) : NULL;
}
