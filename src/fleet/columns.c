#include "fleet/columns.h"

#include "emit/csv.h"
#include "emit/words.h"

#include <string.h>

/* ---- cells -------------------------------------------------------------- */

const json_t *cad_columns_at(const json_t *report, const char *path)
{
    char key[64];
    const json_t *at = report;
    while (at && *path) {
        size_t n = strcspn(path, ".");
        if (n >= sizeof key)
            return NULL;
        memcpy(key, path, n);
        key[n] = '\0';
        at = json_object_get(at, key);
        path += n + (path[n] == '.');
    }
    return at;
}

cad_figure cad_columns_member(const json_t *object, const char *member)
{
    const json_t *value = json_object_get(object, member);
    const char *code = json_string_value(
        json_object_get(json_object_get(object, "why"), member));
    if (json_is_number(value))
        return cad_known(json_number_value(value));
    for (int why = CAD_WHY_KNOWN + 1; code && why <= CAD_WHY_NONE_DEFENSIBLE;
         why++)
        if (strcmp(code, cad_word_why((cad_why)why)) == 0)
            return cad_unknown((cad_why)why);
    return cad_unknown(CAD_WHY_NOT_MEASURED);
}

cad_figure cad_columns_figure(const json_t *report, const char *path)
{
    char holder[64];
    const char *dot = strrchr(path, '.');
    if (!dot || (size_t)(dot - path) >= sizeof holder)
        return cad_columns_member(report, path);
    memcpy(holder, path, (size_t)(dot - path));
    holder[dot - path] = '\0';
    return cad_columns_member(cad_columns_at(report, holder), dot + 1);
}

static void put_cell(const json_t *value, FILE *out)
{
    if (!json_is_object(value))
        cad_csv_value(out, value);
}

/* noise_rise does not hold noise. */
static bool holds_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    while (*text) {
        size_t n = strcspn(text, " ");
        if (n == length && !memcmp(text, word, n))
            return true;
        text += n + (text[n] == ' ');
    }
    return false;
}

/* Lists whose items have names: "truncated clipping". */
static void put_words(const json_t *list, const char *key, FILE *out)
{
    char text[400] = "";
    size_t used = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *word =
            json_string_value(json_object_get(json_array_get(list, i), key));
        size_t length = word ? strlen(word) : 0;
        if (!word || used + length + 2 > sizeof text || holds_word(text, word))
            continue;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
                                 used ? " " : "", word);
    }
    cad_csv_text(out, text);
}

void cad_columns_like(json_t *shape, const json_t *item, FILE *out)
{
    const char *key;
    json_t *value;
    json_object_foreach(shape, key, value)
    {
        const json_t *there = json_object_get(item, key);
        if (strcmp(key, "why") == 0)
            continue;
        if (json_is_object(value)) {
            cad_columns_like(value, there, out);
        } else {
            putc(',', out);
            put_cell(there, out);
        }
    }
}

/* ---- calls -------------------------------------------------------------- */

static const char *const call_columns[] = {
    "call_id",
    "call.agent_id",
    "call.queue",
    "call.direction",
    "call.started_at",
    "input.duration_s",
    "input.layout",
    "input.roles.source",
    "input.bandwidth_hz",
    "conversation.speech_s",
    "conversation.overlap_s",
    "conversation.overlap_share",
    "conversation.silence.n",
    "conversation.silence.total_s",
    "conversation.silence.longest_s",
    "conversation.silence.longest_start_s",
    "conversation.hold_s",
    "conversation.floor_changes_per_min",
    "attribution.exchanges",
    "attribution.escalated",
    "attribution.calmed",
    "attribution.expected_by_chance.escalated",
    "attribution.expected_by_chance.calmed",
    "attribution.verdict",
    "segments",
    "events",
    "episodes",
    "highlights",
};

static const char *const party_columns[] = {
    "talk_s",
    "talk_share",
    "talk_share_of_call",
    "turns",
    "longest_turn_s",
    "longest_turn_start_s",
    "speech_level_lufs",
    "pitch.median_hz",
    "pitch.p10_hz",
    "pitch.p90_hz",
    "pitch.range_st",
    "articulation_syl_s",
    "speech_syl_s",
    "pause_share",
    "response_latency.median_s",
    "response_latency.p90_s",
    "response_latency.n",
    "interruptions.made",
    "interruptions.made_yielded",
    "interruptions.suffered",
    "interruptions.suffered_yielded",
    "interruptions.per_other_minute",
    "backchannels.n",
    "backchannels.per_other_minute",
    "activation.opening",
    "activation.closing",
    "activation.p90",
    "activation.trend",
};

static const char *const parties[] = {"agent", "customer"};

enum {
    CALL_COLUMNS = sizeof call_columns / sizeof *call_columns,
    PARTY_COLUMNS = sizeof party_columns / sizeof *party_columns,
    PARTIES = sizeof parties / sizeof *parties
};

void cad_columns_calls_header(FILE *out)
{
    for (size_t i = 0; i < CALL_COLUMNS; i++)
        fprintf(out, "%s%s", i ? "," : "", call_columns[i]);
    for (size_t p = 0; p < PARTIES; p++)
        for (size_t i = 0; i < PARTY_COLUMNS; i++)
            fprintf(out, ",parties.%s.%s", parties[p], party_columns[i]);
    fputs(",quality.notes,settings.key", out);
    cad_csv_end(out);
}

void cad_columns_call(const json_t *report, FILE *out)
{
    for (size_t i = 0; i < CALL_COLUMNS; i++) {
        if (i)
            putc(',', out);
        put_cell(cad_columns_at(report, call_columns[i]), out);
    }
    for (size_t p = 0; p < PARTIES; p++) {
        const json_t *party =
            json_object_get(json_object_get(report, "parties"), parties[p]);
        for (size_t i = 0; i < PARTY_COLUMNS; i++) {
            putc(',', out);
            put_cell(cad_columns_at(party, party_columns[i]), out);
        }
    }
    putc(',', out);
    put_words(cad_columns_at(report, "quality.notes"), "code", out);
    putc(',', out);
    put_cell(cad_columns_at(report, "settings.key"), out);
    cad_csv_end(out);
}

/* ---- exchanges ---------------------------------------------------------- */

static const char *const from_call[] = {"call_id", "call.agent_id",
                                        "call.started_at"};
static const char *const from_exchange[] = {
    "id",
    "start_s",
    "end_s",
    "customer_before",
    "customer_after",
    "customer.before",
    "customer.after",
    "customer.expected",
    "customer.surprise",
    "customer.change",
    "agent.activation",
    "agent.expected",
    "agent.move",
    "effect",
    "confidence",
};

void cad_columns_exchanges_header(FILE *out)
{
    for (size_t i = 0; i < sizeof from_call / sizeof *from_call; i++)
        fprintf(out, "%s%s", i ? "," : "", from_call[i]);
    for (size_t i = 0; i < sizeof from_exchange / sizeof *from_exchange; i++)
        fprintf(out, ",%s", from_exchange[i]);
    for (int cue = 0; cad_word_cue((cad_cue_kind)cue); cue++)
        fprintf(out, ",agent.did.%s", cad_word_cue((cad_cue_kind)cue));
    cad_csv_end(out);
}

/* "lower" is part of "slower": a column each asks for no pattern. */
static void put_cue(const json_t *did, const char *cue, FILE *out)
{
    for (size_t i = 0; i < json_array_size(did); i++) {
        const json_t *item = json_array_get(did, i);
        const char *name = json_string_value(json_object_get(item, "cue"));
        if (name && !strcmp(name, cue)) {
            put_cell(json_object_get(item, "value"), out);
            return;
        }
    }
}

void cad_columns_exchange(const json_t *report, const json_t *exchange,
                          FILE *out)
{
    const json_t *did = cad_columns_at(exchange, "agent.did");
    for (size_t i = 0; i < sizeof from_call / sizeof *from_call; i++) {
        fputs(i ? "," : "", out);
        put_cell(cad_columns_at(report, from_call[i]), out);
    }
    for (size_t i = 0; i < sizeof from_exchange / sizeof *from_exchange; i++) {
        putc(',', out);
        put_cell(cad_columns_at(exchange, from_exchange[i]), out);
    }
    for (int cue = 0; cad_word_cue((cad_cue_kind)cue); cue++) {
        putc(',', out);
        put_cue(did, cad_word_cue((cad_cue_kind)cue), out);
    }
    cad_csv_end(out);
}

/* ---- moments ------------------------------------------------------------ */

static const char *const from_highlight[] = {"id",    "kind",       "start_s",
                                             "end_s", "confidence", "text"};

void cad_columns_moments_header(FILE *out)
{
    fputs("rank", out);
    for (size_t i = 0; i < sizeof from_call / sizeof *from_call; i++)
        fprintf(out, ",%s", from_call[i]);
    for (size_t i = 0; i < sizeof from_highlight / sizeof *from_highlight; i++)
        fprintf(out, ",%s", from_highlight[i]);
    fputs(",evidence", out);
    cad_csv_end(out);
}

/* "overlap 0.73 s; pitch 3.57 st" */
static void put_evidence(const json_t *list, FILE *out)
{
    char text[600] = "", number[CAD_SCALAR_MAX];
    size_t used = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *e = json_array_get(list, i);
        const char *metric = json_string_value(json_object_get(e, "metric"));
        const char *unit = json_string_value(json_object_get(e, "unit"));
        const char *value =
            cad_scalar_text(json_object_get(e, "value"), 12, number);
        if (metric && unit && *value && used < sizeof text)
            used += (size_t)snprintf(
                text + used, sizeof text - used, "%s%.40s %.24s%s%.40s",
                used ? "; " : "", metric, value, strcmp(unit, "1") ? " " : "",
                strcmp(unit, "1") ? unit : "");
    }
    cad_csv_text(out, text);
}

void cad_columns_moment(const json_t *report, const json_t *highlight,
                        FILE *out)
{
    for (size_t i = 0; i < sizeof from_call / sizeof *from_call; i++) {
        putc(',', out);
        put_cell(cad_columns_at(report, from_call[i]), out);
    }
    for (size_t i = 0; i < sizeof from_highlight / sizeof *from_highlight;
         i++) {
        putc(',', out);
        put_cell(json_object_get(highlight, from_highlight[i]), out);
    }
    putc(',', out);
    put_evidence(json_object_get(highlight, "evidence"), out);
    cad_csv_end(out);
}
