/*
 * report.h - what callcadence says of one call, as plain data.
 *
 * The JSON report (schema callcadence/report/1) is these structures written
 * out key by key. Times are seconds from the start of the call; the unit of a
 * number is in its name. A number that may be unknown is a cad_figure: it
 * carries its own reason for being null. Items refer to each other by index
 * into the report's arrays, -1 where there is nothing to point to.
 *
 * Everything a cad_report points to lives until cad_report_free().
 */
#ifndef CALLCADENCE_REPORT_H
#define CALLCADENCE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include <callcadence/status.h>

#define CAD_VERSION "0.1.0"
#define CAD_REPORT_SCHEMA "callcadence/report/1"

/* Why a figure is null: X(NAME, code in the report) */
#define CAD_WHY_MAP(X)                                                         \
    X(KNOWN, "")                                                               \
    X(NOT_MEASURED, "not_measured")                                            \
    X(TOO_SHORT, "too_short")                                                  \
    X(TOO_LITTLE_VOICE, "too_little_voice")                                    \
    X(NO_EVIDENCE, "no_evidence")                                              \
    X(NO_SPEECH, "no_speech")                                                  \
    X(LEAKAGE, "leakage")                                                      \
    X(NOISE, "noise")                                                          \
    X(GAIN_UNSTABLE, "gain_unstable")                                          \
    X(MONO, "mono")                                                            \
    X(ONE_SIDED, "one_sided")                                                  \
    X(TOO_FEW_EXCHANGES, "too_few_exchanges")                                  \
    X(NOT_GIVEN, "not_given")                                                  \
    X(NONE_FOUND, "none_found")                                                \
    X(FIRST_TURN, "first_turn")                                                \
    X(OWN_TURN, "own_turn")                                                    \
    X(AFTER_HOLD, "after_hold")                                                \
    X(INTERRUPTION, "interruption")                                            \
    X(SIMULTANEOUS_START, "simultaneous_start")                                \
    X(BACKCHANNEL, "backchannel")                                              \
    X(CALL_ENDS, "call_ends")                                                  \
    X(NO_PROFILE, "no_profile")                                                \
    X(NONE_DEFENSIBLE, "none_defensible")

typedef enum cad_why {
#define X(name, code) CAD_WHY_##name,
    CAD_WHY_MAP(X)
#undef X
} cad_why;

/* A number, or the reason why there is none. */
typedef struct cad_figure {
    double value; /* meaningful only while why is CAD_WHY_KNOWN */
    cad_why why;
} cad_figure;

static inline cad_figure cad_known(double value)
{
    cad_figure figure = {value, CAD_WHY_KNOWN};
    return figure;
}

static inline cad_figure cad_unknown(cad_why why)
{
    cad_figure figure = {0.0, why};
    return figure;
}

static inline bool cad_is_known(cad_figure figure)
{
    return figure.why == CAD_WHY_KNOWN;
}

/* Who: a party is not a channel (a mono call has one party, mixed). */
typedef enum cad_party {
    CAD_NOBODY = -1,
    CAD_AGENT,
    CAD_CUSTOMER,
    CAD_MIXED,
    CAD_PARTIES
} cad_party;

typedef struct cad_span {
    double start_s, end_s;
} cad_span;

/* ---- input ------------------------------------------------------------ */

typedef enum cad_layout {
    CAD_LAYOUT_TWO_CHANNEL,
    CAD_LAYOUT_TWO_FILES,
    CAD_LAYOUT_MONO,
    CAD_LAYOUT_DUAL_MONO,
    CAD_LAYOUT_ONE_SIDED
} cad_layout;

typedef enum cad_roles_source {
    CAD_ROLES_OPTION,
    CAD_ROLES_MANIFEST,
    CAD_ROLES_NAME,
    CAD_ROLES_SEGMENTS,
    CAD_ROLES_ASSUMED
} cad_roles_source;

typedef struct cad_file {
    const char *name;   /* last part of the path */
    const char *format; /* "WAV/ULAW" */
    char sha256[65];
    int sample_rate_hz;
    int channels;
} cad_file;

typedef struct cad_source {
    int file;    /* 0-based, or -1: no role */
    int channel; /* 1-based */
} cad_source;

typedef struct cad_input {
    size_t file_count;
    cad_file files[2];
    double duration_s;
    cad_figure bandwidth_hz;
    cad_layout layout;
    cad_source roles[2]; /* by cad_party: agent, customer */
    cad_roles_source roles_source;
    double roles_confidence; /* 0..1 */
} cad_input;

/* ---- quality ---------------------------------------------------------- */

/* X(NAME, code in the report); VOICE_CHANGE is kept for later */
#define CAD_NOTE_MAP(X)                                                        \
    X(TRUNCATED, "truncated")                                                  \
    X(BAD_SAMPLES, "bad_samples")                                              \
    X(UNEQUAL_LENGTH, "unequal_length")                                        \
    X(SEGMENTS_BEYOND, "segments_beyond")                                      \
    X(ROLES_ASSUMED, "roles_assumed")                                          \
    X(MONO, "mono")                                                            \
    X(DUAL_MONO, "dual_mono")                                                  \
    X(INVERTED_COPY, "inverted_copy")                                          \
    X(ONE_SIDED, "one_sided")                                                  \
    X(EXTRA_CHANNELS, "extra_channels")                                        \
    X(NO_SPEECH, "no_speech")                                                  \
    X(VOICE_CHANGE, "voice_change")                                            \
    X(CLIPPING, "clipping")                                                    \
    X(DROPOUT, "dropout")                                                      \
    X(NOISE_RISE, "noise_rise")                                                \
    X(NOISE, "noise")                                                          \
    X(GAIN_UNSTABLE, "gain_unstable")                                          \
    X(LEAKAGE, "leakage")                                                      \
    X(OUT_OF_SYNC, "out_of_sync")                                              \
    X(NARROW_BAND, "narrow_band")                                              \
    X(LOW_RATE, "low_rate")                                                    \
    X(BACKGROUND_VOICES, "background_voices")

typedef enum cad_note_code {
#define X(name, code) CAD_NOTE_##name,
    CAD_NOTE_MAP(X)
#undef X
} cad_note_code;

typedef struct cad_note {
    cad_note_code code;
    const char *text;      /* a plain sentence with figures */
    cad_party party;       /* or CAD_NOBODY */
    double start_s, end_s; /* negative: the whole call */
} cad_note;

typedef struct cad_leakage {
    cad_figure level_db; /* re the other's own level in its own channel */
    cad_figure delay_ms; /* after the other, >= 0 */
    cad_figure suppressed_s;
} cad_leakage;

typedef struct cad_party_quality {
    bool present; /* false: this party has no channel of its own */
    cad_why absent_why;
    cad_figure noise_floor_dbfs, active_level_dbfs, snr_db;
    cad_figure clipped_share, dropout_s;
    cad_figure agc_suspected; /* 0 or 1 */
    cad_leakage leakage;
} cad_party_quality;

/* ---- parties ---------------------------------------------------------- */

typedef enum cad_measure {
    CAD_PITCH_ST,
    CAD_TILT_DB,
    CAD_LEVEL_DB,
    CAD_RATE_SYL_S,
    CAD_MEASURES
} cad_measure;

typedef enum cad_baseline_from {
    CAD_FROM_CALL,
    CAD_FROM_PROFILE,
    CAD_FROM_OPENING
} cad_baseline_from;

/* A party's habit. pitch_st is re the party's own median; the reference in
   Hz is in cad_party_report.pitch.median_hz. */
typedef struct cad_baseline {
    cad_figure value, spread;
    size_t n; /* segments behind it */
    cad_baseline_from from;
} cad_baseline;

typedef enum cad_trend {
    CAD_TREND_UNKNOWN,
    CAD_TREND_RISING,
    CAD_TREND_FALLING,
    CAD_TREND_STEADY,
    CAD_TREND_MIXED
} cad_trend;

typedef enum cad_change {
    CAD_CHANGE_UNCLEAR,
    CAD_CHANGE_ROSE,
    CAD_CHANGE_FELL,
    CAD_CHANGE_STEADY
} cad_change;

/* The voice went to another level and stayed there, to end_s. */
typedef struct cad_course_change {
    int segment; /* the first at the new level */
    double start_s, end_s;
    double before, after; /* mean activation of the two stretches */
    cad_change change;    /* rose or fell */
    double confidence;    /* 0..1 */
} cad_course_change;

/* A range with its source. */
typedef struct cad_norm {
    bool known;
    double low, high;
    const char *source;
} cad_norm;

/* Of a party over the whole call: X(NAME, id, unit) */
#define CAD_WHOLE_MAP(X)                                                       \
    X(PITCH_MEDIAN, "pitch_median", "Hz")                                      \
    X(PITCH_RANGE, "pitch_range", "st")                                        \
    X(TILT, "tilt", "dB")                                                      \
    X(LEVEL_SPREAD, "level_spread", "dB")                                      \
    X(RATE, "articulation_rate", "syllables/s")

typedef enum cad_whole_id {
#define X(name, id, unit) CAD_WHOLE_##name,
    CAD_WHOLE_MAP(X)
#undef X
        CAD_WHOLE_COUNT
} cad_whole_id;

typedef enum cad_place {
    CAD_PLACE_UNKNOWN, /* no value, no norm, or too little voice for one
                          that is outside */
    CAD_PLACE_BELOW,
    CAD_PLACE_WITHIN,
    CAD_PLACE_ABOVE
} cad_place;

/* A figure beside the range of most speakers; a range is no verdict. */
typedef struct cad_whole_figure {
    cad_figure value;
    cad_norm norm;
    cad_place place;
} cad_whole_figure;

typedef struct cad_party_report {
    bool present; /* false: every figure is null with absent_why */
    cad_why absent_why;
    cad_figure talk_s, talk_share, talk_share_of_call;
    cad_figure turns, longest_turn_s, longest_turn_start_s;
    cad_figure speech_level_lufs;
    struct {
        cad_figure median_hz, p10_hz, p90_hz, range_st;
    } pitch;
    cad_figure articulation_syl_s, speech_syl_s;
    cad_figure rate_uncertainty_pct; /* one standard deviation of either */
    cad_figure pause_share;
    struct {
        cad_figure median_s, p90_s, n;
    } response_latency;
    struct {
        cad_figure made, made_yielded, suffered, suffered_yielded;
        cad_figure per_other_minute;
    } interruptions;
    struct {
        cad_figure n, per_other_minute;
    } backchannels;
    cad_baseline baseline[CAD_MEASURES];
    struct {
        cad_figure opening, closing, p90;
        cad_trend trend;
        cad_why trend_why;
        size_t change_count;
        cad_course_change *changes;
    } activation;
    struct {
        cad_whole_figure figure[CAD_WHOLE_COUNT];
        cad_figure contrast[CAD_MEASURES]; /* last quarter less the first */
    } whole_call;
} cad_party_report;

/* ---- conversation ----------------------------------------------------- */

typedef struct cad_quarter {
    double start_s, end_s;
    struct {
        cad_figure talk_share, activation, interruptions;
    } party[2];
} cad_quarter;

typedef struct cad_conversation_report {
    cad_figure speech_s, overlap_s, overlap_share;
    struct {
        cad_figure n, total_s, longest_s, longest_start_s;
    } silence;
    cad_figure hold_s, floor_changes_per_min;
    cad_quarter quarters[4];
} cad_conversation_report;

/* ---- segments --------------------------------------------------------- */

typedef enum cad_segment_kind { CAD_TURN, CAD_BACKCHANNEL } cad_segment_kind;

typedef enum cad_tone {
    CAD_TONE_UNKNOWN,
    CAD_TONE_RAISED,
    CAD_TONE_LOWERED,
    CAD_TONE_LEVEL
} cad_tone;

typedef enum cad_effect {
    CAD_EFFECT_NULL, /* not part of an exchange */
    CAD_EFFECT_ESCALATED,
    CAD_EFFECT_CALMED,
    CAD_EFFECT_NONE,
    CAD_EFFECT_UNCLEAR
} cad_effect;

typedef struct cad_segment {
    int turn; /* t<turn>; pieces of one long turn share it */
    cad_party party;
    cad_segment_kind kind;
    double start_s, end_s;
    size_t ipu_count;
    cad_span *ipus;
    double speech_s, overlap_s;
    bool took_floor;
    int interrupted_by; /* event, or -1 */
    int exchange;       /* agent's segments only, or -1 */
    cad_effect effect;
    cad_figure response_latency_s;
    struct {
        cad_figure median_hz, median_st, p10_st, p90_st, slope_st_s;
        double voiced_s;
    } pitch;
    struct {
        cad_figure lufs, level_dbfs, rel_db;
    } loudness;
    struct {
        cad_figure tilt_db, rel_db;
    } effort;
    struct {
        cad_figure syllables, articulation_syl_s, speech_syl_s;
        cad_figure uncertainty_pct; /* one standard deviation of either */
        cad_figure rel_pct;
        size_t pauses;
        double pause_s;
    } rate;
    cad_figure activation;   /* -1..1 */
    cad_figure activation_z; /* the statistics' scale; not in the JSON */
    cad_figure confidence;   /* 0..1 */
    cad_tone tone;           /* null follows activation's why */
} cad_segment;

/* ---- events ----------------------------------------------------------- */

/* X(NAME, kind in the report); NOISE is kept for later */
#define CAD_EVENT_MAP(X)                                                       \
    X(INTERRUPTION, "interruption")                                            \
    X(OVERLAP, "overlap")                                                      \
    X(BACKCHANNEL, "backchannel")                                              \
    X(SILENCE, "silence")                                                      \
    X(HOLD, "hold")                                                            \
    X(MUSIC, "music")                                                          \
    X(RINGBACK, "ringback")                                                    \
    X(BUSY, "busy")                                                            \
    X(DIAL, "dial")                                                            \
    X(SIT, "sit")                                                              \
    X(BEEP, "beep")                                                            \
    X(DTMF, "dtmf")                                                            \
    X(CLIPPING, "clipping")                                                    \
    X(DROPOUT, "dropout")                                                      \
    X(NOISE, "noise")

typedef enum cad_event_kind {
#define X(name, code) CAD_EVENT_##name,
    CAD_EVENT_MAP(X)
#undef X
} cad_event_kind;

typedef enum cad_outcome { CAD_YIELDED, CAD_HELD } cad_outcome;
typedef enum cad_overlap_form {
    CAD_TERMINAL,
    CAD_SIMULTANEOUS
} cad_overlap_form;

typedef struct cad_event {
    cad_event_kind kind;
    cad_party party; /* who did it or in whose channel; CAD_NOBODY: both */
    double start_s, end_s;
    double confidence;      /* 0..1 */
    bool doubted;           /* interruption, backchannel: less likely than
                               not, so listed and not counted */
    int segment;            /* or -1 */
    double overlap_s;       /* interruption */
    cad_outcome outcome;    /* interruption */
    cad_figure competitive; /* interruption: 0 or 1 */
    cad_overlap_form form;  /* overlap */
    char digits[64];        /* dtmf */
} cad_event;

/* ---- exchanges, episodes, attribution --------------------------------- */

typedef enum cad_move {
    CAD_MOVE_UNCLEAR,
    CAD_MOVE_RAISED,
    CAD_MOVE_LOWERED,
    CAD_MOVE_LEVEL
} cad_move;

/* What the agent did: X(NAME, cue in the report, unit) */
#define CAD_CUE_MAP(X)                                                         \
    X(FASTER, "faster", "%")                                                   \
    X(SLOWER, "slower", "%")                                                   \
    X(LOUDER, "louder", "dB")                                                  \
    X(SOFTER, "softer", "dB")                                                  \
    X(HIGHER, "higher", "st")                                                  \
    X(LOWER, "lower", "st")                                                    \
    X(INTERRUPTED, "interrupted", "s")                                         \
    X(TALKED_OVER, "talked_over", "s")                                         \
    X(LET_FINISH, "let_finish", "s")                                           \
    X(QUICK, "quick", "s")                                                     \
    X(LONG_PAUSE, "long_pause", "s")                                           \
    X(MONOLOGUE, "monologue", "s")

typedef enum cad_cue_kind {
#define X(name, code, unit) CAD_CUE_##name,
    CAD_CUE_MAP(X)
#undef X
} cad_cue_kind;

typedef struct cad_cue {
    cad_cue_kind kind;
    double value;
} cad_cue;

enum { CAD_CUES_MAX = 12 };

typedef struct cad_exchange {
    int customer_before, customer_after; /* segments */
    size_t agent_segment_count;
    int *agent_segments;
    double start_s, end_s; /* the agent's period */
    struct {
        cad_figure before, after, expected; /* activation, -1..1 */
        cad_figure surprise;                /* standard deviations */
        cad_change change;
    } customer;
    struct {
        cad_figure activation, expected; /* -1..1 */
        cad_move move;
        size_t did_count;
        cad_cue did[CAD_CUES_MAX];
    } agent;
    cad_effect effect;
    cad_figure confidence;
    /* the statistics behind it, in z; not in the JSON */
    struct {
        bool customer_known, agent_known, cut_in, let_finish;
        double cut_in_confidence; /* of the surest; 0: none */
        double before_z, after_z, surprise, agent_z, residual_z;
        double step_down, residual_down; /* slower, softer, lower */
    } trace;
} cad_exchange;

typedef enum cad_episode_kind { CAD_RAISED, CAD_WITHDRAWN } cad_episode_kind;

typedef struct cad_episode {
    cad_party party;
    cad_episode_kind kind;
    double onset_s, peak_s, end_s;
    cad_figure peak_activation;
    cad_figure recovered; /* 0 or 1 */
    cad_figure recovery_s;
    struct {
        cad_figure silence_share, backchannels, interruptions;
        cad_figure activation, floor_wait_s;
    } agent;
} cad_episode;

typedef enum cad_verdict {
    CAD_VERDICT_INSUFFICIENT,
    CAD_VERDICT_RAISES,
    CAD_VERDICT_CALMS,
    CAD_VERDICT_NO_PATTERN
} cad_verdict;

typedef struct cad_attribution {
    cad_figure exchanges, escalated, calmed;
    struct {
        cad_figure escalated, calmed;
    } expected_by_chance;
    struct {
        cad_figure beta, se, p;
        size_t shifts;
    } coupling;
    cad_verdict verdict;
} cad_attribution;

/* ---- highlights and pacing -------------------------------------------- */

/* X(NAME, kind in the report) */
#define CAD_HIGHLIGHT_MAP(X)                                                   \
    X(ROSE_AFTER_AGENT, "rose_after_agent")                                    \
    X(FELL_AFTER_AGENT, "fell_after_agent")                                    \
    X(CUSTOMER_ROSE, "customer_rose")                                          \
    X(CUSTOMER_FELL, "customer_fell")                                          \
    X(RAISED_EPISODE, "raised_episode")                                        \
    X(WITHDRAWN_EPISODE, "withdrawn_episode")                                  \
    X(CUT_IN_HEAT, "cut_in_heat")                                              \
    X(VENTING_ROOM, "venting_room")                                            \
    X(STEP_DOWN, "step_down")                                                  \
    X(MUTUAL_RAISE, "mutual_raise")                                            \
    X(MONOLOGUE, "monologue")                                                  \
    X(DEAD_AIR, "dead_air")                                                    \
    X(HANDOVER, "handover")

typedef enum cad_highlight_kind {
#define X(name, code) CAD_HIGHLIGHT_##name,
    CAD_HIGHLIGHT_MAP(X)
#undef X
} cad_highlight_kind;

typedef struct cad_evidence {
    const char *metric, *unit;
    double value;
    char ref_kind; /* 's', 'e', 'x' or 'p': segment, event, ...; 0: none */
    int ref;
} cad_evidence;

typedef struct cad_highlight {
    cad_highlight_kind kind;
    double start_s, end_s; /* at most 60 s */
    const char *text;
    size_t evidence_count;
    cad_evidence *evidence;
    double confidence;
} cad_highlight;

/* Always all of these, in this order: X(NAME, id, unit) */
#define CAD_PACING_MAP(X)                                                      \
    X(INTERRUPTIONS_CALM, "interruptions_calm", "per minute of customer talk") \
    X(INTERRUPTIONS_HEAT, "interruptions_heat", "per minute of customer talk") \
    X(VENTING_ROOM, "venting_room", "share")                                   \
    X(FLOOR_WAIT, "floor_wait", "s")                                           \
    X(STEADINESS, "steadiness", "activation")                                  \
    X(STEP_DOWN, "step_down", "moves")                                         \
    X(PACE, "pace", "syllables/s")                                             \
    X(PACE_MISMATCH, "pace_mismatch", "%")                                     \
    X(LATENCY, "latency", "s")                                                 \
    X(LATENCY_HEAT, "latency_heat", "s")                                       \
    X(MONOLOGUE, "monologue", "s")                                             \
    X(DEAD_AIR, "dead_air", "s")                                               \
    X(MUTUAL_RAISE, "mutual_raise", "runs")                                    \
    X(CLOSING, "closing", "activation")                                        \
    X(HANDOVER, "handover", "s")                                               \
    X(LISTENING, "listening", "per minute of customer talk")

typedef enum cad_pacing_id {
#define X(name, id, unit) CAD_PACING_##name,
    CAD_PACING_MAP(X)
#undef X
        CAD_PACING_COUNT
} cad_pacing_id;

typedef struct cad_pacing_note {
    cad_figure value;
    cad_figure own_habit;
    cad_norm norm;
    const char *text;
    size_t moment_count;
    cad_span *moments;
} cad_pacing_note;

/* ---- the report ------------------------------------------------------- */

typedef struct cad_setting_change {
    const char *key; /* "speech.snr_min_db" */
    double value;
} cad_setting_change;

typedef struct cad_report {
    const char *call_id;
    struct {
        const char *agent_id, *queue, *direction, *started_at; /* or NULL */
    } call;
    cad_input input;
    struct {
        char key[65];
        size_t changed_count;
        cad_setting_change *changed;
        double raised_from; /* activation of a turn that is just raised; not
                               in the JSON: tanh(tone.raised_z / 2) */
    } settings;
    struct {
        size_t note_count;
        cad_note *notes;
        cad_party_quality party[CAD_PARTIES];
        cad_figure offset_ms, drift_ms_per_min;
    } quality;
    bool mixed; /* the voices are not told apart */
    cad_party_report party[CAD_PARTIES];
    cad_conversation_report conversation;
    size_t segment_count;
    cad_segment *segments;
    size_t event_count;
    cad_event *events;
    size_t exchange_count;
    cad_exchange *exchanges;
    size_t episode_count;
    cad_episode *episodes;
    cad_attribution attribution;
    size_t highlight_count;
    cad_highlight *highlights;
    cad_pacing_note pacing[CAD_PACING_COUNT];
    struct cad_analysis *analysis; /* the tracks behind the report; private */
} cad_report;

#endif
