/* describe.c - the words that the summary and the probe share. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cli/lanes.h"
#include "cli/summary.h"

static const char *layout_text(cad_layout layout)
{
    static const char *const texts[] = {
        [CAD_LAYOUT_TWO_CHANNEL] = "a party a channel",
        [CAD_LAYOUT_TWO_FILES] = "a party a file",
        [CAD_LAYOUT_MONO] = "both voices in one channel",
        [CAD_LAYOUT_DUAL_MONO] = "the same on both channels",
        [CAD_LAYOUT_ONE_SIDED] = "one party alone",
    };
    return texts[layout];
}

static void print_roles(const cad_input *input, const struct cad_terminal *t,
                        FILE *out)
{
    static const char *const names[] = {"agent", "customer"};
    static const char *const sources[] = {"as told", "from the manifest",
                                          "from the name", "from the segments",
                                          "assumed; --agent-channel 2 swaps"};
    char text[160] = "";
    size_t n = 0;
    for (int p = 0; p < 2; p++)
        if (input->roles[p].file >= 0)
            n += (size_t)snprintf(
                text + n, sizeof text - n, "%s%s: %s %d", n ? ", " : "",
                names[p], input->file_count > 1 ? "file" : "channel",
                input->file_count > 1 ? input->roles[p].file + 1
                                      : input->roles[p].channel);
    if (!n)
        return;
    snprintf(text + n, sizeof text - n, " (%s)", sources[input->roles_source]);
    fputs("  ", out);
    cad_wrap(text, 4, t, out);
}

void cad_input_print(const cad_input *input, const struct cad_terminal *t,
                     FILE *out)
{
    char length[CAD_FIGURE_TEXT];
    fprintf(out, "  %s, %s\n", cad_length_text(input->duration_s, length),
            layout_text(input->layout));
    for (size_t i = 0; i < input->file_count; i++) {
        const cad_file *f = &input->files[i];
        char facts[160];
        int width = snprintf(facts, sizeof facts, "%s, %d Hz, %d channel%s",
                             f->format, f->sample_rate_hz, f->channels,
                             f->channels == 1 ? "" : "s");
        width += 4 + cad_text_columns(f->name, strlen(f->name));
        fputs("  ", out);
        cad_print_plain(f->name, SIZE_MAX, out);
        fprintf(out, ":%s%s\n", width > t->columns ? "\n    " : " ", facts);
    }
    print_roles(input, t, out);
}

void cad_notes_print(const cad_note *notes, size_t count,
                     const struct cad_terminal *t, FILE *out)
{
    enum { INDENT = 11 };
    for (size_t i = 0; i < count; i++) {
        if (notes[i].code == CAD_NOTE_ROLES_ASSUMED)
            continue; /* said beside the roles */
        fprintf(out, "  %snote%s     ", cad_style(t, CAD_YELLOW),
                cad_style(t, CAD_PLAIN));
        cad_wrap(notes[i].text, INDENT, t, out);
    }
}
