/* Digits from the frames that look like one. */
#include "feature/line.h"

#include <string.h>

/* A frame inside a digit: it looks like one, and it is not the pause between
   two, which the analysis window still fills from both sides. */
static char key_at(const struct cad_line_search *search, size_t f)
{
    enum { AROUND = 3 };
    const struct cad_channel *c = search->channel;
    if (!c->line[f].dtmf)
        return 0;
    size_t from = f > AROUND ? f - AROUND : 0;
    size_t to = f + AROUND < c->frames ? f + AROUND : c->frames - 1;
    float peak = 0.0f;
    for (size_t g = from; g <= to; g++)
        peak = c->power[g] > peak ? c->power[g] : peak;
    float dip = (float)search->settings->dtmf_dip;
    return c->power[f] > dip * peak ? (char)c->line[f].dtmf : 0;
}

/* How long the key was held: the energy around it over the power inside.
   Frames at the edges count by the part that is filled. */
static double held_ms(const struct cad_channel *c, size_t start, size_t end)
{
    float peak = 0.0f;
    double sum = 0.0;
    for (size_t f = start; f < end; f++)
        peak = c->power[f] > peak ? c->power[f] : peak;
    for (size_t f = start; f < end; f++)
        sum += (double)c->power[f];
    return peak > 0.0f ? 1000.0 / CAD_FRAMES_PER_S * sum / (double)peak : 0.0;
}

/* A machine holds its two frequencies and its level; a voice does not. The
   half-filled frames at the ends do not count. */
static bool is_steady(const struct cad_line_search *search, size_t start,
                      size_t end)
{
    const struct cad_channel *c = search->channel;
    const struct cad_line_settings *s = search->settings;
    double low[2] = {1e9, 1e9}, high[2] = {0.0, 0.0}, floor = 1e9, top = 0.0;
    for (size_t f = start + 1; f + 1 < end; f++) {
        double power = (double)c->power[f];
        floor = power < floor ? power : floor;
        top = power > top ? power : top;
        /* which of the two is stronger may change: sort them */
        double a = c->line[f].peak_hz_q3[0], b = c->line[f].peak_hz_q3[1];
        low[0] = fmin(low[0], fmin(a, b));
        high[0] = fmax(high[0], fmin(a, b));
        low[1] = fmin(low[1], fmax(a, b));
        high[1] = fmax(high[1], fmax(a, b));
    }
    return 10.0 * log10(top / floor) <= s->tone_ripple_db &&
           high[0] - low[0] <= s->dtmf_wander * high[0] &&
           high[1] - low[1] <= s->dtmf_wander * high[1];
}

static void append_digit(cad_event *event, char key, size_t end)
{
    size_t n = strlen(event->digits);
    if (n + 1 < sizeof event->digits)
        event->digits[n] = key;
    event->end_s = cad_frame_s(end);
}

void cad_line_find_dtmf(struct cad_line_search *search)
{
    size_t frames = search->channel->frames, index = 0;
    bool open = false;
    for (size_t f = 0, end; f < frames; f = end) {
        char key = key_at(search, f);
        for (end = f + 1; end < frames && key_at(search, end) == key;)
            end++;
        if (!key || end - f < 3 || !is_steady(search, f, end) ||
            held_ms(search->channel, f, end) < search->settings->dtmf_min_ms)
            continue;
        cad_event_list *list = search->events;
        if (!open || cad_frame_s(f) - list->items[index].end_s >=
                         search->settings->dtmf_join_s) {
            index = list->count;
            open = cad_line_add(search, CAD_EVENT_DTMF, f, end, 1.0);
            if (!open)
                return;
        }
        append_digit(&list->items[index], key, end);
        cad_line_block(search, f, end);
    }
}
