#include "feature/effort.h"

/* 300, 1000 and 3400 Hz in bins of 31.25 Hz; the bin at 1000 Hz is shared. */
enum { LOW_BIN = 10, MIDDLE_BIN = 32, HIGH_BIN = 109 };
enum { TILT_LIMIT_CDB = 10000 };

/* The median is found in two passes: which decibel, then which 0.01 dB. */
enum { COARSE = 100, COARSE_BINS = 2 * TILT_LIMIT_CDB / COARSE + 1 };

static double band_energy(const float *power, int from, int to)
{
    double sum = 0.0;
    for (int k = from; k < to; k++)
        sum += (double)power[k];
    return sum;
}

int16_t cad_effort_tilt_cdb(const float *power)
{
    double shared = 0.5 * (double)power[MIDDLE_BIN];
    double low = shared + band_energy(power, LOW_BIN, MIDDLE_BIN);
    double high = shared + band_energy(power, MIDDLE_BIN + 1, HIGH_BIN);

    if (!(low > 0.0) && !(high > 0.0))
        return 0;
    if (!(low > 0.0))
        return TILT_LIMIT_CDB;
    if (!(high > 0.0))
        return -TILT_LIMIT_CDB;
    double cdb = floor(1000.0 * log10(high / low) + 0.5);
    if (cdb > TILT_LIMIT_CDB)
        cdb = TILT_LIMIT_CDB;
    if (cdb < -TILT_LIMIT_CDB)
        cdb = -TILT_LIMIT_CDB;
    return (int16_t)cdb;
}

/* First bin at which the running sum passes `target`; takes what lies below
   off the target. */
static int median_bin(const double *weight, int bins, double *target)
{
    int last = 0;
    for (int b = 0; b < bins; b++) {
        if (!(weight[b] > 0.0))
            continue;
        last = b;
        if (weight[b] >= *target)
            return b;
        *target -= weight[b];
    }
    return last; /* rounding left a trace beyond the last one */
}

cad_figure cad_effort_tilt_db(const struct cad_channel *channel,
                              const uint8_t *mask, size_t start, size_t end,
                              size_t min_frames)
{
    double coarse[COARSE_BINS] = {0}, fine[COARSE] = {0}, total = 0.0;
    size_t n = 0;

    for (size_t f = start; f < end; f++) {
        if (!mask[f])
            continue;
        int at = channel->tilt_cdb[f] + TILT_LIMIT_CDB;
        coarse[at / COARSE] += (double)channel->power[f];
        total += (double)channel->power[f];
        n++;
    }
    if (n == 0 || n < min_frames)
        return cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
    if (!(total > 0.0))
        return cad_unknown(CAD_WHY_NO_EVIDENCE);

    double target = 0.5 * total;
    int decibel = median_bin(coarse, COARSE_BINS, &target);
    for (size_t f = start; f < end; f++) {
        int at = channel->tilt_cdb[f] + TILT_LIMIT_CDB;
        if (mask[f] && at / COARSE == decibel)
            fine[at % COARSE] += (double)channel->power[f];
    }
    int cdb = decibel * COARSE + median_bin(fine, COARSE, &target);
    return cad_known((cdb - TILT_LIMIT_CDB) / 100.0);
}
