#include "parties.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* A shorter side goes on in digital silence, which no stage takes for
   speech or noise. */
static cad_status pad(struct cad_analysis *a, struct cad_channel *c,
                      cad_error *error)
{
    if (!cad_channel_reserve(a->arena, c, a->frames))
        return cad_fail_memory(error);
    for (; c->frames < a->frames; c->frames++)
        c->flags[c->frames] = CAD_FRAME_DIGITAL;
    return CAD_OK;
}

static void give(struct cad_analysis *a, cad_party party, int file, int channel)
{
    a->source[party] = (cad_source){file, channel};
    a->side[party].channel = a->recording[file].channel[channel - 1];
}

/* Mean power of the loudest stretch. */
static double top_power(const struct cad_channel *c, size_t window)
{
    double top = 0.0, sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f < c->frames; f++) {
        sum += (double)c->power[f];
        if (++n < window && f + 1 < c->frames)
            continue;
        if (n >= window / 10 || f < window) /* a short rest decides nothing */
            top = fmax(top, sum / (double)n);
        sum = 0.0;
        n = 0;
    }
    return top;
}

/* The side with nothing in it, as of two channels. */
static cad_party silent_file(const struct cad_analysis *a)
{
    const struct cad_layout_settings *s = &a->engine->model.settings.layout;
    size_t window = cad_frames_of(s->window_s);
    double agent = top_power(a->side[CAD_AGENT].channel, window);
    double customer = top_power(a->side[CAD_CUSTOMER].channel, window);
    double nothing = pow(10.0, s->nothing_dbfs / 10.0);
    double under = pow(10.0, -s->silent_under_db / 10.0);
    if (agent < nothing && customer < nothing)
        return CAD_NOBODY;
    if (agent <= customer * under)
        return CAD_AGENT;
    return customer <= agent * under ? CAD_CUSTOMER : CAD_NOBODY;
}

static void part(struct cad_analysis *a, cad_layout layout, cad_party missing)
{
    a->missing = missing;
    a->layout = missing == CAD_NOBODY ? layout : CAD_LAYOUT_ONE_SIDED;
}

static void assign_two_files(struct cad_analysis *a)
{
    give(a, CAD_AGENT, 0, 1);
    give(a, CAD_CUSTOMER, 1, 1);
    part(a, CAD_LAYOUT_TWO_FILES, silent_file(a));
}

static void assign_one_voice(struct cad_analysis *a, cad_layout layout,
                             bool voices_given)
{
    a->layout = layout;
    if (!voices_given) {
        give(a, CAD_MIXED, 0, 1);
        return;
    }
    give(a, CAD_AGENT, 0, 1);
    give(a, CAD_CUSTOMER, 0, 1);
}

static void assign_two_channels(struct cad_analysis *a)
{
    const struct cad_pair_verdict *pair = &a->recording[0].pair;
    int agent = a->call->agent_channel ? a->call->agent_channel : 1;
    give(a, CAD_AGENT, 0, agent);
    give(a, CAD_CUSTOMER, 0, 3 - agent);
    bool one_sided = pair->silent_channel == 0 || pair->silent_channel == 1;
    cad_party silent =
        pair->silent_channel + 1 == agent ? CAD_AGENT : CAD_CUSTOMER;
    part(a, CAD_LAYOUT_TWO_CHANNEL, one_sided ? silent : CAD_NOBODY);
}

static cad_status check_agent_channel(const struct cad_analysis *a,
                                      cad_error *error)
{
    int wanted = a->call->agent_channel;
    int there = (int)a->recording[0].channel_count;
    if (wanted < 0 || wanted > 2 || (there == 2 && wanted > there))
        return cad_fail(error, CAD_ERR_ARGUMENT,
                        "%s: agent channel %d: the parties are on channels 1 "
                        "and 2",
                        a->recording[0].info.path, wanted);
    return CAD_OK;
}

static size_t longest_frames(const struct cad_analysis *a)
{
    size_t frames = 0;
    for (size_t r = 0; r < a->recording_count; r++)
        for (size_t c = 0; c < a->recording[r].channel_count; c++)
            if (a->recording[r].channel[c]->frames > frames)
                frames = a->recording[r].channel[c]->frames;
    return frames;
}

/* A slip of a script: both sides name the same bytes. */
static bool is_one_file_twice(const struct cad_analysis *a)
{
    return a->recording_count == 2 && a->recording[0].sha256[0] &&
           !strcmp(a->recording[0].sha256, a->recording[1].sha256);
}

cad_status cad_parties_assign(struct cad_analysis *a, bool voices_given,
                              cad_error *error)
{
    a->missing = CAD_NOBODY;
    for (size_t p = 0; p < CAD_PARTIES; p++)
        a->source[p] = (cad_source){-1, 0};
    cad_status status = check_agent_channel(a, error);
    a->frames = longest_frames(a);
    for (size_t r = 0; r < a->recording_count && !status; r++) {
        if (a->recording[r].duration_s > a->duration_s)
            a->duration_s = a->recording[r].duration_s;
        for (size_t c = 0; c < a->recording[r].channel_count && !status; c++)
            status = pad(a, a->recording[r].channel[c], error);
    }
    if (status)
        return status;
    if (is_one_file_twice(a))
        assign_one_voice(a, CAD_LAYOUT_DUAL_MONO, voices_given);
    else if (a->recording_count == 2)
        assign_two_files(a);
    else if (a->recording[0].channel_count == 1)
        assign_one_voice(a, CAD_LAYOUT_MONO, voices_given);
    else if (a->recording[0].pair.same)
        assign_one_voice(a, CAD_LAYOUT_DUAL_MONO, voices_given);
    else
        assign_two_channels(a);
    return CAD_OK;
}
