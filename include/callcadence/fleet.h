/*
 * fleet.h - over many reports: read back from their files, one at a time. One
 * thread at a time for one cad_tables.
 */
#ifndef CALLCADENCE_FLEET_H
#define CALLCADENCE_FLEET_H

#include <stdio.h>

#include <callcadence/status.h>

/*
 * cad_report_file_key - the settings.key of a report, without parsing it.
 *
 *   path    a report as cad_emit_json() writes it, indented
 *   out     key: 64 hexadecimal digits and a zero; "" after an error
 *   errors  ERR_MISSING: no such regular file; ERR_FORMAT: not a whole report;
 *           ERR_READ
 *   source  -
 *   test    tests/unit/emit/test_report_file.c
 */
CAD_API CAD_NODISCARD cad_status cad_report_file_key(const char *path,
                                                     char key[65],
                                                     cad_error *error);

/* Room for a name, a few characters more, and its zero. */
enum { CAD_FILE_NAME = 208 };

/*
 * cad_file_name - an id as a file's name, the same one every time: letters of
 * all scripts, digits, . _ - ( ) + , @ and single blanks stay as they are.
 *
 *   id      any bytes
 *   out     at most 200 bytes. Where anything else, bytes that are no UTF-8
 *           or a full stop at the start had to become _, or the end had to go,
 *           a hash of the id follows, so that no other id has that name
 *   errors  none
 *   source  Unicode 15, table 3-7; Fowler, Noll, Vo: FNV-1a, 64 bits
 *   test    tests/unit/fleet/test_file_name.c
 */
CAD_API void cad_file_name(const char *id, char out[CAD_FILE_NAME]);

/* calls.csv, segments.csv and moments.csv in the making. */
typedef struct cad_tables cad_tables;

/*
 * cad_tables_new - begin the tables of many calls: a row a call, a row a
 * segment, a row a highlight.
 *
 *   calls, segments, moments  open streams, the caller's; get their headers:
 *           the paths of the report's keys
 *   spool   an open stream for reading and writing, empty: holds the moments
 *           until they are ranked
 *   out     free with cad_tables_free()
 *   memory  of one report, and 40 bytes a moment
 *   errors  ERR_WRITE, ERR_MEMORY
 *   source  RFC 4180
 *   test    tests/unit/fleet/test_tables.c, tests/cli/batch_resume.t
 */
CAD_API CAD_NODISCARD cad_status cad_tables_new(FILE *calls, FILE *segments,
                                                FILE *moments, FILE *spool,
                                                cad_tables **out,
                                                cad_error *error);

/*
 * cad_tables_exchanges - have the tables make exchanges.csv, too: a row an
 * exchange, with a column for each thing that the agent may have done in it.
 * Before the first report is added.
 *
 *   exchanges  open stream, the caller's; gets its header. A cell of
 *              agent.did.CUE is the value of that cue, in the unit that
 *              CAD_CUE_MAP has for it; empty: the agent did not
 *   out        rows, by cad_tables_add()
 *   errors     ERR_ARGUMENT
 *   source     RFC 4180
 *   test       tests/unit/fleet/test_tables.c, tests/cli/batch_resume.t
 */
CAD_API CAD_NODISCARD cad_status cad_tables_exchanges(cad_tables *tables,
                                                      FILE *exchanges,
                                                      cad_error *error);

/*
 * cad_tables_page - have the tables make index.html, too: the calls and the
 * ranked moments as one page, with links to the call pages and coach pages
 * that lie beside the reports. Before the first report is added.
 *
 *   page    open stream, the caller's
 *   spool   an open stream for reading and writing, empty
 *   errors  ERR_MEMORY
 *   out     the page, by cad_tables_finish()
 *   source  HTML Living Standard; CSP Level 3; WCAG 2.2 AA
 *   test    tests/cli/index.t
 */
CAD_API CAD_NODISCARD cad_status cad_tables_page(cad_tables *tables, FILE *page,
                                                 FILE *spool, cad_error *error);

/*
 * cad_tables_journal - calls that failed, for the page to name: those of which
 * the last line of a run's journal says so.
 *
 *   path    journal.ndjson; torn lines are passed over
 *   out     nothing where there is no page
 *   errors  ERR_READ, ERR_MEMORY
 *   source  -
 *   test    tests/cli/index.t
 */
CAD_API CAD_NODISCARD cad_status cad_tables_journal(cad_tables *tables,
                                                    const char *path,
                                                    cad_error *error);

/*
 * cad_tables_add - the rows of one report. Add in the order of the rows.
 *
 *   path    a report's file
 *   out     rows in the three streams
 *   errors  ERR_MISSING; ERR_FORMAT: not a report, or a broken one: nothing is
 *           added, and error->text names the file and what is wrong;
 *           ERR_ARGUMENT: JSON, but no report of ours; ERR_READ, ERR_WRITE,
 *           ERR_MEMORY
 *   source  models/report-1.schema.json
 *   test    tests/unit/fleet/test_tables.c
 */
CAD_API CAD_NODISCARD cad_status cad_tables_add(cad_tables *tables,
                                                const char *path,
                                                cad_error *error);

/*
 * cad_tables_finish - rank the moments and write them: the first of each call
 * before the second of any; among those by confidence, then by length, then in
 * the order of the calls.
 *
 *   out     rows in the stream of the moments; all are flushed
 *   errors  ERR_READ or ERR_WRITE of the spool, ERR_WRITE, ERR_MEMORY
 *   source  -
 *   test    tests/unit/fleet/test_tables.c
 */
CAD_API CAD_NODISCARD cad_status cad_tables_finish(cad_tables *tables,
                                                   cad_error *error);

/*
 * cad_tables_free - release the tables and set the caller's pointer to NULL;
 * the streams stay open.
 *
 *   tables  may point to NULL
 *   errors  none
 *   source  -
 *   test    tests/unit/fleet/test_tables.c
 */
CAD_API void cad_tables_free(cad_tables **tables);

#endif
