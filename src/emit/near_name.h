/*
 * near_name.h - names that somebody who mistyped one may have meant.
 *
 *   test    tests/unit/emit/test_near_name.c
 */
#ifndef CAD_EMIT_NEAR_NAME_H
#define CAD_EMIT_NEAR_NAME_H

#include <stdbool.h>

/* Is one the beginning of the other (of 3 characters and more), or can it be
   made of it by few changes, inserts and removals (one in three)? Names of
   over 60 characters are near to nothing. */
bool cad_near_name(const char *typed, const char *name);

#endif
