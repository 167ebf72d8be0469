/*
 * gate.h - which frames have enough energy for a pitch search.
 *
 * Causal and relative to the channel alone: a frame passes when it stands out
 * from the quietest of the last seconds, over the telephone's band or, with
 * the two frames before, below 1 kHz, and lies within the range of the loudest
 * so far. It only saves time; speech is decided elsewhere.
 */
#ifndef CAD_GATE_H
#define CAD_GATE_H

#include "dsp/track.h"
#include "model/settings.h"

enum { CAD_GATE_SLOTS = 8 };

enum cad_gate_state {
    CAD_GATE_SHUT,
    CAD_GATE_FAINT, /* only below 1 kHz: a voice sunk in noise, or none */
    CAD_GATE_OPEN
};

struct cad_gate {
    const struct cad_measure_settings *settings;
    float wide_db[CAD_GATE_SLOTS]; /* minima of half a second each, a ring */
    float low_db[CAD_GATE_SLOTS];
    float before[2]; /* power of the low band, the last two frames */
    size_t slot, in_slot, seen;
    float loudest_db;
};

void cad_gate_init(struct cad_gate *gate,
                   const struct cad_measure_settings *settings);
/* power [CAD_BINS]; frames must come in order. */
enum cad_gate_state cad_gate_look(struct cad_gate *gate, const float *power,
                                  bool digital);

/* What a frame's flags say of it. */
static inline uint8_t cad_gate_flags(enum cad_gate_state state)
{
    return state == CAD_GATE_OPEN    ? CAD_FRAME_ENERGY
           : state == CAD_GATE_FAINT ? CAD_FRAME_FAINT
                                     : 0;
}

#endif
