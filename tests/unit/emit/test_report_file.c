#include "emit/report_file.h"

#include <callcadence/emit.h>

#include "report_fixture.h"
#include "scratch_file.h"
#include "tap.h"

static char *report_text(void)
{
    static fixture f;
    char *text = NULL;
    size_t n;
    fixture_full(&f);
    memset(f.report.settings.key, 'a', 64);
    FILE *out = open_memstream(&text, &n);
    cad_error error;
    if (!out || cad_emit_json(&f.report, true, out, &error) || fclose(out))
        exit(99);
    return text;
}

static cad_status key_of(const char *bytes, size_t length, char key[65])
{
    char path[32];
    scratch_write(path, bytes, length);
    cad_status status = cad_report_file_key(path, key, NULL);
    unlink(path);
    return status;
}

static cad_status read_text(const char *bytes, size_t length, cad_error *error)
{
    char path[32];
    json_t *report;
    scratch_write(path, bytes, length);
    cad_status status = cad_report_file_read(path, &report, error);
    if (!status != (report != NULL))
        ok(false, "a report and an error, or neither");
    if (status && !strstr(error->text, path))
        ok(false, "the file is not named: %s", error->text);
    json_decref(report);
    unlink(path);
    return status;
}

static void test_key(const char *text)
{
    char key[65], want[65] = "";
    memset(want, 'a', 64);
    ok(!key_of(text, strlen(text), key) && !strcmp(key, want), "its key");
    ok(key_of(text, strlen(text) - 2, key) == CAD_ERR_FORMAT && !*key,
       "a cut report has no key");
    static const char decoy[] = "{\"call_id\": \"\\n \\\"settings\\\": {\\n  "
                                "\\\"key\\\": \\\"0123\"}\n";
    ok(key_of(decoy, sizeof decoy - 1, key) == CAD_ERR_FORMAT,
       "an id that looks like settings is none");
    ok(cad_report_file_key("/nowhere", key, NULL) == CAD_ERR_MISSING,
       "no such file");
    ok(cad_report_file_key("/tmp", key, NULL) == CAD_ERR_MISSING, "a folder");
}

static void test_read(const char *text)
{
    static const char other[] = "{\"schema\": \"callcadence/error/1\"}\n";
    cad_error error;
    size_t n = strlen(text);
    ok(!read_text(text, n, &error), "a report");
    ok(read_text(text, n / 2, &error) == CAD_ERR_FORMAT, "half a report: %s",
       error.text);
    ok(read_text(other, sizeof other - 1, &error) == CAD_ERR_ARGUMENT,
       "other JSON: %s", error.text);
    ok(read_text("[]", 2, &error) == CAD_ERR_ARGUMENT, "a list");
    char *copy = malloc(n + 1);
    memcpy(copy, text, n + 1);
    memcpy(strstr(copy, "\"highlights\": ["), "\"highlight_\": [", 15);
    ok(read_text(copy, n, &error) == CAD_ERR_FORMAT &&
           strstr(error.text, "highlights"),
       "a part is missing: %s", error.text);
    free(copy);
}

static void test_spoiled(const char *text)
{
    char *bytes = malloc(strlen(text) + 9);
    cad_error error;
    unsigned good = 0;
    for (uint32_t seed = 1; seed <= 300; seed++)
        good += !read_text(bytes, scratch_spoil(text, seed, bytes), &error);
    ok(good < 200, "300 spoiled reports: %u still are reports", good);
    free(bytes);
}

int main(void)
{
    char *text = report_text();
    test_key(text);
    test_read(text);
    test_spoiled(text);
    free(text);
    return tap_done();
}
