/*
 * sentences.h - EmoDB's sentences with their syllables marked by hand.
 *
 * A file of marks holds "time label" a line; a label starts at its time and
 * holds to the next. "." and "(" are pauses, all else is a syllable.
 */
#ifndef SENTENCES_H
#define SENTENCES_H

#include <stdbool.h>
#include <stddef.h>

enum { SENTENCE_MARKS = 200, SENTENCES_MAX = 400 };

struct sentence {
    char name[32];   /* first two digits: the speaker; sixth letter: the mood */
    float *x;        /* at 8 kHz, malloc()ed */
    size_t n, first; /* samples, and where they start in a recording */
    size_t syllables;
    double start_s, end_s; /* of the first and the last syllable */
    double pauses_s;       /* of 0.2 s and more, marked between them */
    size_t marks;
    struct {
        double s;
        bool silent;
    } mark[SENTENCE_MARKS];
    double counted; /* by the tool at hand */
    double found, spoken_s, articulated_s; /* as a report would have it */
};

/* All of AUDIO/emodb whose name starts with one of the speakers ("08,09";
   NULL: any), in the order of their names: how many. */
size_t sentences_read(const char *audio, const char *speakers,
                      struct sentence *out, size_t room);

/* Are both of one speaker? */
bool sentences_share_speaker(const struct sentence *a,
                             const struct sentence *b);

#endif
