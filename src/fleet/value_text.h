/*
 * value_text.h - values of a report in words: short, on one line, with a point
 * whatever the locale.
 *
 *   test    tests/unit/fleet/test_compare.c
 */
#ifndef CAD_FLEET_VALUE_TEXT_H
#define CAD_FLEET_VALUE_TEXT_H

#include "base/arena.h"

#include <jansson.h>

/* 164.43, raised, null (too_short), [..4 items]; NULL value: "nothing".
   why: the code that goes with a null, or NULL. NULL: out of memory. */
const char *cad_value_text(cad_arena *arena, const json_t *value,
                           const char *why);

/* The same as people read it: "yielded (got the floor)" where the code alone
   says little. measure: where it stands, "events.outcome". */
const char *cad_value_words(cad_arena *arena, const json_t *value,
                            const char *why, const char *measure);

/* "interruption of agent", "3.2 to 4.1 s". list: where it stands,
   "highlights", for the words of its kind beside the code; or NULL.
   NULL: out of memory. */
const char *cad_item_text(cad_arena *arena, const json_t *item,
                          const char *list);

#endif
