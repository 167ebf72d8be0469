#include "cli/formats.h"

#include <string.h>

#include "cli/foreign.h"
#include "cli/message.h"

static cad_status write_json(const cad_report *report, FILE *out,
                             cad_error *error)
{
    return cad_emit_json(report, true, out, error);
}

const struct cad_format cad_formats[] = {
    {"html", ".html", "a page that opens from disk and plays at a click",
     CAD_PAGE_MARK, NULL, cad_emit_html},
    {"csv", ".segments.csv", "a row a segment, for spreadsheets",
     "call_id,id,turn_id,", cad_emit_segments_csv, NULL},
    {"rttm", ".rttm", "who spoke when, for diarization tools", NULL,
     cad_emit_rttm, NULL},
    {"textgrid", ".TextGrid", "tiers for Praat and ELAN", NULL,
     cad_emit_textgrid, NULL},
    {"labels", ".labels.txt", "labels for Audacity", NULL, cad_emit_labels,
     NULL},
    {"vtt", ".vtt", "captions for a player (WebVTT)", NULL, cad_emit_vtt, NULL},
    {"frames", ".frames.csv", "the 10 ms tracks, as from frames",
     "time_s,party,speech,", cad_frames_csv, NULL},
    {"json", ".json", "the whole report; schema prints its JSON Schema",
     CAD_REPORT_MARK, write_json, NULL},
};
const size_t cad_format_count = sizeof cad_formats / sizeof *cad_formats;

unsigned cad_format_bit(const char *name)
{
    for (size_t i = 0; i < cad_format_count; i++)
        if (!strcmp(cad_formats[i].name, name))
            return 1u << i;
    return 0;
}

/* "csv, rttm and json" */
static void list_built(char *text, size_t room)
{
    size_t n = 0;
    *text = '\0';
    for (size_t i = 0; i < cad_format_count && n < room; i++) {
        const char *comma = i + 2 == cad_format_count ? " and " : ", ";
        n += (size_t)snprintf(text + n, room - n, "%s%s", cad_formats[i].name,
                              i + 1 == cad_format_count ? "" : comma);
    }
}

static unsigned parse_one(const char *name, size_t length)
{
    for (size_t i = 0; i < cad_format_count; i++) {
        const struct cad_format *f = &cad_formats[i];
        if (strlen(f->name) == length && !memcmp(f->name, name, length))
            return 1u << i;
    }
    char built[160];
    list_built(built, sizeof built);
    cad_message("--format %.*s: no such format; %s are built", (int)length,
                name, built);
    return 0;
}

unsigned cad_formats_parse(const char *list)
{
    unsigned bits = 0;
    for (;;) {
        size_t length = strcspn(list, ",");
        unsigned bit = parse_one(list, length);
        if (!bit)
            return 0;
        bits |= bit;
        if (!list[length])
            return bits;
        list += length + 1;
    }
}
