/*
 * analyze.h - from recorded calls to reports.
 *
 * An engine holds what is the same for every call: the model's numbers and
 * the FFT plans. It never changes after cad_engine_new(), so any number of
 * threads may share one and analyze as many calls at once as you like. Nor does
 * a report: threads may read and write out one at the same time. Engines may be
 * made and freed by several threads; only a program that plans with FFTW
 * (fftwf_plan_...) on its own must not do so meanwhile.
 *
 * The library never prints, exits, reads the environment or keeps state
 * between calls. One library below it does print: libmpg123, by way of
 * libsndfile, remarks on damaged MP3 to descriptor 2, and libsndfile has no
 * switch for that. Who wants silence decodes MP3 before, or points the
 * descriptor elsewhere, as the command does.
 */
#ifndef CALLCADENCE_ANALYZE_H
#define CALLCADENCE_ANALYZE_H

#include <stdio.h>

#include <callcadence/report.h>

typedef struct cad_engine cad_engine;
typedef struct cad_profile cad_profile;

/* What is read of recordings. */
enum { CAD_RATE_MIN_HZ = 4000, CAD_RATE_MAX_HZ = 192000, CAD_CHANNELS_MAX = 8 };

/* Encodings without a header: X(NAME, name, channels at most) */
#define CAD_RAW_MAP(X)                                                         \
    X(ULAW, "ulaw", CAD_CHANNELS_MAX)                                          \
    X(ALAW, "alaw", CAD_CHANNELS_MAX)                                          \
    X(S16LE, "s16le", CAD_CHANNELS_MAX)                                        \
    X(S16BE, "s16be", CAD_CHANNELS_MAX)                                        \
    X(U8, "u8", CAD_CHANNELS_MAX)                                              \
    X(GSM, "gsm", 1) /* the codec itself is mono */
#define CAD_RAW_NAMES "ulaw, alaw, s16le, s16be, u8, gsm"

/* Headerless input; all zero: the file has a header. */
typedef struct cad_raw {
    const char *encoding; /* of CAD_RAW_MAP */
    int rate_hz, channels;
} cad_raw;

/*
 * What to analyze. Zero-initialise, then set what you know. All is the
 * caller's and has to last until the function returns.
 *
 * A recording in memory is a file to the library by way of memfd_create(2),
 * with "/proc/self/fd/N" as its path, a name of its own in file_names[0], and
 * raw where the bytes are bare samples; a pipe is none.
 */
typedef struct cad_call {
    const char *call_id; /* NULL: the (first) file's stem */
    const char *agent_id, *queue, *direction, *started_at; /* or NULL */
    /* One file with both parties (or mixed) ... */
    const char *file;
    int agent_channel; /* 1-based; 0: assumed to be 1 */
    /* ... or a file for each party. */
    const char *agent_file, *customer_file;
    cad_roles_source roles_source; /* where agent_channel came from */
    const char *segments_file;     /* who speaks when; or NULL; in the times
                                      of the recording, not of the clip */
    cad_raw raw;
    double from_s, to_s; /* clip; to_s <= 0: to the end */
    /* The agent's habit, or NULL. A profile that names another agent than
       agent_id is left alone. */
    const cad_profile *profile;
    /* Asked for each second of the recording, by the thread that reads it;
       true ends the call with ERR_STOPPED. Or NULL. */
    bool (*stop)(void *user);
    void *stop_user;
    /* What the report calls the files (the agent's first), in place of the last
       part of each path, for files that lie under a passing name; or NULL. */
    const char *file_names[2];
} cad_call;

/*
 * cad_engine_new - load the model and make the plans.
 *
 *   model_file  JSON that overrides keys of the built-in model, or NULL
 *   out         the engine; free with cad_engine_free()
 *   errors      ERR_MODEL names line and key; ERR_MEMORY
 *   source      models/default.json, models/norms.json
 *   cost        a few ms
 *   test        tests/unit/test_analyze.c
 */
CAD_API CAD_NODISCARD cad_status cad_engine_new(const char *model_file,
                                                cad_engine **out,
                                                cad_error *error);

/*
 * cad_engine_free - release an engine and set the caller's pointer to NULL.
 *
 *   engine  may point to NULL; its reports go first, they point into it
 *   errors  none
 *   source  -
 *   test    tests/unit/test_analyze.c
 */
CAD_API void cad_engine_free(cad_engine **engine);

/*
 * cad_profile_load - an agent's habit from other calls, as `coach` writes it.
 *
 *   path    JSON of schema callcadence/profile/1
 *   out     free with cad_profile_free(); any number of calls and threads may
 *           share it. NULL after an error
 *   errors  ERR_MODEL "p.json:7: pacing.latency: wants value, n"; ERR_READ,
 *           ERR_MEMORY
 *   source  -
 *   test    tests/unit/model/test_profile.c
 */
CAD_API CAD_NODISCARD cad_status cad_profile_load(const char *path,
                                                  cad_profile **out,
                                                  cad_error *error);

/*
 * cad_profile_free - release a profile and set the caller's pointer to NULL.
 *
 *   profile  may point to NULL
 *   errors   none
 *   source   -
 *   test     tests/unit/model/test_profile.c
 */
CAD_API void cad_profile_free(cad_profile **profile);

/*
 * cad_analyze - read one call and report on it.
 *
 *   call    what to read; paths are the caller's
 *   out     the report; free with cad_report_free(). NULL after an error
 *   memory  about 60 bytes a frame of 10 ms and channel, plus the report
 *   errors  ERR_MISSING, ERR_FORMAT, ERR_EMPTY, ERR_SEGMENTS, ERR_ARGUMENT,
 *           ERR_READ, ERR_MEMORY, ERR_STOPPED; error->text names the file, the
 *           place and the way out. A truncated recording is analysed as far as
 *           it goes and gets a note; a silent one is a report.
 *   source  design of the three acts: measure, who speaks, read (src/analyze.c)
 *   cost    about a thousandth of the call's duration on one core (make bench)
 *   test    tests/unit/test_analyze.c, tests/cli/
 */
CAD_API CAD_NODISCARD cad_status cad_analyze(const cad_engine *engine,
                                             const cad_call *call,
                                             cad_report **out,
                                             cad_error *error);

/*
 * cad_report_free - release a report and set the caller's pointer to NULL.
 *
 *   report  may point to NULL; the engine has to be there still
 *   errors  none
 *   source  -
 *   test    tests/unit/test_analyze.c
 */
CAD_API void cad_report_free(cad_report **report);

/*
 * cad_call_key - the settings.key that a report of this call would have:
 * SHA-256 over version, model, roles, call fields, clip, and the names and
 * bytes of the recordings. Nothing is decoded.
 *
 *   call    as for cad_analyze()
 *   out     key: 64 hexadecimal digits and a zero
 *   errors  ERR_MISSING, ERR_EMPTY, ERR_READ, ERR_ARGUMENT, ERR_MEMORY
 *   source  FIPS 180-4
 *   test    tests/unit/test_analyze.c
 */
CAD_API CAD_NODISCARD cad_status cad_call_key(const cad_engine *engine,
                                              const cad_call *call,
                                              char key[65], cad_error *error);

/*
 * cad_frames_csv - write the 10 ms tracks behind a report.
 *
 *   report  from cad_analyze()
 *   out     an open stream; gets a header line, then a row a frame and party:
 *           time_s (frame centre), party, speech 0/1, f0_hz (0: unvoiced),
 *           voicing 0..1, level_dbfs (-120: digital silence), tilt_db,
 *           syllable (a weight >= 0; the sum estimates the count)
 *   errors  ERR_WRITE
 *   source  -
 *   test    tests/cli/frames.t
 */
CAD_API CAD_NODISCARD cad_status cad_frames_csv(const cad_report *report,
                                                FILE *out, cad_error *error);

/* A party's voice in one step of time. */
typedef struct cad_curve_point {
    double speech_share;   /* of the step, 0..1 */
    cad_figure pitch_st;   /* re the party's own median */
    cad_figure level_dbfs; /* of its speech */
    cad_figure rate_syl_s; /* over curve.rate_reach_s either side */
} cad_curve_point;

/*
 * cad_report_curve - pitch, level and rate of a party over time.
 *
 *   report  from cad_analyze()
 *   party   one that is present
 *   step_s  0.05 and more
 *   room    points that fit in out; may be 0
 *   out     points, the first of them [0, step_s); returns how many the call
 *           has, 0 for a party without a voice of its own
 *   errors  none
 *   source  medians over the 10 ms tracks (src/curves.c)
 *   test    tests/unit/test_curves.c
 */
CAD_API size_t cad_report_curve(const cad_report *report, cad_party party,
                                double step_s, size_t room,
                                cad_curve_point *out);

/* What a recording is, before any analysis. */
typedef struct cad_probe_channel {
    int file, channel; /* 0-based file, 1-based channel */
    cad_figure loudness_lufs, p56_dbov;
    cad_party_quality quality;
} cad_probe_channel;

typedef struct cad_probe {
    cad_input input;
    cad_figure loudness_lufs, p56_dbov; /* over all channels */
    size_t channel_count;
    cad_probe_channel *channels;
    size_t refusal_count;
    cad_note *refusals;            /* what analyze would note or refuse */
    struct cad_analysis *analysis; /* private */
} cad_probe;

/*
 * cad_probe_call - what is in these files, how they will be read, what is
 * wrong with them.
 *
 *   call    as for cad_analyze()
 *   out     free with cad_probe_free()
 *   errors  as cad_analyze()
 *   source  ITU-R BS.1770-4 (loudness), ITU-T P.56 (active level)
 *   test    tests/cli/probe.t
 */
CAD_API CAD_NODISCARD cad_status cad_probe_call(const cad_engine *engine,
                                                const cad_call *call,
                                                cad_probe **out,
                                                cad_error *error);

/*
 * cad_probe_free - release a probe and set the caller's pointer to NULL.
 *
 *   probe   may point to NULL
 *   errors  none
 *   source  -
 *   test    tests/cli/probe.t
 */
CAD_API void cad_probe_free(cad_probe **probe);

/*
 * cad_version - the version of the library that runs. A program that was built
 * with the headers of another one (CAD_VERSION) has to be built again while the
 * version begins with 0: the structures may have grown.
 *
 *   out     "0.1.0", a string that lives as long as the program
 *   errors  none
 *   source  -
 *   test    tests/unit/test_null.c
 */
CAD_API const char *cad_version(void);

/*
 * cad_version_text - the versions of the libraries that are linked.
 *
 *   out, room  gets "libsndfile-1.2.0, ..."; 256 bytes hold it
 *   errors     none; cut where there is no room
 *   source     -
 *   test       tests/cli/manners.t
 */
CAD_API void cad_version_text(char *out, size_t room);

#endif
