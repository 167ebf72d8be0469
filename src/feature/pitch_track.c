/* From candidates to one melody: two searches, then tidying. */
#include "base/error.h"
#include "dsp/stats.h"
#include "feature/pitch.h"
#include "feature/pitch_path.h"
#include "feature/pitch_voicing.h"

#include <string.h>

struct tracker {
    struct cad_path path;
    const struct cad_channel *channel;
    const uint8_t *speech;
    uint8_t *open; /* where there may be voice: speech, and around it */
    const struct cad_pitch_settings *settings;
    size_t frames;
    float *unvoiced;
    float *sorted; /* scratch for quantiles */
};

/* How far around speech a voice may go on. The more noise there is, the more of
   it the speech detector cannot hear; in a quiet room only echo would follow.
 */
static size_t reach_of(const struct cad_pitch_settings *set, double snr_db)
{
    double noise = (set->around_snr_max_db - snr_db) /
                   (set->around_snr_max_db - set->snr_min_db);
    return cad_frames_of(set->around_s * fmin(fmax(noise, 0.0), 1.0));
}

static void open_around(struct tracker *t, const uint8_t *blocked,
                        double snr_db)
{
    memcpy(t->open, t->speech, t->frames);
    size_t reach = blocked ? reach_of(t->settings, snr_db) : 0;
    size_t since = reach;
    for (size_t f = 0; f < t->frames && reach; f++) {
        since = t->speech[f] ? 0 : since + 1;
        t->open[f] |= since <= reach && !blocked[f];
    }
    since = reach;
    for (size_t f = t->frames; f-- > 0 && reach;) {
        since = t->speech[f] ? 0 : since + 1;
        t->open[f] |= since <= reach && !blocked[f];
    }
}

/* Search [from, to) by islands: pauses end the melody. */
static void search(const struct tracker *t, size_t from, size_t to,
                   struct cad_pitch_range range)
{
    size_t gap = cad_frames_of(t->settings->gap_s);
    size_t f = from;
    while (f < to) {
        if (!t->open[f]) {
            t->path.choice[f++] = CAD_UNVOICED;
            continue;
        }
        size_t end = f + 1;
        for (size_t i = f; i < to && i < end + gap; i++)
            if (t->open[i])
                end = i + 1;
        cad_path_search(&t->path, f, end, range);
        f = end;
    }
}

static float chosen_hz(const struct tracker *t, size_t f)
{
    uint8_t c = t->path.choice[f];
    return c == CAD_UNVOICED ? 0.0f
                             : cad_candidate_hz(&t->channel->pitch[f], c);
}

/* The range around the quartiles of what was found in [from, to); false
   where that is too little. */
static bool own_range(struct tracker *t, size_t from, size_t to,
                      struct cad_pitch_range *out)
{
    size_t n = 0;
    for (size_t f = from; f < to; f++)
        if (t->path.choice[f] != CAD_UNVOICED)
            t->sorted[n++] = chosen_hz(t, f);
    if (!n || n < cad_frames_of(t->settings->cluster_voiced_s))
        return false;
    cad_sort_float(t->sorted, n);
    double low = cad_quantile_float(t->sorted, n, 0.25);
    double high = cad_quantile_float(t->sorted, n, 0.75);
    out->centre_hz = (float)cad_quantile_float(t->sorted, n, 0.5);
    out->floor_hz =
        (float)fmax(low * t->settings->range_floor, CAD_PITCH_MIN_HZ);
    out->ceiling_hz =
        (float)fmin(high * t->settings->range_ceiling, CAD_PITCH_MAX_HZ);
    return true;
}

/* The end of the cluster that starts at `from`: enough voice to know its
   range, not so long that the range would be another. What counts is what is
   looked at: a cluster that a silence had filled would end in the first words
   after it. */
static size_t cluster_end(const struct tracker *t, size_t from)
{
    size_t enough = cad_frames_of(t->settings->cluster_voiced_s);
    size_t least = cad_frames_of(t->settings->cluster_s);
    size_t most = cad_frames_of(t->settings->cluster_max_s);
    size_t gap = cad_frames_of(t->settings->gap_s);
    size_t open = 0, voiced = 0, silent = 0;
    for (size_t f = from; f < t->frames; f++) {
        open += t->open[f];
        voiced += t->path.choice[f] != CAD_UNVOICED;
        silent = t->speech[f] ? 0 : silent + 1;
        bool full = voiced >= enough && open >= least;
        if (full && silent > gap)
            return f + 1;
        if (open >= most && t->path.choice[f] == CAD_UNVOICED)
            return f + 1;
    }
    return t->frames;
}

static void search_by_cluster(struct tracker *t)
{
    struct cad_pitch_range party = {CAD_PITCH_MIN_HZ, CAD_PITCH_MAX_HZ, 0.0f};
    own_range(t, 0, t->frames, &party);
    for (size_t from = 0; from < t->frames;) {
        size_t to = cluster_end(t, from);
        struct cad_pitch_range range = party;
        own_range(t, from, to, &range);
        search(t, from, to, range);
        from = to;
    }
}

static float median3(float a, float b, float c)
{
    return fmaxf(fminf(a, b), fminf(fmaxf(a, b), c));
}

/* Near neighbours share most of their window, but not all of their noise. The
   mean is of periods: of frequencies it would lie higher. */
static float smooth(const struct cad_pitch_settings *set, float before,
                    float hz, float after)
{
    float wide = (float)set->smooth_share * hz;
    if (fabsf(before - hz) > wide || fabsf(after - hz) > wide)
        return median3(before, hz, after);
    return 3.0f / (1.0f / before + 1.0f / hz + 1.0f / after);
}

/* Keep voiced runs that are long enough, without single outliers. */
static void write_runs(const struct tracker *t, float *f0_hz, uint8_t *voicing)
{
    size_t least = cad_frames_of(t->settings->island_min_s);
    size_t from = 0;
    while (from < t->frames) {
        size_t to = from;
        while (to < t->frames && t->path.choice[to] != CAD_UNVOICED)
            to++;
        for (size_t f = from; f < to && to - from >= least; f++) {
            float hz = chosen_hz(t, f);
            float before = f > from ? chosen_hz(t, f - 1) : hz;
            float after = f + 1 < to ? chosen_hz(t, f + 1) : hz;
            f0_hz[f] = smooth(t->settings, before, hz, after);
            voicing[f] = t->channel->pitch[f].strength[t->path.choice[f]];
        }
        from = to + 1;
    }
}

static cad_status open_tracker(struct tracker *t, cad_arena *arena,
                               cad_error *error)
{
    size_t n = t->frames;
    t->unvoiced = CAD_NEW(arena, float, n);
    t->sorted = CAD_NEW(arena, float, n);
    t->open = CAD_NEW(arena, uint8_t, n);
    t->path.choice = CAD_NEW(arena, uint8_t, n);
    t->path.came_from = cad_arena_alloc(arena, n, sizeof *t->path.came_from);
    t->path.pitch = t->channel->pitch;
    t->path.settings = t->settings;
    t->path.unvoiced = t->unvoiced;
    if (!t->unvoiced || !t->sorted || !t->open || !t->path.choice ||
        !t->path.came_from)
        return cad_fail_memory(error);
    memset(t->path.choice, CAD_UNVOICED, n);
    return CAD_OK;
}

cad_status cad_pitch_track(const struct cad_channel *channel,
                           const uint8_t *speech, const uint8_t *blocked,
                           const struct cad_pitch_settings *settings,
                           cad_arena *arena, float *f0_hz, uint8_t *voicing,
                           cad_error *error)
{
    struct tracker t = {.channel = channel,
                        .speech = speech,
                        .settings = settings,
                        .frames = channel->frames};
    memset(f0_hz, 0, t.frames * sizeof *f0_hz);
    memset(voicing, 0, t.frames);
    cad_status status = open_tracker(&t, arena, error);
    if (status)
        return status;
    double snr_db = cad_voice_snr_db(channel, speech, t.sorted);
    open_around(&t, blocked, snr_db);
    cad_unvoiced_worth(channel, speech, t.open, snr_db, settings, t.sorted,
                       t.unvoiced);
    search(&t, 0, t.frames,
           (struct cad_pitch_range){CAD_PITCH_MIN_HZ, CAD_PITCH_MAX_HZ, 0.0f});
    search_by_cluster(&t);
    write_runs(&t, f0_hz, voicing);
    return CAD_OK;
}
