#include "fleet/document.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "model/json_read.h"

#include <callcadence/report.h>

static const char family[] = "callcadence/";
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
    if (schema && !strncmp(schema, family, strlen(family)))
        return cad_fail(error, CAD_ERR_REPORT,
                        "%s: schema is %.60s, not %s: analyze the call again",
                        path, schema, CAD_REPORT_SCHEMA);
    if (other) {
        *other = true;
        return CAD_OK;
    }
    return cad_fail(error, CAD_ERR_REPORT,
                    "%s: not a report: its schema is not %s", path,
                    CAD_REPORT_SCHEMA);
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
        return cad_fail(error, CAD_ERR_READ, "%s: cannot be read: %s", path,
                        strerror(errno));
    }
    if (*out)
        return CAD_OK;
    if (no_memory)
        return cad_fail_memory(error);
    return cad_fail(error, CAD_ERR_REPORT, "%s:%d:%d: not JSON: %s", path,
                    where.line > 0 ? where.line : 1,
                    where.column > 0 ? where.column : 1, where.text);
}

static cad_status open_file(const char *path, FILE **out, cad_error *error)
{
    struct stat st;
    *out = strcmp(path, "-") ? fopen(path, "rb") : stdin;
    if (*out && !fstat(fileno(*out), &st) && S_ISDIR(st.st_mode)) {
        fclose(*out);
        *out = NULL;
        errno = EISDIR;
    }
    if (*out)
        return CAD_OK;
    bool missing = errno == ENOENT || errno == ENOTDIR;
    return cad_fail(error, missing ? CAD_ERR_ARGUMENT : CAD_ERR_READ,
                    "%s: %s%s", path,
                    missing ? "no such report" : "cannot be read: ",
                    missing ? "" : strerror(errno));
}

cad_status cad_document_read(const char *path, bool *other, json_t **out,
                             cad_error *error)
{
    FILE *in;
    *out = NULL;
    cad_status status = open_file(path, &in, error);
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
