#include "reading/sums.h"

#include "base/error.h"

#include <math.h>

cad_status cad_floor_open(const struct cad_reading *in, struct cad_floor *out,
                          cad_error *error)
{
    const struct cad_conversation *talk = in->talk;
    out->frames = talk->frames;
    out->who = CAD_NEW(in->arena, uint8_t, talk->frames);
    if (!out->who)
        return cad_fail_memory(error);
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++)
        for (size_t i = 0; i < talk->ipus[p].count; i++) {
            const struct cad_ipu *ipu = &talk->ipus[p].items[i];
            for (size_t f = ipu->start; f < ipu->end; f++)
                out->who[f] |= (uint8_t)(1u << p);
        }
    return CAD_OK;
}

size_t cad_floor_count(const struct cad_floor *floor, unsigned parties,
                       size_t start, size_t end)
{
    size_t n = 0;
    for (size_t f = start; f < end && f < floor->frames; f++)
        n += (floor->who[f] & parties) != 0;
    return n;
}

cad_figure cad_per_minute(double count, double talk_s, double min_s)
{
    if (talk_s < min_s || !(talk_s > 0.0))
        return cad_unknown(CAD_WHY_TOO_SHORT);
    return cad_known(60.0 * count / talk_s);
}

double cad_rate_uncertainty_pct(const struct cad_tone_settings *settings,
                                double syllables, cad_figure snr_db)
{
    const struct cad_tone_settings *s = settings;
    double base = s->rate_error_base_pct;
    if (cad_is_known(snr_db) && snr_db.value < s->rate_error_quiet_db)
        base += s->rate_error_noise_pct_db *
                (s->rate_error_quiet_db - snr_db.value);
    double one = s->rate_error_syllable_pct;
    return sqrt(base * base + one * one / fmax(syllables, 1.0));
}

size_t cad_interruptions_made(const cad_report *report, cad_party party,
                              double start_s, double end_s)
{
    size_t n = 0;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        n += e->kind == CAD_EVENT_INTERRUPTION && !e->doubted &&
             e->party == party && e->start_s >= start_s && e->start_s < end_s;
    }
    return n;
}
