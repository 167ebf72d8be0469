#include "feature/syllable.h"

/* Frames from one side to the middle of the first whole syllable there, or of
   all there is; step -1 walks back. */
static double first_at(const float *weight, size_t n, ptrdiff_t step)
{
    double gathered = 0.0, sum = 0.0;
    for (size_t i = 0; i < n && gathered < 1.0; i++, weight += step) {
        double part = fmin((double)*weight, 1.0 - gathered);
        gathered += part;
        sum += part * ((double)i + 0.5);
    }
    return gathered > 0.0 ? sum / gathered : 0.0;
}

static double sum_of(const float *weight, size_t from, size_t to)
{
    double sum = 0.0;
    for (size_t f = from; f < to; f++)
        sum += (double)weight[f];
    return sum;
}

/* The next run of speech with inner pauses under `pause` frames. */
static bool next_run(const uint8_t *speech, size_t end, size_t pause,
                     size_t *from, size_t *to)
{
    size_t f = *to;
    while (f < end && !speech[f])
        f++;
    *from = f;
    for (*to = f; f < end && f - *to < pause; f++)
        if (speech[f])
            *to = f + 1;
    return *from < *to;
}

struct cad_syllable_pace
cad_syllable_pace(const struct cad_voice *voice, size_t start, size_t end,
                  const struct cad_syllable_settings *settings)
{
    const uint8_t *speech = voice->speech;
    size_t pause = cad_frames_of(settings->pause_s), from, to = start;
    double edge = settings->edge_s * CAD_FRAMES_PER_S;
    double syllables = 0.0, articulated = 0.0, first = 0.0, last = 0.0;
    while (next_run(speech, end, pause, &from, &to)) {
        const float *weight = voice->syllable;
        double count = sum_of(weight, from, to);
        double margin = fmin(count, 1.0) * edge;
        double left = first_at(weight + from, to - from, 1) - margin;
        double right = first_at(weight + to - 1, to - from, -1) - margin;
        /* What the stretch cuts through ends where it is cut. */
        if (from == start && start > 0 && speech[start - 1])
            left = 0.0;
        if (to == end && end < voice->frames && speech[end])
            right = 0.0;
        if (count <= 0.0)
            continue;
        /* Edges do not meet in a short pause: what is spoken without pauses
           takes no longer than with them. */
        double begin = (double)from + left, finish = (double)to - right;
        first = syllables > 0.0 ? first : begin;
        begin = syllables > 0.0 ? fmax(begin, last) : begin;
        last = fmax(finish, begin);
        articulated += last - begin;
        syllables += count;
    }
    return (struct cad_syllable_pace){syllables, articulated / CAD_FRAMES_PER_S,
                                      (last - first) / CAD_FRAMES_PER_S};
}
