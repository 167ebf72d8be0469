/*
 * stream.h - what the text writers share: times with three decimals, and the
 * one check at the end.
 *
 *   test    tests/unit/emit/test_interchange.c
 */
#ifndef CAD_EMIT_STREAM_H
#define CAD_EMIT_STREAM_H

#include <stdio.h>

#include <callcadence/report.h>

/* Seconds as the JSON has them, in whole milliseconds. */
long long cad_ms(double time_s);

/* "12.345" */
void cad_put_s(FILE *out, long long time_ms);

/* "turn raised", "backchannel": a segment in words. */
void cad_put_segment_words(FILE *out, const cad_segment *segment);

/* "interruption agent yielded", "silence": an event in words. */
void cad_put_event_words(FILE *out, const cad_event *event);

/* Flushes; ERR_WRITE if anything written before was lost. */
cad_status cad_stream_done(FILE *out, cad_error *error);

#endif
