/*
 * speech_steps.h - what the steps of the speech detector share.
 *
 *   level   how loud each frame is over the bands of a voice
 *   noise   which frames are no speech, to learn from
 *   words   soft words among it
 *   hidden  speech without a pause among it
 *   floor   what the line sounds like where nobody speaks, band by band
 *   lifted  noise that a gain control makes loud
 *   score   how much each frame speaks for speech
 *   decide  the best sequence of on and off, anchored in voicing
 *   island  words and their short pauses, kept or dropped as one
 *   likeness  how much an island sounds like a voice
 *   rise    where the noise becomes louder for good
 *
 * Private to feature/speech*.c.
 */
#ifndef CAD_FEATURE_SPEECH_STEPS_H
#define CAD_FEATURE_SPEECH_STEPS_H

#include "dsp/track.h"
#include "model/settings.h"

enum {
    CAD_SPEECH_BLOCK = 10,     /* frames that share one noise floor */
    CAD_SPEECH_FIRST_BAND = 2, /* below: hum and rumble, little voice */
    CAD_SPEECH_SHAPE = CAD_BANDS - CAD_SPEECH_FIRST_BAND,
    CAD_SPEECH_FINE = 16       /* steps of the floor in a step of a band code */
};

/* Scratch of one detection: some 20 bytes a frame. */
struct cad_speech_work {
    const struct cad_channel *channel;
    const uint8_t *blocked; /* or NULL */
    const struct cad_speech_settings *settings;
    size_t frames, blocks;
    float *level;     /* [frames] dB, mean of the bands, three frames wide */
    float *score;     /* [frames] > 0 speaks for speech */
    int16_t *floor;   /* [blocks][CAD_BANDS], CAD_SPEECH_FINE to a band code */
    uint16_t *sum;    /* [blocks][CAD_BANDS] of the noise frames */
    uint8_t *count;   /* [blocks] how many they are */
    uint8_t *high;    /* [blocks] 0/1: far above the noise about it */
    uint8_t *noise;   /* [frames] 0/1: taken as noise */
    uint8_t *back;    /* [frames] scratch of the search */
    uint8_t *lifted;  /* [frames] 0/1: noise under a higher gain */
    uint8_t *speech;  /* [frames] 0/1, the result */
    uint8_t *unlike;  /* [frames] 0/1, with it; or NULL */
    double gain_db;   /* how far the gain moves within a second */
    double active_db; /* how far speech lies above the floor */
};

/* Neither digital silence nor blocked: something to judge. */
static inline bool cad_speech_usable(const struct cad_speech_work *work,
                                     size_t frame)
{
    return !(work->channel->flags[frame] & CAD_FRAME_DIGITAL) &&
           !(work->blocked && work->blocked[frame]);
}

/* Noise has voicing, too, now and then. */
static inline double cad_speech_strength(const struct cad_speech_work *work,
                                         size_t frame)
{
    if (work->channel->flags[frame] & CAD_FRAME_FAINT)
        return 0.0;
    return work->channel->pitch[frame].strength[0] / 255.0;
}

/* Sums over the noise frames of a window of blocks. */
struct cad_speech_sums {
    int32_t code[CAD_BANDS], n; /* holds a day of frames */
};

static inline void cad_speech_add(const struct cad_speech_work *work, size_t k,
                                  int sign, struct cad_speech_sums *sums)
{
    for (int b = 0; b < CAD_BANDS; b++)
        sums->code[b] += sign * work->sum[k * CAD_BANDS + (size_t)b];
    sums->n += sign * work->count[k];
}

/* Make sums those of the blocks within reach of k; called for k = 0, 1, ... */
static inline void cad_speech_slide(const struct cad_speech_work *work,
                                    size_t k, double reach_s,
                                    struct cad_speech_sums *sums)
{
    size_t reach = cad_frames_of(reach_s) / CAD_SPEECH_BLOCK;
    for (size_t j = 0; !k && j < reach && j < work->blocks; j++)
        cad_speech_add(work, j, 1, sums);
    if (k + reach < work->blocks)
        cad_speech_add(work, k + reach, 1, sums);
    if (k > reach)
        cad_speech_add(work, k - reach - 1, -1, sums);
}

/* Fill level[]. */
void cad_speech_level(struct cad_speech_work *work);

/* First guess of noise[]: stretches of steady level without voicing, else
   the quietest frames. False: there is nothing to judge. */
bool cad_speech_steady(struct cad_speech_work *work);

/* Next guess of noise[]: what is not speech, a little away from it, in pauses
   too long to be a soft word not found, where there are such. */
void cad_speech_pauses(struct cad_speech_work *work);

/* Take out of noise[] what is about a voice and louder than the rest of it,
   where hardly a pause is left to learn from. */
void cad_speech_drop_hidden(struct cad_speech_work *work);

/* Take out of noise[] what is too short to be trusted, while enough stays. */
void cad_speech_drop_short(struct cad_speech_work *work);

/* sum[] and count[] from noise[]. */
void cad_speech_sum(struct cad_speech_work *work);

/* How far the near noise lies above what is about it, in band codes, and
   whether it does so in all bands alike. */
double cad_speech_step(const struct cad_speech_sums *near,
                       const struct cad_speech_sums *about, double limit_db,
                       bool *alike);

/* Take out of noise[] and its sums what lies far above the noise about it and
   has not its shape. */
void cad_speech_drop_words(struct cad_speech_work *work);

/* floor[] from noise[]; between two known places the quieter one holds, for
   a gain control drops the noise as soon as speech begins. False: no noise. */
bool cad_speech_floor(struct cad_speech_work *work);

/* score[] holds the margin above the floor in dB, then, with the level of
   speech known, the evidence. */
void cad_speech_margin(struct cad_speech_work *work);
void cad_speech_evidence(struct cad_speech_work *work);

/* 0 .. 1: does the gain move in this call? Half where it does by doubt_db. */
double cad_speech_gain_belief(const struct cad_speech_work *work,
                              double doubt_db);

/* Fill lifted[] from noise[], the bands and the margin in score[]. */
void cad_speech_lifted(struct cad_speech_work *work);

/* The mean margin: of voiced frames (first), then of those in speech[]. */
void cad_speech_active_voiced(struct cad_speech_work *work);
void cad_speech_active(struct cad_speech_work *work);

/* speech[] from score[]: the cheapest sequence of on and off. */
void cad_speech_search(struct cad_speech_work *work);

/* The largest lasting rise of the noise frames, 0: none, and where; false: out
   of memory. */
bool cad_speech_rise(const struct cad_speech_work *work, cad_arena *arena,
                     double *largest_db, double *at_s);

/* Take out of speech[] the islands that are no speech: clicks, knocks, engines,
   animals. An island is words and the short pauses between them. Those hardly
   like the rest stay, in unlike[]. */
void cad_speech_drop_islands(struct cad_speech_work *work);

/* What tells a voice in [from, to) from other sounds that have a pitch. */
struct cad_speech_traits {
    double strength, strength_spread; /* of the voicing, 0..1 */
    double jump_share;     /* of voiced frames, from one pitch to another */
    double glide_st;       /* a frame, jumps counted as the least of them */
    double shape_moves_db; /* how much the spectrum's shape moves */
    double comb_db;        /* how uneven the mean spectrum is */
    double moves_db;       /* of the level, over a syllable */
};
struct cad_speech_traits cad_speech_look(const struct cad_speech_work *work,
                                         size_t from, size_t to);

/* Their weighted sum; under like_min it is something else than a voice. Fitted
   by logistic regression. */
double cad_speech_likeness(const struct cad_speech_work *work,
                           const struct cad_speech_traits *traits);

/* Mean spectrum of the louder speech in [from, to), dB about its mean. */
void cad_speech_shape(const struct cad_speech_work *work, size_t from,
                      size_t to, double shape_db[CAD_SPEECH_SHAPE]);

/* Keep only what lies near voicing; drop islands that are no speech. */
void cad_speech_anchor(struct cad_speech_work *work);

#endif
