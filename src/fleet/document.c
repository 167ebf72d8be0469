#include "fleet/document.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/plain_file.h"
#include "model/json_read.h"

#include <callcadence/report.h>

static const char family[] = "callcadence/";
static const char reports[] = "callcadence/report/"; /* of any version */
static const char recorded_error[] = "callcadence/error/1";

const char *cad_document_call_id(const json_t *report)
{
    return json_string_value(json_object_get(report, "call_id"));
}

const char *cad_document_failure(const json_t *report)
{
    const char *schema = json_string_value(json_object_get(report, "schema"));
    if (!schema || strcmp(schema, recorded_error) != 0)
        return NULL;
    const char *text = json_string_value(
        json_object_get(json_object_get(report, "error"), "text"));
    return text ? text : "cannot be read";
}

/* NULL: it is ours. */
static cad_status check(const char *path, const json_t *root, bool *other,
                        cad_error *error)
{
    const char *schema = json_string_value(json_object_get(root, "schema"));
    const char *id = cad_document_call_id(root);
    bool known = schema && (!strcmp(schema, CAD_REPORT_SCHEMA) ||
                            !strcmp(schema, recorded_error));
    if (known && id && *id)
        return CAD_OK;
    if (known)
        return cad_fail(error, CAD_ERR_REPORT,
                        "%s: not a report: it has no call_id", path);
    bool ours = schema && !strncmp(schema, family, strlen(family));
    if (ours && !strncmp(schema, reports, strlen(reports)))
        return cad_fail(error, CAD_ERR_REPORT,
                        "%s: schema is %.60s, not %s: analyze the call again",
                        path, schema, CAD_REPORT_SCHEMA);
    if (other) {
        *other = true;
        return CAD_OK;
    }
    return cad_fail(error, CAD_ERR_REPORT,
                    "%s: not a report: its schema is %s%.60s", path,
                    ours ? "" : "not ", ours ? schema : CAD_REPORT_SCHEMA);
}

static cad_status parse(const char *path, FILE *in, json_t **out,
                        cad_error *error)
{
    json_error_t where;
    bool no_memory;
    errno = 0;
    *out = cad_json_read_stream(in, &where, &no_memory);
    if (ferror(in)) {
        json_decref(*out);
        *out = NULL;
        return cad_fail_errno(error, CAD_ERR_READ, errno, "%s: cannot be read",
                              path);
    }
    if (*out)
        return CAD_OK;
    if (no_memory)
        return cad_fail_memory(error);
    return cad_fail(error, CAD_ERR_REPORT, "%s:%d:%d: not JSON: %s", path,
                    where.line > 0 ? where.line : 1,
                    where.column > 0 ? where.column : 1, where.text);
}

/* What is named may be a pipe (a shell's <(...)); in a folder, one is not
   waited for. */
static cad_status open_file(const char *path, bool named, FILE **out,
                            cad_error *error)
{
    int also = CAD_FILE_LINKS | (named ? CAD_FILE_PIPES : 0);
    *out = strcmp(path, "-") ? cad_plain_file_open(path, also) : stdin;
    if (*out)
        return CAD_OK;
    if (errno == EINVAL)
        return cad_fail(error, CAD_ERR_REPORT, "%s: not a file", path);
    if (errno == ENOENT || errno == ENOTDIR)
        return cad_fail(error, CAD_ERR_ARGUMENT, "%s: no such report", path);
    return cad_fail_errno(error, CAD_ERR_READ, errno, "%s: cannot be read",
                          path);
}

cad_status cad_document_read(const char *path, bool *other, json_t **out,
                             cad_error *error)
{
    FILE *in;
    *out = NULL;
    cad_status status = open_file(path, !other, &in, error);
    if (status)
        return status;
    status = parse(path, in, out, error);
    if (in != stdin)
        fclose(in);
    if (!status)
        status = check(path, *out, other, error);
    if (status || (other && *other)) {
        json_decref(*out);
        *out = NULL;
    }
    return status;
}
