#include "model/json_read.h"

#include "base/error.h"

#include <string.h>

/* jansson asks for this much at a time */
enum { PIECE = 1024 };

struct stream {
    FILE *in;
    char piece[PIECE];
    size_t begins, length; /* of the piece: offset in the stream, bytes */
    char before;           /* the byte before it */
    bool started;
};

/* A failed allocation leaves the error empty, or turns a whole string into an
   invalid token; a string that is really wrong is said to be so. */
static bool no_memory_for(const json_error_t *where, char last)
{
    static const char *const blamed[] = {"invalid token", "string or '}'"};
    if (!where->text[0] || json_error_code(where) == json_error_out_of_memory)
        return true;
    for (size_t i = 0; i < sizeof blamed / sizeof *blamed; i++)
        if (!strncmp(where->text, blamed[i], strlen(blamed[i])))
            return last == '"';
    return false;
}

/* Some editors put it before every text; jansson wants none. */
static size_t mark_length(const char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t n = sizeof mark - 1;
    return length >= n && !memcmp(text, mark, n) ? n : 0;
}

json_t *cad_json_read_text(const char *text, size_t length, json_error_t *where,
                           bool *no_memory)
{
    size_t mark = mark_length(text, length);
    text += mark;
    length -= mark;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, where);
    size_t at = where->position > 0 ? (size_t)where->position : 0;
    *no_memory =
        !root && no_memory_for(where, at && at <= length ? text[at - 1] : '\0');
    return root;
}

cad_status cad_json_read_object(const char *path, const char *text,
                                size_t length, cad_status wrong, json_t **out,
                                cad_error *error)
{
    json_error_t where;
    bool no_memory;
    *out = cad_json_read_text(text, length, &where, &no_memory);
    if (no_memory)
        return cad_fail_memory(error);
    if (!*out)
        return cad_fail(error, wrong, "%.300s:%d: %s", path,
                        where.line > 0 ? where.line : 1, where.text);
    if (json_is_object(*out))
        return CAD_OK;
    json_decref(*out);
    *out = NULL;
    return cad_fail(error, wrong, "%.300s:1: not an object", path);
}

static size_t next_piece(void *to, size_t room, void *user)
{
    struct stream *s = user;
    if (s->length)
        s->before = s->piece[s->length - 1];
    s->begins += s->length;
    s->length = fread(s->piece, 1, room < PIECE ? room : PIECE, s->in);
    size_t mark = s->started ? 0 : mark_length(s->piece, s->length);
    s->started = true;
    s->length -= mark;
    memmove(s->piece, s->piece + mark, s->length);
    memcpy(to, s->piece, s->length);
    return s->length;
}

json_t *cad_json_read_stream(FILE *in, json_error_t *where, bool *no_memory)
{
    struct stream s = {.in = in};
    json_t *root =
        json_load_callback(next_piece, &s, JSON_REJECT_DUPLICATES, where);
    size_t at = where->position > 0 ? (size_t)where->position : 0;
    char last = s.before;
    if (at > s.begins && at - s.begins <= s.length)
        last = s.piece[at - s.begins - 1];
    *no_memory = !root && no_memory_for(where, last);
    return root;
}

bool cad_json_only(const json_t *object, const char *const *keys)
{
    size_t found = 0;
    for (; *keys; keys++)
        found += json_object_get(object, *keys) != NULL;
    return found == json_object_size(object);
}
