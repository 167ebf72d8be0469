/*
 * reading_fixture.h - a call made of known stretches of voice, without sound:
 * what act 2 would have handed to src/reading.
 */
#ifndef READING_FIXTURE_H
#define READING_FIXTURE_H

#include "base/arena.h"
#include "reading/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One inter-pausal unit; `joined` continues the party's last turn. */
struct stretch {
    cad_party party;
    double start_s, end_s;
    double f0_hz, f0_end_hz; /* glides when f0_end_hz is not 0 */
    double level_dbfs, tilt_db, syllables_s;
    bool joined;
    cad_segment_kind kind;
    bool leaked; /* speech, but level and tilt are not its own */
};

struct fixture {
    cad_arena *arena;
    cad_model model;
    struct cad_channel channel[CAD_PARTIES];
    struct cad_voice voice[CAD_PARTIES];
    struct cad_conversation talk;
    struct cad_reading in;
    cad_report report;
};

__attribute__((unused)) static void *fixture_need(void *memory)
{
    if (!memory) {
        printf("Bail out! no memory\n");
        exit(1);
    }
    return memory;
}

__attribute__((unused)) static void
fixture_voice(struct fixture *fx, cad_party party, size_t frames)
{
    struct cad_channel *c = &fx->channel[party];
    struct cad_voice *v = &fx->voice[party];
    c->frames = v->frames = frames;
    c->power = fixture_need(CAD_NEW(fx->arena, float, frames));
    c->k_power = fixture_need(CAD_NEW(fx->arena, float, frames));
    c->tilt_cdb = fixture_need(CAD_NEW(fx->arena, int16_t, frames));
    v->channel = c;
    v->speech = fixture_need(CAD_NEW(fx->arena, uint8_t, frames));
    v->clean = fixture_need(CAD_NEW(fx->arena, uint8_t, frames));
    v->f0_hz = fixture_need(CAD_NEW(fx->arena, float, frames));
    v->voicing = fixture_need(CAD_NEW(fx->arena, uint8_t, frames));
    v->syllable = fixture_need(CAD_NEW(fx->arena, float, frames));
    fx->in.voice[party] = v;
}

__attribute__((unused)) static size_t fixture_frame(double time_s)
{
    return (size_t)(time_s * CAD_FRAMES_PER_S + 0.5);
}

/* Syllables spread evenly, the middle of the first edge_s after the start and
   that of the last as far before the end: as many a second as asked for. */
__attribute__((unused)) static void
fixture_paint_syllables(struct fixture *fx, const struct stretch *s)
{
    float *weight = fx->voice[s->party].syllable;
    size_t start = fixture_frame(s->start_s), end = fixture_frame(s->end_s);
    double edge = fx->model.settings.syllable.edge_s * CAD_FRAMES_PER_S;
    double count = s->syllables_s * (s->end_s - s->start_s);
    double inner = (double)(end - start) - 2.0 * edge;
    double density = count > 1.0 && inner > 0.0
                         ? (count - 1.0) / inner
                         : s->syllables_s / CAD_FRAMES_PER_S;
    double reach = edge - (density > 0.0 ? 0.5 / density : 0.0);
    double from = (double)start + fmax(reach, 0.0);
    double to = (double)end - fmax(reach, 0.0);
    for (size_t f = start; f < end; f++) {
        double part = fmin((double)f + 1.0, to) - fmax((double)f, from);
        weight[f] = (float)(density * fmax(part, 0.0));
    }
}

/* Seven frames in ten are voiced. */
__attribute__((unused)) static void fixture_paint(struct fixture *fx,
                                                  const struct stretch *s)
{
    struct cad_channel *c = &fx->channel[s->party];
    struct cad_voice *v = &fx->voice[s->party];
    size_t start = fixture_frame(s->start_s), end = fixture_frame(s->end_s);
    for (size_t f = start; f < end; f++) {
        double at = (double)(f - start) / (double)(end - start);
        double end_hz = s->f0_end_hz > 0.0 ? s->f0_end_hz : s->f0_hz;
        c->power[f] = (float)pow(10.0, s->level_dbfs / 10.0);
        c->k_power[f] = c->power[f];
        c->tilt_cdb[f] = (int16_t)lround(100.0 * s->tilt_db);
        v->speech[f] = 1;
        v->clean[f] = !s->leaked;
        v->voicing[f] = 200;
        if (f % 10 < 7 && s->f0_hz > 0.0)
            v->f0_hz[f] = (float)(s->f0_hz * pow(end_hz / s->f0_hz, at));
    }
    fixture_paint_syllables(fx, s);
}

__attribute__((unused)) static void fixture_say(struct fixture *fx,
                                                const struct stretch *s)
{
    cad_ipu_list *ipus = &fx->talk.ipus[s->party];
    struct cad_turn *turn = NULL;
    for (size_t t = fx->talk.turns.count; s->joined && t-- > 0 && !turn;)
        if (fx->talk.turns.items[t].party == s->party)
            turn = &fx->talk.turns.items[t];
    if (!turn) {
        turn = fixture_need(CAD_VEC_PUSH(fx->arena, &fx->talk.turns));
        *turn = (struct cad_turn){
            .party = s->party,
            .kind = s->kind,
            .start = fixture_frame(s->start_s),
            .first_ipu = ipus->count,
            .took_floor = s->kind == CAD_TURN,
            .response_latency_s = cad_unknown(CAD_WHY_FIRST_TURN),
        };
    }
    struct cad_ipu *ipu = fixture_need(CAD_VEC_PUSH(fx->arena, ipus));
    *ipu = (struct cad_ipu){s->party, fixture_frame(s->start_s),
                            fixture_frame(s->end_s),
                            (int)(turn - fx->talk.turns.items)};
    turn->end = ipu->end;
    turn->ipu_count++;
    fixture_paint(fx, s);
}

/* Agent and customer, or mixed alone when the first stretch is. */
__attribute__((unused)) static void fixture_open(struct fixture *fx,
                                                 double duration_s,
                                                 const struct stretch *s,
                                                 size_t n)
{
    *fx = (struct fixture){.arena = fixture_need(cad_arena_new())};
    size_t frames = fixture_frame(duration_s);
    cad_error error;
    if (cad_model_load(fx->arena, NULL, &fx->model, &error)) {
        printf("Bail out! %s\n", error.text);
        exit(1);
    }
    fx->report.mixed = n > 0 && s[0].party == CAD_MIXED;
    if (fx->report.mixed) {
        fixture_voice(fx, CAD_MIXED, frames);
    } else {
        fixture_voice(fx, CAD_AGENT, frames);
        fixture_voice(fx, CAD_CUSTOMER, frames);
    }
    fx->talk.frames = frames;
    fx->talk.parties = fx->report.mixed ? 1 : 2;
    fx->talk.hold = fixture_need(CAD_NEW(fx->arena, uint8_t, frames));
    fx->in.model = &fx->model;
    fx->in.arena = fx->arena;
    fx->in.talk = &fx->talk;
    fx->in.duration_s = duration_s;
    fx->report.input.duration_s = duration_s;
    for (int p = 0; p < CAD_PARTIES; p++) {
        fx->report.quality.party[p].snr_db = cad_known(40.0);
        fx->report.quality.party[p].agc_suspected = cad_known(0.0);
    }
    for (size_t i = 0; i < n; i++)
        fixture_say(fx, &s[i]);
}

__attribute__((unused)) static void fixture_event(struct fixture *fx,
                                                  cad_event event)
{
    *(cad_event *)fixture_need(CAD_VEC_PUSH(fx->arena, &fx->talk.events)) =
        event;
}

/* The stages up to activation. */
__attribute__((unused)) static cad_status fixture_read(struct fixture *fx)
{
    cad_status status = cad_segments_make(&fx->in, &fx->report, NULL);
    if (!status)
        status = cad_parties_sum(&fx->in, &fx->report, NULL);
    if (!status)
        status = cad_baseline_find(&fx->in, &fx->report, NULL);
    return status ? status : cad_activation_score(&fx->in, &fx->report, NULL);
}

__attribute__((unused)) static void fixture_close(struct fixture *fx)
{
    cad_arena_free(fx->arena);
}

/* A deterministic standard normal value (Box-Muller over a small generator). */
__attribute__((unused)) static double fixture_normal(uint32_t *seed)
{
    double u[2];
    for (int i = 0; i < 2; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        u[i] = ((double)(*seed >> 8) + 0.5) / 16777216.0;
    }
    return sqrt(-2.0 * log(u[0])) * cos(6.283185307179586 * u[1]);
}

#endif
