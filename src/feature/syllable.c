#include "feature/syllable.h"

#include "base/error.h"

#include <string.h>

/* 12 bands between 250 and 3400 Hz, equal on the ERB scale, in bins. */
enum { SONE_BANDS = 12 };
static const uint8_t sone_edges[SONE_BANDS + 1] = {8,  11, 14, 18, 23, 28, 35,
                                                   43, 52, 63, 76, 91, 109};
#define LOUDNESS_EXPONENT 0.3f /* of power: Stevens' law */

/* 300-900 Hz: the first formant of vowels, and little of consonants. */
enum { FORMANT_LOW_BIN = 10, FORMANT_HIGH_BIN = 29 };

/* Envelopes are kept in 1/256 dB above -130. */
static uint16_t pack_db(float db)
{
    float code = (db + 130.0f) * 256.0f + 0.5f;
    return (uint16_t)(code < 0.0f ? 0.0f : code > 65535.0f ? 65535.0f : code);
}

static float unpack_db(uint16_t code)
{
    return (float)code / 256.0f - 130.0f;
}

static float bins_sum(const float *power, int from, int to)
{
    float sum = 1e-12f; /* digital silence stays finite */
    for (int k = from; k < to; k++)
        sum += power[k];
    return sum;
}

struct cad_syllable_frame cad_syllable_measure(const float *power)
{
    float loudness = 0.0f;
    for (int b = 0; b < SONE_BANDS; b++)
        loudness += powf(bins_sum(power, sone_edges[b], sone_edges[b + 1]),
                         LOUDNESS_EXPONENT);
    loudness /= SONE_BANDS;
    float formant = bins_sum(power, FORMANT_LOW_BIN, FORMANT_HIGH_BIN);
    return (struct cad_syllable_frame){
        {pack_db(10.0f / LOUDNESS_EXPONENT * log10f(loudness)),
         pack_db(10.0f * log10f(formant))}};
}

/* ---- where the peaks are ---------------------------------------------- */

enum { SMOOTH_REACH = 8 };

/* A peak of the curve, waiting for a higher one on its right. */
struct peak {
    size_t at;
    float height;
    float left;  /* deepest point towards the next higher peak on the left */
    float right; /* deepest point since */
};

struct counter {
    const struct cad_channel *channel;
    const struct cad_syllable_settings *settings;
    const uint8_t *speech;
    int least_db; /* of what counts outside of speech, over -130 */
    const float *f0_hz;
    float *weight;
    float smooth[2 * SMOOTH_REACH + 1];
    size_t voiced_reach;
    double strong;      /* strength of candidates in clear vowels */
    float *curve;       /* of one run of speech */
    struct peak *stack; /* heights fall from bottom to top */
    double share;       /* weight of a certain nucleus in one envelope */
};

static bool make_counter(struct counter *c, cad_arena *arena, size_t longest)
{
    const struct cad_syllable_settings *settings = c->settings;
    double sigma = settings->smooth_ms * CAD_FRAMES_PER_S / 1000.0;
    double sum = 0.0;
    for (int i = -SMOOTH_REACH; i <= SMOOTH_REACH; i++)
        sum += exp(-0.5 * i * i / (sigma * sigma));
    for (int i = -SMOOTH_REACH; i <= SMOOTH_REACH; i++)
        c->smooth[i + SMOOTH_REACH] =
            (float)(exp(-0.5 * i * i / (sigma * sigma)) / sum);
    c->voiced_reach = cad_frames_of(settings->voiced_reach_ms / 1000.0);
    c->curve = CAD_NEW(arena, float, longest);
    c->stack = CAD_NEW(arena, struct peak, longest / 2 + 1);
    return c->curve && c->stack;
}

static void smooth_run(struct counter *c, int envelope, size_t start,
                       size_t end)
{
    const struct cad_channel *channel = c->channel;
    for (size_t f = start; f < end; f++) {
        float sum = 0.0f;
        for (size_t i = 0; i <= 2 * SMOOTH_REACH; i++) {
            size_t g = f + i < SMOOTH_REACH ? 0 : f + i - SMOOTH_REACH;
            g = g < channel->frames ? g : channel->frames - 1;
            sum += c->smooth[i] *
                   unpack_db(channel->syllable[g].envelope[envelope]);
        }
        c->curve[f - start] = sum;
    }
}

static bool is_loud(const struct counter *c, size_t frame)
{
    return c->channel->syllable[frame].envelope[0] / 256 >= c->least_db;
}

static double sigmoid(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

/* How sure a nucleus is voiced: by the strongest candidate near it, against
   what is strong in this voice, on this line; a pitch path through it adds.
   Outside of the speech found it must be loud, and voiced beyond doubt. */
static double voiced_weight(const struct counter *c, size_t frame)
{
    const struct cad_syllable_settings *settings = c->settings;
    size_t from = frame < c->voiced_reach ? 0 : frame - c->voiced_reach;
    size_t to = frame + c->voiced_reach + 1;
    to = to < c->channel->frames ? to : c->channel->frames;
    int strength = 0;
    bool on_path = false;
    for (size_t f = from; f < to; f++) {
        int s = c->channel->pitch[f].strength[0];
        strength = s > strength ? s : strength;
        on_path = on_path || c->f0_hz[f] > 0.0f;
    }
    double over = strength / c->strong - settings->voiced_share;
    double weight = sigmoid(over / settings->voiced_softness);
    weight *= on_path ? 1.0 : settings->off_path_weight;
    if (c->speech[frame])
        return weight;
    return is_loud(c, frame)
               ? weight * sigmoid((strength / 255.0 - settings->near_strength) /
                                  settings->near_softness)
               : 0.0;
}

/* The deeper a peak stands out from its surroundings, the surer it is a
   nucleus: a soft count varies less than one with a threshold. */
static void settle(struct counter *c, const struct peak *peak, size_t start,
                   double dip_db)
{
    float valley = peak->left > peak->right ? peak->left : peak->right;
    double depth_db = (double)(peak->height - valley);
    c->weight[start + peak->at] +=
        (float)(c->share * (1.0 - exp(-depth_db / dip_db)) *
                voiced_weight(c, start + peak->at));
}

/*
 * Topographic prominence of every peak in one pass: a peak is settled when a
 * higher one comes, since its deepest points on both sides are known then.
 * Both ends of the run count as infinitely deep.
 */
static void count_run(struct counter *c, size_t start, size_t end,
                      double dip_db)
{
    size_t n = end - start, depth = 0;
    const float *y = c->curve;
    float low = -HUGE_VALF; /* deepest since the top of the stack */
    for (size_t i = 0; i < n; i++) {
        bool rises = i == 0 || y[i] > y[i - 1];
        bool falls = i + 1 == n || y[i] >= y[i + 1];
        low = y[i] < low ? y[i] : low;
        if (!rises || !falls)
            continue;
        while (depth && c->stack[depth - 1].height <= y[i]) {
            struct peak *top = &c->stack[--depth];
            top->right = low;
            settle(c, top, start, dip_db);
            low = top->left < low ? top->left : low;
        }
        c->stack[depth++] = (struct peak){i, y[i], low, 0.0f};
        low = y[i];
    }
    /* What is left has nothing higher on its right. */
    while (depth) {
        struct peak *top = &c->stack[--depth];
        top->right = -HUGE_VALF;
        settle(c, top, start, dip_db);
    }
}

/* ---- levels ------------------------------------------------------------ */

enum { LEVELS = 256 };

static int quantile(const size_t *histogram, size_t n, double q)
{
    size_t below = 0;
    int level = 0;
    while (level < LEVELS - 1 &&
           (double)(below += histogram[level]) < q * (double)n)
        level++;
    return level;
}

/* ---- what is listened to ----------------------------------------------- */

/* Level that a tenth of the speech exceeds, in whole dB over -130. */
static int loud_db(const struct cad_channel *channel, const uint8_t *speech)
{
    size_t histogram[LEVELS] = {0}, n = 0;
    for (size_t f = 0; f < channel->frames; f++)
        if (speech[f]) {
            histogram[channel->syllable[f].envelope[0] / 256]++;
            n++;
        }
    return quantile(histogram, n, 0.9);
}

/* Runs of clear voicing about as loud as the speech are bit 2 of near[]. */
static void mark_clear(const struct counter *c, uint8_t *near)
{
    const struct cad_syllable_settings *s = c->settings;
    size_t need = cad_frames_of(s->near_voiced_s), run = 0;
    for (size_t f = 0; f < c->channel->frames; f++) {
        bool clear = is_loud(c, f) &&
                     c->channel->pitch[f].strength[0] > 255.0 * s->near_clear;
        run = clear ? run + 1 : 0;
        near[f] = c->speech[f];
        for (size_t k = 0; run >= need && k < need; k++)
            near[f - k] |= 2;
    }
}

/* One way over the frames: what is clear counts (bit 1) while speech, or such
   frames that lead back to it, are near. */
static void grow(const struct counter *c, uint8_t *near, bool back)
{
    size_t frames = c->channel->frames;
    size_t reach = cad_frames_of(c->settings->near_s);
    size_t far = cad_frames_of(c->settings->near_far_s);
    size_t since = reach, away = far; /* from any, from speech */
    for (size_t i = 0; i < frames; i++) {
        size_t f = back ? frames - 1 - i : i;
        since++;
        away++;
        if (c->speech[f])
            since = away = 0;
        else if ((near[f] & 2) && since <= reach && away <= far) {
            near[f] |= 1;
            since = 0;
        }
    }
}

/* Bit 4: within reach of bit 1, or it itself. */
static void widen(const struct counter *c, uint8_t *near, bool back)
{
    size_t frames = c->channel->frames;
    size_t reach = cad_frames_of(c->settings->near_s), since = reach;
    for (size_t i = 0; i < frames; i++) {
        size_t f = back ? frames - 1 - i : i;
        since = near[f] & 1 ? 0 : since + 1;
        if (since <= reach)
            near[f] |= 4;
    }
}

/*
 * Where noise hides the soft parts of a sentence, its vowels are often voiced
 * clearly all the same: bit 1 of near[] is speech and what of these is near
 * it, bit 4 all around, where other nuclei are looked for.
 */
static void listen(const struct counter *c, uint8_t *near)
{
    mark_clear(c, near);
    for (int back = 0; back < 2; back++)
        grow(c, near, back);
    for (int back = 0; back < 2; back++)
        widen(c, near, back);
}

/* ---- the voice and its noise ------------------------------------------- */

/* The upper quartile over speech: what its vowels reach. */
static double strong_voicing(const struct cad_channel *channel,
                             const uint8_t *near)
{
    size_t histogram[LEVELS] = {0}, n = 0;
    for (size_t f = 0; f < channel->frames; f++)
        if (near[f] & 1) {
            histogram[channel->pitch[f].strength[0]]++;
            n++;
        }
    int strong = quantile(histogram, n, 0.75);
    return strong > 1 ? strong : 1;
}

/* Noise fills the dips between syllables; how much is known from the contrast
   of loud speech with what is heard outside of speech. */
static double gain_of(const struct cad_channel *channel, const uint8_t *near,
                      const struct cad_syllable_settings *settings)
{
    size_t histogram[2][LEVELS] = {{0}}, n[2] = {0};
    for (size_t f = 0; f < channel->frames; f++) {
        bool voice = near[f] & 1;
        if (!voice && (channel->flags[f] & CAD_FRAME_DIGITAL))
            continue;
        histogram[voice][channel->syllable[f].envelope[0] / 256]++;
        n[voice]++;
    }
    double gain = settings->gain;
    if ((double)n[0] < settings->noise_min_s * CAD_FRAMES_PER_S)
        return gain;
    double contrast_db =
        quantile(histogram[1], n[1], 0.9) - quantile(histogram[0], n[0], 0.5);
    if (contrast_db < 0.0)
        contrast_db = 0.0;
    if (contrast_db < settings->contrast_db)
        gain *= 1.0 + settings->noise_gain_per_db *
                          (settings->contrast_db - contrast_db);
    return gain;
}

/* ---- the stage -------------------------------------------------------- */

/* The next run of what is listened to, at or after *end. */
static bool next_run(const uint8_t *near, size_t frames, size_t *start,
                     size_t *end)
{
    size_t f = *end;
    while (f < frames && !(near[f] & 4))
        f++;
    *start = f;
    while (f < frames && near[f] & 4)
        f++;
    *end = f;
    return *end > *start;
}

cad_status cad_syllable_weights(const struct cad_channel *channel,
                                const uint8_t *speech, const float *f0_hz,
                                const struct cad_syllable_settings *settings,
                                cad_arena *arena, float *weight,
                                cad_error *error)
{
    const double dip_db[2] = {settings->loudness_dip_db,
                              settings->formant_dip_db};
    size_t frames = channel->frames, longest = 0;
    memset(weight, 0, frames * sizeof *weight);
    uint8_t *near = CAD_NEW(arena, uint8_t, frames);
    if (!near)
        return cad_fail_memory(error);
    struct counter c = {.channel = channel,
                        .settings = settings,
                        .speech = speech,
                        .f0_hz = f0_hz,
                        .weight = weight};
    c.least_db = loud_db(channel, speech) - (int)settings->near_range_db;
    listen(&c, near);
    for (size_t start = 0, end = 0; next_run(near, frames, &start, &end);)
        longest = end - start > longest ? end - start : longest;
    if (!make_counter(&c, arena, longest))
        return cad_fail_memory(error);
    c.strong = strong_voicing(channel, near);
    c.share = 0.5 * gain_of(channel, near, settings);
    for (size_t start = 0, end = 0; next_run(near, frames, &start, &end);) {
        for (int envelope = 0; envelope < 2; envelope++) {
            smooth_run(&c, envelope, start, end);
            count_run(&c, start, end, dip_db[envelope]);
        }
    }
    return CAD_OK;
}
