/* html_audio.c - the player: the recording linked, embedded, or not there. */
#include "audio/encode.h"
#include "base/error.h"
#include "emit/html.h"
#include "emit/html_write.h"

#include <errno.h>
#include <string.h>

/* ---- what browsers play -------------------------------------------------- */

static const struct {
    const char *format, *type;
} playable[] = {
    {"WAV/PCM_U8", "audio/wav"},   {"WAV/PCM_16", "audio/wav"},
    {"WAV/PCM_24", "audio/wav"},   {"WAV/FLOAT", "audio/wav"},
    {"WAV/ULAW", "audio/wav"},     {"WAV/ALAW", "audio/wav"},
    {"FLAC/PCM_S8", "audio/flac"}, {"FLAC/PCM_16", "audio/flac"},
    {"FLAC/PCM_24", "audio/flac"}, {"OGG/VORBIS", "audio/ogg"},
    {"OGG/OPUS", "audio/ogg"},     {"MPEG/LAYER_III", "audio/mpeg"},
};

/* NULL: has to be re-encoded. */
static const char *type_of(const char *format)
{
    for (size_t i = 0; i < sizeof playable / sizeof *playable; i++)
        if (format && !strcmp(playable[i].format, format))
            return playable[i].type;
    return NULL;
}

/* ---- copies -------------------------------------------------------------- */

static void put_base64(FILE *out, const unsigned char *bytes, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < length; i += 3) {
        size_t n = length - i < 3 ? length - i : 3;
        unsigned long bits = (unsigned long)bytes[i] << 16;
        bits |= n > 1 ? (unsigned long)bytes[i + 1] << 8 : 0;
        bits |= n > 2 ? (unsigned long)bytes[i + 2] : 0;
        putc(digits[bits >> 18 & 63], out);
        putc(digits[bits >> 12 & 63], out);
        putc(n > 1 ? digits[bits >> 6 & 63] : '=', out);
        putc(n > 2 ? digits[bits & 63] : '=', out);
    }
}

static cad_status put_as_is(FILE *out, const char *path, cad_error *error)
{
    unsigned char block[3 << 14]; /* whole groups of three bytes */
    size_t got;
    FILE *in = fopen(path, "rb");
    if (!in)
        return cad_fail(error, CAD_ERR_READ, "%s: cannot read: %s", path,
                        strerror(errno));
    while ((got = fread(block, 1, sizeof block, in)) > 0)
        put_base64(out, block, got);
    bool failed = ferror(in) != 0;
    fclose(in);
    return failed ? cad_fail(error, CAD_ERR_READ, "%s: cannot read", path)
                  : CAD_OK;
}

static cad_status put_copy(const struct cad_html_page *page, const char *path,
                           const char *type, cad_error *error)
{
    const cad_call *call = page->options->call;
    struct cad_encoded opus;
    if (type) {
        cad_html(page->out, "data:%s;base64,", type);
        return put_as_is(page->out, path, error);
    }
    cad_status status = cad_encode_opus(page->arena, path, &call->raw,
                                        call->from_s, call->to_s, &opus, error);
    if (status)
        return status;
    fputs("data:audio/ogg;base64,", page->out);
    put_base64(page->out, opus.bytes, opus.length);
    return CAD_OK;
}

/* ---- the player ---------------------------------------------------------- */

static const char *path_of(const cad_call *call, size_t file)
{
    if (!call)
        return NULL;
    return call->file ? call->file
           : file     ? call->customer_file
                      : call->agent_file;
}

static bool is_clip(const cad_call *call)
{
    return call && (call->from_s > 0 || call->to_s > 0);
}

/* How one file gets into the page: CAD_PAGE_NONE where it cannot. */
static cad_page_audio mode_of(const struct cad_html_page *page, size_t file)
{
    const cad_page *o = page->options;
    const char *type = type_of(page->report->input.files[file].format);
    const char *path = path_of(o->call, file);
    if (o->audio == CAD_PAGE_LINK && !o->links[file])
        return CAD_PAGE_NONE;
    if (o->audio == CAD_PAGE_LINK && type)
        return CAD_PAGE_LINK;
    return o->audio != CAD_PAGE_NONE && path ? CAD_PAGE_EMBED : CAD_PAGE_NONE;
}

static cad_status put_audio(const struct cad_html_page *page, size_t file,
                            cad_error *error)
{
    const cad_call *call = page->options->call;
    const char *type = type_of(page->report->input.files[file].format);
    bool link = mode_of(page, file) == CAD_PAGE_LINK;
    cad_status status = CAD_OK;
    /* a clip's copy holds the clip alone; the file itself is whole */
    cad_html(page->out,
             "<audio %s preload=\"%s\" data-offset=\"%.3f\" "
             "aria-label=\"Recording\" src=\"",
             file ? "class=second" : "controls", link ? "metadata" : "auto",
             link && call ? call->from_s : 0.0);
    if (link)
        cad_html_url(page->out, page->options->links[file]);
    else
        status = put_copy(page, path_of(call, file),
                          is_clip(call) ? NULL : type, error);
    fputs("\"></audio>\n", page->out);
    return status;
}

cad_status cad_html_audio(const struct cad_html_page *page, cad_error *error)
{
    const cad_input *in = &page->report->input;
    FILE *out = page->out;
    cad_status status = CAD_OK;
    bool any = false;
    fputs("<aside class=\"player\" aria-label=\"Player\">\n", out);
    for (size_t i = 0; i < in->file_count && !status; i++)
        if (mode_of(page, i) != CAD_PAGE_NONE) {
            any = true;
            status = put_audio(page, i, error);
        }
    if (any)
        fputs("<span class=\"tools\" hidden><span id=\"clock\">0:00.0</span>"
              "<label>Speed <select id=\"speed\"><option value=\"0.5\">0.5"
              "</option><option value=\"0.75\">0.75</option>"
              "<option value=\"1\" selected>1</option>"
              "<option value=\"1.5\">1.5</option><option value=\"2\">2"
              "</option></select></label></span>\n",
              out);
    else
        fputs("<p><span id=\"clock\">0:00.0</span> This page has no audio: "
              "times show their place on the timeline.</p>\n",
              out);
    fputs("<span id=\"said\" class=\"sr\" role=\"status\"></span>\n</aside>\n",
          out);
    return status;
}
