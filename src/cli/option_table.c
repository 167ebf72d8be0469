#include "cli/option_table.h"

#include <callcadence/analyze.h>

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

const struct cad_option_row cad_option_rows[] = {
    {'o', A | K, "output", "DIR", NULL,
     "write files into DIR, which is made (analyze: needed for more than one "
     "call)"},
    {CAD_OPT_FORMAT, A, "format", "LIST", "json",
     "with -o, any of json,html,csv,rttm,textgrid,labels,vtt,frames: "
     "DIR/ID.json, ID.html, ID.segments.csv, ID.rttm, ID.TextGrid, "
     "ID.labels.txt, ID.vtt, ID.frames.csv; html brings json and index.html"},
    {CAD_OPT_AUDIO, A, "audio", "link|embed|none", "link",
     "how the page plays: the recording where it lies, a copy in the page, or "
     "not at all"},
    {CAD_OPT_JSON, A | P, "json", NULL, NULL,
     "everything, as one JSON document on stdout"},
    {CAD_OPT_NDJSON, A, "ndjson", NULL, NULL,
     "a line of JSON for each call, to stdout, in the order of the calls"},
    {CAD_OPT_AGENT_CHANNEL, A | F | P, "agent-channel", "1|2|left|right", "1",
     "the agent's channel"},
    {CAD_OPT_AGENT, A | F | P, "agent", "FILE", NULL,
     "the agent's recording, where each party has a file"},
    {CAD_OPT_CUSTOMER, A | F | P, "customer", "FILE", NULL,
     "the customer's recording; goes with --agent"},
    {CAD_OPT_SEGMENTS, A | F, "segments", "FILE", NULL,
     "who speaks when, from elsewhere: RTTM, CSV or Audacity labels; "
     "in the times of the recording, with --clip too"},
    {CAD_OPT_RAW, A | F | P, "raw", "ENC:RATE:CHANNELS", NULL,
     "headerless input, such as ulaw:8000:2; ENC is one of " CAD_RAW_NAMES},
    {CAD_OPT_CLIP, A | F | P, "clip", "A:B", NULL,
     "only from A to B seconds, such as 30:90; either may be left out"},
    {CAD_OPT_MODEL, A | F | P | K, "model", "FILE", NULL,
     "JSON that overrides thresholds and weights: "
     "{\"talk\": {\"turn_gap_s\": 2}}"},
    {CAD_OPT_PROFILE, A, "profile", "FILE", NULL,
     "the agent's habit from other calls; calls known to be "
     "another agent's are read without it"},
    {CAD_OPT_PROFILE_OUT, K, "profile-out", "FILE", NULL,
     "write the habit of the one agent there is, for analyze --profile"},
    {'j', A, "jobs", "N", "processors", "read N calls at a time"},
    {CAD_OPT_FILES_FROM, A, "files-from", "FILE", NULL,
     "more recordings, a path a line or each ended by a zero byte; - is "
     "standard input"},
    {CAD_OPT_MANIFEST, A, "manifest", "CSV", NULL,
     "the calls as a table: columns call_id, file or agent_file and "
     "customer_file, agent_channel, agent_id, queue, direction, started_at, "
     "from_s, to_s; paths below its folder; a row beats options"},
    {CAD_OPT_NAME_PATTERN, A, "name-pattern", "RE", NULL,
     "what file names tell, as groups agent_channel, agent_id, call_id, "
     "started_at: '(?<agent_id>[0-9]+)_in'"},
    {CAD_OPT_RESUME, A, "resume", NULL, NULL,
     "with -o, leave calls alone whose report is there and still holds (same "
     "audio, settings and version): this is the default"},
    {CAD_OPT_FORCE, A, "force", NULL, NULL, "with -o, analyze all calls again"},
    {CAD_OPT_SHARD, A, "shard", "K/N", NULL,
     "one of N runs that share the calls: every N-th one from the K-th, "
     "counted from 0"},
    {CAD_OPT_ON_ERROR, A, "on-error", "skip|stop|record", "skip",
     "what to do with a call that cannot be read; record it as an error object "
     "(DIR/ID.error.json, or a line) and end with 0"},
    {CAD_OPT_PROGRESS, A, "progress", "auto|always|never", "auto",
     "say how far a batch is; auto: on a terminal"},
    {CAD_OPT_COLOR, A | P | C, "color", "auto|always|never", "auto",
     "colours; auto: on a terminal, unless NO_COLOR is set"},
    {CAD_OPT_TOLERANCE, C, "tolerance", "FILE", NULL,
     "JSON laid over the built-in tolerances: "
     "{\"figures\": {\"*_hz\": {\"relative\": 0.02}}}"},
    {CAD_OPT_TAP, C, "tap", NULL, NULL,
     "a test for each call and measure, to stdout (Test Anything Protocol)"},
    {CAD_OPT_JUNIT, C, "junit", "FILE", NULL,
     "the same as JUnit XML into FILE, a suite for each call"},
    {'q', A | F | P | C | K, "quiet", NULL, NULL, "say nothing but errors"},
    {'v', A | F | P | C | K, "verbose", NULL, NULL,
     "say more: every call or figure, and what decoding libraries remark"},
    {'h', A | F | P | C | K | E | S, "help", NULL, NULL, "print this text"},
};

const size_t cad_option_count =
    sizeof cad_option_rows / sizeof *cad_option_rows;

const struct cad_verb_row cad_verb_rows[CAD_VERBS] = {
    {"analyze",
     "CALL...",
     "report on recorded calls",
     "One call prints a summary; -o DIR writes reports, for one call or many. "
     "CALL is a recording, a folder (searched through), or - for standard "
     "input. WAV, FLAC, Ogg, Opus, MP3, AIFF, AU, CAF... are read, 4 to 192 "
     "kHz, and the first two channels used: the agent's and the customer's.",
     {"callcadence analyze call.wav",
      "callcadence analyze --agent a.wav --customer c.wav --json",
      "callcadence analyze recordings/ -o reports --format json,html -j 4",
      "callcadence analyze --manifest calls.csv -o reports"},
     "Ends with 0: done; 2: used wrongly, nothing written; 3: done, but some "
     "calls "
     "cannot be read; 4: cannot write, or out of memory (try again); 70: a "
     "bug."},
    {"frames",
     "CALL",
     "the 10 ms tracks behind a report, as CSV on stdout",
     "Columns: time_s (the frame's centre), party, speech (0 or 1), f0_hz (0: "
     "unvoiced), voicing, level_dbfs, tilt_db, syllable (its sum counts them).",
     {"callcadence frames call.wav > tracks.csv"},
     "Ends with 0: done; 2: used wrongly; 3: the call cannot be read; 4: "
     "cannot write, "
     "or out of memory."},
    {"probe",
     "CALL",
     "what is in a recording and how it will be read",
     "Format, layout, levels and noise of each channel, and whatever analyze "
     "would note or refuse.",
     {"callcadence probe call.wav", "callcadence probe --json call.wav"},
     "Ends with 0: done; 2: used wrongly; 3: the call cannot be read (--json "
     "says so in "
     "its refusals); 4: cannot write, or out of memory."},
    {"coach",
     "REPORT|DIR...",
     "an agent over many calls, from reports",
     "Writes a page DIR/AGENT.coach.html for each agent that the reports "
     "name, its figures as AGENT.coach.json, and coach.html with all of them: "
     "habit, own trend, what followed what over all calls beside what chance "
     "would give, and places to listen, strengths first. Nobody is ranked or "
     "graded. Calls without an agent are gathered as unknown.",
     {"callcadence coach reports/ -o coaching",
      "callcadence coach a7/ --profile-out a7.json",
      "callcadence analyze new.wav --profile a7.json"},
     "Ends with 0: done; 2: used wrongly; 3: done, but some reports cannot be "
     "read; 4: "
     "cannot write, or out of memory; 70: a bug."},
    {"compare",
     "BASELINE CURRENT",
     "what moved between two runs; for CI",
     "BASELINE and CURRENT are reports, or folders of them; calls are paired "
     "by call_id, events in time. Every figure has a tolerance; whatever "
     "explains a difference (settings, version, files) is told first. Of a "
     "folder the *.json count. Where the change is meant, CURRENT is the next "
     "BASELINE.",
     {"callcadence analyze calls/ -o baseline     # once, to be kept",
      "callcadence analyze calls/ -o now",
      "callcadence compare baseline now --junit drift.xml",
      "rm -r baseline && mv now baseline      # where it is meant"},
     "Ends with 0: nothing moved; 1: something did; 2: used wrongly, or not a "
     "report; "
     "4: cannot read or write."},
    {"explain",
     "[METRIC]",
     "what a figure means, its unit, source and limits",
     "METRIC is a measure (activation), a key of the report or its end "
     "(parties.agent.talk_s, talk_s), or a setting (talk.turn_gap_s); without, "
     "the measures are listed.",
     {"callcadence explain", "callcadence explain response_latency_s"},
     NULL},
    {"schema",
     "",
     "the JSON Schema of the report, on stdout",
     NULL,
     {"callcadence schema > report-1.schema.json"},
     NULL},
};

enum cad_verb cad_verb_of(const char *name)
{
    int v = 0;
    while (v < CAD_VERBS && strcmp(cad_verb_rows[v].name, name) != 0)
        v++;
    return (enum cad_verb)v;
}

const char *cad_verb_name(enum cad_verb verb)
{
    return cad_verb_rows[verb].name;
}

const struct cad_option_row *cad_option_row_of(int id)
{
    for (size_t i = 0; i < cad_option_count; i++)
        if (cad_option_rows[i].id == id)
            return &cad_option_rows[i];
    return NULL;
}
