/*
 * conditions.h - audio as a telephone would carry it, for accuracy programs.
 *
 * All signals are mono at 8 kHz, float, full scale 1.0. Nothing here is part
 * of the library. Everything is deterministic: noise has a seed.
 */
#ifndef CONDITIONS_H
#define CONDITIONS_H

#include <stddef.h>
#include <stdint.h>

/* Where the audio lies: argv[1], else $AUDIO, else ../shared/audio. */
const char *conditions_audio(int argc, char **argv);

/* Read a sound file's channel (0-based) at 8 kHz (libsamplerate, best sinc).
   malloc()ed. NULL when it has no such channel; or when it cannot be read,
   and then a line `skipped: PATH: reason` says so, which run.py counts. */
float *conditions_read(const char *path, int channel, size_t *n);

/* Write 16 bit PCM at 8 kHz. 0 when done. */
int conditions_write(const char *path, const float *x, size_t n);

/* Mean square in dB (full scale = 0) of the frames within 15.9 dB of the
   level itself, found by iteration: close to ITU-T P.56. */
double conditions_active_db(const float *x, size_t n);

/* 300-3400 Hz (-3 dB), Butterworth of fourth order at either edge: as steep
   as handsets and gateways are, so that high voices keep a little of their
   fundamental and low ones do not. */
void conditions_band(float *x, size_t n);

/* Add pink noise snr_db below the active level; INFINITY: none. */
void conditions_noise(float *x, size_t n, double snr_db, uint64_t seed);

/* Through G.711 mu-law and back. */
void conditions_mulaw(float *x, size_t n);

/* A telephone line: noise at snr_db within the band, band, mu-law. */
void conditions_telephone(float *x, size_t n, double snr_db, uint64_t seed);

#endif
