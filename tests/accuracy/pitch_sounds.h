/* pitch_sounds.h - speech whose pitch is known, frame by frame. */
#ifndef PITCH_SOUNDS_H
#define PITCH_SOUNDS_H

#include <stddef.h>

enum { PITCH_FILES_MAX = 200 };

struct pitch_sound {
    char name[64];
    float *x; /* at 8 kHz */
    size_t n, frames;
    float *truth_hz; /* [frames] 0: unvoiced */
};

struct pitch_set {
    struct pitch_sound sounds[PITCH_FILES_MAX];
    size_t count;
};

/* Sentences with a laryngograph: AUDIO/pitch. */
void pitch_read_sentences(const char *audio, struct pitch_set *set);

/* AUDIO/emodb with a melody of our own: angry (span 8 semitones, 60 % higher)
   and neutral (4 semitones), 28 each. */
void pitch_make_expressive(const char *audio, struct pitch_set *set);

#endif
