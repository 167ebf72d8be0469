/*
 * compare.h - what moved between two reports, or two folders of reports.
 *
 * A baseline and what is read now are paired by call_id. Every figure has a
 * tolerance (models/tolerances.json); items of lists are paired in time, not
 * by index, so one new event is one difference and not a hundred.
 *
 *   cad_tolerances *t = NULL;
 *   cad_tolerances_load(NULL, &t, &error);
 *   cad_compare("baseline", "reports", t, &visitor, &totals, &error);
 *   cad_tolerances_free(&t);
 */
#ifndef CALLCADENCE_COMPARE_H
#define CALLCADENCE_COMPARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include <callcadence/status.h>

/* One figure that is not what it was. */
typedef struct cad_drift {
    const char *path;  /* segments[s12].pitch.median_hz */
    double at_s;       /* where in the call, or -1 */
    const char *text;  /* "164.4 -> 172.1 Hz" */
    double tolerances; /* by how many; INFINITY where there is no more or less:
                          lost, new, null, a count, a word */
    double moved;      /* by how much, in the figure's unit; NAN: no number */
    const char *words; /* the text as people read it, or NULL: the same */
} cad_drift;

/* One figure of the schema, wherever in the call it stands. */
typedef struct cad_compared {
    const char *path; /* segments.pitch.median_hz; where it varies: [unit] */
    size_t compared;  /* pairs of values */
    size_t within;    /* of them differ, but within the tolerance */
    size_t drift_count;
    const cad_drift *drifts; /* in the order of the report */
} cad_compared;

/* One call: its measures in the order of the report. */
typedef struct cad_call_comparison {
    const char *call_id;
    size_t measure_count;
    const cad_compared *measures;
    size_t said_count; /* settings, version, files: what explains drift */
    const cad_drift *said;
    size_t drift_count; /* over all measures */
} cad_call_comparison;

/* What cad_compare() calls as it goes; any may be NULL. What they are given
   lives until they return. */
typedef struct cad_compare_visitor {
    void *user;
    void (*call)(void *user, const cad_call_comparison *call);
    void (*problem)(void *user, const cad_error *error); /* a broken report */
} cad_compare_visitor;

typedef struct cad_compare_totals {
    size_t calls, drifted;     /* calls that are on either side */
    size_t measures, measures_drifted;
    size_t drifts, within;     /* figures */
    size_t broken, passed_over; /* files: no reports; other JSON */
} cad_compare_totals;

typedef struct cad_tolerances cad_tolerances;

/*
 * cad_tolerances_load - the built-in tolerances, with a file laid over them.
 *
 *   path    JSON {"figures": {"*_hz": {"relative": 0.02}}, "match": {...}};
 *           NULL: the built-in ones alone. In a pattern * stands for anything;
 *           the last that fits counts, and a file's beat the built-in ones. A
 *           figure may move by the larger of absolute and relative times its
 *           value in the baseline; verdict is drift, said or ignored
 *   out     to be freed by cad_tolerances_free(); NULL on failure
 *   errors  ERR_MODEL "t.json:3: figures.talk: no such figure"; ERR_MEMORY
 *   source  models/tolerances.json
 *   test    tests/unit/fleet/test_tolerance.c
 */
CAD_API CAD_NODISCARD cad_status cad_tolerances_load(const char *path,
                                                     cad_tolerances **out,
                                                     cad_error *error);

/*
 * cad_tolerances_free - gives the memory back and makes the pointer NULL.
 *
 *   tolerances  from cad_tolerances_load(); it may point to NULL
 *   errors      none
 *   source      -
 *   test        tests/unit/fleet/test_tolerance.c
 */
CAD_API void cad_tolerances_free(cad_tolerances **tolerances);

/*
 * cad_compare - compares two reports, or two folders of them, call by call.
 *
 *   baseline    a report, a folder (its *.json, not searched below), or "-"
 *               for standard input; objects of --on-error record count
 *   current     the same; two single reports are a pair whatever their ids
 *   tolerances  from cad_tolerances_load()
 *   visitor     called for every call in order of call_id (bytes); a call that
 *               one side lacks has the one measure "call". A broken report in
 *               a folder is a problem, and the others are compared
 *   out         totals; may be NULL. drifted == 0: nothing moved
 *   errors      ERR_ARGUMENT no such file or folder, ERR_REPORT not a report
 *               (file, line, what is wrong), ERR_READ, ERR_MEMORY
 *   source      -
 *   test        tests/unit/fleet/test_compare.c
 */
CAD_API CAD_NODISCARD cad_status cad_compare(const char *baseline,
                                             const char *current,
                                             const cad_tolerances *tolerances,
                                             const cad_compare_visitor *visitor,
                                             cad_compare_totals *out,
                                             cad_error *error);

/*
 * cad_drift_line - a drift as one line.
 *
 *   drift   from cad_compare()
 *   out     "0:39 events[e0].start_s: 39.66 -> 39.86 s, 4.0 tolerances", cut
 *           to size bytes with its zero; control characters become blanks
 *   errors  none
 *   source  -
 *   test    tests/unit/fleet/test_compare.c
 */
CAD_API void cad_drift_line(const cad_drift *drift, char *out, size_t size);

/*
 * cad_compare_tap - one call as lines of the Test Anything Protocol.
 *
 *   call    from cad_compare(): a test a measure, and what moved as comments
 *   number  in and out: tests so far; the plan "1..N" is the caller's
 *   out     open stream
 *   errors  ERR_WRITE
 *   source  testanything.org, TAP version 13
 *   test    tests/cli/compare.t
 */
CAD_API CAD_NODISCARD cad_status cad_compare_tap(
    const cad_call_comparison *call, size_t *number, FILE *out,
    cad_error *error);

/*
 * cad_compare_tap_problem - a broken report as a test that fails.
 *
 *   problem  from cad_compare()'s visitor
 *   number   in and out: tests so far
 *   out      open stream
 *   errors   ERR_WRITE
 *   source   testanything.org, TAP version 13
 *   test     tests/cli/compare.t
 */
CAD_API CAD_NODISCARD cad_status
cad_compare_tap_problem(const cad_error *problem, size_t *number, FILE *out,
                        cad_error *error);

/*
 * cad_compare_junit - one call as a <testsuite>, a measure as a <testcase>.
 *
 *   call    from cad_compare()
 *   out     open stream; <testsuites> around all of them is the caller's
 *   errors  ERR_WRITE
 *   source  the JUnit XML that Jenkins, GitLab and Azure read
 *   test    tests/cli/compare.t
 */
CAD_API CAD_NODISCARD cad_status cad_compare_junit(
    const cad_call_comparison *call, FILE *out, cad_error *error);

/*
 * cad_compare_junit_problem - a broken report as a <testsuite> with an <error>.
 *
 *   problem  from cad_compare()'s visitor
 *   out      open stream
 *   errors   ERR_WRITE
 *   source   the JUnit XML that Jenkins, GitLab and Azure read
 *   test     tests/cli/compare.t
 */
CAD_API CAD_NODISCARD cad_status cad_compare_junit_problem(
    const cad_error *problem, FILE *out, cad_error *error);

#endif
