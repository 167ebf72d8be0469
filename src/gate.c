#include "gate.h"

enum {
    SLOT_FRAMES = CAD_FRAMES_PER_S / 2,
    FIRST_BIN = 6,      /* 188 Hz */
    LAST_LOW_BIN = 32,  /* 1 kHz: most of a voice is below */
    LAST_WIDE_BIN = 109 /* 3406 Hz */
};

void cad_gate_init(struct cad_gate *gate,
                   const struct cad_measure_settings *settings)
{
    *gate = (struct cad_gate){.settings = settings, .loudest_db = -120.0f};
    for (size_t i = 0; i < CAD_GATE_SLOTS; i++)
        gate->wide_db[i] = gate->low_db[i] = HUGE_VALF;
}

static float above_floor(const float *minima_db, float level_db)
{
    float least_db = HUGE_VALF;
    for (size_t i = 0; i < CAD_GATE_SLOTS; i++)
        least_db = fminf(least_db, minima_db[i]);
    return level_db - least_db;
}

static void learn(struct cad_gate *gate, float wide_db, float low_db)
{
    if (gate->in_slot == SLOT_FRAMES) {
        gate->slot = (gate->slot + 1) % CAD_GATE_SLOTS;
        gate->wide_db[gate->slot] = gate->low_db[gate->slot] = HUGE_VALF;
        gate->in_slot = 0;
    }
    gate->in_slot++;
    gate->seen++;
    size_t s = gate->slot;
    gate->wide_db[s] = fminf(gate->wide_db[s], wide_db);
    gate->low_db[s] = fminf(gate->low_db[s], low_db);
    gate->loudest_db = fmaxf(gate->loudest_db, wide_db);
}

/* The low band, over this frame and the two before. */
static float smooth_low_db(struct cad_gate *gate, float low)
{
    if (!gate->seen)
        gate->before[0] = gate->before[1] = low;
    float sum = low + gate->before[0] + gate->before[1];
    gate->before[1] = gate->before[0];
    gate->before[0] = low;
    return cad_power_db(sum / 3.0f);
}

enum cad_gate_state cad_gate_look(struct cad_gate *gate, const float *power,
                                  bool digital)
{
    float low = 0.0f, high = 0.0f;
    for (size_t k = FIRST_BIN; k <= LAST_LOW_BIN; k++)
        low += power[k];
    for (size_t k = LAST_LOW_BIN + 1; k <= LAST_WIDE_BIN; k++)
        high += power[k];
    float wide_db = cad_power_db(low + high);
    if (digital || wide_db <= -119.0f)
        return CAD_GATE_SHUT;
    float low_db = smooth_low_db(gate, low);
    learn(gate, wide_db, low_db);
    const struct cad_measure_settings *set = gate->settings;
    if ((double)(gate->loudest_db - wide_db) > set->gate_range_db)
        return CAD_GATE_SHUT;
    if (gate->seen <= 2 * SLOT_FRAMES /* nothing to compare with yet */ ||
        (double)above_floor(gate->wide_db, wide_db) > set->gate_snr_db)
        return CAD_GATE_OPEN;
    return (double)above_floor(gate->low_db, low_db) > set->gate_low_snr_db
               ? CAD_GATE_FAINT
               : CAD_GATE_SHUT;
}
