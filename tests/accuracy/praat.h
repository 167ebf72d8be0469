/*
 * praat.h - Praat beside our own figures, for accuracy programs.
 *
 * Debian's `praat`, run without a display on the very samples that we get.
 * Scratch files live in a folder of their own under /tmp.
 */
#ifndef PRAAT_H
#define PRAAT_H

#include <stdbool.h>
#include <stddef.h>

/* Is there one? False: the caller says `skipped`. */
bool praat_present(void);

/*
 * praat_run - a script on mono samples at 8 kHz.
 *
 *   script  its form takes two words, the sound to read and the file to write
 *   values  [room] out: the numbers that it wrote
 *   count   out: how many
 *   errors  false: no Praat, no scratch folder, or it failed
 */
bool praat_run(const char *script, const float *x, size_t n, double *values,
               size_t room, size_t *count);

/* Syllable nuclei where the intensity dips, in the way of de Jong & Wempe
   (2009), stock settings: times in seconds. */
extern const char praat_nuclei[];

/* Sounding intervals by "To TextGrid (silences)" with its defaults: start and
   end by turns. */
extern const char praat_sounding[];

#endif
