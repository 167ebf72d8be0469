/*
 * key.h - what a report depends on, as one hash.
 *
 *   test    tests/unit/test_key.c, tests/cli/batch_resume.t
 */
#ifndef CAD_KEY_H
#define CAD_KEY_H

#include "base/arena.h"
#include "engine.h"

/* audio: SHA-256 of the call's recordings, in the order agent, customer.
   errors: those of reading call->segments_file; ERR_MEMORY */
cad_status cad_key_make(const cad_engine *engine, const cad_call *call,
                        const char *const audio[2], cad_arena *arena,
                        char key[65], cad_error *error);

#endif
