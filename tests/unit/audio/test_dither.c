/* Noise under the steps of 8-bit samples: small, even, the same every time. */
#include "audio/dither.h"

#include <math.h>
#include <string.h>

#include "tap.h"

enum { N = 20000, CHANNELS = 2, RATE = 1 << 20 };
static const double step = 1.0 / 128.0;
static float whole[N * CHANNELS], parts[N * CHANNELS];

static void fill(float *x)
{
    for (int i = 0; i < N * CHANNELS; i++)
        x[i] = 0.0f;
    x[0] = x[1] = (float)step; /* both channels begin at once */
}

static void its_noise(void)
{
    double xx = 0, yy = 0, xy = 0, x = 0;
    struct cad_dither d = {0};
    fill(whole);
    cad_dither_8bit(&d, whole, N, CHANNELS, RATE, 0);
    for (int i = 1; i < N; i++) {
        double a = whole[2 * i], b = whole[2 * i + 1];
        x += a, xx += a * a, yy += b * b, xy += a * b;
    }
    /* 20,000 draws: 0.4 % for the effective value, 0.7 % for the others */
    near(sqrt(xx / N) / step, 0.1, 0.002, "effective value, in steps");
    near(x / N / step, 0.0, 0.003, "mean, in steps");
    near(xy / sqrt(xx * yy), 0.0, 0.03, "correlation of the channels");
}

static void blocks(void)
{
    struct cad_dither d = {0};
    fill(parts);
    for (size_t at = 0; at < N;) {
        size_t n = at + 777 < N ? 777 : N - at;
        cad_dither_8bit(&d, parts + at * CHANNELS, n, CHANNELS, RATE, at);
        at += n;
    }
    ok(!memcmp(whole, parts, sizeof whole), "blocks of any size: same noise");
}

static void what_stays(void)
{
    struct cad_dither d = {0};
    float low = -(float)step;
    float x[] = {low, 0.5f, low, -0.02f, low, 0, low, (float)step, low, 0};
    cad_dither_8bit(&d, x, 5, CHANNELS, RATE, 9);
    ok(x[1] == 0.5f && x[3] == -0.02f, "samples beyond a step stay");
    ok(x[0] == low && x[2] == low && x[4] == low && x[6] == low && x[8] == low,
       "a channel that never moves stays");
    ok(x[5] != 0 && x[7] != (float)step && x[9] != 0,
       "small ones of one that moves do not");
}

static void dead_line(void)
{
    enum { SECOND = 100 };
    struct cad_dither d = {0};
    float x[3 * SECOND + 1] = {(float)step};
    x[3 * SECOND] = (float)step;
    cad_dither_8bit(&d, x, 3 * SECOND + 1, 1, SECOND, 0);
    size_t moving = 0, still = 0;
    for (size_t i = 1; i <= SECOND; i++)
        moving += x[i] != 0;
    for (size_t i = SECOND + 1; i < 3 * SECOND; i++)
        still += x[i] == 0;
    ok(moving == SECOND && still == 2 * SECOND - 1 &&
           x[3 * SECOND] != (float)step,
       "a second after the last move the line is dead, until the next");
}

int main(void)
{
    its_noise();
    blocks();
    what_stays();
    dead_line();
    return tap_done();
}
