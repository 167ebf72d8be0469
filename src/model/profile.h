/*
 * profile.h - an agent's habit from other calls: only what a line, a handset
 * or a gain cannot change (no levels, no Hz, no tilt).
 *
 *   {"schema": "callcadence/profile/1", "agent_id": "a7", "calls": 12,
 *    "measures": {"rate_syl_s": {"value": 4.9, "spread": 0.3, "n": 12}, ...},
 *    "pacing": {"latency": {"value": 0.4, "n": 12}, ...}}
 *
 * A measure or pacing id that the file lacks, or has as null, is not known.
 *
 *   test    tests/unit/model/test_profile.c
 */
#ifndef CAD_MODEL_PROFILE_H
#define CAD_MODEL_PROFILE_H

#include "base/arena.h"

#include <callcadence/analyze.h>

#define CAD_PROFILE_SCHEMA "callcadence/profile/1"

/* X(NAME, key, lowest, highest): beyond them a value is a mistake */
#define CAD_PROFILE_MAP(X)                                                     \
    X(RATE_SYL_S, "rate_syl_s", 0.0, 20.0)                                     \
    X(PITCH_RANGE_ST, "pitch_range_st", 0.0, 60.0)                             \
    X(PAUSE_SHARE, "pause_share", 0.0, 1.0)                                    \
    X(LATENCY_S, "latency_s", -60.0, 600.0)

enum cad_profile_id {
#define X(name, key, low, high) CAD_PROFILE_##name,
    CAD_PROFILE_MAP(X)
#undef X
        CAD_PROFILE_MEASURES
};

struct cad_typical {
    cad_figure value, spread; /* median and robust spread over the calls */
    size_t n;                 /* calls behind it */
};

struct cad_profile {
    cad_arena *arena;     /* the profile lives in it */
    const char *agent_id; /* NULL: not said */
    size_t calls;
    struct cad_typical measure[CAD_PROFILE_MEASURES];
    struct cad_typical pacing[CAD_PACING_COUNT]; /* without spread */
    char sha256[65]; /* of the file: part of the resume key */
};

/* The call's profile, or NULL where there is none or it is another agent's. */
const cad_profile *cad_profile_of(const cad_call *call);

#endif
