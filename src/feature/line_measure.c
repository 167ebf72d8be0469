/* The two strongest peaks of one spectrum, and the DTMF digit they make. */
#include "feature/line.h"

#include <string.h>

enum {
    FIRST_BIN = 6,  /* 188 Hz: hum is no peak */
    LAST_BIN = 112, /* 3500 Hz */
    ENERGY_BIN = 3, /* 94 Hz: what counts as energy at all */
    LOBE = 2        /* a sine under a Hann window fills its bin +-2 */
};

#define BIN_HZ ((double)CAD_RATE_HZ / CAD_STFT)

struct lobe {
    int bin;
    double energy, hz;
};

/* The strongest bin outside `taken`, with what belongs to it. The frequency
   is the centroid: exact for a sine, and steady for two that are too close to
   be told apart. */
static struct lobe strongest(const float *power, const struct lobe *taken)
{
    struct lobe lobe = {-1, 0.0, 0.0};
    int low = taken ? taken->bin - LOBE : 0;
    int high = taken ? taken->bin + LOBE : -1;
    float best = 0.0f;
    for (int k = FIRST_BIN; k <= LAST_BIN; k++) {
        if (power[k] <= best) /* nearly always: the cheap test comes first */
            continue;
        if (power[k] > power[k - 1] && power[k] >= power[k + 1] &&
            (k < low || k > high)) {
            best = power[k];
            lobe.bin = k;
        }
    }
    if (lobe.bin < 0)
        return lobe;
    double moment = 0.0;
    for (int k = lobe.bin - LOBE; k <= lobe.bin + LOBE; k++) {
        if (k >= low && k <= high)
            continue;
        lobe.energy += (double)power[k];
        moment += (double)power[k] * k;
    }
    lobe.hz = BIN_HZ * moment / lobe.energy;
    return lobe;
}

static const double row_hz[4] = {697, 770, 852, 941};
static const double column_hz[4] = {1209, 1336, 1477, 1633};
static const char keys[4][5] = {"123A", "456B", "789C", "*0#D"};

static int nearest(const double *nominal_hz, double hz, double tolerance)
{
    for (int i = 0; i < 4; i++)
        if (fabs(hz - nominal_hz[i]) <= tolerance * nominal_hz[i])
            return i;
    return -1;
}

/* Q.24: the column may be 4 dB above its row, and 8 dB below. */
static uint8_t digit_of(const struct lobe *a, const struct lobe *b,
                        double share, const struct cad_line_settings *settings)
{
    const struct lobe *row = a->hz < b->hz ? a : b;
    const struct lobe *column = a->hz < b->hz ? b : a;
    if (share < settings->dtmf_share || !(row->energy > 0.0))
        return 0;
    int i = nearest(row_hz, row->hz, settings->dtmf_tolerance);
    int j = nearest(column_hz, column->hz, settings->dtmf_tolerance);
    if (i < 0 || j < 0)
        return 0;
    double twist_db = 10.0 * log10(column->energy / row->energy);
    if (twist_db > settings->dtmf_reverse_twist_db ||
        twist_db < -settings->dtmf_twist_db)
        return 0;
    return (uint8_t)keys[i][j];
}

static uint16_t pack_hz(double hz)
{
    return (uint16_t)(8.0 * hz + 0.5);
}

struct cad_line_frame cad_line_measure(const float *power,
                                       const struct cad_line_settings *settings)
{
    struct cad_line_frame frame = {{0, 0}, 0, 0};
    /* four sums run side by side; 2 + 31 x 4 bins */
    float part[4] = {power[ENERGY_BIN], power[ENERGY_BIN + 1]};
    for (int k = ENERGY_BIN + 2; k < CAD_BINS; k += 4)
        for (int i = 0; i < 4; i++)
            part[i] += power[k + i];
    double total = (double)(part[0] + part[1] + part[2] + part[3]);
    struct lobe first = strongest(power, NULL);
    if (first.bin < 0 || !(total > 0.0))
        return frame;
    struct lobe second = strongest(power, &first);
    double share = (first.energy + second.energy) / total;
    frame.share = (uint8_t)(255.0 * (share < 1.0 ? share : 1.0));
    frame.peak_hz_q3[0] = pack_hz(first.hz);
    if (second.energy >= settings->second_peak * first.energy) {
        frame.peak_hz_q3[1] = pack_hz(second.hz);
        frame.dtmf = digit_of(&first, &second, share, settings);
    }
    return frame;
}
