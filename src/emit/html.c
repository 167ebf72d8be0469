/* html.c - the call page: its parts in order, between a head and a foot. */
#include "emit/html.h"

#include "base/error.h"
#include "emit/html_shell.h"
#include "emit/html_write.h"
#include "emit/stream.h"
#include "emit/titles.h"
#include "model/builtin.h"

#include <math.h>

static cad_html_part *const parts[] = {
    cad_html_top,         cad_html_glance, cad_html_lanes,    cad_html_moments,
    cad_html_exchanges,   cad_html_pacing, cad_html_quarters, cad_html_segments,
    cad_html_definitions, cad_html_audio,
};

const char *cad_html_party(cad_party party)
{
    static const char *const names[] = {"Agent", "Customer", "Both voices"};
    return party < 0 || party >= CAD_PARTIES ? "Both" : names[party];
}

void cad_html_def(FILE *out, const char *measure)
{
    cad_html(out,
             " <a class=\"def\" href=\"#def-%s\" "
             "aria-label=\"Definition: %s\">?</a>",
             measure, cad_title(CAD_TITLE_PACING, measure));
}

/* ---- head and foot ------------------------------------------------------- */

static struct cad_html_shell shell_of(const struct cad_html_page *page)
{
    static const char *const modes[] = {"link", "embed", "none"};
    return (struct cad_html_shell){.title = page->report->call_id,
                                   .script = cad_builtin_page_js,
                                   .skip_to = "moments",
                                   .audio = modes[page->options->audio]};
}

static void put_settings(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    cad_html(out, "<p>Settings <code>%s</code>", r->settings.key);
    for (size_t i = 0; i < r->settings.changed_count; i++)
        cad_html(out, "%s <code>%s = %.3f</code>",
                 i ? "," : "; changed:", r->settings.changed[i].key,
                 r->settings.changed[i].value);
    fputs(".</p>\n", out);
}

static cad_status put_page(const struct cad_html_page *page, cad_error *error)
{
    const struct cad_html_shell shell = shell_of(page);
    cad_status status =
        cad_html_shell_open(page->out, page->arena, &shell, error);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !status; i++)
        status = parts[i](page, error);
    cad_html_shell_foot(page->out);
    put_settings(page);
    cad_html_shell_close(page->out, &shell);
    return status ? status : cad_stream_done(page->out, error);
}

cad_status cad_emit_html(const cad_report *report, const cad_page *options,
                         FILE *out, cad_error *error)
{
    if (!report || !out)
        return cad_fail_null(error, "report or out");
    static const cad_page silent = {.audio = CAD_PAGE_NONE};
    struct cad_html_page page = {
        .report = report,
        .options = options ? options : &silent,
        .arena = cad_arena_new(),
        .out = out,
        .duration_s = fmax(report->input.duration_s, 0.001),
    };
    if (!page.arena)
        return cad_fail_memory(error);
    cad_status status = put_page(&page, error);
    cad_arena_free(page.arena);
    return status;
}
