#include "talk/leakage.h"

#include "base/error.h"
#include "talk/leak_mask.h"
#include "talk/leak_room.h"
#include "talk/times.h"

#include <math.h>

/* The paths of all windows, and that of the whole call. */
struct search {
    struct cad_leak_pair *pair;
    const struct cad_leakage_settings *settings;
    size_t window; /* frames */
    size_t n;      /* windows */
    struct cad_leak_scan *scans, *sum;
    struct cad_leak_path *paths, whole;
};

/* Where the window that begins at start ends: the last one takes the rest. */
static size_t window_end(size_t start, size_t window, size_t frames)
{
    return frames - start < window + window / 2 ? frames : start + window;
}

static void scan_all(struct search *s)
{
    size_t frames = s->pair->frames;
    s->n = 0;
    *s->sum = (struct cad_leak_scan){0};
    for (size_t start = 0, end; start < frames; start = end) {
        end = window_end(start, s->window, frames);
        cad_leak_scan_make(s->pair, start, end, s->settings, &s->scans[s->n]);
        cad_leak_scan_add(s->sum, &s->scans[s->n++]);
    }
}

static void find_paths(struct search *s)
{
    size_t frames = s->pair->frames, n = 0;
    for (size_t start = 0, end; start < frames; start = end, n++) {
        end = window_end(start, s->window, frames);
        cad_leak_path_find(s->pair, &s->scans[n], start, end, s->settings,
                           &s->paths[n]);
    }
    cad_leak_path_find(s->pair, s->sum, 0, frames, s->settings, &s->whole);
}

static void search(struct search *s)
{
    scan_all(s);
    find_paths(s);
}

/* A window alone needs more than one in a call that leaks anyway. */
static bool trusted(const struct search *s, const struct cad_leak_path *path)
{
    return path->found && (s->whole.found ||
                           path->correlation >= s->settings->correlation_alone);
}

static double delay_ms(const struct cad_leak_path *path)
{
    return path->delay * 1000.0 / CAD_FRAMES_PER_S;
}

static void report(const struct cad_leak_path *path, struct cad_leak *out)
{
    out->found = true;
    out->level_db = path->level_db;
    out->delay_ms = delay_ms(path);
    out->correlation = path->correlation;
}

/* The path that tells most, or NULL: nothing leaks. That of the whole call,
   unless a window shows so much more that the path must have changed. */
static const struct cad_leak_path *best_path(const struct search *s)
{
    const struct cad_leak_path *best = s->whole.found ? &s->whole : NULL;
    double least = s->settings->correlation_alone;
    if (best)
        least = fmax(least, best->correlation / s->settings->changed_share);
    for (size_t i = 0; i < s->n; i++) {
        const struct cad_leak_path *path = &s->paths[i];
        if (!path->found || path->correlation < least)
            continue;
        least = path->correlation;
        best = path;
    }
    return best;
}

/* Window by window: a transfer changes the path. A window too weak to show
   one is taken to have that of the whole call. */
static void follow(const struct search *s, struct cad_leak *out)
{
    size_t frames = s->pair->frames, n = 0;
    const struct cad_leak_path *best = best_path(s);
    if (best)
        report(best, out);
    for (size_t start = 0, end; start < frames; start = end, n++) {
        const struct cad_leak_path *path = &s->paths[n];
        end = window_end(start, s->window, frames);
        if (trusted(s, path))
            out->windows[out->window_count++] = (struct cad_leak_window){
                0.5 * (cad_frame_s(start) + cad_frame_s(end)), delay_ms(path)};
        else
            path = s->whole.found ? &s->whole : NULL;
        if (path)
            cad_leak_mask_fill(s->pair, path, start, end, s->settings,
                               out->blocked, out->unclean);
    }
}

static bool make_search(struct search *s, cad_arena *scratch)
{
    size_t windows = s->pair->frames / s->window + 1;
    s->scans = CAD_NEW(scratch, struct cad_leak_scan, windows);
    s->sum = CAD_NEW(scratch, struct cad_leak_scan, 1);
    s->paths = CAD_NEW(scratch, struct cad_leak_path, windows);
    return s->scans && s->sum && s->paths;
}

/* The window that tells most. */
static size_t best_window(const struct search *s)
{
    size_t best = 0;
    for (size_t i = 1; i < s->n; i++)
        if (s->paths[i].found && s->paths[i].pairs > s->paths[best].pairs)
            best = i;
    return best;
}

/* Once more, with the room in which it leaks, if it is one. */
static cad_status enter_room(struct search *s, const struct cad_leak_path *path,
                             cad_arena *scratch, cad_error *error)
{
    size_t start = best_window(s) * s->window;
    size_t end = window_end(start, s->window, s->pair->frames);
    cad_status status = cad_leak_room_enter(s->pair, path, start, end,
                                            s->settings, scratch, error);
    if (!status && s->pair->decay > 0.0)
        find_paths(s);
    return status;
}

static bool make_masks(const struct search *s, size_t frames, cad_arena *arena,
                       struct cad_leak *out)
{
    out->blocked = CAD_NEW(arena, uint8_t, frames);
    out->unclean = CAD_NEW(arena, uint8_t, frames);
    out->windows =
        CAD_NEW(arena, struct cad_leak_window, s->pair->frames / s->window + 1);
    return out->blocked && out->unclean && out->windows;
}

cad_status cad_leakage_find(const struct cad_leak_side *own,
                            const struct cad_leak_side *other,
                            const struct cad_leakage_settings *settings,
                            cad_arena *scratch, cad_arena *arena,
                            struct cad_leak *out, cad_error *error)
{
    size_t a = own->channel->frames, b = other->channel->frames;
    size_t frames = a > b ? a : b;
    struct cad_leak_pair pair;
    struct search s = {.pair = &pair,
                       .settings = settings,
                       .window = cad_frames_of(settings->window_s)};
    *out = (struct cad_leak){0};
    cad_status status =
        cad_leak_pair_make(own, other, settings, scratch, &pair, error);
    if (status)
        return status;
    if (!make_search(&s, scratch))
        return cad_fail_memory(error);
    search(&s);
    const struct cad_leak_path *path = best_path(&s);
    if (path && path->level_db > settings->strong_db) {
        pair.weaker = (int)(CAD_CODES_PER_DB * settings->weaker_strong_db);
        search(&s);
        path = best_path(&s);
    }
    if (!path)
        return CAD_OK;
    status = enter_room(&s, path, scratch, error);
    if (status)
        return status;
    if (!make_masks(&s, frames, arena, out))
        return cad_fail_memory(error);
    follow(&s, out);
    return CAD_OK;
}
