/*
 * emit.h - reports as JSON and as the formats of neighbouring tools.
 *
 * Each writer writes to an open stream and never opens, renames or closes it.
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
 *   test    tests/cli/probe.t
 */
CAD_API CAD_NODISCARD cad_status cad_emit_probe_json(const cad_probe *probe,
                                                     FILE *out,
                                                     cad_error *error);

/*
 * cad_report_schema - the JSON Schema (2020-12) of the report.
 *
 *   out     a string that lives as long as the program
 *   errors  none
 *   source  models/report-1.schema.json
 *   test    tests/cli/schema.t
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
 *   out     open stream: start, tab, end, tab, text
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
 *   out     open stream: RFC 4180, header = JSON keys with units, empty cell
 *           for null; text that a spreadsheet would run is quoted
 *   errors  ERR_WRITE
 *   source  RFC 4180
 *   test    tests/unit/emit/test_interchange.c
 */
CAD_API CAD_NODISCARD cad_status cad_emit_segments_csv(const cad_report *report,
                                                       FILE *out,
                                                       cad_error *error);

#endif
