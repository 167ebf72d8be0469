/* From which activation on a turn is raised, over reports that say with what
   they were made. */
#include "fleet/raised.h"
#include "tap.h"

#include <math.h>

static void add(struct cad_raised *raised, const char *text)
{
    json_t *report = json_loads(text, 0, NULL);
    cad_raised_add(raised, cad_raised_of(raised, report));
    json_decref(report);
}

int main(void)
{
    static const char plain[] = "{\"settings\": {\"changed\": {}}}";
    static const char other[] =
        "{\"settings\": {\"changed\": {\"tone.raised_z\": 2}}}";
    cad_arena *arena = cad_arena_new();
    struct cad_raised raised, begun;
    cad_error error;
    if (!ok(arena && !cad_raised_begin(arena, &begun, &error), "begun"))
        return tap_done();
    near(begun.from, 0, 1e-12, "no report: none");
    raised = begun;
    add(&raised, plain);
    add(&raised, plain);
    near(raised.from, tanh(0.5), 1e-12, "the built-in model's");
    add(&raised, other);
    near(raised.from, 0, 1e-12, "two: neither");
    add(&raised, plain);
    near(raised.from, 0, 1e-12, "and it stays so");
    raised = begun;
    add(&raised, other);
    near(raised.from, tanh(1.0), 1e-12, "that of the reports");
    raised = begun;
    add(&raised, "{}");
    near(raised.from, tanh(0.5), 1e-12, "a report without settings");
    cad_arena_free(arena);
    return tap_done();
}
