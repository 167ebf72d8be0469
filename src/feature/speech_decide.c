#include "feature/speech_steps.h"

#include <string.h>

/* Two states, off and on; a change costs switch_cost. back[] bit s tells
   whether the best way into state s came from on. */
void cad_speech_search(struct cad_speech_work *work)
{
    double cost = work->settings->switch_cost, off = 0.0, on = -cost;
    for (size_t f = 0; f < work->frames; f++) {
        bool off_from_on = on - cost > off, on_from_on = on >= off - cost;
        double best_off = off_from_on ? on - cost : off;
        double best_on = on_from_on ? on : off - cost;
        work->back[f] = (uint8_t)(off_from_on | on_from_on << 1);
        double score =
            cad_speech_usable(work, f) ? (double)work->score[f] : -1.0;
        off = best_off - 0.5 * score;
        on = best_on + 0.5 * score;
    }
    bool state = on - cost > off;
    for (size_t f = work->frames; f-- > 0;) {
        work->speech[f] = state && cad_speech_usable(work, f);
        state = work->back[f] >> state & 1;
    }
}

/* Mark in back[] the runs of voicing long enough to be a voice. A frame of
   weak voicing inside a run does not end it. */
static void mark_voiced(struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    size_t need = cad_frames_of(s->anchor_s), run = 0;
    for (size_t f = 0; f < work->frames; f++) {
        work->back[f] = 0;
        bool voiced = work->speech[f] &&
                      cad_speech_strength(work, f) >= s->anchor_strength;
        run = voiced ? run + 1 : 0;
        for (size_t k = 0; run >= need && k < need; k++)
            work->back[f - k] = 1;
    }
}

/* Speech farther than `reach` from a voiced run is taken back. */
static void cut_far(struct cad_speech_work *work, size_t reach)
{
    size_t since = reach;
    for (size_t f = 0; f < work->frames; f++) {
        since = work->back[f] & 1 ? 0 : since + 1;
        if (since <= reach)
            work->back[f] |= 2;
    }
    since = reach;
    for (size_t f = work->frames; f-- > 0;) {
        since = work->back[f] & 1 ? 0 : since + 1;
        if (since > reach && !(work->back[f] & 2))
            work->speech[f] = 0;
    }
}

/* The ends of words sink into the noise: the narrower the range above it, the
   earlier. A pause that would be filled is left as it is. */
static void add_tails(struct cad_speech_work *work, size_t gap)
{
    const struct cad_speech_settings *s = work->settings;
    double share = 1.0 - work->active_db / s->tail_range_db;
    size_t tail = cad_frames_of(s->tail_s * share);
    for (size_t f = 1, end; f < work->frames; f = end) {
        end = f + 1;
        if (work->speech[f] || !work->speech[f - 1])
            continue;
        while (end < work->frames && !work->speech[end])
            end++;
        if (end < work->frames && end - f <= gap + 2 * tail)
            continue;
        for (size_t k = f; k < f + tail && k < end; k++)
            work->speech[k] = cad_speech_usable(work, k) && !work->lifted[k];
    }
}

void cad_speech_anchor(struct cad_speech_work *work)
{
    mark_voiced(work);
    cut_far(work, cad_frames_of(work->settings->reach_s));
    cad_speech_drop_islands(work);
    add_tails(work, cad_frames_of(work->settings->island_gap_s));
}
