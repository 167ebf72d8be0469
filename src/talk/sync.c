#include "talk/leakage.h"

/* Least squares over the windows in which both leak. */
static cad_figure drift_of(const struct cad_leak *agent,
                           const struct cad_leak *customer)
{
    double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
    for (size_t i = 0, j = 0; i < agent->window_count; i++) {
        const struct cad_leak_window *a = &agent->windows[i];
        const struct cad_leak_window *c = customer->windows;
        while (j < customer->window_count && c[j].at_s < a->at_s)
            j++;
        if (j == customer->window_count || c[j].at_s > a->at_s)
            continue;
        double at_min = a->at_s / 60.0;
        double offset_ms = 0.5 * (c[j].delay_ms - a->delay_ms);
        n += 1.0;
        x += at_min;
        y += offset_ms;
        xx += at_min * at_min;
        xy += at_min * offset_ms;
    }
    double spread = n * xx - x * x;
    if (n < 2.0 || spread <= 0.0)
        return cad_unknown(CAD_WHY_NO_EVIDENCE);
    return cad_known((n * xy - x * y) / spread);
}

struct cad_sync cad_leakage_sync(const struct cad_leak *agent,
                                 const struct cad_leak *customer)
{
    struct cad_sync sync = {cad_unknown(CAD_WHY_NO_EVIDENCE),
                            cad_unknown(CAD_WHY_NO_EVIDENCE)};
    if (!agent->found || !customer->found)
        return sync;
    sync.offset_ms = cad_known(0.5 * (customer->delay_ms - agent->delay_ms));
    sync.drift_ms_per_min = drift_of(agent, customer);
    return sync;
}
