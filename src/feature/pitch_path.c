#include "feature/pitch_path.h"

#include "feature/pitch.h"

enum { STATES = CAD_PATH_STATES, UNVOICED = CAD_UNVOICED };

/* One frame's states: what each is worth, and its pitch in octaves. */
struct column {
    int voiced; /* candidates in range are the first ones */
    int candidate[STATES];
    float worth[STATES], octave[STATES];
};

/* Octaves above the highest pitch: 0 and less. */
static float octave_of(float hz)
{
    return log2f(hz / CAD_PITCH_MAX_HZ);
}

static void open_column(const struct cad_path *p, size_t f,
                        struct cad_pitch_range range, struct column *out)
{
    const struct cad_pitch_frame *frame = &p->pitch[f];
    float octave_cost = (float)p->settings->octave_cost;
    float pull = range.centre_hz > 0.0f ? (float)p->settings->range_pull : 0.0f;
    float centre = octave_of(fmaxf(range.centre_hz, 1.0f));
    int n = 0;
    for (int c = 0; c < CAD_CANDIDATES && frame->period_q8[c]; c++) {
        float hz = cad_candidate_hz(frame, c);
        if (hz < range.floor_hz || hz > range.ceiling_hz)
            continue;
        out->candidate[n] = c;
        out->octave[n] = octave_of(hz);
        out->worth[n] = (float)frame->strength[c] / 255.0f +
                        octave_cost * out->octave[n] -
                        pull * fabsf(out->octave[n] - centre);
        n++;
    }
    out->voiced = n;
    out->candidate[n] = UNVOICED;
    out->octave[n] = 0.0f;
    out->worth[n] = p->unvoiced[f];
}

static float change_cost(const struct cad_pitch_settings *set,
                         const struct column *a, int i, const struct column *b,
                         int j)
{
    bool from = i < a->voiced, to = j < b->voiced;
    if (from && to)
        return (float)set->jump_cost * fabsf(a->octave[i] - b->octave[j]);
    return from == to ? 0.0f : (float)set->voicing_cost;
}

/* Make b's worth that of the best path ending there. */
static void extend(const struct cad_path *p, const struct column *a,
                   struct column *b, uint8_t *came_from)
{
    for (int j = 0; j <= b->voiced; j++) {
        float best = -INFINITY;
        for (int i = 0; i <= a->voiced; i++) {
            float worth = a->worth[i] - change_cost(p->settings, a, i, b, j);
            if (worth > best) {
                best = worth;
                came_from[b->candidate[j]] = (uint8_t)a->candidate[i];
            }
        }
        b->worth[j] += best;
    }
}

void cad_path_search(const struct cad_path *p, size_t from, size_t to,
                     struct cad_pitch_range range)
{
    struct column columns[2];
    if (from >= to)
        return;
    open_column(p, from, range, &columns[0]);
    for (size_t f = from + 1; f < to; f++) {
        struct column *a = &columns[(f - from - 1) % 2];
        struct column *b = &columns[(f - from) % 2];
        open_column(p, f, range, b);
        extend(p, a, b, p->came_from[f]);
    }
    const struct column *last = &columns[(to - from - 1) % 2];
    int best = last->voiced;
    for (int i = 0; i < last->voiced; i++)
        if (last->worth[i] > last->worth[best])
            best = i;
    p->choice[to - 1] = (uint8_t)last->candidate[best];
    for (size_t f = to - 1; f > from; f--)
        p->choice[f - 1] = p->came_from[f][p->choice[f]];
}
