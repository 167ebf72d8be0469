#include "feature/pitch.h"

#include "base/error.h"
#include "dsp/dot.h"
#include "dsp/envelope.h"
#include "dsp/sinc.h"

#include <string.h>

enum {
    WINDOW = 400, /* 50 ms: three periods of the lowest pitch */
    SLOW_WINDOW = WINDOW / 4,
    HOPS = WINDOW / CAD_HOP,
    LAG_MIN = CAD_RATE_HZ / CAD_PITCH_MAX_HZ,
    LAG_MAX = CAD_RATE_HZ / CAD_PITCH_MIN_HZ + 1,
    LAGS = LAG_MAX + CAD_SINC_SIDE + 2,
    REFINED = CAD_CANDIDATES + 1, /* one may turn out to be outside */
    RUMBLE_BINS = 4,              /* below 50 Hz: no voice */
    LOW_BINS = 160                /* up to 2 kHz; A has nothing above */
};

struct cad_pitch_stream {
    const cad_plans *plans;
    const struct cad_pitch_settings *settings;
    struct cad_envelope filter;
    struct cad_sinc sinc;
    int missing;             /* hops of `slow` that were not needed yet */
    float slow[SLOW_WINDOW]; /* the envelope, oldest first */
    float hann[WINDOW], slow_hann[SLOW_WINDOW];
    float octave_loss[LAGS];  /* of merit: low pitches must be stronger */
    float unwindow[LAGS];     /* 1 / autocorrelation of the window */
    float low_gain[LOW_BINS]; /* of power: A from B */
    float slow_gain[CAD_SLOW_BINS];
    _Alignas(64) float x[CAD_LAG_FFT];
    _Alignas(64) float scratch[CAD_LAG_SCRATCH];
    _Alignas(64) float power[CAD_LAG_BINS];
    _Alignas(64) float mixed[CAD_LAG_BINS];
    _Alignas(64) float slow_power[CAD_SLOW_BINS];
};

struct peak {
    float lag, strength, merit;
};

/* Hann's own autocorrelation, normalised, in closed form. */
static double window_correlation(double lag)
{
    const double pi = acos(-1.0);
    double u = lag / WINDOW, turn = 2.0 * pi * u;
    return (1.0 - u) * (2.0 / 3.0 + cos(turn) / 3.0) + sin(turn) / (2.0 * pi);
}

static void make_tables(cad_pitch_stream *s)
{
    const double pi = acos(-1.0);
    const double bin_hz = (double)CAD_RATE_HZ / CAD_LAG_FFT;
    for (int i = 0; i < WINDOW; i++)
        s->hann[i] = (float)(0.5 - 0.5 * cos(2.0 * pi * (i + 0.5) / WINDOW));
    for (int i = 0; i < SLOW_WINDOW; i++)
        s->slow_hann[i] =
            (float)(0.5 - 0.5 * cos(2.0 * pi * (i + 0.5) / SLOW_WINDOW));
    for (int i = 0; i < LAGS; i++)
        s->unwindow[i] = (float)(1.0 / window_correlation(i));
    for (int i = 1; i < LAGS; i++)
        s->octave_loss[i] =
            (float)(s->settings->octave_cost * log2((double)i / LAG_MIN));
    for (int k = 0; k < LOW_BINS; k++) {
        double r = k * bin_hz / s->settings->low_top_hz;
        s->low_gain[k] = (float)pow(0.03, 2.0 * r * r);
    }
    for (int k = 0; k < CAD_SLOW_BINS; k++) {
        double hz = k * bin_hz, r = hz / s->settings->envelope_top_hz;
        s->slow_gain[k] = hz < 40.0 ? 0.0f : (float)pow(0.03, 2.0 * r * r);
    }
}

cad_status cad_pitch_open(cad_arena *arena, const cad_plans *plans,
                          const struct cad_pitch_settings *settings,
                          cad_pitch_stream **out, cad_error *error)
{
    cad_pitch_stream *s = CAD_NEW(arena, cad_pitch_stream, 1);
    *out = s;
    if (!s)
        return cad_fail_memory(error);
    s->plans = plans;
    s->settings = settings;
    s->missing = HOPS;
    cad_envelope_init(&s->filter);
    cad_sinc_init(&s->sinc);
    make_tables(s);
    return CAD_OK;
}

/* x[n] without its mean, windowed, then zeros up to `room`. */
static void window(const float *restrict x, const float *restrict shape, int n,
                   int room, float *restrict out)
{
    float mean = cad_sum(x, n) / (float)n;
    for (int i = 0; i < n; i++)
        out[i] = (x[i] - mean) * shape[i];
    memset(out + n, 0, (size_t)(room - n) * sizeof *out);
}

/* Bring the envelope up to this frame; x is the frame's centre. */
static void update_slow(cad_pitch_stream *s, const float *x)
{
    int keep = HOPS - s->missing;
    memmove(s->slow, s->slow + s->missing * CAD_SLOW_HOP,
            (size_t)(keep * CAD_SLOW_HOP) * sizeof *s->slow);
    for (int hop = keep; hop < HOPS; hop++)
        cad_envelope_hop(&s->filter, x - WINDOW / 2 + hop * CAD_HOP,
                         s->slow + hop * CAD_SLOW_HOP);
    s->missing = 0;
}

/* A gain that falls over the width of a harmonic, which the window made, moves
   the harmonic's centre down, by the same share of its frequency wherever it
   lies: the gain is exp(-a f^2), the width's variance v, the share 2 a v. This
   moves it up again, to first order. gain: of bins of CAD_LAG_FFT. */
static void add_shifted(const float *restrict power, const float *restrict gain,
                        int bins, double top_hz, float weight,
                        float *restrict out)
{
    const double length_s = (double)WINDOW / CAD_RATE_HZ;
    double variance = 1.0 / (3.0 * length_s * length_s); /* of Hann's lobe */
    double share = -4.0 * log(0.03) / (top_hz * top_hz) * variance;
    float half = 0.5f * (float)share * weight;
    for (int k = 1; k + 1 < bins; k++)
        out[k] += weight * gain[k] * power[k] +
                  half * (float)k *
                      (gain[k - 1] * power[k - 1] - gain[k + 1] * power[k + 1]);
}

/* One power spectrum for all: what is plain (B), what is low of it (A) and
   the envelope (C), each at unit energy times its weight. The correlations
   add up as their spectra do, so one transform back will do. */
static void mix_spectra(cad_pitch_stream *s, const float *x)
{
    const struct cad_pitch_settings *set = s->settings;
    window(s->slow, s->slow_hann, SLOW_WINDOW, CAD_SLOW_FFT, s->x);
    cad_slow_power(s->plans, s->x, s->scratch, s->slow_power);
    window(x - WINDOW / 2, s->hann, WINDOW, CAD_LAG_FFT, s->x);
    cad_lag_power(s->plans, s->x, s->scratch, s->power);
    memset(s->power, 0, RUMBLE_BINS * sizeof *s->power);
    const float tiny = 1e-20f; /* silence has no shape */
    float all = cad_sum(s->power + 1, CAD_LAG_BINS - 1);
    float plain = (float)set->plain_weight / (all + tiny);
    float low = (float)set->low_weight /
                (cad_dot(s->power, s->low_gain, LOW_BINS) + tiny);
    float slow = (float)set->envelope_weight /
                 (cad_dot(s->slow_power, s->slow_gain, CAD_SLOW_BINS) + tiny);
    for (int k = 0; k < CAD_LAG_BINS; k++)
        s->mixed[k] = plain * s->power[k];
    add_shifted(s->power, s->low_gain, LOW_BINS, set->low_top_hz, low,
                s->mixed);
    add_shifted(s->slow_power, s->slow_gain, CAD_SLOW_BINS,
                set->envelope_top_hz, slow, s->mixed);
}

/* Height of the parabola through a local maximum: enough for an order. */
static float rough_height(const float *r)
{
    float slope = r[-1] - r[1], bend = r[-1] - 2.0f * r[0] + r[1];
    return bend < 0.0f ? r[0] - 0.125f * slope * slope / bend : r[0];
}

/* Keep the best, best first; returns how many there are now. */
static int insert(struct peak *peaks, int n, struct peak new)
{
    int at = n < REFINED ? n : REFINED - 1;
    if (n == REFINED && new.merit <= peaks[at].merit)
        return n;
    for (; at > 0 && new.merit > peaks[at - 1].merit; at--)
        peaks[at] = peaks[at - 1];
    peaks[at] = new;
    return n < REFINED ? n + 1 : n;
}

/* Local maxima of r above the least strength worth keeping. */
static int find_peaks(const cad_pitch_stream *s, const float *r,
                      struct peak *peaks)
{
    float least = (float)s->settings->strength_min;
    int n = 0;
    for (int i = LAG_MIN - 1; i <= LAG_MAX; i++) {
        if (!(r[i] > least && r[i] > r[i - 1] && r[i] >= r[i + 1]))
            continue;
        float merit = rough_height(r + i) - s->octave_loss[i];
        n = insert(peaks, n, (struct peak){(float)i, r[i], merit});
    }
    return n;
}

/* Exact lags and strengths, in the order that these give. */
static int refine(const cad_pitch_stream *s, const float *r,
                  const struct peak *rough, int n, struct peak *exact)
{
    float octave = (float)s->settings->octave_cost;
    int kept = 0;
    for (int i = 0; i < n; i++) {
        struct peak p;
        p.lag = cad_sinc_peak(&s->sinc, r, (int)rough[i].lag, &p.strength);
        p.strength = fminf(p.strength, 1.0f);
        p.merit = p.strength - octave * log2f(p.lag / (float)LAG_MIN);
        if (p.lag > (float)LAG_MIN * 0.995f &&
            p.lag < (float)CAD_RATE_HZ / CAD_PITCH_MIN_HZ * 1.005f)
            kept = insert(exact, kept, p);
    }
    return kept;
}

static void pack(const struct peak *peaks, int n, struct cad_pitch_frame *out)
{
    for (int c = 0; c < n && c < CAD_CANDIDATES; c++) {
        out->period_q8[c] = (uint16_t)lrintf(peaks[c].lag * 256.0f);
        out->strength[c] = (uint8_t)lrintf(peaks[c].strength * 255.0f);
    }
}

void cad_pitch_frame(cad_pitch_stream *s, const float *x, bool energetic,
                     struct cad_pitch_frame *out)
{
    struct peak rough[REFINED], exact[REFINED];
    memset(out, 0, sizeof *out);
    s->missing = s->missing < HOPS ? s->missing + 1 : HOPS;
    if (!energetic)
        return;
    update_slow(s, x);
    mix_spectra(s, x);
    cad_lags(s->plans, s->mixed, s->scratch, s->x);
    float *r = s->x;
    if (!(r[0] > 0.0f))
        return;
    float scale = 1.0f / r[0];
    for (int i = 0; i < LAGS; i++)
        r[i] *= scale * s->unwindow[i];
    int n = find_peaks(s, r, rough);
    pack(exact, refine(s, r, rough, n, exact), out);
}
