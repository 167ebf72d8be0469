#include "feature/speech_steps.h"

#include <string.h>

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
   range, is a knock or a sneeze; no movement is an engine; what is left may
   still be an animal or a machine. */
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
           !is_all_low(work, from, to) && moves(work, from, to) &&
           cad_speech_likeness(work, from, to) >= s->like_min;
}

/* Words and their short pauses make an island, which is judged as one. */
void cad_speech_drop_islands(struct cad_speech_work *work)
{
    size_t gap = cad_frames_of(work->settings->island_gap_s);
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
