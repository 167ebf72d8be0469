#include "emit/report_file.h"

#include "base/error.h"
#include "base/plain_file.h"
#include "model/json_read.h"

#include <callcadence/report.h>

#include <errno.h>
#include <string.h>

/* A link, a pipe or a folder in a report's place is not ours to read. */
static cad_status open_report(const char *path, FILE **out, cad_error *error)
{
    *out = cad_plain_file_open(path, 0);
    if (*out)
        return CAD_OK;
    if (errno == EMFILE || errno == ENFILE || errno == ENOMEM)
        return cad_fail_errno(error, CAD_ERR_READ, errno, "%.300s: cannot open",
                              path);
    bool there = errno == EINVAL || errno == EISDIR || errno == EACCES;
    return cad_fail(error, CAD_ERR_MISSING, "%.300s: %s", path,
                    !there            ? "no such report"
                    : errno == EACCES ? "no permission to read it"
                                      : "not a file, and so no report");
}

/* ---- the key alone ------------------------------------------------------ */

static cad_status no_key(const char *path, cad_error *error)
{
    return cad_fail(error, CAD_ERR_FORMAT, "%.300s: not a whole report", path);
}

static bool ends_whole(FILE *file)
{
    char tail[3] = "";
    return !fseek(file, -2, SEEK_END) && fread(tail, 1, 2, file) == 2 &&
           strcmp(tail, "}\n") == 0;
}

cad_status cad_report_file_key(const char *path, char key[65], cad_error *error)
{
    if (!path || !key)
        return cad_fail_null(error, "path or key");
    /* a line feed cannot stand inside a JSON string: this is no call's id */
    static const char before[] = "\n \"settings\": {\n  \"key\": \"";
    char head[1 << 15];
    FILE *file;
    *key = '\0';
    cad_status status = open_report(path, &file, error);
    if (status)
        return status;
    head[fread(head, 1, sizeof head - 1, file)] = '\0';
    const char *at = strstr(head, before);
    if (at)
        at += sizeof before - 1;
    if (!at || strspn(at, "0123456789abcdef") != 64 || !ends_whole(file))
        status = no_key(path, error);
    else
        snprintf(key, 65, "%.64s", at);
    fclose(file);
    return status;
}

/* ---- the whole ---------------------------------------------------------- */

static const struct {
    const char *name;
    json_type type;
} parts[] = {
    {"call_id", JSON_STRING},      {"call", JSON_OBJECT},
    {"input", JSON_OBJECT},        {"settings", JSON_OBJECT},
    {"quality", JSON_OBJECT},      {"parties", JSON_OBJECT},
    {"conversation", JSON_OBJECT}, {"segments", JSON_ARRAY},
    {"events", JSON_ARRAY},        {"exchanges", JSON_ARRAY},
    {"episodes", JSON_ARRAY},      {"attribution", JSON_OBJECT},
    {"highlights", JSON_ARRAY},    {"pacing", JSON_ARRAY},
};

static bool holds_objects(const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (!json_is_object(json_array_get(list, i)))
            return false;
    return true;
}

static cad_status check(const json_t *root, const char *path, cad_error *error)
{
    const char *schema = json_string_value(json_object_get(root, "schema"));
    if (!schema || strcmp(schema, CAD_REPORT_SCHEMA) != 0)
        return cad_fail(error, CAD_ERR_ARGUMENT, "%.300s: no %s", path,
                        CAD_REPORT_SCHEMA);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const json_t *part = json_object_get(root, parts[i].name);
        if (!part || json_typeof(part) != parts[i].type || !holds_objects(part))
            return cad_fail(error, CAD_ERR_FORMAT,
                            "%.300s: broken report: %s is missing or not what "
                            "it should be; analyze the call again",
                            path, parts[i].name);
    }
    return CAD_OK;
}

cad_status cad_report_file_read(const char *path, json_t **out,
                                cad_error *error)
{
    FILE *file;
    json_error_t why;
    bool no_memory;
    *out = NULL;
    cad_status status = open_report(path, &file, error);
    if (status)
        return status;
    json_t *root = cad_json_read_stream(file, &why, &no_memory);
    bool lost = ferror(file);
    fclose(file);
    if (lost)
        status = cad_fail(error, CAD_ERR_READ, "%.300s: read error", path);
    else if (no_memory)
        status = cad_fail_memory(error);
    else if (!root)
        status = cad_fail(error, CAD_ERR_FORMAT,
                          "%.300s:%d: broken report: %.120s; analyze the call "
                          "again",
                          path, why.line, why.text);
    else
        status = check(root, path, error);
    if (status)
        json_decref(root);
    else
        *out = root;
    return status;
}
