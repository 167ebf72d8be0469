#include "cli/option_table.h"

#include <string.h>

enum {
    A = 1 << CAD_ANALYZE,
    F = 1 << CAD_FRAMES,
    P = 1 << CAD_PROBE,
    K = 1 << CAD_COACH,
    C = 1 << CAD_COMPARE,
    E = 1 << CAD_EXPLAIN,
    S = 1 << CAD_SCHEMA
};

const struct cad_option_row cad_option_rows[CAD_OPTION_ROWS] = {
    {'o', A | K, "output", "DIR", NULL,
     "write a file a call into DIR (coach: an agent); needed for more than "
     "one call"},
    {CAD_OPT_FORMAT, A, "format", "LIST", "json",
     "with -o, any of json,html,csv,rttm,textgrid,labels,vtt,frames: "
     "DIR/ID.json, ID.html, ID.segments.csv, ID.rttm, ID.TextGrid, "
     "ID.labels.txt, ID.vtt, ID.frames.csv"},
    {CAD_OPT_AUDIO, A, "audio", "HOW", "link",
     "how the page plays: link (the recording, where it lies), embed (a copy "
     "in the page) or none"},
    {CAD_OPT_JSON, A | P, "json", NULL, NULL,
     "the whole report as JSON, to stdout"},
    {CAD_OPT_NDJSON, A, "ndjson", NULL, NULL,
     "a line of JSON a call, to stdout, in the order of the calls"},
    {CAD_OPT_AGENT_CHANNEL, A | F | P, "agent-channel", "N", "1",
     "the agent's channel: 1, 2, left or right"},
    {CAD_OPT_AGENT, A | F | P, "agent", "FILE", NULL,
     "the agent's recording, where each party has a file"},
    {CAD_OPT_CUSTOMER, A | F | P, "customer", "FILE", NULL,
     "the customer's recording; goes with --agent"},
    {CAD_OPT_SEGMENTS, A | F, "segments", "FILE", NULL,
     "who speaks when, from elsewhere: RTTM, CSV or Audacity labels"},
    {CAD_OPT_RAW, A | F | P, "raw", "ENC:RATE:CHANNELS", NULL,
     "headerless input, such as ulaw:8000:2; ENC is one of ulaw, "
     "alaw, s16le, s16be, u8, gsm"},
    {CAD_OPT_CLIP, A | F | P, "clip", "A:B", NULL,
     "only from A to B seconds; either may be left out"},
    {CAD_OPT_MODEL, A | F | P | K, "model", "FILE", NULL,
     "JSON that overrides thresholds and weights"},
    {CAD_OPT_PROFILE, A, "profile", "FILE", NULL,
     "the agent's habit from other calls; calls known to be "
     "another agent's are read without it"},
    {CAD_OPT_PROFILE_OUT, K, "profile-out", "FILE", NULL,
     "write the habit of the one agent there is, for analyze --profile"},
    {'j', A, "jobs", "N", "processors", "calls at a time"},
    {CAD_OPT_FILES_FROM, A, "files-from", "FILE", NULL,
     "more recordings, a path a line; - is standard input"},
    {CAD_OPT_MANIFEST, A, "manifest", "CSV", NULL,
     "the calls as a table: columns call_id, file or agent_file and "
     "customer_file, agent_channel, agent_id, queue, direction, started_at, "
     "from_s, to_s; paths below its folder; a row beats options"},
    {CAD_OPT_NAME_PATTERN, A, "name-pattern", "RE", NULL,
     "what file names tell, as groups agent_channel, agent_id, call_id, "
     "started_at: (?<agent_id>[0-9]+)_in"},
    {CAD_OPT_RESUME, A, "resume", NULL, NULL,
     "with -o, leave calls alone whose report is there and still holds: this "
     "is the default"},
    {CAD_OPT_FORCE, A, "force", NULL, NULL, "analyze them all again"},
    {CAD_OPT_SHARD, A, "shard", "K/N", NULL,
     "only every N-th call from the K-th, counted from 0"},
    {CAD_OPT_ON_ERROR, A, "on-error", "WHAT", "skip",
     "a call that cannot be read: skip, stop, or record it as an "
     "error object (DIR/ID.error.json, or a line) and end with 0"},
    {CAD_OPT_PROGRESS, A, "progress", "WHEN", "auto", "auto, always or never"},
    {CAD_OPT_COLOR, A | P | C, "color", "WHEN", "auto",
     "auto, always or never"},
    {CAD_OPT_TOLERANCE, C, "tolerance", "FILE", NULL,
     "JSON laid over the built-in tolerances: "
     "{\"figures\": {\"*_hz\": {\"relative\": 0.02}}}"},
    {CAD_OPT_TAP, C, "tap", NULL, NULL,
     "a test a call and measure, to stdout (Test Anything Protocol)"},
    {CAD_OPT_JUNIT, C, "junit", "FILE", NULL,
     "the same as JUnit XML, a suite a call"},
    {'q', A | F | P | C | K, "quiet", NULL, NULL, "say nothing but errors"},
    {'v', A | F | P | C | K, "verbose", NULL, NULL,
     "say more: every call or figure, and what decoding libraries remark"},
    {'h', A | F | P | C | K | E | S, "help", NULL, NULL, "this text"},
};

static const struct {
    const char *name, *operands, *summary, *more;
} verbs[CAD_VERBS] = {
    {"analyze", "CALL...", "report on recorded calls",
     "One call prints a summary; -o DIR writes reports, for one call or many.\n"
     "CALL is a recording, a folder (searched through), or - for standard\n"
     "input. WAV, FLAC, Ogg, Opus, MP3, AIFF, AU, CAF... are read, 4 to 192\n"
     "kHz, and the first two channels used.\n"
     "\n"
     "examples:\n"
     "  callcadence analyze call.wav\n"
     "  callcadence analyze --agent a.wav --customer c.wav --json\n"
     "  callcadence analyze recordings/ -o reports --format json,csv -j 4\n"
     "\n"
     "Ends with 0: done; 2: used wrongly; 3: done, but some calls cannot be\n"
     "read; 4: cannot write, or out of memory (try again); 70: a bug."},
    {"frames", "CALL", "the 10 ms tracks behind a report, as CSV on stdout",
     "Columns: time_s (the frame's centre), party, speech, f0_hz (0: "
     "unvoiced),\n"
     "voicing, level_dbfs, tilt_db, syllable."},
    {"probe", "CALL", "what is in a recording and how it will be read",
     "Format, layout, levels and noise of each channel, and whatever analyze\n"
     "would note or refuse."},
    {"coach", "REPORT|DIR...", "an agent over many calls, from reports",
     "Writes DIR/AGENT.coach.json for each agent that the reports name:\n"
     "habit, own trend, what followed what over all calls beside what chance\n"
     "would give, and places to listen, strengths first. Nobody is ranked or\n"
     "graded. Calls without an agent are gathered as unknown. A page to look\n"
     "at is not built yet.\n"
     "\n"
     "examples:\n"
     "  callcadence coach reports/ -o coaching\n"
     "  callcadence coach a7/ --profile-out a7.json\n"
     "  callcadence analyze new.wav --profile a7.json\n"
     "\n"
     "Ends with 0: done; 2: used wrongly; 3: done, but some reports cannot\n"
     "be read; 4: cannot write, or out of memory; 70: a bug."},
    {"compare", "BASELINE CURRENT", "what moved between two runs; 1 if so",
     "BASELINE and CURRENT are reports, or folders of them; calls are paired "
     "by\n"
     "call_id, events in time. Every figure has a tolerance; whatever "
     "explains\n"
     "a difference (settings, version, files) is told first.\n"
     "\n"
     "examples:\n"
     "  callcadence analyze calls/ -o baseline     once, to be kept\n"
     "  callcadence analyze calls/ -o now\n"
     "  callcadence compare baseline now --junit drift.xml\n"
     "\n"
     "Ends with 0: nothing moved; 1: something did; 2: used wrongly, or not a\n"
     "report; 4: cannot read or write."},
    {"explain", "[METRIC]", "what a figure means, its unit, source and limits",
     "METRIC is a measure (activation), a key of the report or its end\n"
     "(parties.agent.talk_s, talk_s), or a setting (talk.turn_gap_s); "
     "without,\n"
     "the measures are listed."},
    {"schema", "", "the JSON Schema of the report, on stdout", ""},
};

/* ---- help ------------------------------------------------------------- */

/* Words from column `indent` to 80. */
static void wrap(FILE *out, const char *text, int indent)
{
    int at = indent;
    while (*text) {
        int n = (int)strcspn(text, " ");
        if (at > indent && at + 1 + n > 80) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
        }
        at += fprintf(out, "%s%.*s", at > indent ? " " : "", n, text);
        text += n + (int)strspn(text + n, " ");
    }
}

static void print_row(FILE *out, const struct cad_option_row *r)
{
    enum { HELP_AT = 28 };
    char left[64], text[320];
    snprintf(left, sizeof left, "  %c%c%s --%s%s%s",
             r->id < CAD_OPT_LONG_ONLY ? '-' : ' ',
             r->id < CAD_OPT_LONG_ONLY ? r->id : ' ',
             r->id < CAD_OPT_LONG_ONLY ? "," : " ", r->name, r->arg ? " " : "",
             r->arg ? r->arg : "");
    fprintf(out, "%-*s", HELP_AT, left);
    if (strlen(left) >= HELP_AT)
        fprintf(out, "\n%*s", HELP_AT, "");
    snprintf(text, sizeof text, "%s%s%s%s", r->help, r->fallback ? " [" : "",
             r->fallback ? r->fallback : "", r->fallback ? "]" : "");
    wrap(out, text, HELP_AT);
    fputc('\n', out);
}

void cad_verb_help(enum cad_verb verb, FILE *out)
{
    fprintf(out, "usage: callcadence %s [options] %s\n%s\n\n", verbs[verb].name,
            verbs[verb].operands, verbs[verb].summary);
    if (*verbs[verb].more)
        fprintf(out, "%s\n\n", verbs[verb].more);
    fprintf(out, "options [default]:\n");
    for (int i = 0; i < CAD_OPTION_ROWS; i++)
        if (cad_option_rows[i].verbs & 1u << verb)
            print_row(out, &cad_option_rows[i]);
}

void cad_help(FILE *out)
{
    fprintf(out, "usage: callcadence VERB ...\n"
                 "who spoke when, at what pitch, how loud and how fast, in "
                 "recorded calls\n\n");
    for (int v = 0; v < CAD_VERBS; v++)
        fprintf(out, "  %-8s %-16s  %s\n", verbs[v].name, verbs[v].operands,
                verbs[v].summary);
    fprintf(out, "\n  callcadence VERB --help   options and examples\n"
                 "  callcadence --version     versions of all that is in it\n");
}

const char *cad_verb_list(void)
{
    return "analyze, frames, probe, coach, compare, explain, schema";
}

enum cad_verb cad_verb_of(const char *name)
{
    int v = 0;
    while (v < CAD_VERBS && strcmp(verbs[v].name, name) != 0)
        v++;
    return (enum cad_verb)v;
}

const char *cad_verb_name(enum cad_verb verb)
{
    return verbs[verb].name;
}

const struct cad_option_row *cad_option_row_of(int id)
{
    for (int i = 0; i < CAD_OPTION_ROWS; i++)
        if (cad_option_rows[i].id == id)
            return &cad_option_rows[i];
    return NULL;
}
