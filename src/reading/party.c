/*
 * party.c - each party's figures over the whole call.
 */
#include "base/error.h"
#include "dsp/stats.h"
#include "feature/loudness.h"
#include "reading/sums.h"
#include "talk/turns.h"

enum { PARTY_FIGURES = 25 };

static unsigned bit(cad_party party)
{
    return 1u << party;
}

/* ---- parties that are not there ------------------------------------------ */

static void forget(cad_party_report *p, cad_why why)
{
    cad_figure *all[PARTY_FIGURES] = {
        &p->talk_s,
        &p->talk_share,
        &p->talk_share_of_call,
        &p->turns,
        &p->longest_turn_s,
        &p->longest_turn_start_s,
        &p->speech_level_lufs,
        &p->pitch.median_hz,
        &p->pitch.p10_hz,
        &p->pitch.p90_hz,
        &p->pitch.range_st,
        &p->articulation_syl_s,
        &p->rate_uncertainty_pct,
        &p->speech_syl_s,
        &p->pause_share,
        &p->response_latency.median_s,
        &p->response_latency.p90_s,
        &p->response_latency.n,
        &p->interruptions.made,
        &p->interruptions.made_yielded,
        &p->interruptions.suffered,
        &p->interruptions.suffered_yielded,
        &p->interruptions.per_other_minute,
        &p->backchannels.n,
        &p->backchannels.per_other_minute,
    };
    for (size_t i = 0; i < PARTY_FIGURES; i++)
        *all[i] = cad_unknown(why);
    p->absent_why = why;
}

/* ---- turns and rate ------------------------------------------------------ */

static void sum_turns(const struct cad_reading *in, cad_party party,
                      cad_party_report *out)
{
    const cad_turn_list *turns = &in->talk->turns;
    size_t n = 0, longest = 0, start = 0, speech = 0, total = 0;
    for (size_t t = 0; t < turns->count; t++) {
        const struct cad_turn *turn = &turns->items[t];
        if (!cad_turn_holds_floor(turn, party))
            continue;
        const struct cad_ipu *ipus =
            in->talk->ipus[party].items + turn->first_ipu;
        for (size_t i = 0; i < turn->ipu_count; i++)
            speech += ipus[i].end - ipus[i].start;
        size_t length = turn->end - turn->start;
        n++;
        total += length;
        if (length > longest) {
            longest = length;
            start = turn->start;
        }
    }
    out->turns = cad_known((double)n);
    cad_figure none = cad_unknown(CAD_WHY_NO_SPEECH);
    out->longest_turn_s = n ? cad_known(cad_frame_s(longest)) : none;
    out->longest_turn_start_s = n ? cad_known(cad_frame_s(start)) : none;
    out->pause_share =
        total ? cad_known((double)(total - speech) / (double)total) : none;
}

/* Over all segments long enough to have a rate of their own. */
static void sum_rate(const cad_report *report, cad_party party,
                     const struct cad_tone_settings *t, cad_party_report *out)
{
    double syllables = 0.0, speech_s = 0.0;
    double articulated_s = 0.0, spoken_s = 0.0;
    cad_why why = CAD_WHY_TOO_SHORT;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (s->party != party || s->kind != CAD_TURN)
            continue;
        if (!cad_is_known(s->rate.articulation_syl_s)) {
            if (s->rate.articulation_syl_s.why == CAD_WHY_NOISE)
                why = CAD_WHY_NOISE;
            continue;
        }
        double count = s->rate.syllables.value;
        syllables += count;
        speech_s += s->speech_s;
        articulated_s += count / s->rate.articulation_syl_s.value;
        spoken_s += count / s->rate.speech_syl_s.value;
    }
    cad_figure snr_db = report->quality.party[party].snr_db;
    bool enough = speech_s >= t->rate_min_party_s;
    out->articulation_syl_s =
        enough ? cad_known(syllables / articulated_s) : cad_unknown(why);
    out->speech_syl_s =
        enough ? cad_known(syllables / spoken_s) : cad_unknown(why);
    out->rate_uncertainty_pct =
        enough ? cad_known(cad_rate_uncertainty_pct(t, syllables, snr_db))
               : cad_unknown(why);
}

static void sum_latency(const struct cad_reading *in, cad_party party,
                        double *scratch, cad_party_report *out)
{
    const cad_turn_list *turns = &in->talk->turns;
    size_t n = 0;
    for (size_t t = 0; t < turns->count; t++)
        if (turns->items[t].party == party &&
            cad_is_known(turns->items[t].response_latency_s))
            scratch[n++] = turns->items[t].response_latency_s.value;
    out->response_latency.n = cad_known((double)n);
    out->response_latency.median_s = out->response_latency.p90_s =
        cad_unknown(CAD_WHY_NONE_FOUND);
    if (!n)
        return;
    cad_sort(scratch, n);
    out->response_latency.median_s = cad_known(cad_quantile(scratch, n, 0.5));
    out->response_latency.p90_s = cad_known(cad_quantile(scratch, n, 0.9));
}

/* ---- events between the two ---------------------------------------------- */

static void count_events(const cad_report *report, cad_party party,
                         double other_talk_s, double min_s,
                         cad_party_report *out)
{
    double made = 0, made_yielded = 0, suffered = 0, suffered_yielded = 0;
    double backchannels = 0;
    for (size_t i = 0; i < report->event_count; i++) {
        const cad_event *e = &report->events[i];
        bool yielded = e->outcome == CAD_YIELDED;
        if (e->doubted)
            continue;
        if (e->kind == CAD_EVENT_BACKCHANNEL)
            backchannels += e->party == party;
        if (e->kind != CAD_EVENT_INTERRUPTION)
            continue;
        if (e->party == party) {
            made++;
            made_yielded += yielded;
        } else {
            suffered++;
            suffered_yielded += yielded;
        }
    }
    out->interruptions.made = cad_known(made);
    out->interruptions.made_yielded = cad_known(made_yielded);
    out->interruptions.suffered = cad_known(suffered);
    out->interruptions.suffered_yielded = cad_known(suffered_yielded);
    out->interruptions.per_other_minute =
        cad_per_minute(made, other_talk_s, min_s);
    out->backchannels.n = cad_known(backchannels);
    out->backchannels.per_other_minute =
        cad_per_minute(backchannels, other_talk_s, min_s);
}

static void forget_events(cad_party_report *out, cad_why why)
{
    cad_figure none = cad_unknown(why);
    if (why == CAD_WHY_ONE_SIDED) /* a share of what was not heard */
        out->talk_share = none;
    out->response_latency.median_s = out->response_latency.p90_s = none;
    out->response_latency.n = none;
    out->interruptions.made = out->interruptions.made_yielded = none;
    out->interruptions.suffered = out->interruptions.suffered_yielded = none;
    out->interruptions.per_other_minute = none;
    out->backchannels.n = out->backchannels.per_other_minute = none;
}

/* ---- one party ----------------------------------------------------------- */

static void sum_talk(const struct cad_reading *in,
                     const struct cad_floor *floor, cad_party party,
                     cad_party_report *out)
{
    const struct cad_voice *v = in->voice[party];
    size_t own = cad_floor_count(floor, bit(party), 0, floor->frames);
    size_t all = 0;
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++)
        all += cad_floor_count(floor, bit((cad_party)p), 0, floor->frames);
    out->talk_s = cad_known(cad_frame_s(own));
    out->talk_share = all ? cad_known((double)own / (double)all)
                          : cad_unknown(CAD_WHY_NO_SPEECH);
    /* the last frame goes on beyond the last sample */
    double share = cad_frame_s(own) / in->duration_s;
    out->talk_share_of_call = in->duration_s > 0.0
                                  ? cad_known(fmin(share, 1.0))
                                  : cad_unknown(CAD_WHY_TOO_SHORT);
    out->speech_level_lufs =
        own ? cad_loudness_masked(v->channel->k_power, v->speech, 0, v->frames)
            : cad_unknown(CAD_WHY_NO_SPEECH);
}

static bool is_there(const struct cad_reading *in, const cad_report *report,
                     cad_party party)
{
    if (!in->voice[party])
        return false;
    return report->input.layout != CAD_LAYOUT_ONE_SIDED ||
           in->talk->ipus[party].count > 0;
}

static void sum_party(const struct cad_reading *in,
                      const struct cad_floor *floor, cad_party party,
                      double *scratch, cad_report *report)
{
    const struct cad_tone_settings *t = &in->model->settings.tone;
    cad_party_report *out = &report->party[party];
    cad_party other = party == CAD_AGENT ? CAD_CUSTOMER : CAD_AGENT;
    out->present = is_there(in, report, party);
    if (!out->present) {
        forget(out, report->mixed ? CAD_WHY_MONO : CAD_WHY_ONE_SIDED);
        return;
    }
    out->absent_why = CAD_WHY_KNOWN;
    sum_talk(in, floor, party, out);
    sum_turns(in, party, out);
    sum_rate(report, party, t, out);
    if (party == CAD_MIXED || !is_there(in, report, other)) {
        forget_events(out,
                      party == CAD_MIXED ? CAD_WHY_MONO : CAD_WHY_ONE_SIDED);
        return;
    }
    sum_latency(in, party, scratch, out);
    double other_talk_s =
        cad_frame_s(cad_floor_count(floor, bit(other), 0, floor->frames));
    count_events(report, party, other_talk_s, t->per_minute_min_s, out);
}

cad_status cad_parties_sum(const struct cad_reading *in, cad_report *report,
                           cad_error *error)
{
    struct cad_floor floor;
    cad_status status = cad_floor_open(in, &floor, error);
    if (status)
        return status;
    double *scratch = CAD_NEW(in->arena, double, in->talk->turns.count);
    if (!scratch)
        return cad_fail_memory(error);
    for (int p = CAD_AGENT; p < CAD_PARTIES; p++)
        sum_party(in, &floor, (cad_party)p, scratch, report);
    cad_course_sum(in, &floor, report);
    return CAD_OK;
}
