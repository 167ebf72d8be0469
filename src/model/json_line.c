#include "model/json_line.h"

#include <stdbool.h>
#include <string.h>

/* The end of a string that begins after its opening quote. */
static const char *string_end(const char *at)
{
    while (*at && *at != '"')
        at += *at == '\\' && at[1] ? 2 : 1;
    return at;
}

/* A key is a string followed by a colon. */
static bool is_key(const char *end)
{
    if (*end)
        end++;
    return end[strspn(end, " \t\r\n")] == ':';
}

static bool same(const char *from, const char *to, const char *name)
{
    return strlen(name) == (size_t)(to - from) &&
           memcmp(from, name, (size_t)(to - from)) == 0;
}

int cad_json_line(const char *text, const char *outer, const char *inner)
{
    int line = 1, depth = 0;
    bool inside = false; /* the object of the key named outer */
    for (const char *at = text; *at; at++) {
        line += *at == '\n';
        depth += (*at == '{') + (*at == '[');
        depth -= (*at == '}') + (*at == ']');
        if (*at != '"')
            continue;
        const char *from = at + 1;
        at = string_end(from);
        if (!*at)
            break;
        if (!is_key(at))
            continue;
        if (depth == 1)
            inside = same(from, at, outer);
        if (depth == 1 && inside && !inner)
            return line;
        if (depth == 2 && inside && inner && same(from, at, inner))
            return line;
    }
    return inner ? cad_json_line(text, outer, NULL) : 1;
}
