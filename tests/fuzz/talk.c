/* A score as a call, through the three acts, into every format, and back
   through every reader of reports: nothing that we write may be refused. */
#include "fuzz.h"

#include <stdlib.h>

static void write_all(const cad_report *report)
{
    cad_status (*const writers[])(const cad_report *, FILE *, cad_error *) = {
        cad_emit_rttm,     cad_emit_labels, cad_emit_segments_csv,
        cad_emit_textgrid, cad_emit_vtt,    cad_frames_csv};
    const cad_page page = {.audio = CAD_PAGE_NONE};
    cad_error error;
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        fuzz_must(!writers[i](report, fuzz_sink(), &error), "any format");
    fuzz_must(!cad_emit_html(report, &page, fuzz_sink(), &error), "a page");
}

static void compare_with_itself(const char *path)
{
    static cad_tolerances *tolerances;
    cad_compare_totals totals;
    cad_error error;
    if (!tolerances)
        fuzz_must(!cad_tolerances_load(NULL, &tolerances, &error),
                  "tolerances");
    fuzz_must(!cad_compare(path, path, tolerances, NULL, &totals, &error) &&
                  !totals.drifts && !totals.within && totals.measures,
              "a report is as it is");
}

static void coach(const char *path)
{
    cad_coach *coach;
    cad_profile *profile;
    cad_error error;
    char *text = NULL;
    size_t n;
    fuzz_must(!cad_coach_new(NULL, &coach, &error), "a coach");
    fuzz_must(!cad_coach_add(coach, path, &error), error.text);
    fuzz_must(!cad_coach_json(coach, 0, fuzz_sink(), &error), "coach writes");
    FILE *out = open_memstream(&text, &n);
    fuzz_must(out && !cad_coach_profile(coach, 0, out, &error), "a profile");
    fclose(out);
    fuzz_must(!cad_profile_load(fuzz_file(2, text, n), &profile, &error),
              "a profile of ours is one");
    cad_profile_free(&profile);
    cad_coach_free(&coach);
    free(text);
}

static void tabulate(const char *path)
{
    cad_tables *tables = NULL;
    cad_error error;
    FILE *spool = tmpfile(), *out = fuzz_sink();
    fuzz_must(spool && !cad_tables_new(out, out, out, spool, &tables, &error),
              "tables");
    fuzz_must(!cad_tables_add(tables, path, &error), "tables read a report");
    fuzz_must(!cad_tables_finish(tables, &error), "tables end");
    cad_tables_free(&tables);
    fclose(spool);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const cad_call call = {.call_id = "fuzz",
                           .agent_id = "7",
                           .file = fuzz_play(0, data, size),
                           .raw = fuzz_raw};
    const char *path;
    cad_report *report;
    cad_error error;
    if (cad_analyze(fuzz_engine(), &call, &report, &error))
        return 0;
    write_all(report);
    cad_report_free(&report);
    if (fuzz_report(&call, fuzz_engine(), 1, &path))
        return 0;
    compare_with_itself(path);
    coach(path);
    tabulate(path);
    return 0;
}
