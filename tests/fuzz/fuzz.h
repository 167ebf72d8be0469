/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target is one LLVMFuzzerTestOneInput() that hands bytes to one reader of
 * the program and, where they are good, goes on to all that follows. libFuzzer
 * drives it in `make fuzz`; driver.c drives it over the corpus and a fixed
 * number of changes to it in `make check`.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <callcadence/callcadence.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
                               unsigned seed);

/* Each slot is a scratch file that holds the bytes given last. */
enum { FUZZ_SLOTS = 5, FUZZ_TALK = 4 };
const char *fuzz_file(int slot, const void *bytes, size_t n);

/* What must hold whatever the input was. */
void fuzz_must(bool good, const char *what);

/* The built-in model, loaded once. */
const cad_engine *fuzz_engine(void);

/* A stream whose text is thrown away. */
FILE *fuzz_sink(void);

/*
 * The bytes as a score of a call: four for each sound (whose and what kind,
 * how long, pitch, level), at most 30 s of two-channel s16le at 8 kHz
 * in the slot's file. So a few bytes reach what only a conversation reaches.
 */
extern const cad_raw fuzz_raw;
const char *fuzz_play(int slot, const uint8_t *score, size_t n);

/* A call in which two parties talk, the same on every call of this. */
cad_call fuzz_talk(void);

/* Whether to go on to what takes long: one input in n, by its bytes. */
bool fuzz_chance(const uint8_t *data, size_t size, unsigned n);

/* A call's report as JSON in the slot's file. */
cad_status fuzz_report(const cad_call *call, const cad_engine *engine, int slot,
                       const char **path);

#endif
