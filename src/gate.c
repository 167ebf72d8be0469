#include "gate.h"

enum {
    SLOT_FRAMES = CAD_FRAMES_PER_S / 2,
    FIRST_BIN = 6,  /* 188 Hz */
    LAST_BIN = 109, /* 3406 Hz */
};

void cad_gate_init(struct cad_gate *gate,
                   const struct cad_measure_settings *settings)
{
    *gate = (struct cad_gate){.settings = settings, .loudest_db = -120.0f};
    for (size_t i = 0; i < CAD_GATE_SLOTS; i++)
        gate->minimum[i] = HUGE_VALF;
}

static float floor_db(const struct cad_gate *gate)
{
    float least = HUGE_VALF;
    for (size_t i = 0; i < CAD_GATE_SLOTS; i++)
        least = fminf(least, gate->minimum[i]);
    return least;
}

static void learn(struct cad_gate *gate, float level_db)
{
    if (gate->in_slot == SLOT_FRAMES) {
        gate->slot = (gate->slot + 1) % CAD_GATE_SLOTS;
        gate->minimum[gate->slot] = HUGE_VALF;
        gate->in_slot = 0;
    }
    gate->in_slot++;
    gate->seen++;
    gate->minimum[gate->slot] = fminf(gate->minimum[gate->slot], level_db);
    gate->loudest_db = fmaxf(gate->loudest_db, level_db);
}

bool cad_gate_open(struct cad_gate *gate, const float *power, bool digital)
{
    float sum = 0.0f;
    for (size_t k = FIRST_BIN; k <= LAST_BIN; k++)
        sum += power[k];
    float level_db = cad_power_db(sum);
    if (digital || level_db <= -119.0f)
        return false;
    learn(gate, level_db);
    if ((double)(gate->loudest_db - level_db) > gate->settings->gate_range_db)
        return false;
    return gate->seen <= 2 * SLOT_FRAMES /* nothing to compare with yet */ ||
           (double)(level_db - floor_db(gate)) > gate->settings->gate_snr_db;
}
