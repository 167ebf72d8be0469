/*
 * gate.h - which frames have enough energy for a pitch search.
 *
 * Causal and relative to the channel alone: a frame passes when it stands out
 * from the quietest half second of the last few, and lies within the range of
 * the loudest frame so far. It only saves time; speech is decided elsewhere.
 */
#ifndef CAD_GATE_H
#define CAD_GATE_H

#include "dsp/track.h"
#include "model/settings.h"

enum { CAD_GATE_SLOTS = 8 };

struct cad_gate {
    const struct cad_measure_settings *settings;
    float minimum[CAD_GATE_SLOTS]; /* dB, of half a second each, a ring */
    size_t slot, in_slot, seen;
    float loudest_db;
};

void cad_gate_init(struct cad_gate *gate,
                   const struct cad_measure_settings *settings);
/* power [CAD_BINS]; frames must come in order. */
bool cad_gate_open(struct cad_gate *gate, const float *power, bool digital);

#endif
