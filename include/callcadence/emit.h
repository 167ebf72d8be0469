/*
 * emit.h - reports as JSON and as the formats of neighbouring tools.
 *
 * Each writer writes to an open stream and never opens, renames or closes it;
 * open_memstream(3) makes one of which the bytes are in memory.
 * Same report, same bytes.
 */
#ifndef CALLCADENCE_EMIT_H
#define CALLCADENCE_EMIT_H

#include <stdio.h>

#include <callcadence/analyze.h>

/*
 * cad_emit_json - the report as one JSON document.
 *
 *   report  from cad_analyze()
 *   pretty  true: indented by one space; false: one line (for NDJSON)
 *   out     open stream; ends with a newline
 *   errors  ERR_WRITE, ERR_MEMORY
 *   source  models/report-1.schema.json
 *   test    tests/unit/emit/test_json.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_json(const cad_report *report,
                                               bool pretty, FILE *out,
                                               cad_error *error);

/*
 * cad_emit_probe_json - a probe as one JSON document, indented.
 *
 *   probe   from cad_probe_call()
 *   out     open stream; ends with a newline
 *   errors  ERR_WRITE, ERR_MEMORY
 *   source  -
 *   test    tests/unit/emit/test_json.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_probe_json(const cad_probe *probe,
                                                     FILE *out,
                                                     cad_error *error);

/*
 * cad_emit_refusal_json - the same document for a call that cannot be probed.
 *
 *   refusal what cad_probe_call() said; its code is missing, unreadable, empty,
 *           read_error, or else refused
 *   out     open stream: every key of a probe, null or empty, and one refusal
 *   errors  ERR_WRITE, ERR_MEMORY
 *   source  -
 *   test    tests/unit/emit/test_json.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_refusal_json(const cad_error *refusal,
                                                       FILE *out,
                                                       cad_error *error);

/*
 * cad_emit_json_string - any bytes as a JSON string, for lines of one's own
 * beside reports: a journal, an error.
 *
 *   text    what is not UTF-8 becomes U+FFFD, a byte each
 *   out     open stream
 *   errors  none; the stream has its own
 *   source  RFC 8259
 *   test    tests/unit/emit/test_json.c
 */
CAD_API void cad_emit_json_string(const char *text, FILE *out);

/*
 * cad_report_schema - the JSON Schema (2020-12) of the report.
 *
 *   out     a string that lives as long as the program
 *   errors  none
 *   source  models/report-1.schema.json
 *   test    tests/samples/schema.t
 */
CAD_API const char *cad_report_schema(void);

/*
 * cad_emit_rttm - who spoke when, a line an inter-pausal unit.
 *
 *   report  from cad_analyze()
 *   out     open stream: SPEAKER id 1 start dur <NA> <NA> party <NA> <NA>;
 *           blanks in the call id become _
 *   errors  ERR_WRITE
 *   source  NIST RT-09 evaluation plan, appendix A
 *   test    tests/unit/emit/test_interchange.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_rttm(const cad_report *report,
                                               FILE *out, cad_error *error);

/*
 * cad_emit_labels - segments and events as Audacity labels.
 *
 *   report  from cad_analyze()
 *   out     open stream: start, tab, end, tab, text; a segment's text begins
 *           with its party, an event's stands in square brackets
 *   errors  ERR_WRITE
 *   source  Audacity manual, "Importing and Exporting Labels"
 *   test    tests/unit/emit/test_interchange.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_labels(const cad_report *report,
                                                 FILE *out, cad_error *error);

/*
 * cad_emit_segments_csv - a row a segment, for spreadsheets.
 *
 *   report  from cad_analyze()
 *   out     open stream: RFC 4180, CR LF after each line; header = call_id and
 *           the paths of the JSON keys (pitch.median_hz), empty cell for null,
 *           ipus = their number; text that a spreadsheet would run gets an
 *           apostrophe before it
 *   errors  ERR_WRITE, ERR_MEMORY
 *   source  RFC 4180
 *   test    tests/unit/emit/test_interchange.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_segments_csv(const cad_report *report,
                                                       FILE *out,
                                                       cad_error *error);

/*
 * cad_emit_textgrid - segments, speech and events as tiers for Praat.
 *
 *   report  from cad_analyze()
 *   out     open stream: for each party a tier of its segments and one of its
 *           inter-pausal units, both tiling the call; events as points
 *   errors  ERR_WRITE
 *   source  Praat manual, "TextGrid file formats" (long text)
 *   test    tests/unit/emit/test_interchange.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_textgrid(const cad_report *report,
                                                   FILE *out,
                                                   cad_error *error);

/*
 * cad_emit_vtt - segments, events and highlights as captions for a player.
 *
 *   report  from cad_analyze()
 *   out     open stream: cues in order of start, named by their ids
 *   errors  ERR_WRITE
 *   source  W3C, WebVTT: The Web Video Text Tracks Format
 *   test    tests/unit/emit/test_interchange.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_vtt(const cad_report *report,
                                              FILE *out, cad_error *error);

/* How a page plays its recording. */
typedef enum cad_page_audio {
    CAD_PAGE_LINK,  /* from the file where it lies */
    CAD_PAGE_EMBED, /* from a copy inside the page */
    CAD_PAGE_NONE
} cad_page_audio;

/* Zero-initialise, then set what the mode needs. */
typedef struct cad_page {
    cad_page_audio audio;
    const cad_call *call; /* to embed: files, raw and clip; else from_s only */
    /* to link: each file's path relative to the page; NULL: no audio */
    const char *links[2];
    /* relative paths of pages that lead on: all calls, the agent; or NULL */
    const char *index, *coach;
} cad_page;

/*
 * cad_emit_html - the call as one page that opens from disk.
 *
 *   report  from cad_analyze()
 *   page    how it plays; NULL: without audio. A recording that browsers
 *           cannot play (GSM, ADPCM, headerless, ...) is embedded re-encoded,
 *           also where a link was asked for
 *   out     open stream: HTML with its style and script inside, a strict
 *           Content-Security-Policy and nothing from elsewhere
 *   errors  ERR_WRITE, ERR_MEMORY; when embedding also those of reading the
 *           recording
 *   source  HTML Living Standard; CSP Level 3; WCAG 2.2 AA
 *   test    tests/unit/emit/test_html.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_html(const cad_report *report,
                                               const cad_page *page, FILE *out,
                                               cad_error *error);

/*
 * cad_explain - what a figure of the report means: definition, where it
 * stands, unit, settings with their values, source, limits.
 *
 *   metric  a measure ("activation"), a key or its end
 *           ("parties.agent.talk_s", "talk_s"), a setting ("talk.turn_gap_s");
 *           NULL lists the measures
 *   out     open stream; plain text of at most 78 columns where words allow
 *   errors  ERR_ARGUMENT names what it might be; ERR_WRITE, ERR_MEMORY
 *   source  models/measures.json, models/default.json
 *   test    tests/unit/emit/test_explain.c
 */
CAD_API CAD_NODISCARD cad_status cad_explain(const char *metric, FILE *out,
                                             cad_error *error);

#endif
