/* engine.h - what is the same for every call; public face in analyze.h. */
#ifndef CAD_ENGINE_H
#define CAD_ENGINE_H

#include "dsp/spectrum.h"
#include "model/model.h"

#include <callcadence/analyze.h>

struct cad_engine {
    cad_arena *arena;
    cad_model model;
    cad_plans *plans;
};

#endif
