/* times.h - frames as seconds, and how far from a threshold. */
#ifndef CAD_TALK_TIMES_H
#define CAD_TALK_TIMES_H

#include "dsp/track.h"

static inline double cad_seconds_of(size_t frames)
{
    return (double)frames / CAD_FRAMES_PER_S;
}

/* 0 at the threshold, 1 from `range` beyond it: confidences are made so. */
static inline double cad_margin(double value, double threshold, double range)
{
    double margin = (value - threshold) / range;
    return margin < 0.0 ? 0.0 : margin > 1.0 ? 1.0 : margin;
}

#endif
