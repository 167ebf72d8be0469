#include "fleet/reference.h"

#include <string.h>

#include "fleet/match.h"

static const char *const measures[] = {
    "segments.turn_id",
    "segments.interrupted_by",
    "segments.exchange",
    "events.segment",
    "exchanges.customer_before",
    "exchanges.customer_after",
    "exchanges.agent_segments",
    "highlights.evidence.ref",
    "parties.agent.activation.changes.segment",
    "parties.customer.activation.changes.segment",
};

static bool is_reference(const char *measure)
{
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
        if (!strcmp(measures[i], measure))
            return true;
    return false;
}

static void learn(cad_references *r, const cad_pair *pair, const char *key)
{
    const char *id = json_string_value(json_object_get(pair->from, key));
    json_t *other = json_object_get(pair->to, key);
    if (id && other && !json_object_get(r->ids, id))
        r->failed |= json_object_set(r->ids, id, other) != 0;
}

/* A turn's pieces lie in order, so the first that is in both tells. */
static bool learn_list(cad_references *r, cad_arena *arena,
                       const cad_tolerances *t, const char *list, json_t *from,
                       json_t *to)
{
    size_t count;
    cad_pair *pairs = cad_match(arena, t, list, json_object_get(from, list),
                                json_object_get(to, list), &count);
    for (size_t i = 0; pairs && i < count; i++) {
        learn(r, &pairs[i], "id");
        learn(r, &pairs[i], "turn_id");
    }
    return pairs != NULL;
}

bool cad_references_open(cad_references *r, cad_arena *arena,
                         const cad_tolerances *t, json_t *from, json_t *to)
{
    static const char *const lists[] = {"segments", "events", "exchanges",
                                        "episodes"};
    *r = (cad_references){.ids = json_object()};
    r->failed = !r->ids;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        r->failed |= !learn_list(r, arena, t, lists[i], from, to);
    return !r->failed;
}

void cad_references_close(cad_references *r)
{
    json_decref(r->ids);
}

bool cad_reference_same(cad_references *r, const char *measure, json_t *from,
                        json_t *to)
{
    const char *id = json_string_value(from);
    if (!id || !is_reference(measure))
        return json_equal(from, to);
    json_t *now = json_object_get(r->ids, id);
    return !now || json_equal(now, to);
}
