/*
 * dot.h - sums in eight lanes, so that compilers make vectors of them.
 *
 * A plain float sum must keep its order, which costs four cycles an item;
 * eight sums side by side have an order of their own, the same everywhere.
 */
#ifndef CAD_DSP_DOT_H
#define CAD_DSP_DOT_H

enum { CAD_LANES = 8 };

static inline float cad_lane_total(const float *lane)
{
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) +
           ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

static inline float cad_sum(const float *x, int n)
{
    float lane[CAD_LANES] = {0};
    int i = 0;
    for (; i + CAD_LANES <= n; i += CAD_LANES)
        for (int k = 0; k < CAD_LANES; k++)
            lane[k] += x[i + k];
    for (int k = 0; i + k < n; k++)
        lane[k] += x[i + k];
    return cad_lane_total(lane);
}

static inline float cad_dot(const float *x, const float *y, int n)
{
    float lane[CAD_LANES] = {0};
    int i = 0;
    for (; i + CAD_LANES <= n; i += CAD_LANES)
        for (int k = 0; k < CAD_LANES; k++)
            lane[k] += x[i + k] * y[i + k];
    for (int k = 0; i + k < n; k++)
        lane[k] += x[i + k] * y[i + k];
    return cad_lane_total(lane);
}

#endif
