#include "feature/loudness.h"

#include <string.h>

/* BS.1770-4: a gating block is 400 ms, the next one starts 100 ms later. */
enum { BLOCK_FRAMES = 40, STEP_FRAMES = 10 };
#define K_OFFSET_DB (-0.691)
#define ABSOLUTE_GATE_LUFS (-70.0)
#define RELATIVE_GATE_LU (-10.0)

static double lufs_of(double power)
{
    return K_OFFSET_DB + 10.0 * log10(power);
}

static double power_of(double lufs)
{
    return pow(10.0, (lufs - K_OFFSET_DB) / 10.0);
}

static double block_power(const float *const *k_power, size_t channels,
                          size_t start)
{
    double sum = 0.0;
    for (size_t c = 0; c < channels; c++)
        for (size_t f = start; f < start + BLOCK_FRAMES; f++)
            sum += (double)k_power[c][f];
    return sum / BLOCK_FRAMES;
}

/* Mean power of the blocks above the gate; 0 when there are none. */
static double gated_mean(const float *const *k_power, size_t channels,
                         size_t frames, double gate)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f + BLOCK_FRAMES <= frames; f += STEP_FRAMES) {
        double power = block_power(k_power, channels, f);
        if (power > gate) {
            sum += power;
            n++;
        }
    }
    return n ? sum / (double)n : 0.0;
}

cad_figure cad_loudness_integrated(const float *const *k_power, size_t channels,
                                   size_t frames)
{
    if (frames < BLOCK_FRAMES)
        return cad_unknown(CAD_WHY_TOO_SHORT);

    double absolute = power_of(ABSOLUTE_GATE_LUFS);
    double loud = gated_mean(k_power, channels, frames, absolute);
    if (!(loud > 0.0))
        return cad_unknown(CAD_WHY_NO_EVIDENCE);

    double relative = loud * pow(10.0, RELATIVE_GATE_LU / 10.0);
    double gate = relative > absolute ? relative : absolute;
    return cad_known(lufs_of(gated_mean(k_power, channels, frames, gate)));
}

/* Mean of the masked frames, or why there is none. */
static cad_figure masked_mean(const float *power, const uint8_t *mask,
                              size_t start, size_t end)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = start; f < end; f++) {
        if (mask && !mask[f])
            continue;
        sum += (double)power[f];
        n++;
    }
    if (!n)
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    if (!(sum > 0.0))
        return cad_unknown(CAD_WHY_NO_EVIDENCE);
    return cad_known(sum / (double)n);
}

cad_figure cad_loudness_masked(const float *k_power, const uint8_t *mask,
                               size_t start, size_t end)
{
    cad_figure mean = masked_mean(k_power, mask, start, end);
    return cad_is_known(mean) ? cad_known(lufs_of(mean.value)) : mean;
}

cad_figure cad_level_masked(const float *power, const uint8_t *mask,
                            size_t start, size_t end)
{
    cad_figure mean = masked_mean(power, mask, start, end);
    return cad_is_known(mean) ? cad_known(10.0 * log10(mean.value)) : mean;
}
