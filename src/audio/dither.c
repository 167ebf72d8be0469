#include "audio/dither.h"

#include <math.h>

static const float step = 1.0f / 128.0f;
/* evenly spread to both sides: an effective value of 0.1 step */
static const float reach = 0.1732f / 128.0f;

/* splitmix64: an even draw from -1 to 1 for each sample of the recording */
static float draw(uint64_t at)
{
    uint64_t z = (at + 1) * 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (float)(int32_t)(uint32_t)(z >> 32) / 2147483648.0f;
}

static bool lives(struct cad_dither *d, size_t c, float sample, int rate_hz)
{
    if (d->still[c] && sample != d->last[c]) {
        d->moved[c] = true;
        d->still[c] = 0;
    }
    d->last[c] = sample;
    d->still[c]++;
    return d->moved[c] && d->still[c] <= (uint64_t)rate_hz;
}

void cad_dither_8bit(struct cad_dither *dither, float *x, size_t frames,
                     size_t channels, int rate_hz, uint64_t at)
{
    for (size_t i = 0; i < frames; i++)
        for (size_t c = 0; c < channels; c++) {
            float *sample = &x[i * channels + c];
            if (lives(dither, c, *sample, rate_hz) && fabsf(*sample) <= step)
                *sample += reach * draw((at + i) * channels + c);
        }
}
