#include "talk/leak_pair.h"

#include "base/error.h"
#include "talk/times.h"

#include <math.h>
#include <string.h>

static uint8_t power_code(double power)
{
    return cad_band_code((float)power);
}

static void level_of(const struct cad_channel *c, size_t frames,
                     const double *power, uint8_t *level)
{
    for (size_t f = 0; f < frames; f++) {
        double sum = 0.0;
        for (size_t b = 0; b < CAD_BANDS; b++)
            sum += power[cad_bands_at(c, f)[b]];
        level[f] = power_code(sum);
    }
}

/* Mean power a band over the frames where mask is set; returns their number. */
static size_t mean_bands(const struct cad_channel *c, const uint8_t *mask,
                         size_t frames, const double *power,
                         double mean[CAD_BANDS])
{
    size_t n = 0;
    memset(mean, 0, CAD_BANDS * sizeof *mean);
    for (size_t f = 0; f < frames; f++) {
        if (!mask[f] || (c->flags[f] & CAD_FRAME_DIGITAL))
            continue;
        for (size_t b = 0; b < CAD_BANDS; b++)
            mean[b] += power[cad_bands_at(c, f)[b]];
        n++;
    }
    for (size_t b = 0; b < CAD_BANDS && n; b++)
        mean[b] /= (double)n;
    return n;
}

static bool sounds(const uint8_t *speech, const uint8_t *line, size_t f)
{
    return speech[f] || (line && line[f]);
}

/* Frames in which nothing is heard, nor was of the other within `tail`: music
   and tones leak as voices do. */
static void mark_quiet(const struct cad_leak_pair *p, size_t tail)
{
    size_t since = tail + 1;
    for (size_t f = 0; f < p->frames; f++) {
        since = sounds(p->other_speech, p->other_line, f) ? 0 : since + 1;
        p->scratch[f] = since > tail &&
                        !sounds(p->own_speech, p->own_line, f) &&
                        !(p->own->flags[f] & CAD_FRAME_DIGITAL);
    }
}

/* Of the quiet frames those that stand out: a sound nobody knew of. */
static void leave_out_loud(const struct cad_leak_pair *p, int over)
{
    size_t count[256] = {0}, n = 0, below = 0;
    for (size_t f = 0; f < p->frames; f++) {
        count[p->own_level[f]] += p->scratch[f];
        n += p->scratch[f];
    }
    int middle = 0;
    while (middle < 255 && 2 * (below += count[middle]) < n)
        middle++;
    for (size_t f = 0; f < p->frames; f++)
        p->scratch[f] &= p->own_level[f] <= middle + over;
}

/* The own noise must not hold what leaks: the longer ago the other spoke the
   better, as far as there is enough of it. */
static void learn_noise(struct cad_leak_pair *p,
                        const struct cad_leakage_settings *settings)
{
    size_t tail = cad_frames_of(settings->delay_max_ms / 1000.0);
    size_t least = cad_frames_of(settings->quiet_least_s);
    for (;; tail /= 4) {
        mark_quiet(p, tail);
        leave_out_loud(p, (int)(CAD_CODES_PER_DB * settings->quiet_within_db));
        if (mean_bands(p->own, p->scratch, p->frames, p->power, p->noise) >=
                least ||
            tail == 0)
            break;
    }
    for (size_t b = 0; b < CAD_BANDS; b++) {
        p->floor[b] = power_code(p->noise[b]);
        p->under[b] = power_code(p->noise[b] * 0.1);
    }
}

static void learn_other(struct cad_leak_pair *p,
                        const struct cad_leakage_settings *settings)
{
    double mean[CAD_BANDS], sum = 0.0;
    mean_bands(p->other, p->other_speech, p->frames, p->power, mean);
    for (size_t b = 0; b < CAD_BANDS; b++) {
        sum += mean[b];
        p->foot[b] = power_code(mean[b] * 1e-3);
    }
    p->loud = power_code(sum) - (int)(CAD_CODES_PER_DB * settings->loud_db);
}

cad_status cad_leak_pair_make(const struct cad_leak_side *own,
                              const struct cad_leak_side *other,
                              const struct cad_leakage_settings *settings,
                              cad_arena *arena, struct cad_leak_pair *out,
                              cad_error *error)
{
    const struct cad_channel *a = own->channel, *b = other->channel;
    size_t frames = a->frames < b->frames ? a->frames : b->frames;
    *out =
        (struct cad_leak_pair){.own = a,
                               .other = b,
                               .heard = b->bands,
                               .own_speech = own->speech,
                               .other_speech = other->speech,
                               .own_line = own->line,
                               .other_line = other->line,
                               .frames = frames,
                               .own_level = CAD_NEW(arena, uint8_t, frames),
                               .other_level = CAD_NEW(arena, uint8_t, frames),
                               .scratch = CAD_NEW(arena, uint8_t, frames)};
    if (!out->own_level || !out->other_level || !out->scratch)
        return cad_fail_memory(error);
    for (int i = 1; i < 256; i++)
        out->power[i] = pow(10.0, 0.1 * (double)cad_band_db((uint8_t)i));
    level_of(a, frames, out->power, out->own_level);
    level_of(b, frames, out->power, out->other_level);
    out->weaker = (int)(CAD_CODES_PER_DB * settings->weaker_db);
    learn_noise(out, settings);
    learn_other(out, settings);
    return CAD_OK;
}

struct cad_leak_stretch cad_leak_stretch_of(const struct cad_leak_pair *p,
                                            size_t start, size_t end,
                                            ptrdiff_t lag)
{
    struct cad_leak_stretch s = {p, start, end, lag};
    if (lag > 0 && s.first < (size_t)lag)
        s.first = (size_t)lag;
    size_t lead = lag < 0 ? (size_t)-lag : 0;
    size_t last = p->frames > lead ? p->frames - lead : 0;
    if (s.end > last)
        s.end = last;
    return s;
}
