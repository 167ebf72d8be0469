/* pitch_trackers.h - ours and Praat's, a pitch every 10 ms frame. */
#ifndef PITCH_TRACKERS_H
#define PITCH_TRACKERS_H

#include <stdbool.h>
#include <stddef.h>

/* Opens models and plans; false: says why on stderr. */
bool pitch_ours_open(const char *model_path);
void pitch_ours_close(void);

/* f0_hz [n / CAD_HOP], 0 where unvoiced. as_in_a_call: behind the energy gate
   and where cad_speech_detect() hears speech, else over every frame. */
void pitch_ours(const float *x, size_t n, bool as_in_a_call, float *f0_hz);

/* CPU time of all that so far, a frame; 0: nothing yet. */
double pitch_ours_us_a_frame(void);

/* Praat's autocorrelation, 75-500 Hz, stock costs, its frames laid on ours;
   false: not there, or it failed. */
bool pitch_praat(const float *x, size_t n, float *f0_hz);

#endif
