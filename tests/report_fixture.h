/*
 * report_fixture.h - reports made by hand, for the tests of what reads and
 * writes them: one with an item of every kind and values at their edges, one
 * of a mono call, one of a call in which nobody speaks.
 */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <callcadence/report.h>

#define FIXTURE __attribute__((unused)) static

enum { FIXTURE_EVENTS = CAD_EVENT_NOISE + 3 };

typedef struct fixture {
    cad_report report;
    cad_note notes[3];
    cad_setting_change changed[1];
    cad_span ipus[5];
    cad_segment segments[5];
    cad_event events[FIXTURE_EVENTS];
    int agent_segments[2];
    cad_exchange exchanges[2];
    cad_episode episodes[2];
    cad_evidence evidence[3];
    cad_highlight highlights[2];
    cad_span moments[2];
} fixture;

/* Every figure of a struct that holds nothing but figures. */
FIXTURE void fixture_fill(void *figures, size_t bytes, cad_figure figure)
{
    cad_figure *at = figures;
    for (size_t i = 0; i < bytes / sizeof *at; i++)
        at[i] = figure;
}

#define FIXTURE_FILL(part, figure) fixture_fill(&(part), sizeof(part), (figure))

FIXTURE void fixture_call(cad_report *r)
{
    /* a byte that is no UTF-8, a quote, a line feed and a tab */
    r->call_id = "call \"42\"\n\t\xff of the day";
    r->call.agent_id = "=1+1";
    r->call.started_at = "2026-03-02T09:14:00Z";
    r->input.file_count = 1;
    r->input.files[0] = (cad_file){.name = "caf\xc3\xa9.wav",
                                   .format = "WAV/ULAW",
                                   .sample_rate_hz = 8000,
                                   .channels = 2};
    memset(r->input.files[0].sha256, '0', 64);
    memset(r->settings.key, 'f', 64);
    r->input.duration_s = 100.0004;
    r->input.bandwidth_hz = cad_known(3399.6);
    r->input.roles[CAD_AGENT] = (cad_source){0, 1};
    r->input.roles[CAD_CUSTOMER] = (cad_source){0, 2};
    r->input.roles_confidence = 1.0 / 3.0;
}

FIXTURE void fixture_quality(fixture *f)
{
    cad_report *r = &f->report;
    for (int p = 0; p < 2; p++) {
        cad_party_quality *q = &r->quality.party[p];
        q->present = true;
        q->noise_floor_dbfs = cad_known(-62.0);
        q->active_level_dbfs = cad_known(-26.437);
        q->snr_db = cad_known(35.563);
        q->clipped_share = cad_known(0.00004); /* rounds to 0 */
        q->dropout_s = cad_known(-0.0);
        q->agc_suspected = cad_known(p);
        q->leakage.level_db = cad_unknown(CAD_WHY_NONE_FOUND);
        q->leakage.delay_ms = cad_unknown(CAD_WHY_NONE_FOUND);
        q->leakage.suppressed_s = cad_known(0.0);
    }
    r->quality.offset_ms = cad_known(-12.34);
    r->quality.drift_ms_per_min = cad_unknown(CAD_WHY_NO_EVIDENCE);
    f->notes[0] = (cad_note){CAD_NOTE_CLIPPING, "clipped", CAD_AGENT, 1, 2};
    f->notes[1] = (cad_note){CAD_NOTE_NARROW_BAND, "=dull", CAD_NOBODY, -1, -1};
    r->quality.note_count = 2;
    r->quality.notes = f->notes;
    f->changed[0] = (cad_setting_change){"speech.snr_min_db", 6.25};
    r->settings.changed_count = 1;
    r->settings.changed = f->changed;
    r->settings.raised_from = 0.46;
}

FIXTURE void fixture_party(cad_party_report *p, double median_hz)
{
    p->present = true;
    p->talk_s = cad_known(40.0);
    p->talk_share = cad_known(0.5);
    p->talk_share_of_call = cad_known(0.4);
    p->turns = cad_known(2);
    p->longest_turn_s = cad_known(12.3456);
    p->longest_turn_start_s = cad_known(20.0);
    p->speech_level_lufs = cad_known(-24.3);
    p->pitch.median_hz = cad_known(median_hz);
    p->pitch.p10_hz = cad_known(median_hz * 0.8);
    p->pitch.p90_hz = cad_known(median_hz * 1.3);
    p->pitch.range_st = cad_known(6.1);
    p->articulation_syl_s = cad_known(4.9);
    p->speech_syl_s = cad_known(4.1);
    p->rate_uncertainty_pct = cad_known(5.2);
    p->pause_share = cad_known(0.16);
    p->response_latency.median_s = cad_unknown(CAD_WHY_NO_EVIDENCE);
    p->response_latency.p90_s = cad_unknown(CAD_WHY_NO_EVIDENCE);
    p->response_latency.n = cad_known(0);
    FIXTURE_FILL(p->interruptions, cad_known(1));
    FIXTURE_FILL(p->backchannels, cad_known(0));
    for (int m = 0; m < CAD_MEASURES; m++)
        p->baseline[m] = (cad_baseline){cad_known(-9.4), cad_known(2.0), 2,
                                        (cad_baseline_from)(m % 3)};
    p->activation.opening = cad_known(0.05);
    p->activation.closing = cad_unknown(CAD_WHY_TOO_SHORT);
    p->activation.p90 = cad_known(0.62);
    p->activation.trend = CAD_TREND_RISING;
    for (int i = 0; i < CAD_WHOLE_COUNT; i++)
        p->whole_call.figure[i] =
            (cad_whole_figure){.value = cad_known(5.0),
                               .norm = {true, 3.0, 4.0, "somebody"},
                               .place = CAD_PLACE_ABOVE};
    FIXTURE_FILL(p->whole_call.contrast, cad_known(1.5));
}

FIXTURE void fixture_conversation(cad_conversation_report *c)
{
    c->speech_s = cad_known(79.0);
    c->overlap_s = cad_known(1.0);
    c->overlap_share = cad_known(1.0 / 79.0);
    FIXTURE_FILL(c->silence, cad_known(3.0));
    c->hold_s = cad_known(0.0);
    c->floor_changes_per_min = cad_known(2.4);
    for (int i = 0; i < 4; i++) {
        c->quarters[i].start_s = 25.0 * i;
        c->quarters[i].end_s = 25.0 * (i + 1);
        for (int p = 0; p < 2; p++) {
            c->quarters[i].party[p].talk_share = cad_known(0.5);
            c->quarters[i].party[p].activation =
                cad_unknown(CAD_WHY_TOO_LITTLE_VOICE);
            c->quarters[i].party[p].interruptions = cad_known(0);
        }
    }
}

FIXTURE cad_segment fixture_segment(cad_party party, double start_s,
                                    double end_s, cad_span *ipu)
{
    *ipu = (cad_span){start_s, end_s};
    cad_segment s = {.party = party,
                     .start_s = start_s,
                     .end_s = end_s,
                     .ipu_count = 1,
                     .ipus = ipu,
                     .speech_s = end_s - start_s,
                     .took_floor = true,
                     .interrupted_by = -1,
                     .exchange = -1};
    s.response_latency_s = cad_known(-0.25);
    s.pitch.median_hz = cad_known(204.5);
    s.pitch.median_st = cad_known(-0.001); /* rounds to 0, not -0 */
    s.pitch.p10_st = cad_known(-2.1);
    s.pitch.p90_st = cad_known(3.0);
    s.pitch.slope_st_s = cad_known(-0.4);
    s.pitch.voiced_s = 2.9;
    FIXTURE_FILL(s.loudness, cad_known(-24.126));
    FIXTURE_FILL(s.effort, cad_known(-9.1));
    FIXTURE_FILL(s.rate.syllables, cad_known(21.44));
    FIXTURE_FILL(s.rate.articulation_syl_s, cad_known(5.0));
    FIXTURE_FILL(s.rate.speech_syl_s, cad_known(4.3));
    FIXTURE_FILL(s.rate.uncertainty_pct, cad_known(9.5));
    FIXTURE_FILL(s.rate.rel_pct, cad_known(2.04));
    s.rate.pauses = 1;
    s.rate.pause_s = 0.34;
    s.activation = cad_known(0.0625);
    s.confidence = cad_known(0.8);
    s.tone = CAD_TONE_LEVEL;
    return s;
}

FIXTURE void fixture_segments(fixture *f)
{
    static const cad_party who[5] = {CAD_CUSTOMER, CAD_AGENT, CAD_CUSTOMER,
                                     CAD_AGENT, CAD_CUSTOMER};
    for (int i = 0; i < 5; i++) {
        f->segments[i] = fixture_segment(who[i], 1.0 + 18.0 * i, 9.0 + 18.0 * i,
                                         &f->ipus[i]);
        f->segments[i].turn = i;
    }
    f->segments[0].response_latency_s = cad_unknown(CAD_WHY_FIRST_TURN);
    f->segments[0].interrupted_by = 0;
    f->segments[1].exchange = 0;
    f->segments[1].effect = CAD_EFFECT_ESCALATED;
    f->segments[1].tone = CAD_TONE_RAISED;
    f->segments[1].activation = cad_known(0.41);
    f->segments[3].exchange = 1;
    f->segments[3].effect = CAD_EFFECT_NONE;
    cad_segment *short_one = &f->segments[4];
    short_one->kind = CAD_BACKCHANNEL;
    short_one->took_floor = false;
    FIXTURE_FILL(short_one->effort, cad_unknown(CAD_WHY_TOO_LITTLE_VOICE));
    short_one->response_latency_s = cad_unknown(CAD_WHY_BACKCHANNEL);
    short_one->activation = cad_unknown(CAD_WHY_TOO_SHORT);
    short_one->confidence = cad_unknown(CAD_WHY_TOO_SHORT);
    short_one->tone = CAD_TONE_UNKNOWN;
    f->report.segment_count = 5;
    f->report.segments = f->segments;
}

/* One event of each kind, with both forms where there are two. */
FIXTURE void fixture_events(fixture *f)
{
    for (int i = 0; i < FIXTURE_EVENTS; i++) {
        cad_event *e = &f->events[i];
        *e = (cad_event){.kind = (cad_event_kind)(i < 2   ? 0
                                                  : i < 4 ? 1
                                                          : i - 2),
                         .party = i % 3 == 2 ? CAD_NOBODY : (cad_party)(i % 3),
                         .start_s = 5.0 + 5.0 * i,
                         .end_s = 6.0 + 5.0 * i,
                         .confidence = 0.93,
                         .segment = i % 2 ? -1 : 1};
        e->overlap_s = 0.72;
        e->outcome = i ? CAD_HELD : CAD_YIELDED;
        e->competitive = i ? cad_known(1) : cad_unknown(CAD_WHY_TOO_SHORT);
        e->form = i == 3 ? CAD_SIMULTANEOUS : CAD_TERMINAL;
        snprintf(e->digits, sizeof e->digits, "0123456789*#ABCD");
    }
    f->report.event_count = FIXTURE_EVENTS;
    f->report.events = f->events;
}

FIXTURE void fixture_exchanges(fixture *f)
{
    for (int i = 0; i < 2; i++) {
        cad_exchange *x = &f->exchanges[i];
        *x = (cad_exchange){.customer_before = 2 * i,
                            .customer_after = i ? -1 : 2,
                            .agent_segment_count = 1,
                            .agent_segments = &f->agent_segments[i],
                            .start_s = f->segments[1 + 2 * i].start_s,
                            .end_s = f->segments[1 + 2 * i].end_s};
        f->agent_segments[i] = 1 + 2 * i;
        FIXTURE_FILL(x->customer.before, cad_known(0.06));
        x->customer.after =
            i ? cad_unknown(CAD_WHY_CALL_ENDS) : cad_known(0.66);
        x->customer.expected = cad_known(-1.0);
        x->customer.surprise = cad_known(2.3);
        x->customer.change = i ? CAD_CHANGE_UNCLEAR : CAD_CHANGE_ROSE;
        x->agent.activation = cad_known(1.0);
        x->agent.expected = cad_known(0.05);
        x->agent.move = CAD_MOVE_RAISED;
        x->effect = i ? CAD_EFFECT_NONE : CAD_EFFECT_ESCALATED;
        x->confidence = cad_known(0.7);
    }
    f->exchanges[0].agent.did_count = CAD_CUES_MAX;
    for (int i = 0; i < CAD_CUES_MAX; i++)
        f->exchanges[0].agent.did[i] = (cad_cue){(cad_cue_kind)i, 1.23456};
    f->report.exchange_count = 2;
    f->report.exchanges = f->exchanges;
}

FIXTURE void fixture_episodes(fixture *f)
{
    for (int i = 0; i < 2; i++) {
        cad_episode *e = &f->episodes[i];
        *e = (cad_episode){.party = CAD_CUSTOMER,
                           .kind = i ? CAD_WITHDRAWN : CAD_RAISED,
                           .onset_s = 37.0,
                           .peak_s = 40.0,
                           .end_s = 45.0};
        e->peak_activation = cad_known(i ? -0.5 : 0.71);
        e->recovered = i ? cad_known(1) : cad_unknown(CAD_WHY_CALL_ENDS);
        e->recovery_s = i ? cad_known(8) : cad_unknown(CAD_WHY_CALL_ENDS);
        FIXTURE_FILL(e->agent, cad_known(0));
        e->agent.activation = cad_unknown(CAD_WHY_NO_EVIDENCE);
    }
    f->report.episode_count = 2;
    f->report.episodes = f->episodes;
}

FIXTURE void fixture_attribution(cad_attribution *a)
{
    a->exchanges = cad_known(2);
    a->escalated = cad_known(1);
    a->calmed = cad_known(0);
    FIXTURE_FILL(a->expected_by_chance, cad_known(0.123));
    a->coupling.beta = cad_unknown(CAD_WHY_TOO_FEW_EXCHANGES);
    a->coupling.se = cad_unknown(CAD_WHY_TOO_FEW_EXCHANGES);
    a->coupling.p = cad_unknown(CAD_WHY_TOO_FEW_EXCHANGES);
}

FIXTURE void fixture_highlights(fixture *f)
{
    f->evidence[0] = (cad_evidence){"activation", "1", 0.6, 'x', 0};
    f->evidence[1] = (cad_evidence){"interruption_overlap", "s", 0.72, 'e', 0};
    f->evidence[2] = (cad_evidence){"silence", "s", 12.0, 0, 0};
    f->highlights[0] = (cad_highlight){CAD_HIGHLIGHT_ROSE_AFTER_AGENT,
                                       19.0,
                                       45.0,
                                       "The customer's voice rose.",
                                       2,
                                       f->evidence,
                                       0.7};
    f->highlights[1] = (cad_highlight){
        CAD_HIGHLIGHT_DEAD_AIR, 50.0, 62.0, "Nobody spoke for 12 s.", 1,
        &f->evidence[2],        1.0};
    f->report.highlight_count = 2;
    f->report.highlights = f->highlights;
}

FIXTURE void fixture_pacing(fixture *f)
{
    f->moments[0] = (cad_span){8.48, 9.2};
    for (int i = 0; i < CAD_PACING_COUNT; i++) {
        cad_pacing_note *n = &f->report.pacing[i];
        *n = (cad_pacing_note){.value = cad_known(3.0),
                               .own_habit = cad_unknown(CAD_WHY_NO_PROFILE),
                               .text = "Three.",
                               .moment_count = 1,
                               .moments = f->moments};
    }
    f->report.pacing[CAD_PACING_MONOLOGUE].norm =
        (cad_norm){true, 0.0, 60.0, "a source"};
    f->report.pacing[CAD_PACING_HANDOVER] = (cad_pacing_note){
        .value = cad_unknown(CAD_WHY_NONE_FOUND), .own_habit = cad_known(2.0)};
}

/* Two channels, one item of every kind. */
FIXTURE void fixture_full(fixture *f)
{
    *f = (fixture){0};
    fixture_call(&f->report);
    fixture_quality(f);
    fixture_party(&f->report.party[CAD_AGENT], 118.2);
    fixture_party(&f->report.party[CAD_CUSTOMER], 204.5);
    fixture_conversation(&f->report.conversation);
    fixture_segments(f);
    fixture_events(f);
    fixture_exchanges(f);
    fixture_episodes(f);
    fixture_attribution(&f->report.attribution);
    fixture_highlights(f);
    fixture_pacing(f);
}

FIXTURE void fixture_unknown_pacing(cad_report *r, cad_why why)
{
    for (int i = 0; i < CAD_PACING_COUNT; i++)
        r->pacing[i] =
            (cad_pacing_note){.value = cad_unknown(why),
                              .own_habit = cad_unknown(CAD_WHY_NO_PROFILE)};
}

/* One channel with both voices: the two parties are not there. */
FIXTURE void fixture_mono(fixture *f)
{
    fixture_full(f);
    cad_report *r = &f->report;
    r->mixed = true;
    r->input.layout = CAD_LAYOUT_MONO;
    r->party[CAD_MIXED] = r->party[CAD_CUSTOMER];
    r->quality.party[CAD_MIXED] = r->quality.party[CAD_CUSTOMER];
    for (int p = 0; p < 2; p++) {
        r->party[p] = (cad_party_report){.absent_why = CAD_WHY_MONO};
        r->quality.party[p] = (cad_party_quality){.absent_why = CAD_WHY_MONO};
        r->input.roles[p] = (cad_source){-1, 0};
    }
    for (size_t i = 0; i < r->segment_count; i++) {
        f->segments[i].party = CAD_MIXED;
        f->segments[i].exchange = -1;
        f->segments[i].effect = CAD_EFFECT_NULL;
    }
    r->exchange_count = r->episode_count = r->highlight_count = 0;
    FIXTURE_FILL(r->attribution.exchanges, cad_unknown(CAD_WHY_MONO));
    FIXTURE_FILL(r->attribution.escalated, cad_unknown(CAD_WHY_MONO));
    FIXTURE_FILL(r->attribution.calmed, cad_unknown(CAD_WHY_MONO));
    FIXTURE_FILL(r->attribution.expected_by_chance, cad_unknown(CAD_WHY_MONO));
    fixture_unknown_pacing(r, CAD_WHY_MONO);
}

/* Two channels in which nobody speaks. */
FIXTURE void fixture_silent(fixture *f)
{
    fixture_full(f);
    cad_report *r = &f->report;
    for (int p = 0; p < 2; p++) {
        r->party[p] = (cad_party_report){.absent_why = CAD_WHY_NO_SPEECH};
        r->quality.party[p] =
            (cad_party_quality){.absent_why = CAD_WHY_NO_SPEECH};
    }
    r->segment_count = r->event_count = r->exchange_count = 0;
    r->episode_count = r->highlight_count = r->quality.note_count = 0;
    fixture_unknown_pacing(r, CAD_WHY_NO_SPEECH);
}

#endif
