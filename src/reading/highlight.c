/* highlight.c - at most ten places to listen, the best evidence first. */
#include "base/error.h"
#include "base/vec.h"
#include "reading/reading.h"
#include "reading/sentence.h"

/* A candidate and what speaks for it. */
struct candidate {
    cad_highlight item;
    double weight;
    double agent_end_s; /* of an exchange: the agent's period; or 0 */
    bool cut;           /* it goes on beyond its end_s */
};
typedef CAD_VEC(struct candidate) candidate_list;

struct stage {
    const struct cad_reading *in;
    const cad_report *report;
    candidate_list list;
    bool failed; /* out of memory: said once, at the end */
};

static struct candidate *add(struct stage *st, cad_highlight_kind kind,
                             double start_s, double end_s, double confidence,
                             double weight)
{
    const struct cad_reading_settings *s = &st->in->model->settings.reading;
    if (confidence < s->highlight_min_confidence)
        return NULL;
    struct candidate *c = CAD_VEC_PUSH(st->in->arena, &st->list);
    if (!c) {
        st->failed = true;
        return NULL;
    }
    double latest_s = start_s + s->highlight_longest_s;
    *c = (struct candidate){.item = {kind, start_s,
                                     end_s < latest_s ? end_s : latest_s, NULL,
                                     0, NULL, confidence},
                            .weight = weight * confidence,
                            .cut = end_s > latest_s};
    return c;
}

/* Text and evidence are written into the candidate; it may be NULL. */
static void word(struct stage *st, struct candidate *c,
                 const struct cad_sentence *sentence)
{
    if (!c)
        return;
    c->item.text =
        c->cut ? cad_arena_printf(
                     st->in->arena, "%s The first %.0f s are marked.",
                     sentence->text,
                     st->in->model->settings.reading.highlight_longest_s)
               : cad_arena_strdup(st->in->arena, sentence->text);
    c->item.evidence =
        CAD_NEW(st->in->arena, cad_evidence, sentence->evidence_count);
    if (!c->item.text || !c->item.evidence) {
        st->failed = true;
        return;
    }
    for (size_t i = 0; i < sentence->evidence_count; i++)
        c->item.evidence[i] = sentence->evidence[i];
    c->item.evidence_count = sentence->evidence_count;
}

/* ---- of tone ---------------------------------------------------------- */

static void add_exchange(struct stage *st, int id)
{
    const struct cad_exchange_settings *s = &st->in->model->settings.exchange;
    const cad_exchange *x = &st->report->exchanges[id];
    const cad_segment *after = &st->report->segments[x->customer_after];
    cad_highlight_kind kind = x->customer.change == CAD_CHANGE_ROSE
                                  ? CAD_HIGHLIGHT_CUSTOMER_ROSE
                                  : CAD_HIGHLIGHT_CUSTOMER_FELL;
    const struct cad_reading_settings *r = &st->in->model->settings.reading;
    double weight = 1.0;
    if (x->effect == CAD_EFFECT_ESCALATED)
        kind = CAD_HIGHLIGHT_ROSE_AFTER_AGENT;
    else if (x->effect == CAD_EFFECT_CALMED)
        kind = CAD_HIGHLIGHT_FELL_AFTER_AGENT;
    else
        weight = r->weight_beside;
    double surprise = fabs(x->trace.surprise);
    if (surprise < s->surprise_min)
        return;
    struct cad_sentence sentence;
    cad_sentence_of_exchange(st->report, id, &sentence);
    struct candidate *c = add(st, kind, x->start_s, after->end_s,
                              x->confidence.value, weight * surprise);
    if (c)
        c->agent_end_s = x->end_s;
    word(st, c, &sentence);
}

/* Of an episode: how sure its turns are, by their voice. */
static double episode_confidence(const cad_report *report, const cad_episode *p)
{
    double sum = 0.0, voiced_s = 0.0;
    for (size_t i = 0; i < report->segment_count; i++) {
        const cad_segment *s = &report->segments[i];
        if (s->party != p->party || s->kind != CAD_TURN ||
            !cad_is_known(s->activation_z) || !cad_is_known(s->confidence) ||
            s->start_s < p->onset_s || s->start_s >= p->end_s)
            continue;
        sum += s->confidence.value * s->pitch.voiced_s;
        voiced_s += s->pitch.voiced_s;
    }
    return voiced_s > 0.0 ? sum / voiced_s : 0.0;
}

static void add_episode(struct stage *st, int id)
{
    const cad_episode *p = &st->report->episodes[id];
    if (p->party != CAD_CUSTOMER)
        return;
    struct cad_sentence sentence;
    cad_sentence_of_episode(st->report, id, &sentence);
    cad_highlight_kind kind = p->kind == CAD_RAISED
                                  ? CAD_HIGHLIGHT_RAISED_EPISODE
                                  : CAD_HIGHLIGHT_WITHDRAWN_EPISODE;
    double height = fabs(p->peak_activation.value);
    double weight = st->in->model->settings.reading.weight_episode;
    word(st,
         add(st, kind, p->onset_s, p->end_s, episode_confidence(st->report, p),
             weight * height),
         &sentence);
}

/* ---- of conduct ------------------------------------------------------- */

struct conduct {
    cad_pacing_id note;
    cad_highlight_kind kind;
    double weight;
};

/* What is marked is as sure as the event or the exchange that it is. */
static double conduct_confidence(const struct stage *st,
                                 cad_highlight_kind kind, const cad_span *m)
{
    const cad_report *r = st->report;
    cad_event_kind event = kind == CAD_HIGHLIGHT_CUT_IN_HEAT
                               ? CAD_EVENT_INTERRUPTION
                               : CAD_EVENT_SILENCE;
    if (kind == CAD_HIGHLIGHT_CUT_IN_HEAT || kind == CAD_HIGHLIGHT_DEAD_AIR)
        for (size_t i = 0; i < r->event_count; i++)
            if (r->events[i].kind == event &&
                r->events[i].start_s == m->start_s)
                return r->events[i].confidence;
    if (kind == CAD_HIGHLIGHT_STEP_DOWN || kind == CAD_HIGHLIGHT_MUTUAL_RAISE)
        for (size_t i = 0; i < r->exchange_count; i++)
            if (r->exchanges[i].start_s == m->start_s &&
                cad_is_known(r->exchanges[i].confidence))
                return r->exchanges[i].confidence.value;
    return st->in->model->settings.reading.long_turn_confidence;
}

static bool is_worth_it(const struct stage *st, const struct conduct *c,
                        const cad_span *moment)
{
    const struct cad_reading_settings *s = &st->in->model->settings.reading;
    double length_s = moment->end_s - moment->start_s;
    if (c->kind == CAD_HIGHLIGHT_MONOLOGUE)
        return length_s >= s->monologue_flag_s;
    if (c->kind == CAD_HIGHLIGHT_DEAD_AIR)
        return length_s >= s->dead_air_s;
    return true;
}

static void add_conduct(struct stage *st, const struct conduct *c)
{
    const cad_pacing_note *note = &st->report->pacing[c->note];
    for (size_t i = 0; i < note->moment_count; i++) {
        const cad_span *m = &note->moments[i];
        if (!is_worth_it(st, c, m))
            continue;
        struct cad_sentence sentence;
        cad_sentence_of_conduct(c->kind, m, &sentence);
        word(st,
             add(st, c->kind, m->start_s, m->end_s,
                 conduct_confidence(st, c->kind, m), c->weight),
             &sentence);
    }
}

/* Each moment of these notes is a place of its own. */
static void add_conducts(struct stage *st)
{
    const struct cad_reading_settings *s = &st->in->model->settings.reading;
    const struct conduct conducts[] = {
        {CAD_PACING_INTERRUPTIONS_HEAT, CAD_HIGHLIGHT_CUT_IN_HEAT,
         s->weight_cut_in},
        {CAD_PACING_STEP_DOWN, CAD_HIGHLIGHT_STEP_DOWN, s->weight_step_down},
        {CAD_PACING_MUTUAL_RAISE, CAD_HIGHLIGHT_MUTUAL_RAISE,
         s->weight_mutual_raise},
        {CAD_PACING_MONOLOGUE, CAD_HIGHLIGHT_MONOLOGUE, s->weight_monologue},
        {CAD_PACING_DEAD_AIR, CAD_HIGHLIGHT_DEAD_AIR, s->weight_dead_air},
    };
    for (size_t i = 0; i < sizeof conducts / sizeof *conducts; i++)
        add_conduct(st, &conducts[i]);
}

/* The longest stretch that did not come back. */
static void add_handover(struct stage *st)
{
    const cad_pacing_note *note = &st->report->pacing[CAD_PACING_HANDOVER];
    const struct cad_reading_settings *s = &st->in->model->settings.reading;
    if (!cad_is_known(note->value) || note->value.value < s->handover_s)
        return;
    double confidence = 0.0;
    for (size_t i = 0; i < st->report->episode_count; i++) {
        const cad_episode *p = &st->report->episodes[i];
        if (p->party == CAD_CUSTOMER && p->onset_s == note->moments->start_s)
            confidence = episode_confidence(st->report, p);
    }
    struct cad_sentence sentence;
    cad_sentence_of_conduct(CAD_HIGHLIGHT_HANDOVER, note->moments, &sentence);
    word(st,
         add(st, CAD_HIGHLIGHT_HANDOVER, note->moments->start_s,
             note->moments->end_s, confidence, s->weight_handover),
         &sentence);
}

/* Room to speak: a raised episode in which the agent mostly listened and did
   not cut in. */
static void add_venting(struct stage *st)
{
    const struct cad_reading_settings *s = &st->in->model->settings.reading;
    for (size_t i = 0; i < st->report->episode_count; i++) {
        const cad_episode *p = &st->report->episodes[i];
        if (p->party != CAD_CUSTOMER || p->kind != CAD_RAISED ||
            !cad_is_known(p->agent.silence_share) ||
            p->agent.silence_share.value < s->venting_min_share ||
            p->agent.interruptions.value > 0.0)
            continue;
        struct cad_sentence sentence;
        cad_sentence_of_venting(st->report, (int)i, &sentence);
        word(st,
             add(st, CAD_HIGHLIGHT_VENTING_ROOM, p->onset_s, p->end_s,
                 episode_confidence(st->report, p), s->weight_venting),
             &sentence);
    }
}

/* ---- ranking ---------------------------------------------------------- */

static bool goes_before(const struct candidate *a, const struct candidate *b)
{
    if (a->weight != b->weight)
        return a->weight > b->weight;
    return a->item.start_s < b->item.start_s;
}

static void rank(candidate_list *list)
{
    for (size_t i = 1; i < list->count; i++)
        for (size_t j = i;
             j > 0 && goes_before(&list->items[j], &list->items[j - 1]); j--) {
            struct candidate swap = list->items[j];
            list->items[j] = list->items[j - 1];
            list->items[j - 1] = swap;
        }
}

/* What the agent did, and what followed it: one place. */
static bool is_part(const struct candidate *part, const struct candidate *whole)
{
    cad_highlight_kind did = part->item.kind, followed = whole->item.kind;
    bool fits = (did == CAD_HIGHLIGHT_STEP_DOWN &&
                 followed == CAD_HIGHLIGHT_FELL_AFTER_AGENT) ||
                (did == CAD_HIGHLIGHT_CUT_IN_HEAT &&
                 followed == CAD_HIGHLIGHT_ROSE_AFTER_AGENT);
    return fits && part->item.start_s >= whole->item.start_s &&
           part->item.start_s < whole->agent_end_s;
}

/* Of what is one place the weaker goes. */
static void merge_places(candidate_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct candidate c = list->items[i];
        size_t k = 0;
        while (k < kept && !is_part(&c, &list->items[k]) &&
               !is_part(&list->items[k], &c))
            k++;
        if (k == kept)
            list->items[kept++] = c;
    }
    list->count = kept;
}

static cad_status keep_best(struct stage *st, cad_report *report,
                            cad_error *error)
{
    size_t most = (size_t)st->in->model->settings.reading.highlight_max;
    size_t n = st->list.count < most ? st->list.count : most;
    report->highlights = CAD_NEW(st->in->arena, cad_highlight, n);
    if (!report->highlights || st->failed)
        return cad_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        report->highlights[i] = st->list.items[i].item;
    report->highlight_count = n;
    return CAD_OK;
}

cad_status cad_highlights_rank(const struct cad_reading *in, cad_report *report,
                               cad_error *error)
{
    struct stage st = {.in = in, .report = report};
    for (size_t i = 0; i < report->exchange_count; i++) {
        cad_change change = report->exchanges[i].customer.change;
        if (change == CAD_CHANGE_ROSE || change == CAD_CHANGE_FELL)
            add_exchange(&st, (int)i);
    }
    for (size_t i = 0; i < report->episode_count; i++)
        add_episode(&st, (int)i);
    add_conducts(&st);
    add_handover(&st);
    add_venting(&st);
    rank(&st.list);
    merge_places(&st.list);
    return keep_best(&st, report, error);
}
