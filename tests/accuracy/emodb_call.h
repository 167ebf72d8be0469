/*
 * emodb_call.h - a call made of one speaker's acted sentences.
 *
 * Every angry, happy, neutral and sad sentence of the speaker is a customer
 * turn (order shuffled with a fixed seed), another speaker's neutral
 * sentences answer as the agent; 0.4 s lie between turns.
 */
#ifndef EMODB_CALL_H
#define EMODB_CALL_H

#include <callcadence/callcadence.h>

#include <stdbool.h>
#include <stddef.h>

enum { EMODB_SPEAKERS = 5, EMODB_TURNS = 80 };

extern const char *const emodb_speakers[EMODB_SPEAKERS];

struct emodb_turn {
    char name[16]; /* of the sentence; the sixth letter is the mood: W angry,
                      F happy, N neutral, T sad */
    double start_s, end_s;
    int segment; /* of the report: shares most time with it; -1: none */
};

struct emodb_call {
    float *side[2]; /* agent, customer; 8 kHz */
    size_t n;
    struct emodb_turn turns[EMODB_TURNS];
    size_t count;
};

/* False: no such audio, or no memory. Each turn is gain_db louder or softer
   at random. */
bool emodb_call_make(const char *audio, size_t speaker, double gain_db,
                     struct emodb_call *out);

void emodb_call_free(struct emodb_call *call);

/* One side (0 agent, 1 customer) as it is, or (line) through a telephone with
   noise: n samples, malloc()ed. */
float *emodb_call_side(const struct emodb_call *call, int side, bool line,
                       double snr_db);

/* Both sides likewise, analysed, with each turn's segment found. NULL: it
   failed, and why is said on stderr. */
cad_report *emodb_call_report(const cad_engine *engine, struct emodb_call *call,
                              bool line, double snr_db);

#endif
