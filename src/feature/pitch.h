/*
 * pitch.h - fundamental frequency on the telephone.
 *
 * Three autocorrelations are mixed: of the low-passed signal, of the signal
 * itself, and of its envelope between 700 and 3200 Hz, where the missing
 * fundamental shows. Each frame keeps its best candidates; a Viterbi search
 * makes a path through them, first over the whole range, then turn by turn
 * within the range that the turn itself showed.
 *
 *   source  Boersma (1993); Zahorian & Hu (2008), JASA 123:4559 (envelope);
 *           De Looze & Hirst (2008), two passes
 *   test    tests/unit/feature/test_pitch.c
 */
#ifndef CAD_FEATURE_PITCH_H
#define CAD_FEATURE_PITCH_H

#include "base/arena.h"
#include "dsp/spectrum.h"
#include "dsp/track.h"
#include "model/settings.h"

#include <callcadence/status.h>

/* What is searched. No setting: which lags are computed depends on it. */
enum { CAD_PITCH_MIN_HZ = 60, CAD_PITCH_MAX_HZ = 500 };

/* Candidates, frame by frame, as samples arrive (act 1). */
typedef struct cad_pitch_stream cad_pitch_stream;

cad_status cad_pitch_open(cad_arena *arena, const cad_plans *plans,
                          const struct cad_pitch_settings *settings,
                          cad_pitch_stream **out, cad_error *error);

/* Frames must come one after another, without a gap. x points at the centre
   of the frame, with CAD_REACH valid samples on either side. Where energetic
   is false there is nothing to search and out is all zero. */
void cad_pitch_frame(cad_pitch_stream *stream, const float *x, bool energetic,
                     struct cad_pitch_frame *out);

/*
 * cad_pitch_track - the path through the candidates (act 3).
 *
 *   speech   [frames] 0/1: the party's own speech
 *   blocked  [frames] 0/1: known not to be the party; elsewhere, in noise, a
 *            voice may go on a little beyond speech. NULL: speech is exact
 *   f0_hz    [frames] 0 where unvoiced, else in the range searched
 *   voicing  [frames] strength of the chosen candidate, 255 = 1.0
 *   memory   scratch in `arena`
 *   cost     two Viterbi passes; no FFT
 */
cad_status cad_pitch_track(const struct cad_channel *channel,
                           const uint8_t *speech, const uint8_t *blocked,
                           const struct cad_pitch_settings *settings,
                           cad_arena *arena, float *f0_hz, uint8_t *voicing,
                           cad_error *error);

#endif
