#include "cli/work.h"

#include <stdlib.h>
#include <string.h>

#include "cli/formats.h"
#include "cli/message.h"
#include "cli/output.h"
#include "cli/page.h"
#include "cli/resume.h"

struct work {
    const cad_engine *engine;
    const struct cad_options *options;
    const struct cad_jobs *jobs;
    const struct cad_job *job;
};

static cad_status write_page(const struct work *w,
                             const struct cad_format *format,
                             const cad_report *report,
                             const struct cad_output *out, cad_error *error)
{
    struct cad_page_links links;
    cad_page_prepare(w->options, w->job, w->jobs->spool, &links);
    cad_status status =
        format->write_page(report, &links.page, out->stream, error);
    cad_page_release(&links);
    return status;
}

static cad_status write_file(const struct work *w,
                             const struct cad_format *format,
                             const cad_report *report, cad_error *error)
{
    struct cad_output out;
    char *path = cad_resume_path(w->options, w->job, format->ending);
    cad_status status = cad_output_open(path, &out, error);
    if (!status) {
        cad_status written = format->write
                                 ? format->write(report, out.stream, error)
                                 : write_page(w, format, report, &out, error);
        status = cad_output_close(&out, written, error);
    }
    free(path);
    return status;
}

static void add_line(char **lines, char *line)
{
    if (!line)
        return;
    char *longer =
        cad_text("%s%s%s", *lines ? *lines : "", *lines ? "\n" : "", line);
    free(line);
    free(*lines);
    *lines = longer;
}

static cad_status write_files(const struct work *w, const cad_report *report,
                              char **warnings, cad_error *error)
{
    unsigned wanted = w->options->formats;
    cad_status status = CAD_OK;
    for (size_t i = 0; i < cad_format_count; i++)
        if (wanted & 1u << i)
            add_line(warnings,
                     cad_resume_keep(w->options, w->job, &cad_formats[i]));
    cad_resume_clear(w->options, w->job, report->settings.key);
    for (size_t i = 0; i < cad_format_count && !status; i++)
        if (wanted & 1u << i)
            status = write_file(w, &cad_formats[i], report, error);
    return status;
}

static cad_status write_line(const cad_report *report, struct cad_result *r)
{
    FILE *line = open_memstream(&r->line, &r->line_bytes);
    if (!line)
        return CAD_ERR_MEMORY;
    cad_status status = cad_emit_json(report, false, line, &r->error);
    return fclose(line) && !status ? CAD_ERR_MEMORY : status;
}

static void analyze(const struct work *w, struct cad_result *r)
{
    cad_report *report;
    cad_status status =
        cad_analyze(w->engine, &w->job->call, &report, &r->error);
    if (!status) {
        r->audio_s = report->input.duration_s;
        memcpy(r->key, report->settings.key, sizeof r->key);
        r->warnings = cad_job_warnings(w->job, report);
        status = w->options->out_folder
                     ? write_files(w, report, &r->warnings, &r->error)
                     : write_line(report, r);
        if (status == CAD_ERR_MEMORY)
            snprintf(r->error.text, sizeof r->error.text, "%s: %s",
                     w->job->path, cad_status_text(status));
        cad_report_free(&report);
    }
    r->error.status = status;
}

void cad_work(const cad_engine *engine, const struct cad_options *options,
              const struct cad_jobs *jobs, const struct cad_job *job,
              struct cad_result *out)
{
    const struct work w = {engine, options, jobs, job};
    analyze(&w, out);
}

void cad_result_clear(struct cad_result *r)
{
    free(r->line);
    free(r->warnings);
    *r = (struct cad_result){0};
}
