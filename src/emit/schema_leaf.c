#include "emit/schema_leaf.h"

#include <string.h>

typedef struct walker {
    cad_arena *arena;
    json_t *schema;
    cad_leaves *out;
} walker;

/* What "#/$defs/name" or the first of anyOf stands for. */
static json_t *resolve(const walker *w, json_t *node)
{
    for (;;) {
        const char *ref = json_string_value(json_object_get(node, "$ref"));
        json_t *any = json_object_get(node, "anyOf");
        if (ref)
            node = json_object_get(json_object_get(w->schema, "$defs"),
                                   strrchr(ref, '/') + 1);
        else if (any)
            node = json_array_get(any, 0);
        else
            return node;
    }
}

static const char *text_of(json_t *node, json_t *shape)
{
    const char *text = json_string_value(json_object_get(node, "description"));
    if (!text)
        text = json_string_value(json_object_get(shape, "description"));
    return text ? text : "";
}

/* The definition that a member points to, past a description of its own. */
static const char *target_of(json_t *member)
{
    json_t *any = json_object_get(member, "anyOf");
    json_t *at = any ? json_array_get(any, 0) : member;
    return json_string_value(json_object_get(at, "$ref"));
}

/* Are agent and customer of one shape? */
static bool is_by_party(json_t *properties)
{
    const char *agent = target_of(json_object_get(properties, "agent"));
    const char *customer = target_of(json_object_get(properties, "customer"));
    return agent && customer && strcmp(agent, customer) == 0;
}

static bool walk(const walker *w, json_t *node, const char *path);

static bool walk_members(const walker *w, json_t *properties, const char *path)
{
    const char *key;
    json_t *member;
    bool by_party = is_by_party(properties);
    json_object_foreach(properties, key, member)
    {
        bool other = strcmp(key, "customer") == 0 || strcmp(key, "mixed") == 0;
        if (strcmp(key, "why") == 0 || (by_party && other))
            continue;
        const char *name =
            by_party && strcmp(key, "agent") == 0 ? "PARTY" : key;
        const char *inner =
            cad_arena_printf(w->arena, "%s%s%s", path, *path ? "." : "", name);
        if (!inner || !walk(w, member, inner))
            return false;
    }
    return true;
}

static bool walk(const walker *w, json_t *node, const char *path)
{
    json_t *shape = resolve(w, node);
    json_t *items = json_object_get(shape, "items");
    json_t *properties = json_object_get(shape, "properties");
    if (!properties && items)
        properties = json_object_get(resolve(w, items), "properties");
    if (properties)
        return walk_members(w, properties, path);
    cad_leaf *leaf = CAD_VEC_PUSH(w->arena, w->out);
    if (leaf)
        *leaf = (cad_leaf){path, text_of(node, shape),
                           json_object_get(shape, "enum")};
    return leaf != NULL;
}

bool cad_schema_leaves(cad_arena *arena, json_t *schema, cad_leaves *out)
{
    const walker w = {arena, schema, out};
    return walk(&w, schema, "");
}
