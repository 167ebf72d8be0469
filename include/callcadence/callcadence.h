/* callcadence.h - status, report, analyze, emit, figures, fleet, coach,
   compare, words. */
#ifndef CALLCADENCE_H
#define CALLCADENCE_H

#include <callcadence/analyze.h>
#include <callcadence/coach.h>
#include <callcadence/compare.h>
#include <callcadence/emit.h>
#include <callcadence/figures.h>
#include <callcadence/fleet.h>
#include <callcadence/report.h>
#include <callcadence/status.h>
#include <callcadence/words.h>

#endif
