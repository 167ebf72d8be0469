#include "feature/defects.h"

#include "base/error.h"
#include "dsp/stats.h"

/* A flat top: three equal samples in a row, at the largest value there is.
   Both rails of a converter lie within a thousandth; the next code below the
   top of G.711 is 3 % lower. */
enum { FLAT_RUN = 3, IDLE_CODES = 3 };
static const double rail = 0.999;
static const double idle = 0.01; /* of the peak so far */

/* Returns whether the sample is part of a flat top. */
static bool feed_sample(struct cad_defect_count *count, float x)
{
    double size = fabs((double)x);
    count->run = count->run && x == count->last ? count->run + 1 : 1;
    count->last = x;
    if (size * rail > count->peak) { /* what came before was no rail */
        count->at_rail = 0;
        count->flat = false;
    }
    if (size > count->peak)
        count->peak = size;
    if (size < rail * count->peak || size <= 0.0)
        return false;
    count->at_rail++;
    count->flat |= count->run >= FLAT_RUN;
    return count->flat && count->run > 1;
}

/* One value throughout; or no more than three, far below the peak: the idle
   codes of a codec, about which its zero flickers. */
static bool is_idle(const float *x, size_t n, double peak)
{
    float seen[IDLE_CODES];
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < count && x[i] != seen[k])
            k++;
        if (k < count)
            continue;
        if (count == IDLE_CODES ||
            (count &&
             fmax(fabs((double)x[i]), fabs((double)seen[0])) > idle * peak))
            return false;
        seen[count++] = x[i];
    }
    return n > 0;
}

uint8_t cad_defects_feed(struct cad_defect_count *count, const float *x,
                         size_t n)
{
    struct cad_defect_count before = *count;
    bool clipped = false, digital = is_idle(x, n, count->peak);
    for (size_t i = 0; i < n; i++)
        clipped |= feed_sample(count, x[i]);
    if (digital && n >= CAD_HOP / 2) { /* stuck, not clipped */
        *count = before;
        clipped = false;
    }
    count->samples = before.samples + n;
    count->clipped = count->flat ? count->at_rail : 0;
    return (uint8_t)((digital ? CAD_FRAME_DIGITAL : 0) |
                     (clipped ? CAD_FRAME_CLIPPED : 0));
}

/* ---- dropouts --------------------------------------------------------- */

static bool is_digital(const struct cad_channel *channel, size_t f)
{
    return channel->flags[f] & CAD_FRAME_DIGITAL;
}

static double speech_power(const struct cad_channel *channel,
                           const uint8_t *speech)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f < channel->frames; f++)
        if (speech[f]) {
            sum += (double)channel->power[f];
            n++;
        }
    return n ? sum / (double)n : 0.0;
}

/* Loud speech right at the edge: a word that is cut, not one that ended. */
static bool cut_at(const struct cad_channel *channel, const uint8_t *speech,
                   size_t from, size_t to, double power_min)
{
    bool any = false;
    double peak = 0.0;
    for (size_t f = from; f < to; f++) {
        any |= speech[f];
        if ((double)channel->power[f] > peak)
            peak = (double)channel->power[f];
    }
    return any && peak >= power_min;
}

static cad_figure find_dropouts(const struct cad_channel *channel,
                                const uint8_t *speech,
                                const struct cad_defects_settings *settings)
{
    double power_min = speech_power(channel, speech) *
                       pow(10.0, -0.1 * settings->dropout_edge_db);
    size_t reach = cad_frames_of(settings->dropout_reach_s), lost = 0;
    size_t least = cad_frames_of(settings->dropout_min_s);
    size_t most = cad_frames_of(settings->dropout_max_s);
    if (power_min <= 0.0)
        return cad_unknown(CAD_WHY_NO_SPEECH);
    for (size_t f = 0, end; f < channel->frames; f = end) {
        end = f + 1;
        if (!is_digital(channel, f))
            continue;
        while (end < channel->frames && is_digital(channel, end))
            end++;
        size_t after =
            end + reach < channel->frames ? end + reach : channel->frames;
        if (end - f >= least && end - f <= most &&
            cut_at(channel, speech, f > reach ? f - reach : 0, f, power_min) &&
            cut_at(channel, speech, end, after, power_min))
            lost += end - f;
    }
    return cad_known((double)lost / CAD_FRAMES_PER_S);
}

/* ---- automatic gain --------------------------------------------------- */

/* Mean level in dB of [from, to), or false where a frame is digital. */
static bool mean_db(const struct cad_channel *channel, size_t from, size_t to,
                    double *db)
{
    double sum = 0.0;
    for (size_t f = from; f < to; f++) {
        if (is_digital(channel, f))
            return false;
        sum += (double)cad_power_db(channel->power[f]);
    }
    *db = sum / (double)(to - from);
    return true;
}

struct levels {
    double *db;
    size_t n;
};

/* By how much the noise rises in each pause that is long enough. */
static void noise_rises(const struct cad_channel *channel,
                        const uint8_t *speech,
                        const struct cad_defects_settings *settings,
                        struct levels *rises)
{
    size_t wait = cad_frames_of(settings->agc_wait_s), last = channel->frames;
    size_t width = cad_frames_of(settings->agc_window_s);
    size_t later = cad_frames_of(settings->agc_release_s);
    for (size_t f = 0; f < channel->frames; f++) {
        double early = 0.0, late = 0.0;
        if (speech[f])
            last = f;
        if (last == channel->frames || f - last != later + width + wait)
            continue;
        size_t start = last + 1 + wait;
        if (mean_db(channel, start, start + width, &early) &&
            mean_db(channel, f - width, f, &late))
            rises->db[rises->n++] = late - early;
    }
}

/* Levels of stretches of one second of speech. */
static void speech_levels(const struct cad_channel *channel,
                          const uint8_t *speech, struct levels *levels)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f < channel->frames; f++) {
        if (!speech[f])
            continue;
        sum += (double)channel->power[f];
        if (++n < CAD_FRAMES_PER_S)
            continue;
        levels->db[levels->n++] = 10.0 * log10(sum / (double)n + 1e-12);
        sum = 0.0;
        n = 0;
    }
}

/* Either sign will do: noise that comes up after speech, or speech whose
   level hardly moves from second to second. */
static cad_figure suspect_agc(const struct cad_channel *channel,
                              const uint8_t *speech,
                              const struct cad_defects_settings *settings,
                              struct levels *scratch)
{
    bool known = false, suspected = false;
    noise_rises(channel, speech, settings, scratch);
    if ((double)scratch->n >= settings->agc_pauses_min) {
        known = true;
        suspected =
            cad_median(scratch->db, scratch->n) >= settings->agc_rise_db;
    }
    scratch->n = 0;
    speech_levels(channel, speech, scratch);
    if ((double)scratch->n >= settings->agc_levels_min) {
        known = true;
        cad_sort(scratch->db, scratch->n);
        double spread_db = cad_quantile(scratch->db, scratch->n, 0.75) -
                           cad_quantile(scratch->db, scratch->n, 0.25);
        suspected |= spread_db <= settings->agc_spread_db;
    }
    return known ? cad_known(suspected) : cad_unknown(CAD_WHY_NO_EVIDENCE);
}

cad_status cad_defects_find(const struct cad_channel *channel,
                            const uint8_t *speech,
                            const struct cad_defects_settings *settings,
                            cad_arena *arena, struct cad_defects *out,
                            cad_error *error)
{
    struct levels scratch = {0};
    scratch.db = CAD_NEW(arena, double, channel->frames / 10 + 1);
    if (!scratch.db)
        return cad_fail_memory(error);
    out->clipped_share = cad_unknown(CAD_WHY_TOO_SHORT);
    if (channel->samples)
        out->clipped_share = cad_known(channel->peak < settings->clip_peak_min
                                           ? 0.0
                                           : (double)channel->clipped_samples /
                                                 (double)channel->samples);
    out->dropout_s = find_dropouts(channel, speech, settings);
    out->agc_suspected = suspect_agc(channel, speech, settings, &scratch);
    return CAD_OK;
}
