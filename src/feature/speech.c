#include "feature/speech.h"

#include "base/error.h"
#include "feature/speech_steps.h"

#include <string.h>

static bool open_work(struct cad_speech_work *work, cad_arena *arena)
{
    work->blocks = work->frames / CAD_SPEECH_BLOCK + 1;
    work->level = CAD_NEW(arena, float, work->frames);
    work->score = CAD_NEW(arena, float, work->frames);
    work->floor = CAD_NEW(arena, int16_t, work->blocks * CAD_BANDS);
    work->sum = CAD_NEW(arena, uint16_t, work->blocks * CAD_BANDS);
    work->high = CAD_NEW(arena, uint8_t, work->blocks);
    work->count = CAD_NEW(arena, uint8_t, work->blocks);
    work->noise = CAD_NEW(arena, uint8_t, work->frames);
    work->back = CAD_NEW(arena, uint8_t, work->frames);
    work->lifted = CAD_NEW(arena, uint8_t, work->frames);
    return work->level && work->score && work->floor && work->sum &&
           work->count && work->high && work->noise && work->back &&
           work->lifted;
}

/* Floor, level of speech and decision each need the other two: the first
   round begins with steady stretches, the next ones with the pauses found. */
static void detect(struct cad_speech_work *work)
{
    cad_speech_level(work);
    bool any = cad_speech_steady(work);
    int rounds = (int)work->settings->rounds;
    for (int round = 0; any && round < rounds; round++) {
        if (round) {
            cad_speech_pauses(work);
            cad_speech_drop_hidden(work);
        }
        cad_speech_drop_words(work);
        if (round)
            cad_speech_drop_short(work);
        cad_speech_floor(work); /* or the last round's, if none is left */
        cad_speech_margin(work);
        cad_speech_lifted(work);
        if (round)
            cad_speech_active(work);
        else
            cad_speech_active_voiced(work);
        cad_speech_evidence(work);
        cad_speech_search(work);
    }
    cad_speech_anchor(work);
}

/* Median of frame powers in dB, over the frames where pick[f] == wanted. */
static cad_figure median_db(const struct cad_speech_work *work,
                            const uint8_t *pick, size_t least)
{
    size_t count[1301] = {0}, n = 0, below = 0, code = 0;
    for (size_t f = 0; f < work->frames; f++)
        if (pick[f] && cad_speech_usable(work, f)) {
            float db = cad_power_db(work->channel->power[f]);
            count[db > 10.0f ? 1300 : (size_t)(10.0f * (db + 120.0f))]++;
            n++;
        }
    if (n < least || !n)
        return cad_unknown(CAD_WHY_TOO_SHORT);
    while ((below += count[code]) * 2 < n)
        code++;
    return cad_known(0.1 * (double)code + 0.05 - 120.0);
}

/* 10 log10 of the mean power of the speech frames. */
static cad_figure active_db(const struct cad_speech_work *work)
{
    double sum = 0.0;
    size_t n = 0;
    for (size_t f = 0; f < work->frames; f++)
        if (work->speech[f]) {
            sum += (double)work->channel->power[f];
            n++;
        }
    if (!n || sum <= 0.0)
        return cad_unknown(CAD_WHY_NO_SPEECH);
    return cad_known(10.0 * log10(sum / (double)n));
}

static bool describe(struct cad_speech_work *work, cad_arena *arena,
                     struct cad_noise *noise)
{
    cad_speech_pauses(work);
    cad_speech_drop_hidden(work);
    cad_speech_drop_short(work);
    size_t least = cad_frames_of(work->settings->steady_s);
    noise->floor_dbfs = median_db(work, work->noise, least);
    noise->active_dbfs = active_db(work);
    if (!cad_is_known(noise->floor_dbfs))
        noise->separation_db = noise->floor_dbfs;
    else if (!cad_is_known(noise->active_dbfs))
        noise->separation_db = noise->active_dbfs;
    else
        noise->separation_db =
            cad_known(noise->active_dbfs.value - noise->floor_dbfs.value);
    return cad_speech_rise(work, arena, &noise->rise.db, &noise->rise.at_s);
}

cad_status cad_speech_detect(const struct cad_channel *channel,
                             const uint8_t *blocked,
                             const struct cad_speech_settings *settings,
                             cad_arena *arena, uint8_t *speech, uint8_t *unlike,
                             struct cad_noise *noise, cad_error *error)
{
    struct cad_speech_work work = {.channel = channel,
                                   .blocked = blocked,
                                   .settings = settings,
                                   .frames = channel->frames,
                                   .speech = speech,
                                   .unlike = unlike};
    if (!open_work(&work, arena))
        return cad_fail_memory(error);
    memset(speech, 0, work.frames);
    if (unlike)
        memset(unlike, 0, work.frames);
    detect(&work);
    if (noise && !describe(&work, arena, noise))
        return cad_fail_memory(error);
    return CAD_OK;
}
