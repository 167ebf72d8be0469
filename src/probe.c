/* probe.c - what is in a recording, before anybody reads tone out of it. */
#include "analysis.h"
#include "base/error.h"
#include "feature/loudness.h"
#include "quality.h"

static cad_figure known_level(double level)
{
    return isfinite(level) ? cad_known(level) : cad_unknown(CAD_WHY_NO_SPEECH);
}

/* Party quality by channel, so that a dual mono call still has two lines. */
static void probe_channel(const struct cad_analysis *a, int file, int channel,
                          cad_probe_channel *out)
{
    const struct cad_channel *c = a->recording[file].channel[channel];
    const struct cad_side nobody = {0};
    const struct cad_side *side = &nobody;
    for (size_t p = 0; p < CAD_PARTIES; p++)
        if (a->side[p].channel == c)
            side = &a->side[p];
    out->file = file;
    out->channel = channel + 1;
    out->loudness_lufs = known_level(c->loudness_lufs);
    out->p56_dbov = known_level(c->p56_dbov);
    cad_side_quality(side, CAD_WHY_MONO, &out->quality);
}

static size_t gather(const struct cad_analysis *a, cad_probe *probe,
                     const float *k_power[4])
{
    size_t n = 0;
    for (size_t r = 0; r < a->recording_count; r++)
        for (size_t c = 0; c < a->recording[r].channel_count; c++) {
            k_power[n] = a->recording[r].channel[c]->k_power;
            probe_channel(a, (int)r, (int)c, &probe->channels[n++]);
        }
    return n;
}

/* P.56 over all channels: the mean power of those that have a level. */
static cad_figure overall_p56(const cad_probe *probe)
{
    double power = 0.0;
    size_t n = 0;
    for (size_t i = 0; i < probe->channel_count; i++)
        if (cad_is_known(probe->channels[i].p56_dbov)) {
            power += pow(10.0, probe->channels[i].p56_dbov.value / 10.0);
            n++;
        }
    return n ? cad_known(10.0 * log10(power / (double)n))
             : cad_unknown(CAD_WHY_NO_SPEECH);
}

static cad_status run(struct cad_analysis *a, cad_probe *probe,
                      cad_error *error)
{
    cad_status status = cad_analysis_measure(a, error);
    if (!status)
        status = cad_analysis_listen(a, error);
    if (!status)
        status = cad_input_fill(a, &probe->input, error);
    if (status)
        return status;
    probe->channels = CAD_NEW(a->arena, cad_probe_channel, 4);
    if (!probe->channels)
        return cad_fail_memory(error);
    const float *k_power[4];
    probe->channel_count = gather(a, probe, k_power);
    probe->loudness_lufs =
        cad_loudness_integrated(k_power, probe->channel_count, a->frames);
    probe->p56_dbov = overall_p56(probe);
    cad_party_quality quality[CAD_PARTIES];
    for (size_t p = 0; p < CAD_PARTIES; p++)
        cad_side_quality(&a->side[p], CAD_WHY_MONO, &quality[p]);
    return cad_notes_write(a, quality, &probe->refusals, &probe->refusal_count,
                           error);
}

cad_status cad_probe_call(const cad_engine *engine, const cad_call *call,
                          cad_probe **out, cad_error *error)
{
    if (out)
        *out = NULL;
    if (!engine || !call || !out)
        return cad_fail_null(error, "engine, call or out");
    struct cad_analysis *a;
    cad_status status = cad_analysis_new(engine, call, &a, error);
    if (status)
        return status;
    cad_probe *probe = CAD_NEW(a->arena, cad_probe, 1);
    if (!probe) {
        cad_analysis_free(a);
        return cad_fail_memory(error);
    }
    probe->analysis = a;
    status = run(a, probe, error);
    a->call = NULL;
    if (status)
        cad_probe_free(&probe);
    *out = probe;
    return status;
}

void cad_probe_free(cad_probe **probe)
{
    if (!probe || !*probe)
        return;
    cad_analysis_free((*probe)->analysis);
    *probe = NULL;
}
