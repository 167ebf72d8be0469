#include "dsp/sinc.h"

#include "dsp/dot.h"

#include <math.h>

enum { SIDE = CAD_SINC_SIDE, PHASES = CAD_SINC_PHASES, STEP = PHASES / 8 };

void cad_sinc_init(struct cad_sinc *sinc)
{
    const double pi = acos(-1.0);
    for (int p = 0; p <= PHASES; p++)
        for (int k = 0; k < 2 * SIDE; k++) {
            double t = (double)p / PHASES - (k - SIDE + 1);
            double window = 0.5 + 0.5 * cos(pi * t / (SIDE + 0.5));
            double ideal = t == 0.0 ? 1.0 : sin(pi * t) / (pi * t);
            sinc->tap[p][k] = (float)(window * ideal);
        }
}

/* Value at `phase` / PHASES after y[0], from -PHASES to PHASES. */
static float value(const struct cad_sinc *sinc, const float *y, int phase)
{
    if (phase < 0) {
        phase += PHASES;
        y--;
    }
    return cad_dot(sinc->tap[phase], y - (SIDE - 1), 2 * SIDE);
}

/* Vertex of the parabola through three points one step apart. */
static float vertex(float below, float centre, float above)
{
    float bend = below - 2.0f * centre + above;
    return bend < 0.0f ? 0.5f * (below - above) / bend : 0.0f;
}

float cad_sinc_peak(const struct cad_sinc *sinc, const float *y, int at,
                    float *height)
{
    y += at;
    float first = vertex(y[-1], y[0], y[1]);
    int phase = (int)lrintf(first * (float)PHASES);
    phase = phase > PHASES - STEP   ? PHASES - STEP
            : phase < STEP - PHASES ? STEP - PHASES
                                    : phase;
    float below = value(sinc, y, phase - STEP);
    float centre = value(sinc, y, phase);
    float above = value(sinc, y, phase + STEP);
    float shift = vertex(below, centre, above);
    shift = shift > 4.0f ? 4.0f : shift < -4.0f ? -4.0f : shift;
    *height = centre - 0.25f * (below - above) * shift;
    return (float)at + ((float)phase + shift * (float)STEP) / (float)PHASES;
}
