/*
 * leakage.h - what each channel hears of the other.
 *
 * Works on band levels only: power-domain, so a codec in the leak path does
 * no harm.
 *
 *   source  Wrigley et al. (2005); field practice of envelope correlation
 *   test    tests/unit/talk/test_leakage.c
 */
#ifndef CAD_TALK_LEAKAGE_H
#define CAD_TALK_LEAKAGE_H

#include "base/arena.h"
#include "dsp/track.h"
#include "model/settings.h"
#include "talk/leak_pair.h"

#include <callcadence/report.h>

/* The delay in one stretch of the call. */
struct cad_leak_window {
    double at_s; /* its middle */
    double delay_ms;
};

struct cad_leak {
    bool found;
    double level_db, correlation;
    double delay_ms;     /* as recorded; negative: the sides are out of sync */
    size_t window_count; /* stretches in which it was found */
    struct cad_leak_window *windows;
    double suppressed_s; /* set by the caller once speech is final */
    uint8_t *blocked;    /* [frames] 1: what is there is the other's voice */
    uint8_t *unclean; /* [frames] 1: own speech perhaps, level and tilt not */
};

struct cad_sync {
    cad_figure offset_ms, drift_ms_per_min;
};

/*
 * cad_leakage_find - leakage of `other` into `own`, along the call.
 *
 *   scratch  may be given back afterwards
 *   out      arrays live in `arena`; all zero where none is found
 */
cad_status cad_leakage_find(const struct cad_leak_side *own,
                            const struct cad_leak_side *other,
                            const struct cad_leakage_settings *settings,
                            cad_arena *scratch, cad_arena *arena,
                            struct cad_leak *out, cad_error *error);

/*
 * cad_leakage_sync - offset and drift between the sides, where both leak.
 *
 * Taken that the way from agent to customer is as long as the way back, what
 * the two delays differ by is twice the offset. Null (no_evidence) unless
 * both leak; drift also unless two stretches at one time show it.
 */
struct cad_sync cad_leakage_sync(const struct cad_leak *agent,
                                 const struct cad_leak *customer);

#endif
