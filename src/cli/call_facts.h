/* call_facts.h - what a manifest or a file's name may say of a call. */
#ifndef CAD_CLI_CALL_FACTS_H
#define CAD_CLI_CALL_FACTS_H

#include <stdbool.h>
#include <stddef.h>

/* 1, 2, left or right. */
bool cad_fact_channel(const char *text, int *out);

/* ISO 8601, extended or basic: 2026-03-02T09:14:00Z, 20260302T0914+0100,
   2026-03-02. out: the extended form, in room for 48 bytes. */
bool cad_fact_time(const char *text, char out[48]);

/* Seconds: a plain decimal number of 0 or more, whatever the locale. */
bool cad_fact_seconds(const char *text, double *out);

/* Could `typed` be a slip for `name`? Case, blanks, - and _ do not count, and
   one letter may be missing, too many or wrong. */
bool cad_fact_slip(const char *typed, const char *name);

#endif
