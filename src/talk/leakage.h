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

#include <callcadence/report.h>

struct cad_leak {
    bool found;
    double level_db, delay_ms, correlation;
    double suppressed_s; /* set by the caller once speech is final */
    uint8_t *blocked; /* [frames] 1: what is there is the other's voice */
    uint8_t *unclean; /* [frames] 1: own speech perhaps, level and tilt not */
};

struct cad_sync {
    cad_figure offset_ms, drift_ms_per_min;
};

/*
 * cad_leakage_find - leakage of `other` into `own`, along the call.
 *
 *   other_speech  [frames] provisional speech of the other channel
 *   own_speech    [frames] provisional speech of this one
 *   out           arrays live in `arena`; all zero where none is found
 */
cad_status cad_leakage_find(const struct cad_channel *own,
                            const struct cad_channel *other,
                            const uint8_t *own_speech,
                            const uint8_t *other_speech,
                            const struct cad_leakage_settings *settings,
                            cad_arena *arena, struct cad_leak *out,
                            cad_error *error);

/* Offset and drift between the sides, where both leak. */
struct cad_sync cad_leakage_sync(const struct cad_leak *agent,
                                 const struct cad_leak *customer,
                                 const struct cad_leakage_settings *settings);

#endif
