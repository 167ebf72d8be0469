/*
 * track.h - what is kept of a channel: a few packed values every 10 ms.
 *
 * Frame f of a channel covers samples [80 f, 80 f + 80) at 8 kHz; its centre
 * is at (f + 0.5) * 10 ms. Act 1 writes these tracks, nobody changes them
 * afterwards. An hour of two channels fits in 45 MiB.
 */
#ifndef CAD_DSP_TRACK_H
#define CAD_DSP_TRACK_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum {
    CAD_RATE_HZ = 8000,      /* work rate */
    CAD_HOP = 80,            /* samples a frame */
    CAD_FRAMES_PER_S = 100,
    CAD_STFT = 256,          /* samples a spectrum, Hann */
    CAD_BINS = CAD_STFT / 2 + 1,
    CAD_REACH = 512,         /* valid samples either side of a frame's centre */
    CAD_BANDS = 20,
    CAD_CANDIDATES = 5
};

/* Bit flags of a frame */
enum {
    CAD_FRAME_DIGITAL = 1, /* constant or a codec's idle: DTX, dropout, muted */
    CAD_FRAME_CLIPPED = 2, /* a clipped sample in it */
    CAD_FRAME_ENERGY = 4,  /* stands out: pitch was searched */
    CAD_FRAME_FAINT = 8    /* hardly stands out; pitch was searched, too, and
                              means something beside a voice only */
};

/* Pitch candidates, strongest first; period_q8 0: none.
   F0 = 8000 * 256 / period_q8; strength 255 = 1.0. */
struct cad_pitch_frame {
    uint16_t period_q8[CAD_CANDIDATES];
    uint8_t strength[CAD_CANDIDATES];
    uint8_t spare;
};

/* The two strongest spectral peaks and what share of the energy they hold. */
struct cad_line_frame {
    uint16_t peak_hz_q3[2]; /* 1/8 Hz; 0: none */
    uint8_t share;          /* 255 = all of it */
    uint8_t dtmf;           /* 0, or the digit's character */
};

/* Syllable envelopes of a frame; the meaning is feature/syllable's own. */
struct cad_syllable_frame {
    uint16_t envelope[2];
};

/* One channel after act 1. All arrays have `frames` items. */
struct cad_channel {
    size_t frames, room;
    float *power;    /* mean square of the frame's 80 samples at 8 kHz */
    float *k_power;  /* K-weighted mean square, at the file's own rate */
    uint8_t *bands;  /* [frames][CAD_BANDS] cad_band_code() of band power */
    int16_t *tilt_cdb; /* 0.01 dB: E[1000-3400] / E[300-1000] */
    uint8_t *flags;
    struct cad_pitch_frame *pitch;
    struct cad_line_frame *line;
    struct cad_syllable_frame *syllable;
    /* of the whole channel, at the file's own rate */
    uint64_t samples, clipped_samples;
    double peak;         /* largest |x| */
    double bandwidth_hz; /* 99 % of the energy below; 0: silent */
    double loudness_lufs, p56_dbov; /* -HUGE_VAL: none */
};

/*
 * cad_channel_reserve - room for at least `frames` frames; new ones are zero.
 *
 *   errors  false: out of memory; the channel is as it was
 *   test    tests/unit/dsp/test_track.c
 */
bool cad_channel_reserve(cad_arena *arena, struct cad_channel *channel,
                         size_t frames);

/* Band powers are packed in half decibels: code 0 is digital silence. */
static inline uint8_t cad_band_code(float power)
{
    if (!(power > 1e-12f))
        return 0;
    float code = 20.0f * log10f(power) + 240.0f + 0.5f;
    return (uint8_t)(code < 1.0f ? 1.0f : code > 255.0f ? 255.0f : code);
}

static inline float cad_band_db(uint8_t code)
{
    return 0.5f * (float)code - 120.0f;
}

static inline float cad_power_db(float power) /* -120 for silence */
{
    return power > 1e-12f ? 10.0f * log10f(power) : -120.0f;
}

static inline double cad_frame_s(size_t frame) /* start of a frame */
{
    return (double)frame / CAD_FRAMES_PER_S;
}

/* The nearest number of frames: of a length, or up to a time of the call;
   0 for what is negative or not a number. */
static inline size_t cad_frames_of(double s)
{
    return s > 0.0 ? (size_t)(s * CAD_FRAMES_PER_S + 0.5) : 0;
}

/* One party after act 3: what is true of it at each frame. */
struct cad_voice {
    const struct cad_channel *channel;
    size_t frames;
    uint8_t *speech;   /* 0/1: final, own speech only */
    uint8_t *clean;    /* 0/1: speech free of the other's level and tilt */
    float *f0_hz;      /* 0: unvoiced */
    uint8_t *voicing;  /* 255 = 1.0 */
    float *syllable;   /* weights; the sum estimates the count */
};

#endif
