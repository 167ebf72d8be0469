/* Every figure has a definition, and every name finds it. */
#include <callcadence/emit.h>

#include "emit/explain.h"
#include "emit/words.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

static cad_explainer e;

static const char *text(json_t *measure, const char *part)
{
    const char *got = json_string_value(json_object_get(measure, part));
    return got ? got : "";
}

/* Each measure is whole and its settings exist. */
static void measures_are_whole(void)
{
    size_t i, k, count = 0, missing = 0;
    json_t *measure, *name;
    json_array_foreach(e.measures, i, measure)
    {
        if (!*text(measure, "id") || !*text(measure, "title") ||
            !*text(measure, "definition") || !*text(measure, "source") ||
            !*text(measure, "limits") || json_object_size(measure) != 7)
            ok(false, "measure %zu %s lacks a part", i, text(measure, "id"));
        json_array_foreach(json_object_get(measure, "settings"), k, name)
        {
            count++;
            if (!cad_explainer_setting(&e, json_string_value(name)))
                missing++, ok(false, "%s: no setting %s", text(measure, "id"),
                              json_string_value(name));
        }
    }
    ok(i > 30 && !missing, "%zu measures; their %zu settings exist", i, count);
}

/* Each key is used by something in the report, or names a kind or an id. */
static bool is_used(const char *key)
{
    json_t *owner = cad_explainer_measure_of(&e, key);
    size_t length = strlen(key);
    for (size_t i = 0; i < e.leaves.count; i++)
        if (cad_explainer_measure_of(&e, e.leaves.items[i].path) == owner &&
            (strcmp(e.leaves.items[i].path, key) == 0 ||
             (key[length - 1] == '*' &&
              strncmp(e.leaves.items[i].path, key, length - 1) == 0)))
            return true;
    for (int i = 0; i < CAD_PACING_COUNT; i++)
        if (strncmp(key, "pacing.", 7) == 0 &&
            strcmp(key + 7, cad_word_pacing((cad_pacing_id)i)) == 0)
            return true;
    for (int i = 0; cad_word_event_kind((cad_event_kind)i); i++)
        if (strncmp(key, "events.", 7) == 0 &&
            strcmp(key + 7, cad_word_event_kind((cad_event_kind)i)) == 0)
            return true;
    if (strncmp(key, "words.", 6) == 0)
        return true; /* words_are_found() */
    for (int i = 0; cad_word_highlight_kind((cad_highlight_kind)i); i++)
        if (strncmp(key, "highlights.", 11) == 0 &&
            strcmp(key + 11, cad_word_highlight_kind((cad_highlight_kind)i)) ==
                0)
            return true;
    return false;
}

/* What pages and the terminal say, so that a reader may ask for it. */
static void words_are_found(void)
{
    size_t i, k, count = 0;
    json_t *measure, *key, *found;
    json_array_foreach(e.measures, i, measure)
        json_array_foreach(json_object_get(measure, "keys"), k, key)
    {
        char said[80];
        cad_error error;
        if (strncmp(json_string_value(key), "words.", 6) != 0)
            continue;
        count++;
        snprintf(said, sizeof said, "%s", json_string_value(key) + 6);
        for (char *c = said; *c; c++)
            *c = *c == '_' ? ' ' : *c;
        if (cad_explainer_find(&e, said, &found, &error) || found != measure)
            ok(false, "%s is not found", said);
    }
    ok(count > 20, "%zu words of the pages are found", count);
}

static void keys_are_used_once(void)
{
    size_t i, k, count = 0;
    json_t *measure, *key, *seen = json_object();
    json_array_foreach(e.measures, i, measure)
        json_array_foreach(json_object_get(measure, "keys"), k, key)
    {
        const char *name = json_string_value(key);
        count++;
        if (json_object_get(seen, name))
            ok(false, "%s stands twice", name);
        if (!is_used(name))
            ok(false, "%s is in no report", name);
        json_object_set_new(seen, name, json_true());
    }
    ok(json_object_size(seen) == count, "%zu keys, each once", count);
    json_decref(seen);
}

static void everything_is_explained(void)
{
    size_t without = 0;
    for (size_t i = 0; i < e.leaves.count; i++)
        if (!cad_explainer_measure_of(&e, e.leaves.items[i].path))
            without++, ok(false, "%s has no measure", e.leaves.items[i].path);
        else if (!*e.leaves.items[i].text)
            without++, ok(false, "%s has no text", e.leaves.items[i].path);
    ok(e.leaves.count > 130 && !without, "%zu keys of the report explained",
       e.leaves.count);
    for (int i = 0; i < CAD_PACING_COUNT; i++) {
        char key[64];
        snprintf(key, sizeof key, "pacing.%s",
                 cad_word_pacing((cad_pacing_id)i));
        json_t *measure = cad_explainer_measure_of(&e, key);
        ok(measure && strcmp(text(measure, "id"), "pacing") != 0, "%s: %s", key,
           text(measure, "id"));
    }
    for (int i = 0; cad_word_event_kind((cad_event_kind)i); i++) {
        char key[64];
        snprintf(key, sizeof key, "events.%s",
                 cad_word_event_kind((cad_event_kind)i));
        json_t *measure = cad_explainer_measure_of(&e, key);
        ok(measure && strcmp(text(measure, "id"), "events") != 0, "%s: %s", key,
           text(measure, "id"));
    }
}

static char *explained(const char *metric, cad_status want, cad_error *error)
{
    char *said = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&said, &length);
    cad_status status = cad_explain(metric, out, error);
    fclose(out);
    ok(status == want, "%s: %s", metric ? metric : "(list)",
       status ? error->text : "explained");
    return said;
}

static void begins(const char *metric, const char *want)
{
    cad_error error = {0};
    char *said = explained(metric, CAD_OK, &error);
    ok(strncmp(said, want, strlen(want)) == 0, "%.*s", (int)strcspn(said, "\n"),
       said);
    int longest = 0;
    for (char *line = said; *line;) {
        int n = (int)strcspn(line, "\n");
        longest = n > longest ? n : longest;
        line += n + (line[n] == '\n');
    }
    ok(longest <= 130, "at most %d columns", longest);
    free(said);
}

static void refuses(const char *metric, const char *want)
{
    cad_error error = {0};
    free(explained(metric, CAD_ERR_ARGUMENT, &error));
    ok(strstr(error.text, want) != NULL, "it says \"%s\"", want);
}

static void lookups(void)
{
    begins("activation", "activation: ");
    begins("talk_s", "talk: ");
    begins("parties.agent.talk_s", "talk: ");
    begins("parties.customer.talk_s", "talk: ");
    begins("parties.PARTY.talk_s", "talk: ");
    begins("agent.pitch.median_hz", "pitch: ");
    begins("range_st", "pitch: ");
    begins("segments.pitch.median_st", "pitch: ");
    begins("dtmf", "line_sounds: ");
    begins("pacing.closing", "closing: ");
    begins("exchanges.agent.move", "exchanges: ");
    begins("snr_db", "noise: ");
    begins("attribution.coupling", "attribution: ");
    begins("conversation.silence", "silence: ");
    begins("parties.customer.interruptions", "interruptions: ");
    begins("yielded", "interruptions: ");
    begins("simultaneous_start", "overlap: ");
    refuses("quarters", "say which: talk");
    refuses("conversation", "say which: talk");
    begins("talk.turn_gap_s", "    talk.turn_gap_s = ");
    begins("turn_gap_s", "    talk.turn_gap_s = ");
    begins("cut in heat", "interruptions: ");
    begins("Stayed raised", "episodes: ");
    begins("cut_in_heat", "interruptions: ");
    begins("no clear pattern", "attribution: ");
    refuses("mixed", "say which: ");
    begins(NULL, "report ");
    refuses("rel_db", "say which: loudness, effort");
    refuses("onversation", "no such figure");
    refuses("alk_s", "no such figure");
    refuses("", "no such figure");
    refuses("talk.", "no such figure");
    refuses("parties.nobody.talk_s", "no such figure");
}

/* What a rate of a minute needs, wherever there is one. */
static void rates(void)
{
    static const char *const names[] = {"floor_changes_per_min",
                                        "interruptions.per_other_minute",
                                        "backchannels.per_other_minute"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        cad_error error = {0};
        char *said = explained(names[i], CAD_OK, &error);
        ok(strstr(said, "too_short") && strstr(said, "per_minute_min_s = 60"),
           "%s: says when it is null, and by which setting", names[i]);
        free(said);
    }
}

int main(void)
{
    cad_error error = {0};
    if (!ok(cad_explainer_open(&e, &error) == CAD_OK, "opened"))
        return tap_done();
    measures_are_whole();
    keys_are_used_once();
    words_are_found();
    everything_is_explained();
    lookups();
    rates();
    cad_explainer_close(&e);
    FILE *out = fopen("/dev/full", "w");
    ok(out && cad_explain(NULL, out, &error) == CAD_ERR_WRITE, "%s",
       error.text);
    if (out)
        fclose(out);
    return tap_done();
}
