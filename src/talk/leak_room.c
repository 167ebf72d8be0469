#include "talk/leak_room.h"

#include "base/error.h"
#include "talk/times.h"

#include <math.h>

/* Reverberation times to choose from, s. */
static const double times_s[] = {0.12, 0.2, 0.3, 0.45, 0.7};

/* The peak without a room lies late in the sound that dies away. */
enum { EARLIER = 12 };

static double decay_of(double time_s)
{
    return pow(10.0, -6.0 / (time_s * CAD_FRAMES_PER_S));
}

/* Let the other's voice die away in the frames [start, end). */
static void smear(const struct cad_leak_pair *p, double decay, size_t start,
                  size_t end, uint8_t *heard)
{
    double state[CAD_BANDS] = {0};
    for (size_t f = start; f < end; f++) {
        const uint8_t *spoken = cad_bands_at(p->other, f);
        for (size_t b = 0; b < CAD_BANDS; b++) {
            double power = p->power[spoken[b]];
            state[b] = power + decay * state[b];
            heard[f * CAD_BANDS + b] =
                state[b] < 1.06 * power /* within the code's half step */
                    ? spoken[b]
                    : cad_band_code((float)state[b]);
        }
    }
}

/* The best correlation up to EARLIER frames before a lag. */
static double best_before(const struct cad_leak_pair *p, ptrdiff_t about,
                          size_t start, size_t end, ptrdiff_t *late)
{
    double best = -1.0;
    for (ptrdiff_t early = -1; early <= EARLIER; early++) {
        double r = cad_leak_correlation(p, about - early, start, end);
        if (r > best) {
            best = r;
            *late = early;
        }
    }
    return best;
}

cad_status cad_leak_room_enter(struct cad_leak_pair *pair,
                               const struct cad_leak_path *path, size_t start,
                               size_t end,
                               const struct cad_leakage_settings *settings,
                               cad_arena *scratch, cad_error *error)
{
    ptrdiff_t about = (ptrdiff_t)lround(path->delay), late = 0;
    struct cad_leak_pair room = *pair;
    uint8_t *heard = CAD_NEW(scratch, uint8_t, pair->frames * CAD_BANDS);
    if (!heard)
        return cad_fail_memory(error);
    double best =
        best_before(pair, about, start, end, &late) + settings->room_gain;
    room.heard = heard;
    for (size_t i = 0; i < sizeof times_s / sizeof *times_s; i++) {
        double decay = decay_of(times_s[i]);
        smear(pair, decay, start, end, heard);
        double r = best_before(&room, about, start, end, &late);
        if (r <= best)
            continue;
        best = r;
        room.decay = decay;
        room.late = late;
    }
    if (room.decay > 0.0) {
        smear(pair, room.decay, 0, pair->frames, heard);
        *pair = room;
    }
    return CAD_OK;
}
