#include "cli/cells.h"

#include <stdio.h>
#include <string.h>

char *cad_signed_text(double value, int decimals, char text[CAD_FIGURE_TEXT])
{
    char bare[CAD_FIGURE_TEXT];
    snprintf(text, CAD_FIGURE_TEXT, "%s%s", value >= 0 ? "+" : "",
             cad_number_text(value, decimals, bare));
    return text;
}

const char *cad_figure_text(cad_figure figure, int decimals, const char *unit,
                            char *text, size_t room)
{
    char number[CAD_FIGURE_TEXT];
    static const char *const whys[] = {
#define X(name, code) code,
        CAD_WHY_MAP(X)
#undef X
    };
    if (cad_is_known(figure)) {
        snprintf(text, room, "%s%s%s",
                 cad_number_text(figure.value, decimals, number),
                 *unit ? " " : "", unit);
        return text;
    }
    snprintf(text, room, "- %s", whys[figure.why]);
    for (char *c = text; *c; c++)
        if (*c == '_')
            *c = ' ';
    return text;
}

void cad_cell_talk(const cad_party_report *p, char *text, size_t room)
{
    char length[CAD_FIGURE_TEXT];
    if (!cad_is_known(p->talk_s) || !cad_is_known(p->turns))
        cad_figure_text(p->talk_s, 1, "s", text, room);
    else
        snprintf(text, room, "%s in %.0f turn%s",
                 cad_length_text(p->talk_s.value, length), p->turns.value,
                 p->turns.value == 1 ? "" : "s");
}

void cad_cell_longest(const cad_party_report *p, char *text, size_t room)
{
    char place[CAD_FIGURE_TEXT];
    cad_figure_text(p->longest_turn_s, 1, "s", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->longest_turn_s) &&
        cad_is_known(p->longest_turn_start_s))
        snprintf(text + n, room - n, " at %s",
                 cad_place_text(p->longest_turn_start_s.value, place));
}

void cad_cell_loudness(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->speech_level_lufs, 1, "LUFS", text, room);
}

void cad_cell_pitch(const cad_party_report *p, char *text, size_t room)
{
    char low[CAD_FIGURE_TEXT], high[CAD_FIGURE_TEXT];
    cad_figure_text(p->pitch.median_hz, 0, "Hz", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->pitch.p10_hz) && cad_is_known(p->pitch.p90_hz))
        snprintf(text + n, room - n, " (80 %%: %s to %s)",
                 cad_number_text(p->pitch.p10_hz.value, 0, low),
                 cad_number_text(p->pitch.p90_hz.value, 0, high));
}

void cad_cell_rate(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->articulation_syl_s, 1, "syllables/s", text, room);
}

void cad_cell_latency(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->response_latency.median_s, 2, "s", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->response_latency.median_s) &&
        cad_is_known(p->response_latency.n))
        snprintf(text + n, room - n, ", median of %.0f",
                 p->response_latency.n.value);
}

void cad_cell_interruptions(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->interruptions.made, 0, "", text, room);
    size_t n = strlen(text);
    if (cad_is_known(p->interruptions.made) &&
        p->interruptions.made.value > 0 &&
        cad_is_known(p->interruptions.made_yielded))
        snprintf(text + n, room - n, ", %.0f took the floor",
                 p->interruptions.made_yielded.value);
}

void cad_cell_backchannels(const cad_party_report *p, char *text, size_t room)
{
    cad_figure_text(p->backchannels.n, 0, "", text, room);
}

void cad_cell_activation(const cad_party_report *p, char *text, size_t room)
{
    static const char *const trends[] = {"", ", rising", ", falling",
                                         ", steady", ", mixed"};
    char from[CAD_FIGURE_TEXT], to[CAD_FIGURE_TEXT];
    cad_figure opening = p->activation.opening, closing = p->activation.closing;
    if (!cad_is_known(opening))
        cad_figure_text(opening, 2, "", text, room);
    else if (!cad_is_known(closing))
        cad_signed_text(opening.value, 2, text);
    else
        snprintf(
            text, room, "%s -> %s%s", cad_signed_text(opening.value, 2, from),
            cad_signed_text(closing.value, 2, to), trends[p->activation.trend]);
}

/* ---- beside most speakers ------------------------------------------------ */

/* A voice that went to another level has a wide range by that alone. */
static bool is_outside(const cad_party_report *p, cad_whole_id id)
{
    cad_place place = p->whole_call.figure[id].place;
    if (id == CAD_WHOLE_PITCH_RANGE && p->activation.change_count)
        return false;
    return place == CAD_PLACE_ABOVE || place == CAD_PLACE_BELOW;
}

bool cad_is_beside_most(const cad_party_report *p)
{
    for (int i = 0; p->present && i < CAD_WHOLE_COUNT; i++)
        if (is_outside(p, (cad_whole_id)i))
            return true;
    return false;
}

/* Who is raised from the first word to the last is level against the own
   habit: only what most speakers do can tell. */
void cad_cell_beside_most(const cad_party_report *p, char *text, size_t room)
{
    static const struct {
        const char *name, *unit;
        int decimals;
    } figures[CAD_WHOLE_COUNT] = {
        [CAD_WHOLE_PITCH_MEDIAN] = {"pitch", "Hz", 0},
        [CAD_WHOLE_PITCH_RANGE] = {"pitch range", "st", 1},
        [CAD_WHOLE_TILT] = {"tilt", "dB", 1},
        [CAD_WHOLE_LEVEL_SPREAD] = {"spread of level", "dB", 1},
        [CAD_WHOLE_RATE] = {"articulation", "syllables/s", 1},
    };
    char value[CAD_FIGURE_TEXT], low[CAD_FIGURE_TEXT], high[CAD_FIGURE_TEXT];
    size_t n = 0;
    snprintf(text, room, "within their range");
    for (int i = 0; i < CAD_WHOLE_COUNT && n < room; i++) {
        const cad_whole_figure *f = &p->whole_call.figure[i];
        if (!is_outside(p, (cad_whole_id)i))
            continue;
        n += (size_t)snprintf(
            text + n, room - n, "%s%s %s %s, most %s to %s", n ? "; " : "",
            figures[i].name,
            cad_number_text(f->value.value, figures[i].decimals, value),
            figures[i].unit, cad_number_text(f->norm.low, 0, low),
            cad_number_text(f->norm.high, 0, high));
    }
}
