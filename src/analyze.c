/* analyze.c - the three acts in order: measure, who speaks, read. */
#include "analysis.h"
#include "base/error.h"
#include "dsp/stats.h"
#include "key.h"
#include "names.h"
#include "parties.h"
#include "quality.h"
#include "reading/reading.h"
#include "settle.h"
#include "speakers.h"

/* ---- act 1 ------------------------------------------------------------ */

static cad_status measure(struct cad_analysis *a, cad_error *error)
{
    const cad_call *call = a->call;
    const char *paths[2] = {call->file, NULL};
    a->recording_count = 1;
    if (call->agent_file) {
        paths[0] = call->agent_file;
        paths[1] = call->customer_file;
        a->recording_count = 2;
    }
    cad_status status = CAD_OK;
    for (size_t r = 0; r < a->recording_count && !status; r++) {
        status = cad_measure_file(a->engine, call, paths[r], a->arena,
                                  &a->recording[r], error);
        if (call->file_names[r])
            a->recording[r].info.name = call->file_names[r];
    }
    return status;
}

cad_status cad_analysis_measure(struct cad_analysis *a, cad_error *error)
{
    const cad_call *call = a->call;
    if (!call->agent_file != !call->customer_file)
        return cad_fail(error, CAD_ERR_ARGUMENT,
                        "a call of two files needs both, the agent's and the "
                        "customer's");
    if (!call->file == !call->agent_file)
        return cad_fail(error, CAD_ERR_ARGUMENT,
                        "a call is one file, or an agent's and a customer's");
    if (!call->raw.encoding && (call->raw.rate_hz || call->raw.channels))
        return cad_fail(error, CAD_ERR_ARGUMENT,
                        "raw rate and channels without an encoding; one "
                        "of " CAD_RAW_NAMES);
    cad_status status = measure(a, error);
    return status ? status
                  : cad_parties_assign(a, call->segments_file != NULL, error);
}

/* ---- act 2 ------------------------------------------------------------ */

/* Their times are the recording's. */
static void clip_given(const cad_call *call, cad_given_spans *given)
{
    for (size_t i = 0; i < given->count; i++) {
        given->items[i].start_s -= call->from_s;
        given->items[i].end_s -= call->from_s;
    }
}

/* Milliseconds for seconds, or another call's file. A clip leaves out what it
   leaves out. */
static cad_status check_given(struct cad_analysis *a,
                              const cad_given_spans *given, cad_error *error)
{
    const cad_call *call = a->call;
    double slack_s = a->engine->model.settings.measure.note_unequal_s;
    size_t begin_beyond = 0;
    a->given = given->count;
    if (call->from_s > 0 || call->to_s > 0)
        return CAD_OK;
    for (size_t i = 0; i < given->count; i++) {
        begin_beyond += given->items[i].start_s >= a->duration_s;
        a->given_beyond += given->items[i].end_s > a->duration_s + slack_s;
    }
    if (a->given_beyond < a->given || !begin_beyond)
        return CAD_OK;
    return cad_fail(error, CAD_ERR_SEGMENTS,
                    "%s: no segment ends before the recording does, at %.2f s; "
                    "give times in seconds, and this call's file",
                    call->segments_file, a->duration_s);
}

cad_status cad_analysis_listen(struct cad_analysis *a, cad_error *error)
{
    cad_given_spans given = {0};
    if (!a->call->segments_file)
        return cad_speakers_find(a, NULL, error);
    cad_status status =
        cad_segment_file_read(a->arena, a->call->segments_file, &given, error);
    if (!status) {
        clip_given(a->call, &given);
        status = check_given(a, &given, error);
    }
    return status ? status : cad_speakers_find(a, &given, error);
}

/* ---- act 3 ------------------------------------------------------------ */

typedef cad_status stage(const struct cad_reading *, cad_report *, cad_error *);

static cad_status settle(const struct cad_reading *in, cad_report *report,
                         cad_error *error)
{
    (void)in, (void)error;
    cad_report_settle(report);
    return CAD_OK;
}

static stage *const stages[] = {
    cad_segments_make,    cad_parties_sum,
    cad_baseline_find,    cad_activation_score,
    cad_changes_find,     cad_whole_call_describe,
    cad_exchanges_find,   cad_episodes_find,
    cad_attribution_test, settle,
    cad_pacing_note_all,  cad_highlights_rank,
};

static cad_status read_call(struct cad_analysis *a, cad_report *report,
                            cad_error *error)
{
    struct cad_reading in = {.model = &a->engine->model,
                             .profile = cad_profile_of(a->call),
                             .arena = a->arena,
                             .talk = &a->talk,
                             .duration_s = a->duration_s};
    for (size_t p = 0; p < CAD_PARTIES; p++)
        if (report->quality.party[p].present)
            in.voice[p] = &a->side[p].voice;
    cad_status status = CAD_OK;
    for (size_t i = 0; i < sizeof stages / sizeof *stages && !status; i++)
        status = stages[i](&in, report, error);
    return status;
}

/* ---- the report's own facts ------------------------------------------- */

/* Null and a silent side are told apart by their reason. */
static cad_why absent_why(const struct cad_analysis *a)
{
    return a->layout == CAD_LAYOUT_ONE_SIDED ? CAD_WHY_ONE_SIDED : CAD_WHY_MONO;
}

static bool is_silent_side(const struct cad_analysis *a, size_t party)
{
    return a->layout == CAD_LAYOUT_ONE_SIDED && (cad_party)party == a->missing;
}

static cad_status describe(struct cad_analysis *a, cad_report *report,
                           cad_error *error)
{
    const struct cad_side nobody = {0};
    report->mixed = cad_side_exists(&a->side[CAD_MIXED]);
    for (size_t p = 0; p < CAD_PARTIES; p++)
        cad_side_quality(is_silent_side(a, p) ? &nobody : &a->side[p],
                         absent_why(a), &report->quality.party[p]);
    report->quality.offset_ms = a->sync.offset_ms;
    report->quality.drift_ms_per_min = a->sync.drift_ms_per_min;
    report->conversation.silence.n = cad_known((double)a->silence.n);
    report->conversation.silence.total_s = cad_known(a->silence.total_s);
    report->conversation.silence.longest_s = cad_known(a->silence.longest_s);
    report->conversation.silence.longest_start_s =
        cad_known(a->silence.longest_start_s);
    cad_status status = cad_input_fill(a, &report->input, error);
    if (!status)
        status =
            cad_notes_write(a, report->quality.party, &report->quality.notes,
                            &report->quality.note_count, error);
    return status;
}

static bool copy_text(cad_arena *arena, const char *text, const char **out)
{
    *out = text ? cad_arena_strdup(arena, text) : NULL;
    return !text || *out;
}

static cad_status name_call(struct cad_analysis *a, cad_report *report,
                            cad_error *error)
{
    const cad_call *call = a->call;
    report->call_id = cad_call_id_of(a->arena, call);
    bool good = report->call_id &&
                copy_text(a->arena, call->agent_id, &report->call.agent_id) &&
                copy_text(a->arena, call->queue, &report->call.queue) &&
                copy_text(a->arena, call->direction, &report->call.direction) &&
                copy_text(a->arena, call->started_at, &report->call.started_at);
    return good ? CAD_OK : cad_fail_memory(error);
}

/* ---- the whole -------------------------------------------------------- */

static cad_status run(struct cad_analysis *a, cad_report *report,
                      cad_error *error)
{
    const char *const audio[2] = {a->recording[0].sha256,
                                  a->recording[1].sha256};
    cad_status status = cad_analysis_measure(a, error);
    if (!status)
        status = cad_analysis_listen(a, error);
    if (!status)
        status = name_call(a, report, error);
    if (!status)
        status = describe(a, report, error);
    if (!status)
        status = cad_key_make(a->engine, a->call, audio, a->arena,
                              report->settings.key, error);
    if (!status)
        status = read_call(a, report, error);
    report->settings.changed_count = a->engine->model.changed_count;
    report->settings.changed = a->engine->model.changed;
    report->settings.raised_from =
        cad_bounded(a->engine->model.settings.tone.raised_z);
    return status;
}

cad_status cad_analysis_new(const cad_engine *engine, const cad_call *call,
                            struct cad_analysis **out, cad_error *error)
{
    *out = NULL;
    cad_arena *arena = cad_arena_new();
    if (!arena)
        return cad_fail_memory(error);
    struct cad_analysis *a = CAD_NEW(arena, struct cad_analysis, 1);
    if (!a || !(a->scratch = cad_arena_new())) {
        cad_arena_free(arena);
        return cad_fail_memory(error);
    }
    a->engine = engine;
    a->call = call;
    a->arena = arena;
    *out = a;
    return CAD_OK;
}

void cad_analysis_free(struct cad_analysis *a)
{
    cad_arena_free(a->scratch);
    cad_arena_free(a->arena);
}

cad_status cad_analyze(const cad_engine *engine, const cad_call *call,
                       cad_report **out, cad_error *error)
{
    if (out)
        *out = NULL;
    if (!engine || !call || !out)
        return cad_fail_null(error, "engine, call or out");
    struct cad_analysis *a;
    cad_status status = cad_analysis_new(engine, call, &a, error);
    if (status)
        return status;
    cad_report *report = CAD_NEW(a->arena, cad_report, 1);
    if (!report) {
        cad_analysis_free(a);
        return cad_fail_memory(error);
    }
    report->analysis = a;
    status = run(a, report, error);
    a->call = NULL; /* the caller's; not ours after this */
    if (status)
        cad_report_free(&report);
    *out = report;
    return status;
}

void cad_report_free(cad_report **report)
{
    if (!report || !*report)
        return;
    cad_analysis_free((*report)->analysis); /* the report lives in it */
    *report = NULL;
}
