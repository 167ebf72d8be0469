#include "emit/html_shell.h"

#include "base/error.h"
#include "base/hash.h"
#include "emit/html_write.h"
#include "model/builtin.h"

#include <string.h>

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

/* 'sha256-...' of texts, one after the other. */
static cad_status put_source(FILE *out, cad_arena *arena,
                             const char *const texts[], size_t count,
                             cad_error *error)
{
    cad_hash *hash = cad_hash_new(arena);
    char hex[65];
    if (!hash)
        return cad_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (texts[i])
            cad_hash_add(hash, texts[i], strlen(texts[i]));
    cad_hash_hex(hash, hex);
    fputs("'sha256-", out);
    put_base64_of_hex(out, hex);
    putc('\'', out);
    return CAD_OK;
}

/* Only our own script and our own sheet count: hashes, so that nothing injected
   ever could. An attribute may place things (a browser that does not know the
   difference falls back to style-src). */
static cad_status put_policy(FILE *out, cad_arena *arena,
                             const struct cad_html_shell *shell,
                             cad_error *error)
{
    const char *const sheet[] = {"\n", cad_builtin_page_css, shell->style};
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\""
          "default-src 'none'; base-uri 'none'; form-action 'none'; "
          "media-src 'self' data: file:; style-src 'unsafe-inline'; "
          "style-src-attr 'unsafe-inline'; style-src-elem ",
          out);
    cad_status status =
        put_source(out, arena, sheet, sizeof sheet / sizeof *sheet, error);
    fputs("; script-src ", out);
    if (status)
        return status;
    if (*shell->script)
        status = put_source(out, arena, &shell->script, 1, error);
    else
        fputs("'none'", out);
    fputs("\">\n", out);
    return status;
}

cad_status cad_html_shell_open(FILE *out, cad_arena *arena,
                               const struct cad_html_shell *shell,
                               cad_error *error)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\">\n",
          out);
    cad_status status = put_policy(out, arena, shell, error);
    cad_html(out,
             "<meta name=\"viewport\" content=\"width=device-width, "
             "initial-scale=1\">\n"
             "<meta name=\"color-scheme\" content=\"light dark\">\n"
             "<meta name=\"generator\" content=\"callcadence %s\">\n",
             CAD_VERSION);
    if (shell->audio)
        cad_html(out, "<meta name=\"callcadence-audio\" content=\"%s\">\n",
                 shell->audio);
    cad_html(out, "<title>%s - callcadence</title>\n<style>\n", shell->title);
    fputs(cad_builtin_page_css, out);
    if (shell->style)
        fputs(shell->style, out);
    cad_html(out,
             "</style>\n</head>\n<body>\n"
             "<a class=\"skip\" href=\"#%s\">Skip to the %s</a>\n",
             shell->skip_to, shell->skip_to);
    return status;
}

void cad_html_shell_foot(FILE *out)
{
    cad_html(out,
             "<footer>\n<p>Made by callcadence %s from the sound alone: it "
             "measures voices and says nothing about what was said, felt or "
             "meant. <em>Followed by</em> is an order in time, not a "
             "reason.</p>\n",
             CAD_VERSION);
}

void cad_html_shell_close(FILE *out, const struct cad_html_shell *shell)
{
    fputs("</footer>\n</main>\n", out);
    if (*shell->script) {
        fputs("<script>", out);
        fputs(shell->script, out);
        fputs("</script>\n", out);
    }
    fputs("</body>\n</html>\n", out);
}
