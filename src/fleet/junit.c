/* junit.c - a comparison for whoever reads JUnit XML. */
#include <callcadence/compare.h>

#include <string.h>

#include "base/error.h"
#include "base/utf8.h"

/* XML 1.0 has no place for most control characters, nor for U+FFFE, U+FFFF and
   broken UTF-8. */
static void put(FILE *out, const char *text)
{
    while (*text) {
        size_t n = cad_utf8_length(text);
        bool odd = !n || (unsigned char)*text < 32 ||
                   !strncmp(text, "\xef\xbf\xbe", 3) ||
                   !strncmp(text, "\xef\xbf\xbf", 3);
        const char *as = *text == '<'   ? "&lt;"
                         : *text == '>' ? "&gt;"
                         : *text == '&' ? "&amp;"
                         : *text == '"' ? "&quot;"
                         : odd          ? "?"
                                        : NULL;
        if (as)
            fputs(as, out);
        else
            fprintf(out, "%.*s", (int)n, text);
        text += n ? n : 1;
    }
}

static void put_properties(FILE *out, const cad_call_comparison *call)
{
    if (!call->said_count)
        return;
    fputs("<properties>\n", out);
    for (size_t i = 0; i < call->said_count; i++) {
        fputs("<property name=\"", out);
        put(out, call->said[i].path);
        fputs("\" value=\"", out);
        put(out, call->said[i].text);
        fputs("\"/>\n", out);
    }
    fputs("</properties>\n", out);
}

/* The message is the worst of them, the text all, as people read them. */
static void put_failure(FILE *out, const cad_compared *measure)
{
    char line[1024];
    size_t worst = 0;
    for (size_t i = 1; i < measure->drift_count; i++)
        if (measure->drifts[i].tolerances > measure->drifts[worst].tolerances)
            worst = i;
    fputs("<failure type=\"drift\" message=\"", out);
    cad_drift_line(&measure->drifts[worst], line, sizeof line);
    put(out, line);
    fputs("\">", out);
    for (size_t i = 0; i < measure->drift_count; i++) {
        cad_drift drift = measure->drifts[i];
        if (drift.words)
            drift.text = drift.words;
        cad_drift_line(&drift, line, sizeof line);
        put(out, line);
        fputc('\n', out);
    }
    fputs("</failure>", out);
}

static void put_case(FILE *out, const char *call_id,
                     const cad_compared *measure)
{
    fputs("<testcase classname=\"", out);
    put(out, call_id);
    fputs("\" name=\"", out);
    put(out, measure->path);
    fputs(measure->drift_count ? "\">" : "\"/>\n", out);
    if (!measure->drift_count)
        return;
    put_failure(out, measure);
    fputs("</testcase>\n", out);
}

cad_status cad_compare_junit(const cad_call_comparison *call, FILE *out,
                             cad_error *error)
{
    if (!call || !out)
        return cad_fail_null(error, "call or out");
    size_t failed = 0;
    for (size_t i = 0; i < call->measure_count; i++)
        failed += call->measures[i].drift_count > 0;
    fputs("<testsuite name=\"", out);
    put(out, call->call_id);
    fprintf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n",
            call->measure_count, failed);
    put_properties(out, call);
    for (size_t i = 0; i < call->measure_count; i++)
        put_case(out, call->call_id, &call->measures[i]);
    fputs("</testsuite>\n", out);
    return ferror(out) ? cad_fail(error, CAD_ERR_WRITE, "cannot write")
                       : CAD_OK;
}

cad_status cad_compare_junit_problem(const cad_error *problem, FILE *out,
                                     cad_error *error)
{
    if (!problem || !out)
        return cad_fail_null(error, "problem or out");
    fputs("<testsuite name=\"broken report\" tests=\"1\" failures=\"0\" "
          "errors=\"1\">\n<testcase classname=\"broken report\" name=\"",
          out);
    put(out, problem->text);
    fputs("\"><error type=\"report\" message=\"", out);
    put(out, problem->text);
    fputs("\"/></testcase>\n</testsuite>\n", out);
    return ferror(out) ? cad_fail(error, CAD_ERR_WRITE, "cannot write")
                       : CAD_OK;
}
