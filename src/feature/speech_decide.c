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

/* Noise takes voicing away: where it fills all but a narrow range, less is a
   voice. */
static double least_strength(const struct cad_speech_work *work)
{
    const struct cad_speech_settings *s = work->settings;
    double share = fmin(work->active_db / s->voice_range_db, 1.0);
    return fmax(s->voice_strength * share, s->voice_strength_min);
}

/* How much voice there is in [from, to): weak voicing, as noise has too,
   counts little. */
static double sum_voice(const struct cad_speech_work *work, size_t from,
                        size_t to)
{
    double sum = 0.0, least = least_strength(work);
    for (size_t f = from; f < to; f++) {
        double strength = cad_speech_strength(work, f);
        if (work->speech[f] && strength > least)
            sum += (strength - least) / (1.0 - least);
    }
    return sum / CAD_FRAMES_PER_S;
}

/* A voice dips into creak, but a bark may be nothing else. */
static bool is_all_low(const struct cad_speech_work *work, size_t from,
                       size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    double low_q8 = 256.0 * CAD_RATE_HZ / s->voice_low_hz;
    size_t voiced = 0, low = 0;
    for (size_t f = from; f < to; f++) {
        if (!work->speech[f] ||
            cad_speech_strength(work, f) < s->anchor_strength)
            continue;
        voiced++;
        low += (double)work->channel->pitch[f].period_q8[0] > low_q8;
    }
    return (double)low > s->voice_low_share * (double)voiced;
}

/* A voice goes on from frame to frame; what noise has of it comes and goes
   anywhere. Share of voiced frames whose pitch is not that of the one before.
 */
static double jump_share(const struct cad_speech_work *work, size_t from,
                         size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    size_t pairs = 0, jumps = 0;
    double before = 0.0;
    for (size_t f = from; f < to; f++) {
        double period = work->channel->pitch[f].period_q8[0];
        if (!work->speech[f] ||
            cad_speech_strength(work, f) < s->anchor_strength) {
            before = 0.0;
            continue;
        }
        pairs += before > 0.0;
        jumps += before > 0.0 &&
                 fmax(period, before) > s->voice_step * fmin(period, before);
        before = period;
    }
    return pairs ? (double)jumps / (double)pairs : 0.0;
}

/* Syllables move the level all the time; engines and held chords do not.
   Mean change a frame, as a share of the range up to the voice. */
static bool moves(const struct cad_speech_work *work, size_t from, size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    double sum = 0.0;
    if (to - from < cad_frames_of(s->held_s))
        return true;
    for (size_t f = from + 1; f < to; f++)
        sum += fabs((double)(work->level[f] - work->level[f - 1]));
    double range_db = fmin(work->active_db, s->movement_range_db);
    return sum >= s->movement_share * range_db * (double)(to - from);
}

/* Short bursts are clicks; hardly any voice, or little of it all over the
   range, is a knock or a sneeze; no movement is an engine. */
static bool is_speech(const struct cad_speech_work *work, size_t from,
                      size_t to)
{
    const struct cad_speech_settings *s = work->settings;
    double least_s = s->voice_share * cad_frame_s(to - from);
    double voice_s = sum_voice(work, from, to);
    return to - from >= cad_frames_of(s->burst_min_s) &&
           voice_s >= fmax(least_s, s->voice_s) &&
           (voice_s >= s->voice_sure_s ||
            jump_share(work, from, to) <= s->voice_jump_share) &&
           !is_all_low(work, from, to) && moves(work, from, to);
}

/* Words and their short pauses make an island, which is judged as one. */
static void drop_islands(struct cad_speech_work *work, size_t gap)
{
    for (size_t f = 0, end; f < work->frames; f = end) {
        end = f + 1;
        if (!work->speech[f])
            continue;
        size_t last = f;
        for (; end < work->frames && end - last <= gap; end++)
            last = work->speech[end] ? end : last;
        if (!is_speech(work, f, last + 1))
            memset(work->speech + f, 0, last + 1 - f);
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
    drop_islands(work, cad_frames_of(work->settings->island_gap_s));
    add_tails(work, cad_frames_of(work->settings->island_gap_s));
}
