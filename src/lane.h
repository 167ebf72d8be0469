/*
 * lane.h - one channel on its way from samples to frames.
 *
 * Two clocks meet here. At the file's own rate: loudness, active level,
 * defects, bandwidth. At 8 kHz: everything that looks at spectra.
 */
#ifndef CAD_LANE_H
#define CAD_LANE_H

#include "engine.h"

typedef struct cad_lane cad_lane;

cad_status cad_lane_open(const cad_engine *engine, cad_arena *arena,
                         int rate_hz, cad_lane **out, cad_error *error);

/* Feed up to one second, x[n]; only the last block may be shorter. */
cad_status cad_lane_push(cad_lane *lane, const float *x, size_t n, bool last,
                         cad_error *error);

/* The finished tracks; they live in the arena. */
struct cad_channel *cad_lane_finish(cad_lane *lane);
void cad_lane_close(cad_lane *lane); /* what libraries hold for it */

#endif
