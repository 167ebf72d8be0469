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

__attribute__((unused)) static cad_status talk_read(struct talk *t)
{
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
