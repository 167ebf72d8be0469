/* calendar.h - ISO 8601 moments as days, for the distance between them. */
#ifndef CAD_FLEET_CALENDAR_H
#define CAD_FLEET_CALENDAR_H

#include <stdbool.h>

/* 2026-05-04, 2026-05-04T10:30, with seconds, their fraction, and Z, +02:00 or
   +0200: days since 1970-01-01 UTC. Without a zone: as if UTC. */
bool cad_calendar_days(const char *text, double *days);

#endif
