/*
 * exchange_fixture.h - a report of turns with known activation, as segments
 * would leave it: for the stages after activation.
 */
#ifndef EXCHANGE_FIXTURE_H
#define EXCHANGE_FIXTURE_H

#include "base/arena.h"
#include "reading/reading.h"

#include <stdio.h>
#include <stdlib.h>

struct talk {
    cad_arena *arena;
    cad_model model;
    cad_report report;
    struct cad_conversation talk; /* hold; the rest as of the segments */
    struct cad_reading in;
};

/* Room for n turns; nobody has spoken yet. */
__attribute__((unused)) static void talk_open(struct talk *t, size_t n)
{
    *t = (struct talk){.arena = cad_arena_new()};
    cad_error error = {0};
    if (!t->arena || cad_model_load(t->arena, NULL, &t->model, &error)) {
        printf("Bail out! %s\n", error.text);
        exit(1);
    }
    t->report.segments = CAD_NEW(t->arena, cad_segment, n);
    t->report.events = CAD_NEW(t->arena, cad_event, n);
    t->talk.frames = n * 10 * CAD_FRAMES_PER_S;
    t->talk.hold = CAD_NEW(t->arena, uint8_t, t->talk.frames);
    t->in.model = &t->model;
    t->in.arena = t->arena;
    for (size_t p = 0; p < 2; p++)
        t->report.party[p].present = true;
}

/* The next turn: 4 s of speech after a gap of 0.4 s, in activation z. */
__attribute__((unused)) static cad_segment *talk_say(struct talk *t,
                                                     cad_party party, double z)
{
    cad_report *r = &t->report;
    double start_s = 1.0 + 4.4 * (double)r->segment_count;
    cad_segment *s = &r->segments[r->segment_count];
    *s = (cad_segment){.turn = (int)r->segment_count,
                       .party = party,
                       .kind = CAD_TURN,
                       .start_s = start_s,
                       .end_s = start_s + 4.0,
                       .speech_s = 4.0,
                       .took_floor = true,
                       .interrupted_by = -1,
                       .exchange = -1,
                       .activation = cad_known(tanh(z / 2.0)),
                       .activation_z = cad_known(z),
                       .confidence = cad_known(0.9),
                       .response_latency_s = cad_known(0.4)};
    s->pitch.voiced_s = 2.0;
    s->pitch.median_st = cad_known(0.0);
    s->loudness.rel_db = cad_known(0.0);
    s->rate.uncertainty_pct = cad_known(10.0);
    s->rate.rel_pct = cad_known(0.0);
    r->segment_count++;
    t->in.duration_s = s->end_s + 1.0;
    r->input.duration_s = t->in.duration_s;
    return s;
}

/* The agent cuts into the customer's turn `segment`. */
__attribute__((unused)) static void talk_cut(struct talk *t, int agent_segment,
                                             double start_s)
{
    t->report.events[t->report.event_count++] =
        (cad_event){.kind = CAD_EVENT_INTERRUPTION,
                    .party = CAD_AGENT,
                    .start_s = start_s,
                    .end_s = start_s + 0.6,
                    .confidence = 0.9,
                    .segment = agent_segment,
                    .overlap_s = 0.6,
                    .outcome = CAD_YIELDED};
}

__attribute__((unused)) static void talk_pair(struct talk *t, double customer_z,
                                              double agent_z)
{
    talk_say(t, CAD_CUSTOMER, customer_z);
    talk_say(t, CAD_AGENT, agent_z);
}

/* Level, then cut off and raised for three turns, then calmed. */
__attribute__((unused)) static void talk_hot(struct talk *t)
{
    talk_open(t, 64);
    for (int i = 0; i < 6; i++)
        talk_pair(t, 0.1 * (i % 3), 0.0);
    cad_segment *before = talk_say(t, CAD_CUSTOMER, 0.0);
    cad_segment *agent = talk_say(t, CAD_AGENT, 0.2);
    talk_cut(t, (int)(agent - t->report.segments), before->end_s - 0.5);
    talk_pair(t, 3.0, 0.1);
    talk_pair(t, 3.2, -0.1);
    talk_say(t, CAD_CUSTOMER, 3.1);
    talk_say(t, CAD_AGENT, -1.5);
    for (int i = 0; i < 4; i++)
        talk_pair(t, 0.1, 0.0);
}

__attribute__((unused)) static size_t talk_count(const cad_report *r,
                                                 cad_highlight_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < r->highlight_count; i++)
        n += r->highlights[i].kind == kind;
    return n;
}

/* Every segment is a turn of its own here; the longest is the party's. */
__attribute__((unused)) static void talk_turns(struct talk *t)
{
    t->in.talk = &t->talk;
    for (size_t i = 0; i < t->report.segment_count; i++) {
        const cad_segment *s = &t->report.segments[i];
        cad_figure *longest = &t->report.party[s->party].longest_turn_s;
        *longest = cad_known(fmax(longest->value, s->end_s - s->start_s));
        *CAD_VEC_PUSH(t->arena, &t->talk.turns) =
            (struct cad_turn){.party = s->party,
                              .kind = s->kind,
                              .start = cad_frames_of(s->start_s),
                              .end = cad_frames_of(s->end_s),
                              .took_floor = s->took_floor};
    }
}

__attribute__((unused)) static cad_status talk_read(struct talk *t)
{
    talk_turns(t);
    cad_status status = cad_exchanges_find(&t->in, &t->report, NULL);
    if (!status)
        status = cad_episodes_find(&t->in, &t->report, NULL);
    if (!status)
        status = cad_attribution_test(&t->in, &t->report, NULL);
    if (!status)
        status = cad_pacing_note_all(&t->in, &t->report, NULL);
    return status ? status : cad_highlights_rank(&t->in, &t->report, NULL);
}

__attribute__((unused)) static void talk_close(struct talk *t)
{
    cad_arena_free(t->arena);
}

/* A deterministic standard normal value (Box-Muller). */
__attribute__((unused)) static double talk_normal(uint32_t *seed)
{
    double u[2];
    for (int i = 0; i < 2; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        u[i] = ((double)(*seed >> 8) + 0.5) / 16777216.0;
    }
    return sqrt(-2.0 * log(u[0])) * cos(6.283185307179586 * u[1]);
}

#endif
