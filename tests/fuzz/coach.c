/* Any bytes as a report given to coach, beside a good one; and to tables. */
#include "fuzz.h"

#include <stdlib.h>

static void tabulate(const char *path)
{
    cad_tables *tables = NULL;
    cad_error error;
    FILE *spool = tmpfile(), *out = fuzz_sink();
    fuzz_must(spool && !cad_tables_new(out, out, out, spool, &tables, &error),
              "tables");
    (void)!cad_tables_add(tables, path, &error);
    fuzz_must(!cad_tables_finish(tables, &error), "tables end");
    cad_tables_free(&tables);
    fclose(spool);
}

static void load_profile(cad_coach *coach, size_t agent)
{
    cad_profile *profile;
    cad_error error;
    char *text = NULL;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    fuzz_must(out && !cad_coach_profile(coach, agent, out, &error),
              "a profile");
    fclose(out);
    if (!cad_profile_load(fuzz_file(2, text, n), &profile, &error))
        cad_profile_free(&profile);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *good;
    const char *path = fuzz_file(0, data, size);
    cad_coach *coach;
    cad_error error;
    char key[65];
    if (!good) {
        const cad_call call = fuzz_talk();
        fuzz_must(!fuzz_report(&call, fuzz_engine(), 1, &good),
                  "a good report");
    }
    fuzz_must(!cad_coach_new(NULL, &coach, &error), "a coach");
    (void)!cad_coach_add(coach, path, &error);
    fuzz_must(!cad_coach_add(coach, good, &error) ||
                  error.status == CAD_ERR_FORMAT, /* that call is there */
              "coach reads a good report after any other");
    for (size_t i = 0; i < cad_coach_agents(coach); i++) {
        fuzz_must(!cad_coach_json(coach, i, fuzz_sink(), &error),
                  "whatever coach took it can write");
        load_profile(coach, i);
    }
    cad_coach_free(&coach);
    (void)!cad_report_file_key(path, key, &error);
    tabulate(path);
    return 0;
}
