/*
 * floor.c - the least that any frame-wise analysis costs: decode a recording
 * and take one 256-point float FFT a channel and frame of 10 ms at 8 kHz.
 * `make bench` shows callcadence's time as a multiple of it.
 */
#include <fftw3.h>
#include <sndfile.h>
#include <stdio.h>
#include <string.h>

enum { HOP = 80, SIZE = 256, CHANNELS_MAX = 8 };

int main(int argc, char **argv)
{
    SF_INFO info = {0};
    SNDFILE *sound = argc > 1 ? sf_open(argv[1], SFM_READ, &info) : NULL;
    if (!sound || info.channels > CHANNELS_MAX) {
        fprintf(stderr, "floor: %s cannot be read\n", argc > 1 ? argv[1] : "-");
        return 1;
    }
    float *in = fftwf_alloc_real(SIZE), block[HOP * CHANNELS_MAX];
    fftwf_complex *out = fftwf_alloc_complex(SIZE / 2 + 1);
    fftwf_plan plan = fftwf_plan_dft_r2c_1d(SIZE, in, out, FFTW_ESTIMATE);
    float ring[CHANNELS_MAX][SIZE] = {{0}}, sum = 0.0f;
    while (sf_readf_float(sound, block, HOP) == HOP)
        for (int c = 0; c < info.channels; c++) {
            memmove(ring[c], ring[c] + HOP, (SIZE - HOP) * sizeof(float));
            for (int i = 0; i < HOP; i++)
                ring[c][SIZE - HOP + i] = block[i * info.channels + c];
            memcpy(in, ring[c], sizeof ring[c]);
            fftwf_execute(plan);
            sum += out[8][0];
        }
    printf("%g\n", (double)sum); /* so that nothing is optimised away */
    fftwf_destroy_plan(plan);
    fftwf_free(in);
    fftwf_free(out);
    sf_close(sound);
    return 0;
}
