/*
 * message.h - one line an event on standard error, and a clean progress line.
 *
 * Decoding libraries write remarks of their own to standard error. They are
 * kept out unless -v asks for them, so every line is ours and says where.
 */
#ifndef CAD_CLI_MESSAGE_H
#define CAD_CLI_MESSAGE_H

#include <stdbool.h>

#include <callcadence/status.h>

/* Before any other thread; libraries_too: -v. */
void cad_message_open(bool libraries_too);

/* "callcadence: ...\n", wiping the progress line first. Thread-safe. */
void cad_message(const char *format, ...) CAD_PRINTF(1, 2);

/* A message a line. */
void cad_message_lines(const char *lines);

/* Is standard error, as the user gave it, a terminal? */
bool cad_message_on_terminal(void);

/* Replaces the line a terminal shows last; "" wipes it. */
void cad_message_progress(const char *line);

/* Says "out of memory" and ends with 4 where p is NULL. */
void *cad_must(void *p);

/* printf to a string of its own. */
char *cad_text(const char *format, ...) CAD_PRINTF(1, 2);

#endif
