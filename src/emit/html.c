/* html.c - the call page: its parts in order, between a head and a foot. */
#include "emit/html.h"

#include "base/error.h"
#include "base/hash.h"
#include "emit/html_write.h"
#include "emit/stream.h"
#include "model/builtin.h"

#include <math.h>
#include <string.h>

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
             " <a class=\"def\" href=\"#def-%s\" aria-label=\"Definition: "
             "%s\">?</a>",
             measure, measure);
}

/* ---- head ---------------------------------------------------------------- */

static int hex_digit(char c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* SHA-256 as CSP wants it. */
static void put_base64_of_hex(FILE *out, const char hex[65])
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    /* 64 hex digits are 256 bits: 42 digits of 6 bits and 4 bits over */
    unsigned bits = 0;
    int held = 0;
    for (int i = 0; i < 64; i++) {
        bits = bits << 4 | (unsigned)hex_digit(hex[i]);
        for (held += 4; held >= 6; held -= 6)
            putc(digits[bits >> (held - 6) & 63], out);
    }
    putc(digits[bits << (6 - held) & 63], out);
    putc('=', out);
}

/* Only our own script may run: a hash, so that nothing injected ever could. */
static cad_status put_policy(const struct cad_html_page *page, cad_error *error)
{
    cad_hash *hash = cad_hash_new(page->arena);
    char hex[65];
    if (!hash)
        return cad_fail_memory(error);
    cad_hash_add(hash, cad_builtin_page_js, strlen(cad_builtin_page_js));
    cad_hash_hex(hash, hex);
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\""
          "default-src 'none'; base-uri 'none'; form-action 'none'; "
          "img-src data:; media-src 'self' data: file:; "
          "style-src 'unsafe-inline'; script-src 'sha256-",
          page->out);
    put_base64_of_hex(page->out, hex);
    fputs("'\">\n", page->out);
    return CAD_OK;
}

static cad_status put_head(const struct cad_html_page *page, cad_error *error)
{
    static const char *const modes[] = {"link", "embed", "none"};
    FILE *out = page->out;
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\">\n",
          out);
    cad_status status = put_policy(page, error);
    cad_html(out,
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<meta name=\"generator\" content=\"callcadence %s\">\n"
             "<meta name=\"callcadence-audio\" content=\"%s\">\n"
             "<title>%s - callcadence</title>\n<style>\n",
             CAD_VERSION, modes[page->options->audio], page->report->call_id);
    fputs(cad_builtin_page_css, out);
    cad_html(out, "</style>\n</head>\n<body>\n"
                  "<a class=\"skip\" href=\"#moments\">Skip to the "
                  "moments</a>\n");
    return status;
}

/* ---- foot ---------------------------------------------------------------- */

static void put_foot(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    cad_html(out,
             "<footer>\n<p>Made by callcadence %s from the sound alone: it "
             "measures voices and says nothing about what was said, felt or "
             "meant. <em>Followed by</em> is an order in time, not a "
             "reason.</p>\n<p>Settings <code>%s</code>",
             CAD_VERSION, r->settings.key);
    for (size_t i = 0; i < r->settings.changed_count; i++)
        cad_html(out, "%s <code>%s = %.3f</code>",
                 i ? "," : "; changed:", r->settings.changed[i].key,
                 r->settings.changed[i].value);
    fputs(".</p>\n</footer>\n</main>\n<script>", out);
    fputs(cad_builtin_page_js, out);
    fputs("</script>\n</body>\n</html>\n", out);
}

static cad_status put_page(const struct cad_html_page *page, cad_error *error)
{
    cad_status status = put_head(page, error);
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !status; i++)
        status = parts[i](page, error);
    put_foot(page);
    return status ? status : cad_stream_done(page->out, error);
}

cad_status cad_emit_html(const cad_report *report, const cad_page *options,
                         FILE *out, cad_error *error)
{
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
