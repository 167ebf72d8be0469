/* sinc: the peak of a band-limited function between its samples */
#include "dsp/sinc.h"

#include "tap.h"

int main(void)
{
    static struct cad_sinc sinc;
    cad_sinc_init(&sinc);
    double worst_lag = 0.0, worst_height = 0.0;
    for (int i = 0; i < 400; i++) {
        /* 0 to 2.5 kHz at 8 kHz: what voices put into an autocorrelation */
        double peak = 20.0 + i / 400.0 * 3.0, height = 0.9;
        float y[64];
        for (int k = 0; k < 64; k++) {
            double t = (k - peak) / 8000.0, w = 2.0 * acos(-1.0) * t;
            y[k] = (float)(height * (0.4 * cos(400 * w) + 0.3 * cos(1200 * w) +
                                     0.3 * cos(2500 * w)));
        }
        int at = (int)lrint(peak);
        float found;
        float lag = cad_sinc_peak(&sinc, y, at, &found);
        worst_lag = fmax(worst_lag, fabs((double)lag - peak));
        worst_height = fmax(worst_height, fabs((double)found - height));
    }
    /* 1 cent at 250 Hz is 0.018 samples */
    near(worst_lag, 0.0, 0.003, "peaks are where they are, in samples");
    near(worst_height, 0.0, 0.003, "and as high as they are");
    return tap_done();
}
