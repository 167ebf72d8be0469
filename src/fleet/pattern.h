/* pattern.h - names with * for any characters, dots among them. */
#ifndef CAD_FLEET_PATTERN_H
#define CAD_FLEET_PATTERN_H

#include <stdbool.h>

bool cad_pattern_fits(const char *pattern, const char *measure);

#endif
